"""The ceremony: three rounds of messages make the key, a fourth says that each code was typed back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from gmpy2 import mpz

from ballots import exact
from ballots.exact import Broken, Json
from ballots.group import NAME, product
from ballots.keys.messages import (
    HOLDERS,
    INDEXES,
    ROUNDS,
    THRESHOLD,
    Body,
    Dealing,
    Introduction,
    Key,
    TypedBack,
    read_body,
)
from ballots.keys.trustees import PEDERSEN, certs_message, context, verification_key
from ballots.proofs.knowledge import holds, is_signed, read_proof

Message = dict[str, Json]
AnyBody = TypeVar("AnyBody", Introduction, Dealing, Key, TypedBack)


@dataclass(frozen=True)
class Ceremony:
    """What was said so far, in public; all of it was checked. The server only carries the messages."""

    id: str
    messages: tuple[Message, ...] = ()
    bodies: tuple[tuple[int, int, Body], ...] = ()

    @property
    def round(self) -> int:
        """The round that is under way, from 1; 5 when all is done."""
        return 1 + len(self.bodies) // HOLDERS

    @property
    def is_done(self) -> bool:
        return self.round > ROUNDS

    @property
    def waits_for(self) -> list[int]:
        """The holders who have not yet spoken in this round; nobody when all is done."""
        spoken = {index for round_, index, _ in self.bodies if round_ == self.round}
        return [] if self.is_done else [index for index in INDEXES if index not in spoken]

    def said_in(self, kind: type[AnyBody]) -> dict[int, AnyBody]:
        """What holders said in the round of this kind of body."""
        return {index: body for _, index, body in sorted(self.bodies, key=_place) if isinstance(body, kind)}

    def hear(self, message: Json) -> "Ceremony":
        """The ceremony with one message more. The same again changes nothing. Raises `Broken` (`ceremony-...`)."""
        with exact.reading("ceremony"):
            said = exact.fields(message, ("ceremony", "round", "index", "body", "signature"))
            round_, index = exact.whole(said["round"]), exact.whole(said["index"])
            at = f"round {round_}, holder {index}"
            if said["ceremony"] != self.id or index not in INDEXES or not 0 < round_ <= ROUNDS:
                raise Broken("ceremony-other", at)
            body, signature = read_body(round_, said["body"]), read_proof(said["signature"])
        written: Message = {"ceremony": self.id, "round": round_, "index": index, "body": body.as_json()}
        signed = {**written, "signature": signature.as_json()}
        if signed in self.messages:
            return self
        if round_ != self.round or index not in self.waits_for:
            raise Broken("ceremony-round", at)
        signer = (body if isinstance(body, Introduction) else self.said_in(Introduction)[index]).verification
        if not is_signed(to_be_signed(written), signer, signature):
            raise Broken("ceremony-signature", at)
        self._check(index, body, at)
        return replace(self, messages=(*self.messages, signed), bodies=(*self.bodies, (round_, index, body)))

    @cached_property
    def trustees(self) -> bytes:
        """The public keys in the format of the archive; after round 3."""
        introductions, dealings = self.said_in(Introduction), self.said_in(Dealing)
        keys = [key.as_published() for key in self._all(Key).values()]
        parameters: dict[str, Json] = {
            "threshold": THRESHOLD,
            "certs": [each.cert.as_json() for each in introductions.values()],
            "coefexps": [each.coefexps.as_json() for each in dealings.values()],
            "signatures": [each.certs_signature.as_json() for each in dealings.values()],
            "verification_keys": [*keys],
        }
        return exact.compact([[PEDERSEN, parameters]])

    @property
    def public_key(self) -> mpz:
        """The key under which ballots are sealed; after round 2."""
        return product(each.powers[0] for each in self._all(Dealing).values())

    @property
    def mix_keys(self) -> list[bytes]:
        """The keys of the holders for sealed words, by index; after round 1."""
        return [each.mix for each in self._all(Introduction).values()]

    def verification_key(self, index: int) -> mpz:
        """What the public half of holder `index`'s share must be; after round 2."""
        return verification_key([each.powers for each in self._all(Dealing).values()], index)

    def _all(self, kind: type[AnyBody]) -> dict[int, AnyBody]:
        said = self.said_in(kind)
        if len(said) < HOLDERS:
            raise Broken("ceremony-round", f"round {self.round}")
        return said

    def _check(self, index: int, body: Body, at: str) -> None:
        """What a message must be in the light of those before it; shares are checked by those who get them."""
        if isinstance(body, Introduction):
            keys = {"verification": str(body.verification), "encryption": str(body.encryption)}
            wanted = exact.compact({"context": context(HOLDERS, THRESHOLD, index), **keys}).decode()
            others = [each.verification for each in self.said_in(Introduction).values()]
            if body.verification in others or body.cert.message != wanted or not _is_self_signed(body):
                raise Broken("ceremony-certificate", at)
        elif isinstance(body, Dealing):
            signer = self.said_in(Introduction)[index].verification
            certs = [each.cert for each in self.said_in(Introduction).values()]
            seen = is_signed(certs_message(certs, body.powers), signer, body.certs_signature)
            if not seen or not is_signed(body.coefexps.message, signer, body.coefexps.signature):
                raise Broken("ceremony-coefficients", at)
        elif isinstance(body, Key):
            signer, key = self.said_in(Introduction)[index].verification, body.public_key
            proved = holds(f"pok|{NAME}|{key}", key, body.pok) and is_signed(str(key), signer, body.signature)
            if key != self.verification_key(index) or not proved:
                raise Broken("ceremony-key", at)
        elif body.trustees != exact.digest(self.trustees):
            raise Broken("ceremony-trustees", at)


def read_ceremony(ceremony_id: str, messages: Iterable[Json]) -> Ceremony:
    """A ceremony from the list of its messages, in any order within a round. Raises `Broken`."""
    ceremony = Ceremony(ceremony_id)
    for message in messages:
        ceremony = ceremony.hear(message)
    return ceremony


def to_be_signed(message: Message) -> str:
    """What the signature of a message is of."""
    return f"danchu/ceremony|{exact.compact(message).decode()}"


def _place(said: tuple[int, int, Body]) -> tuple[int, int]:
    return said[:2]


def _is_self_signed(said: Introduction) -> bool:
    return is_signed(said.cert.message, said.verification, said.cert.signature)
