"""The ceremony: three rounds of messages make the key, a fourth says that each code was typed back."""

from collections.abc import Sequence
from dataclasses import dataclass

from gmpy2 import mpz

from ballots.exact import Json

HOLDERS, THRESHOLD, ROUNDS = 3, 2, 4
Message = dict[str, Json]


@dataclass(frozen=True)
class Ceremony:
    """What was said so far, in public; all of it was checked. The server only carries the messages."""

    id: str
    messages: tuple[Message, ...] = ()

    @property
    def round(self) -> int:
        """The round that is under way, from 1; 5 when all is done."""
        raise NotImplementedError

    @property
    def waits_for(self) -> list[int]:
        """The holders who have not yet spoken in this round."""
        raise NotImplementedError

    def say(self, code: str, index: int) -> Message | None:
        """What holder `index` says in this round: the same again when asked again. None after having spoken.

        Raises `Broken` (rule `share`, `typed-back`...) where another holder's message is wrong for this one.
        """
        raise NotImplementedError

    def hear(self, message: Json) -> "Ceremony":
        """The ceremony with one message more. The same again changes nothing. Raises `Broken` (`ceremony-...`)."""
        raise NotImplementedError

    @property
    def trustees(self) -> bytes:
        """The public keys in the format of the archive; after round 3."""
        raise NotImplementedError

    @property
    def public_key(self) -> mpz:
        """The key under which ballots are sealed; after round 2."""
        raise NotImplementedError

    @property
    def mix_keys(self) -> list[bytes]:
        """The keys of the holders for sealed words, by index; after round 1."""
        raise NotImplementedError

    def share(self, code: str, index: int) -> mpz:
        """Holder `index`'s share of the private key, from the code and what was said. Raises `Broken`."""
        raise NotImplementedError


def read_ceremony(ceremony_id: str, messages: Sequence[Json]) -> Ceremony:
    """A ceremony from the list of its messages, in any order within a round. Raises `Broken`."""
    raise NotImplementedError
