"""Office files that people hand in: lists of staff and texts of resolutions, read with suspicion."""
