"""Bàn làm việc của một lần bổ nhiệm: the case being written, its people, its documents, the meeting being prepared."""
