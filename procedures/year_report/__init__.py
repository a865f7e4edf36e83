"""Báo cáo kết quả thực hiện dân chủ ở cơ sở của một năm: what HR writes of it beside the record."""
