"""Gửi phiếu lấy ý kiến toàn thể thay hội nghị: planned, agreed, sent, answered, counted."""
