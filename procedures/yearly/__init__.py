"""Những mốc hằng năm: when the conference is due, and what else comes back every year or half-year."""
