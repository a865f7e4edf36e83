"""Kiểm phiếu: what two tellers counted, how it is put right, and what it is in the terms of the law."""
