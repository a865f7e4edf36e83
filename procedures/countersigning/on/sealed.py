"""Phiếu kín niêm phong: opening a round to its voters, closing its box before the hour, giving sealed words up."""

from procedures.sealed import closing, opening
from procedures.sealed.words import giving_up

ACTS = (opening.ACT, closing.ACT, giving_up.ACT)
