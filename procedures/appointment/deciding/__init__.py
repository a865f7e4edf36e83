"""Kết luận: what a counted meeting decides post by post, and the choice that the law leaves to a person."""
