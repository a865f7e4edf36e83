"""A procedure played round after round by people who press again, whatever is killed meanwhile."""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from itertools import count
from pathlib import Path

from cli import sample
from cli.rehearsal.appointment.appointing import AppointmentPlay
from cli.rehearsal.appointment.reading import figures_in, kept_replies, replies
from cli.rehearsal.appointment.script import script_of
from cli.rehearsal.browser import Browser, NotThere
from cli.rehearsal.cast import Cast
from cli.rehearsal.faults import no_mishap
from cli.rehearsal.opinion.consulting import ConsultationPlay
from cli.rehearsal.opinion.tables import printed_counts
from cli.rehearsal.play import Play
from cli.rehearsal.promises import accepted_answers
from cli.rehearsal.resolution.circulating import CirculationPlay
from cli.rehearsal.resolution.judging import printed_answers
from models import Role
from tests.outside.processes import until
from tests.outside.served import Served

AT_ONCE = 4
SLOWEST = 2.0
REGISTER = 50
_ASKERS = count(1)


class Rounds(Play):
    """One agency that plays a kind of procedure again and again; `played` are the numbers of its procedures."""

    paper = ""
    silent = 0

    def __init__(self, product: Served, cast: Cast, out: Path, seed: int) -> None:
        super().__init__(product, cast, out, no_mishap, lambda _: None)  # pyright: ignore
        self.product, self.chance, self.seed = product, random.Random(seed), seed
        self.played: list[int] = []
        self.ends: dict[int, str] = {}
        self.sign_ins = 0
        self._awaited: Counter[tuple[str, str]] = Counter()

    async def round(self) -> None:
        """From a new draft to where a round is left; adds to `played` and `ends`."""
        raise NotImplementedError

    async def finish(self) -> None:
        """What remains to be done once, after all rounds."""

    def papers_of(self, number: int) -> list[str]:
        """The papers of a round that say how many answers there are."""
        return [self.paper]

    def counted(self, paper: str) -> int:
        """How many answers a round's paper says there are."""
        raise NotImplementedError

    def expected(self) -> dict[int, int]:
        """How many answers the papers of each round must say there are."""
        roll = self.product.rows("SELECT procedure_id, count(*) FROM roll_entry GROUP BY procedure_id")
        return {number: people - self.silent for number, people in roll if number in self.played}

    def accepted(self) -> set[str]:
        """The answers that pages accepted, each as a word."""
        return accepted_answers(self.log)

    def kept(self) -> set[str]:
        """The same words of the record, and those of answers on paper."""
        return {str(row[0]) for row in self.product.rows("SELECT roll_entry_id FROM answer")}

    def to_keep(self) -> int:
        """How many answers must be kept."""
        return sum(self.expected().values())

    async def arrived(self, kind: str, people: Iterable[sample.Person]) -> None:
        """Wait until each has one more different letter of a kind than at the last time; raises after 20 minutes."""
        wanted = list(people)
        self._awaited.update((kind, person.email) for person in wanted)

        def is_there() -> bool:
            told: dict[str, set[str]] = {}
            for mail in self.post.of(kind):
                told.setdefault(mail.recipients[0], set()).add(mail.text)
            return all(len(told.get(person.email, ())) >= self._awaited[kind, person.email] for person in wanted)

        await until(is_there, 1200, 0.4)

    async def file(self, kind: str, number: int, symbol: str, dated_on: date | None = None) -> None:
        """Numbers of the register are of one round only."""
        await super().file(kind, number + REGISTER * len(self.played), symbol, dated_on)

    async def all_at_once(
        self, people: list[sample.Person], act: Callable[[int, sample.Person], Awaitable[object]]
    ) -> None:
        """A few at a time, each after a while of the own."""
        queue = list(enumerate(people))

        async def worker() -> None:
            while queue:
                task = queue.pop()
                await asyncio.sleep(self.chance.uniform(0, SLOWEST))
                await act(*task)

        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(worker())

    async def signed_in(self, email: str) -> Browser:
        """Sign in by a mailed code; whoever lost the answer to the code asks for another."""
        while True:
            browser = Browser(self.stage.base, self.log)
            asker = next(_ASKERS)
            browser.client.headers["X-Forwarded-For"] = f"10.9.{asker // 250}.{asker % 250 + 1}"
            known = len(self.post.of("sign_in_code", email))
            await browser.open("/sign-in")
            await browser.press("Gửi mã cho tôi", email=email)
            try:
                await browser.press("Đăng nhập", code=await self.post.code(email, known))
                await self.phones.confirm(browser, email)
            except NotThere:
                continue
            if browser.status == 200 and not browser.has_button("Đăng nhập"):
                self.sign_ins += 1
                return browser

    async def come_and_go(self) -> None:
        """Staff sign in by mailed codes, one after the other, and open what waits for them, for ever."""
        while True:
            person = self.chance.choice(self.cast.by_mail)
            browser = await self.signed_in(person.email)
            if link := re.search(r'href="(/p/[^"]+)"', browser.text):
                await browser.open(link[1])
            await asyncio.sleep(self.chance.uniform(0, SLOWEST))


class Circulations(Rounds, CirculationPlay):
    """Resolution after resolution; everyone reads each, some of them on paper, and it ends with the last reader."""

    paper = "closing_notice"

    async def round(self) -> None:
        await self.draft_and_open()
        self.played.append(self.procedure)
        self.ends[self.procedure] = "all_read"
        await self.sign()
        await self.arrived("resolution_circulated", self.cast.by_mail)
        await self.read(self.cast.by_mail, "resolution_circulated")
        await self.sign_on_paper()
        await self.told("resolution_closing_paper", Role.HR, Role.MANAGER, Role.CLERK)
        await self.file("closing_notice", 12, "TB-SNgV", self.adopted_on)

    def counted(self, paper: str) -> int:
        return printed_answers(paper)


class Consultations(Rounds, ConsultationPlay):
    """Consultation after consultation; a few never answer, the others do once or twice, and each is decided."""

    paper = "responses_table"

    def __init__(self, product: Served, cast: Cast, out: Path, seed: int) -> None:
        super().__init__(product, cast, out, seed)
        self.silent = len(cast.never)

    async def round(self) -> None:
        self.draw(self.seed + 1)
        await self.draft_and_open()
        self.played.append(self.procedure)
        self.ends[self.procedure] = "issued" if self.is_issued else "not_issued"
        await self.sign()
        await self.arrived("opinion_asked", self.cast.by_mail)
        await self.say([*self.cast.at_once, *self.cast.after_reminder], "opinion_asked")
        await self.enter_sheets()
        await self.think_better()
        await self.move(hours=7 * 24)
        await self.told("opinion_closed", Role.HR, Role.MANAGER)
        await self.respond()
        await self.decide()
        await self.disclose()

    async def finish(self) -> None:
        await self.move(hours=21 * 24)
        for number in self.played:
            self.procedure = number
            await self.ended()

    def counted(self, paper: str) -> int:
        agreed, commented, _silent = printed_counts(paper)
        return agreed + commented


class Appointments(Rounds, AppointmentPlay):
    """Case after case, each by the course of the next seed; the ballots of its meetings are what its papers count."""

    def __init__(self, product: Served, cast: Cast, out: Path, seed: int) -> None:
        super().__init__(product, cast, out, seed)
        self.is_rough = True
        self.ballots: dict[int, dict[str, int]] = {}

    async def set_up(self) -> None:
        await super().set_up()
        await self.say_positions()

    async def round(self) -> None:
        self.script = script_of(self.seed + len(self.played), self.today())
        self.nominees, self.held, self.seen = {}, [], []
        await self.case()
        self.ballots[self.procedure] = {
            f"counting_minutes-{held.number}": len(held.ballots) for held in self.held if held.ballots
        }

    async def draft_and_open(self) -> None:
        await super().draft_and_open()
        self.played.append(self.procedure)
        self.ends[self.procedure] = self.script.course.outcome

    def papers_of(self, number: int) -> list[str]:
        return list(self.ballots[number])

    def counted(self, paper: str) -> int:
        figures = figures_in(paper)
        return figures.valid + figures.unfit if figures else 0

    def expected(self) -> dict[int, int]:
        return {number: sum(minutes.values()) for number, minutes in self.ballots.items()}

    def accepted(self) -> set[str]:
        return {f"{at} {comes}" for at, comes in replies(self.log).items()}

    def kept(self) -> set[str]:
        return {f"{at} {comes}" for at, comes in kept_replies(self.product.rows).items()}

    def to_keep(self) -> int:
        return len(self.accepted())


ROUNDS: dict[str, type[Rounds]] = {"resolution": Circulations, "opinion": Consultations, "appointment": Appointments}
