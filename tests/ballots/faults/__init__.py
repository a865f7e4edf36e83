"""Archives that are broken in one way each, all else being right, with the rule that each must fail."""

from tests.ballots.faults import in_ballots, in_files, in_openings, in_order, in_setups
from tests.ballots.faults.register import FAULTS

__all__ = ["FAULTS", "in_ballots", "in_files", "in_openings", "in_order", "in_setups"]
