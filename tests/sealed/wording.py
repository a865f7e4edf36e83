"""A sealed round that takes words beside its ballots, in the verbs of the law; voters and holders as browsers do."""

import io
import json
from base64 import b64encode
from datetime import timedelta
from typing import Any

from ballots import ballot, credentials, keys, mix, peeling
from ballots.election import read_election
from ballots.group import random_scalar
from ballots.proofs.knowledge import sign
from models import SealedRound, VoterCredential
from models.store import database
from tests.sealed.sealing import AN_HOUR, Sealed28

SIZE = mix.SIZES[0]


class Worded28(Sealed28):
    """The sealed meeting, with 2 kB of words allowed: a stand-in for any round that asks for words."""

    def prepare_round(self, closes_in: timedelta = AN_HOUR) -> int:
        super().prepare_round(closes_in)
        with database.transaction() as session:
            sealed = session.get_one(SealedRound, self.sealed_id)
            sealed.words = SIZE
            session.add(sealed)
        return self.sealed_id

    def worded(self, voter: VoterCredential, choice: int, words: str = "") -> bytes:
        """What a booth posts: a ballot, and an envelope even for who says nothing."""
        return self.with_envelope(voter, self.ballot(voter, choice), self.envelope(words))

    def envelope(self, words: str) -> bytes:
        told = self.browser.get(f"/b/{self.uuid}/about.json").json()
        said = keys.read_ceremony(told["ceremony"]["id"], told["ceremony"]["messages"])
        return mix.wrap(words, told["words"] * 1024, said.mix_keys, self.uuid)

    def with_envelope(self, voter: VoterCredential, raw: bytes, envelope: bytes, uuid: str = "") -> bytes:
        secret = credentials.private_credential(self.code(voter), self.uuid)
        message = mix.to_be_signed(uuid or self.uuid, ballot.tracker(raw), envelope)
        signature = sign(message, secret, random_scalar()).as_json()
        said = {"ballot": raw.decode(), "words": b64encode(envelope).decode(), "words_signature": signature}
        return json.dumps(said).encode()

    def say_words(self, *words: str) -> None:
        """The first voters vote for the first name, each with these words."""
        for voter, text in zip(self.voters(), words, strict=False):
            assert self.cast(self.worded(voter, 0, text)).status_code == 200

    def record(self, place: int) -> peeling.Record:
        """What the page of a holder reads, checked as the page checks it."""
        told = self.state(place)["words"]
        archive = self.browser.get(told["archive_url"]).content
        found = peeling.read_record(self.browser.get(told["record_url"]).content)
        peeling.check(found, *peeling.trackers_of(io.BytesIO(archive)))
        return found

    def layer(self, place: int, code: str = "") -> bytes:
        return peeling.peel(self.record(place), code or self.recovery[place], place)

    def hand_on(self, place: int, body: bytes | None = None) -> Any:
        return self.send(f"/keys/{self.key_token(place)}/words", body or self.layer(place))

    def to_the_peeling(self, *words: str) -> None:
        """Words are sent, the box is closed, and the time for objections is over."""
        self.let_vote()
        self.say_words(*words)
        self.close()
        self.wait_for_objections()

    def election(self) -> Any:
        return read_election(self.browser.get(f"/b/{self.uuid}/election.json").content)
