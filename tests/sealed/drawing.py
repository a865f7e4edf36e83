"""A meeting in the hall whose codes are drawn: a holder's browser makes them, two tellers count, voters draw."""

import json
from datetime import timedelta
from typing import Any

from sqlmodel import select

from ballots import credentials
from models import KeyHolder, RoundMode, RoundPlace, VoterCredential
from models.store import database
from procedures.meetings.summoning import form
from procedures.sealed import opening
from procedures.sealed.hall import handing
from tests.sealed.sealing import AN_HOUR, Sealed28, Sealing


class Drawing(Sealing):
    """The slips of one round: whoever plays it sets how many people draw one."""

    codes: list[str]
    people: int

    # -- the slips
    @property
    def maker(self) -> KeyHolder:
        with database.reading() as session:
            return session.get_one(KeyHolder, self.sealed.slip_maker_id)

    def wanted(self) -> dict[str, Any]:
        return self.state(self.maker.place)["slips"]

    def send_halves(self, halves: object, place: int | None = None) -> Any:
        body = json.dumps({"uuid": self.uuid, "credentials": halves})
        return self.send(f"/keys/{self.key_token(place or self.maker.place)}/slips", body)

    def half(self, code: str) -> str:
        return credentials.public_credential(code, self.uuid)

    def make_slips(self) -> Any:
        """As the holder's browser does: codes that it keeps, sorted halves that it sends."""
        self.codes = [credentials.new_code() for _ in range(self.wanted()["count"])]
        return self.send_halves(sorted(map(self.half, self.codes)))

    def hand_out(self, slips: int | None = None) -> None:
        """Two tellers write the same."""
        for teller in (self.union, self.teller):
            handing.enter(teller, self.number, self.sealed_id, self.people if slips is None else slips)

    # -- voters are whoever drew the first slips
    def slip(self, code: str) -> VoterCredential:
        with database.reading() as session:
            mine = select(VoterCredential).where(VoterCredential.public_half == self.half(code))
            return session.exec(mine).one()

    def voters(self) -> list[VoterCredential]:
        return [self.slip(code) for code in self.codes[: self.people]]

    def code(self, voter: VoterCredential) -> str:
        return next(code for code in self.codes if self.half(code) == voter.public_half)


class Drawn28(Drawing, Sealed28):
    """The third meeting of one case, all in the hall; the first holder who is not of HR makes the slips."""

    def convene(self) -> None:
        """The form is chosen and the summons gone, with the keys asked for."""
        self.file_hybrid()
        form.choose_form(self.world.hr, *self.here, RoundMode.SEALED, RoundPlace.HALL)
        self.summon()

    def meet(self) -> None:
        self.world.move(days=3, minutes=1)
        self.open(*self.there())

    def prepare_early(self, closes_in: timedelta = AN_HOUR) -> int:
        """Before the day of the meeting, so that slips can be printed."""
        return self.prepare_round(timedelta(days=3, minutes=1) + closes_in)

    def let_vote(self, closes_in: timedelta = AN_HOUR) -> None:
        """From nothing to a round that takes ballots, its codes on slips."""
        self.make_keys()
        self.convene()
        self.prepare_early(closes_in)
        assert self.make_slips().status_code == 200
        self.meet()
        self.hand_out()
        self.sign_opening()
        opening.let_vote(self.sealed_id)
