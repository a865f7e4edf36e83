"""Lượt hỏi, whatever it asks: the roll, the times, the personal links, the answers, the end."""
