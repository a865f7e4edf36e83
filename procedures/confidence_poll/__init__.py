"""Lấy phiếu tín nhiệm: drafting, reports, questions, the meeting's steps, what the count means for each person."""
