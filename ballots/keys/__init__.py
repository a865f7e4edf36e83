"""The keys of three holders of whom any two can open: one recovery code each, and what they say in public."""

from ballots.keys.ceremony import HOLDERS, THRESHOLD, Ceremony
from ballots.keys.recovery import new_recovery_code, plain_code

__all__ = ["HOLDERS", "THRESHOLD", "Ceremony", "new_recovery_code", "plain_code"]
