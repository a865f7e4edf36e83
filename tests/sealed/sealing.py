"""A sealed round in the verbs of the law, holders and voters as browsers do; a meeting of key cadres that votes so."""

import io
import json
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlmodel import select

from ballots import ballot, credentials, keys
from ballots.election import read_election
from ballots.opening import open_share
from models import (
    DocumentKind,
    DutyKind,
    KeyHolder,
    Role,
    RollEntry,
    RoundMode,
    RoundPlace,
    SealedRound,
    VoterCredential,
)
from models.store import database
from notifications import links, round_keys
from procedures import evidence
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.countersigning import signing
from procedures.meetings.summoning import form
from procedures.sealed import ceremony, closing, opening, preparing
from settings import settings
from tests.meeting_world import Meeting28
from tests.two_people import since, strong
from tests.web.browser import Browser
from tests.world import SCAN, World

STEP = 3
AN_HOUR = timedelta(hours=1)
read_once = lru_cache(maxsize=4)(read_election)
"""The table of an election's key takes as long as a dozen ballots."""


class Sealing:
    """Holders, voters and the box of one sealed round; whoever plays it sets what stands here."""

    world: World
    number: int
    union: Actor
    inspector: Actor
    teller: Actor
    sealed_id: int
    recovery: dict[int, str]
    browser: Browser

    # -- the keys
    def begin_keys(self) -> int:
        return ceremony.begin(self.world.hr, self.number)

    def holders(self) -> list[KeyHolder]:
        with database.reading() as session:
            return list(session.exec(select(KeyHolder).order_by(KeyHolder.id.desc()).limit(3)).all())[::-1]  # pyright: ignore

    def key_token(self, place: int) -> str:
        holder = self.holders()[place - 1]
        return links.holder_token(holder.id or 0, holder.link_version)

    def state(self, place: int) -> dict[str, Any]:
        return self.browser.get(f"/keys/{self.key_token(place)}/state.json").json()

    def make_keys(self) -> None:
        """The three browsers, each with a recovery code that it alone knows."""
        self.begin_keys()
        self.recovery = {place: keys.new_recovery_code() for place in (1, 2, 3)}
        for _ in range(keys.ROUNDS):
            for place, code in self.recovery.items():
                self.say(place, code)

    def say(self, place: int, code: str) -> Any:
        seen = self.state(place)
        said = keys.say(keys.read_ceremony(seen["ceremony"], seen["messages"]), code, place)
        assert said is not None
        return self.send(f"/keys/{self.key_token(place)}/messages", json.dumps(said, separators=(",", ":")))

    def send(self, path: str, body: str | bytes, origin: str | None = None) -> Any:
        headers = {"Origin": origin or settings().base_url, "Content-Type": "application/json"}
        return self.browser.post(path, content=body, headers=headers)

    # -- opening it to its voters
    def agree(self) -> None:
        preparing.consent(strong(self.union), self.number, self.sealed_id)

    def sign_opening(self) -> None:
        act, facts = "open_sealed_round", {"sealed": self.sealed_id}
        number = signing.ask(strong(self.world.hr), act, facts, "Đến giờ bỏ phiếu.", self.number)
        signing.sign(strong(self.inspector), number)

    @property
    def sealed(self) -> SealedRound:
        with database.reading() as session:
            return session.get_one(SealedRound, self.sealed_id)

    @property
    def uuid(self) -> str:
        return self.sealed.uuid

    def voters(self) -> list[VoterCredential]:
        with database.reading() as session:
            rows = select(VoterCredential).where(VoterCredential.sealed_round_id == self.sealed_id)
            return list(session.exec(rows.order_by(VoterCredential.roll_entry_id)).all())  # pyright: ignore

    def code(self, voter: VoterCredential) -> str:
        return round_keys.code_of(self.uuid, voter)

    # -- ballots
    def ballot(self, voter: VoterCredential, *choices: int) -> bytes:
        """A ballot with these rows chosen, one a question."""
        election = read_once(self.browser.get(f"/b/{self.uuid}/election.json").content)
        rows = [
            [int(at == chosen) for at in range(len(question.answers))]
            for question, chosen in zip(election.questions, choices, strict=True)
        ]
        return ballot.seal(election, credentials.private_credential(self.code(voter), self.uuid), rows)

    def cast(self, raw: bytes, **other: Any) -> Any:
        return self.send(f"/b/{self.uuid}/ballots", raw, **other)

    def vote(self, *choices: int) -> None:
        """The first voters vote, one a choice."""
        for voter, choice in zip(self.voters(), choices, strict=False):
            assert self.cast(self.ballot(voter, choice)).status_code == 200

    def close(self) -> None:
        self.world.move(hours=1, minutes=1)
        closing.carry_on(self.number)

    # -- the box
    def share(self, place: int) -> bytes:
        """What a holder's browser makes of the archive and the recovery code."""
        seen = self.state(place)
        secret = keys.share(keys.read_ceremony(seen["ceremony"], seen["messages"]), self.recovery[place], place)
        archive = self.browser.get(seen["opening"]["archive_url"]).content
        partial, strong_proof = open_share(io.BytesIO(archive), place, secret)
        return json.dumps({"partial": partial.decode(), "strong": strong_proof.decode()}).encode()

    def open_with(self, *places: int) -> list[Any]:
        return [self.send(f"/keys/{self.key_token(place)}/decryption", self.share(place)) for place in places]

    def wait_for_objections(self) -> None:
        self.world.move(hours=24, minutes=1)

    @property
    def archive_address(self) -> str:
        return f"/procedures/{self.number}/sealed/{self.sealed_id}/archive.bel"

    def whole_archive(self) -> bytes:
        """What those who may see the result download."""
        answer = self.browser.sign_in(self.world.manager).get(self.archive_address)
        assert answer.status_code == 200
        return answer.content


class Sealed28(Sealing, Meeting28):
    """The third meeting of one case, hybrid, with so many people there; the union, the inspector and HR hold keys."""

    def __init__(self, people: int = 9, **other: Any) -> None:
        super().__init__(**other)
        self.teller = self.world.account("Bùi Thị Kiểm", Role.CLERK, Role.INSPECTOR)
        since(timedelta(days=8))
        self.people = people
        for step, votes in ((1, (1, 1)), (2, (3, 3))):
            if step > 1:
                self.prepare(step)
            self.concluded(*votes)
        self.prepare(STEP)
        duties.assign(self.world.hr, self.number, DutyKind.TELLER, self.teller.account_id or 0)
        self.browser = Browser()

    # -- the round
    def hold_sealed(self) -> None:
        self.file_hybrid()
        form.choose_form(self.world.hr, *self.here, RoundMode.SEALED)
        self.summon(place_kind=RoundPlace.HYBRID, call_link="https://hop.example.gov.vn/1")
        self.world.move(days=3, minutes=1)
        self.open(*self.there())

    def file_hybrid(self) -> None:
        filed = evidence.Filed("41-CV/SNV", self.today, "Sở Nội vụ", "Họp kết hợp trực tuyến, bỏ phiếu kín điện tử.")
        evidence.file_document(self.world.hr, self.number, DocumentKind.HYBRID_MEETING, filed, SCAN)

    def there(self) -> list[int]:
        """The places in the staff list of those who come: the first with a vote who have mail."""
        voting = [entry for attendee, entry in self.attendees() if attendee.has_vote and entry.email]
        return [self.place_of(entry) for entry in voting[: self.people]]

    def place_of(self, entry: RollEntry) -> int:
        return int((entry.email or "").removeprefix("nguoi").partition("@")[0])

    def prepare_round(self, closes_in: timedelta = AN_HOUR) -> int:
        closes_at = self.world.now() + closes_in
        self.sealed_id = preparing.prepare_meeting(self.world.hr, *self.here, closes_at)
        return self.sealed_id

    def let_vote(self, closes_in: timedelta = AN_HOUR) -> None:
        """From nothing to a round that takes ballots."""
        self.make_keys()
        self.hold_sealed()
        self.prepare_round(closes_in)
        self.agree()
        self.sign_opening()
        opening.let_vote(self.sealed_id)

    def whole(self, choices: Sequence[int]) -> None:
        """Everything, to the opened box."""
        self.let_vote()
        self.vote(*choices)
        self.close()
        self.wait_for_objections()
        assert [answer.json() for answer in self.open_with(1, 3)] == [{"opened": False}, {"opened": True}]
