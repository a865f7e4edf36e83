"""Nghị quyết hội nghị được phổ biến, quán triệt: draft, open, file, circulate, answer, close, report."""
