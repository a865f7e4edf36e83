"""Trang của cán bộ tổ chức cho một lần lấy phiếu tín nhiệm: the draft, then reports and questions."""
