"""Báo cáo kết quả thực hiện dân chủ ở cơ sở của một năm: what the record says of it, and what HR writes beside."""
