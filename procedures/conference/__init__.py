"""Hội nghị cán bộ, công chức, viên chức, người lao động: planned, summoned, held in the order of the law, resolved."""
