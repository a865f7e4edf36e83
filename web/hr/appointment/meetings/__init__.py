"""Chuẩn bị từng hội nghị: its hour and place, its list, the summons; or the result of one that was held on paper."""
