"""Trang của một hội nghị: attendance, the hall, the count, the course, the head's choice."""
