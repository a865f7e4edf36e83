"""Báo cáo kết quả thực hiện dân chủ của một năm, dựng từ bản ghi: what the record says of it, and the paper."""
