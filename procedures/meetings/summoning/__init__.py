"""Triệu tập hội nghị: the list, the documents on which it rests, the hour and the place."""
