"""Nhân sự: who is named for a post, found to qualify, added or withdrawn, and who still stands at a step."""
