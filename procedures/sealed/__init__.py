"""Phiếu kín niêm phong: keys of three tellers, codes, ballots that only two of them together can open, the archive."""
