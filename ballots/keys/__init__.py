"""The keys of three holders of whom any two can open: one recovery code each, and what they say in public."""

from ballots.keys.ceremony import Ceremony, Message, read_ceremony
from ballots.keys.holder import mix_key, say, share
from ballots.keys.messages import HOLDERS, ROUNDS, THRESHOLD
from ballots.keys.recovery import new_recovery_code, plain_code

__all__ = [
    "HOLDERS",
    "ROUNDS",
    "THRESHOLD",
    "Ceremony",
    "Message",
    "mix_key",
    "new_recovery_code",
    "plain_code",
    "read_ceremony",
    "say",
    "share",
]
