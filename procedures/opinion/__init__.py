"""Lấy ý kiến trước khi quyết định: plan, ask, answer, respond, decide, disclose."""
