"""Hội nghị: prepared, summoned, opened, counted and written up; what the law says of each is asked of `regime`."""
