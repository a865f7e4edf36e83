"""Họp: who was there, how it went, and the same typed in of a meeting held on paper."""
