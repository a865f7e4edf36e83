"""Những việc cần hai người: one file for each matter that they are about."""
