"""Phiếu kín niêm phong: opening a round to its voters, and closing its box before the hour."""

from procedures.sealed import closing, opening

ACTS = (opening.ACT, closing.ACT)
