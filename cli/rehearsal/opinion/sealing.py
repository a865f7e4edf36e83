"""Sealed opinions of a rehearsed consultation: keys, the box, envelopes, and the three who peel the words."""

import asyncio
import json
import random
from base64 import b64encode
from collections import Counter
from datetime import timedelta

from ballots import ballot as ballots
from ballots import credentials, keys, mix
from ballots.election import read_election
from ballots.group import random_scalar
from ballots.proofs.knowledge import sign
from cli import sample
from cli.rehearsal.browser import Browser
from cli.rehearsal.opinion.saying import AGREE, Part, Saying
from cli.rehearsal.play import Play
from cli.rehearsal.post import PATIENCE
from cli.rehearsal.sealed.holders import Holders
from cli.rehearsal.sealed.voting import CODE, TAKES, Rows, SealedVote, Voter
from models import BoxState, Role
from models.store.database import reading
from procedures.engine import recorded
from procedures.opinion.steps import SEALED_HEARD

TELLERS = (Role.CLERK, Role.OPERATOR, Role.UNION)
RATE = 0.7


class SealedOpinions(SealedVote):
    """The box of a consultation: with each ballot goes an envelope; `words` are those inside the last one of each."""

    reader = Role.UNION

    def __init__(self, play: Play, holders: Holders, chance: random.Random, asked: list[str]) -> None:
        super().__init__(play, holders, chance)
        self.asked = asked
        self.named: set[str] = set()
        self.words: dict[Voter, str] = {}

    @property
    def told(self) -> list[str]:
        """Everyone who was asked by mail, but for those who have said theirs with the name."""
        return [address for address in self.asked if address not in self.named]

    @property
    def is_opened(self) -> bool:
        return self.sealed.state is BoxState.OPENED

    @property
    def said(self) -> Counter[str]:
        """How many people said each thing, sealed."""
        return Counter(filter(None, self.words.values()))

    async def prepare(self, closes_in: timedelta = TAKES) -> None:
        """The box was made when HR opened the consultation, with which it closes; where it was not, HR makes it."""
        await self.play.scene("sealed opinions")
        hr = await (await self.play.desk(Role.HR)).open(self.page)
        if hr.has_button("Chuẩn bị hòm ý kiến kín"):
            await hr.press("Chuẩn bị hòm ý kiến kín")
        self.note_round()

    async def send(self, voter: Voter, link: str, saying: Saying) -> None:
        """The voter's own page leads to the booth, which posts a ballot and an envelope, an empty one too."""
        browser = await Browser(self.play.stage.base, self.play.log).open(link)
        again = "Gửi lại ở phòng phiếu"
        if browser.has_button(again):
            await browser.press(again)
        else:
            await browser.press("Tiếp tục", way="sealed")
        words = "\n".join(saying.said.values())
        self.codes[voter] = dict(CODE.findall(browser.address))[self.uuid]
        rows = [[int(saying.choice == AGREE), int(saying.choice != AGREE)]]
        self.revoted += voter in self.cast
        await browser.send(f"/b/{self.uuid}/ballots", await self._envelope(browser, voter, rows, words))
        self.cast[voter], self.words[voter] = rows, words

    async def _envelope(self, browser: Browser, voter: Voter, rows: Rows, words: str) -> bytes:
        election = read_election(await browser.fetch(f"/b/{self.uuid}/election.json"))
        told = json.loads(await browser.fetch(f"/b/{self.uuid}/about.json"))
        holders = keys.read_ceremony(told["ceremony"]["id"], told["ceremony"]["messages"])
        secret = credentials.private_credential(self.codes[voter], self.uuid)
        raw = await asyncio.to_thread(ballots.seal, election, secret, rows)
        envelope = mix.wrap(words, told["words"] * 1024, holders.mix_keys, self.uuid)
        signed = sign(mix.to_be_signed(self.uuid, ballots.tracker(raw), envelope), secret, random_scalar()).as_json()
        said = {"ballot": raw.decode(), "words": b64encode(envelope).decode(), "words_signature": signed}
        return json.dumps(said).encode()


class Sealing(Play):
    """The scenes in which some answer sealed; without a box everyone answers with the name."""

    seed: int
    is_sealed: bool
    box: SealedOpinions | None = None

    async def make_box(self) -> None:
        """Three tellers make the keys, the union agrees to codes by mail, two people open the box."""
        hr = await self.desk(Role.HR)
        addresses = [self.cast.holder(role).email for role in TELLERS]
        for address in addresses:
            await hr.open(f"/hr/procedures/{self.procedure}/duties")
            account = self.account_of(address)
            await hr.press("Giao nhiệm vụ", kind="teller", account=account, deputy="", takes_over_after=240)
        holders = Holders(self, addresses)
        await holders.make_keys()
        asked = [person.email for person in self.cast.by_mail]
        self.box = SealedOpinions(self, holders, random.Random(f"box {self.seed}"), asked)  # noqa: S311
        await self.box.prepare()
        await self.box.agree()
        await self.box.open()

    def sealed_ones(self, parts: dict[sample.Person, Part]) -> set[sample.Person]:
        """Who answers sealed, drawn: nobody without mail, nor the first three, of whom two disagree by name."""
        drawn = random.Random(f"ways {self.seed}")  # noqa: S311
        may = [person for person in parts if person.email and person not in self.cast.at_once[:3]]
        return {person for person in may if drawn.random() < RATE} if self.is_sealed else set()

    async def open_words(self) -> None:
        """The box has closed; a day later two open it and all three peel, where enough have answered sealed."""
        assert self.box is not None
        await self.box.closed()
        if self.box.sealed.state is BoxState.CLOSED:
            await self.box.open_box()
            await self.box.holders.peel_words(self.box.uuid)
        await self.box.keep_archives()
        async with asyncio.timeout(PATIENCE):
            while not self._are_heard():
                await asyncio.sleep(0.5)

    def _are_heard(self) -> bool:
        with reading() as session:
            return recorded(session, self.procedure, SEALED_HEARD) is not None
