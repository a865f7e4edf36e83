"""One sealed round of a rehearsal: prepared and opened by two people, voted in by code, closed, opened by two keys."""

import asyncio
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from ballots import ballot as ballots
from ballots import credentials
from ballots.election import Election, read_election
from cli.rehearsal.browser import Browser
from cli.rehearsal.play import Play
from cli.rehearsal.post import PATIENCE
from cli.rehearsal.sealed.holders import Holders
from models import BoxState, Role, SealedRound
from models.store import clock
from models.store.database import reading
from procedures.sealed import box
from words.dates import VIETNAM, local_day, short_date

TAKES = timedelta(hours=3)
REVOTES = 0.2
Rows = list[list[int]]
CODE = re.compile(r"/b/([1-9A-Za-z]+)#([1-9A-Za-z-]+)")


@dataclass(frozen=True)
class Voter:
    """Someone who has a code: by letter to this address, or without one on a slip, under this name or a drawn one."""

    name: str
    address: str = ""


class SealedVote:
    """A round as its people know it; `cast`: the last ballot of each voter, by question and answer.

    `reader` may see the result, and `told`: those who have a letter when it closes. `beside`: the number of a round
    beside a meeting's own ballot.
    """

    reader = Role.HR

    def __init__(self, play: Play, holders: Holders, chance: random.Random, beside: str = "") -> None:
        self.play, self.holders, self.chance, self.beside = play, holders, chance, beside
        self.sealed_id, self.uuid = 0, ""
        self.voters = 0
        self.cast: dict[Voter, Rows] = {}
        self.codes: dict[Voter, str] = {}
        self.revoted = 0
        self.absent_holder = ""
        self.head_at_close = ""

    async def hold(self, choices: Mapping[Voter, Rows | None], closes_in: timedelta = TAKES) -> None:
        """The whole round; `choices`: what each voter chooses in the end, None for who does not vote."""
        await self.prepare(closes_in)
        await self.give_codes(len(choices))
        await self.open()
        await self.vote(choices)
        await self.close()
        await self.open_box()

    @property
    def page(self) -> str:
        """The desk of the procedure's sealed rounds."""
        return f"/procedures/{self.play.procedure}/sealed"

    async def prepare(self, closes_in: timedelta) -> None:
        """HR makes the ballot and says when the box closes, to the minute."""
        await self.play.scene("sealed ballot")
        hr = await (await self.play.desk(Role.HR)).open(self.page)
        with reading() as session:
            at = (clock.now(session) + closes_in).astimezone(VIETNAM)
        closing = {"closes_day": short_date(local_day(at)), "closes_clock": f"{at:%H:%M}"}
        await hr.press("Chuẩn bị phiếu", which=self.beside, **closing)
        self.note_round()

    def note_round(self) -> None:
        """Which round it is, once it is prepared."""
        sealed = self.sealed
        self.sealed_id, self.uuid = sealed.id or 0, sealed.uuid

    @property
    def sealed(self) -> SealedRound:
        """The round as it stands; the newest one until this one is prepared."""
        with reading() as session:
            rows = select(SealedRound).where(SealedRound.procedure_id == self.play.procedure)
            rows = rows.where(SealedRound.id == self.sealed_id) if self.sealed_id else rows
            return session.exec(rows.order_by(col(SealedRound.id).desc())).first()  # pyright: ignore

    async def give_codes(self, people: int) -> None:
        """How voters come to their codes: by mail, once it is agreed to."""
        await self.agree()

    async def agree(self) -> None:
        """The union agrees to codes by mail, after its second factor."""
        union = await (await self.play.desk(Role.UNION)).open(self.page)
        if not union.has_button("Đồng ý gửi mã qua thư"):
            await union.open(union.link("Gõ mã trên điện thoại"))
            await self.play.phones.confirm(union, self.play.cast.holder(Role.UNION).email)
            await union.open(self.page)
        await union.press("Đồng ý gửi mã qua thư")

    async def open(self) -> None:
        """HR asks, the union signs; the flow makes the codes and begins the archive."""
        hr = await (await self.play.desk(Role.HR)).open(self.page)
        await hr.press("Đề nghị mở lượt bỏ phiếu", reason="Đã chốt danh sách người có mặt.")
        await self.play.countersign()
        await self.until(BoxState.OPEN)
        self.voters = self.sealed.voters

    async def until(self, *states: BoxState) -> None:
        """Wait until the round has come so far; raises TimeoutError after ten minutes."""
        async with asyncio.timeout(PATIENCE):
            while self.sealed.state not in states:
                await asyncio.sleep(0.3)

    async def vote(self, choices: Mapping[Voter, Rows | None]) -> None:
        """Each seals a ballot with the code of the own letter or slip and sends it; some change their mind."""
        await self.play.scene("sealed voting")
        await self.play.post.wait_for(f"/b/{self.uuid}#", [voter.address for voter in choices if voter.address])
        self.codes = await self._codes(choices)
        browser = Browser(self.play.stage.base, self.play.log)
        election = read_election(await browser.fetch(f"/b/{self.uuid}/election.json"))
        for voter, rows in choices.items():
            if rows is None:
                continue
            if self.chance.random() < REVOTES:
                await self._send(browser, election, voter, self._other(election))
                self.revoted += 1
            await self._send(browser, election, voter, rows)
            self.cast[voter] = rows

    async def _codes(self, choices: Mapping[Voter, object]) -> dict[Voter, str]:
        by_hand = {voter.name: voter for voter in choices if not voter.address}
        found = {by_hand[name]: code for name, code in (await self._slips() if by_hand else {}).items()}
        for voter in choices:
            if voter.address:
                texts = " ".join(mail.text for mail in self.play.post.of("ballot_asked", voter.address))
                found[voter] = dict(CODE.findall(texts))[self.uuid]
        return found

    async def _slips(self) -> dict[str, str]:
        """The slips that a key holder prints, by name."""
        teller = await self.play.signed_in(self.holders.addresses[0])
        await (await teller.open(self.page)).press("In phiếu mã")
        slips = teller.page.xpath('//section[starts-with(@aria-label, "Phiếu mã của ")]')
        return {
            slip.get("aria-label").removeprefix("Phiếu mã của "): slip.xpath(".//strong")[0].text_content().strip()
            for slip in slips
        }

    def _other(self, election: Election) -> Rows:
        """Any valid ballot."""
        rows: Rows = []
        for question in election.questions:
            chosen = self.chance.sample(range(len(question.answers)), max(question.minimum, 1))
            rows.append([int(place in chosen) for place in range(len(question.answers))])
        return rows

    async def _send(self, browser: Browser, election: Election, voter: Voter, rows: Sequence[Sequence[int]]) -> None:
        private = credentials.private_credential(self.codes[voter], self.uuid)
        sealed = await asyncio.to_thread(ballots.seal, election, private, rows)
        await browser.send(f"/b/{self.uuid}/ballots", sealed)

    async def close(self) -> None:
        """The hour passes, the flow closes the box, and every voter with mail is told of the own ballot."""
        await self.play.scene("sealed box closes")
        await self.play.move_past(self.sealed.closes_at)
        await self.closed()

    async def closed(self) -> None:
        """The flow has closed the box."""
        await self.until(BoxState.CLOSED, BoxState.TOO_FEW)
        self.head_at_close = self.sealed.head_at_close

    async def open_box(self) -> None:
        """A day later two holders open it; which of them stays away is drawn."""
        await self.play.scene("opening the box")
        await self._move_to(box.opens_at(self.sealed))
        self.absent_holder = self.chance.choice(self.holders.addresses)
        await self.holders.open_box(self.uuid, self.absent_holder)
        await self.until(BoxState.OPENED)

    async def _move_to(self, at: datetime | None) -> None:
        with reading() as session:
            is_past = at is not None and at <= clock.now(session)
        if not is_past:
            await self.play.move_past(at)

    async def keep_archives(self) -> None:
        """What everyone may download, and what those who may see the result do; kept beside the mails."""
        folder = self.play.out / "archives"
        folder.mkdir(parents=True, exist_ok=True)
        reader = await self.play.desk(self.reader)
        (folder / f"{self.uuid}-public.bel").write_bytes(await reader.fetch(f"/b/{self.uuid}/archive.bel"))
        if self.sealed.state is BoxState.OPENED:
            whole = await reader.fetch(f"{self.page}/{self.sealed_id}/archive.bel")
            (folder / f"{self.uuid}.bel").write_bytes(whole)

    @property
    def handed_out(self) -> int:
        """How many people were given a code."""
        return len(self.codes)

    @property
    def told(self) -> list[str]:
        return [voter.address for voter in self.codes if voter.address]

    @property
    def result(self) -> Rows:
        """What the voters' own ballots add up to."""
        first = next(iter(self.cast.values()))
        return [
            [sum(rows[at][place] for rows in self.cast.values()) for place in range(len(answers))]
            for at, answers in enumerate(first)
        ]
