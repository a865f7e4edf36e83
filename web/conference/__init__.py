"""Trang của một hội nghị: its draft, the union's agreement, the chair's desk, the wall of the hall, the own page."""
