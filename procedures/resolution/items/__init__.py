"""Nghị quyết được thực hiện: items with owner and deadline, reports by mail link, checks, the end."""
