"""Bổ nhiệm: from the case and its nominees to the decision that is disclosed."""
