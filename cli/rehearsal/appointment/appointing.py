"""The play of an appointment: every meeting of the regime, by its own rules, to the end that the seed has drawn."""

from datetime import date
from pathlib import Path

from cli.rehearsal.appointment.ending import Ending
from cli.rehearsal.appointment.held import Held
from cli.rehearsal.appointment.inbox import Inbox
from cli.rehearsal.appointment.people import company_of
from cli.rehearsal.appointment.script import ALL, ANNULLED, ONE, script_of
from cli.rehearsal.cast import Cast
from cli.rehearsal.play import Mishap, Tell
from cli.rehearsal.stage import Stage
from law.decisions.appointment import Meeting, Reason
from models import Role


class AppointmentPlay(Ending):
    """One case from the staff list to the last day of its posting, or to its report; `begun_on` None: it begins today.

    `is_rough`: processes are killed meanwhile, so that a form may be sent twice and refused the second time;
    `is_sealed`: meetings of enough people vote by sealed ballots.
    """

    def __init__(
        self,
        stage: Stage,
        cast: Cast,
        out: Path,
        mishap: Mishap,
        tell: Tell,
        seed: int = 1,
        begun_on: date | None = None,
        is_rough: bool = False,
        is_sealed: bool = False,
    ) -> None:
        self.company = company_of(cast)
        super().__init__(stage, self.company.cast, out, mishap, tell)
        self.seed, self.begun_on, self.is_rough = seed, begun_on, is_rough
        self.is_sealed, self.votes, self.tellers = is_sealed, [], 3 if is_sealed else 2
        self.script = script_of(seed, begun_on or self.today())
        self.inbox = Inbox(stage.folder / "mail")
        self.other_desks, self.nominees, self.letters = {}, {}, {}
        self.held, self.seen, self.standing = [], [], []

    async def run(self) -> None:
        """From an empty database to the end of the case."""
        await self.set_up()
        await self.say_positions()
        await self.case()
        await self.settle()

    async def case(self) -> None:
        """From the wizard to the end that the seed has drawn."""
        await self.draft_and_open()
        await self.decide_policy()
        await self.check_eligibility()
        self.standing = list(self.nominees.values())
        for meeting in self.script.meetings:
            await self.file_grounds(meeting)
            await self.meet(meeting)
            if self.waits_for() == "annulled" or not self.standing:
                break
        await self.end()

    async def end(self) -> None:
        if self.script.course is ANNULLED:
            return
        if self.standing:
            await self.appoint()
        else:
            await self.report()

    async def file_grounds(self, meeting: Meeting) -> None:
        """What the law wants before this meeting, each when the case waits for it."""
        spared = meeting.spared_where_party_leads if self.party_leads else ()
        for kind in (need for need in meeting.needs_before if need not in spared):
            await self.until(kind)
            await self.file_document(await self.desk(Role.HR), kind)

    async def meet(self, meeting: Meeting) -> None:
        """Convene a meeting until it may be held, hold it, and go on with whom it leaves."""
        convening, held = 0, None
        while held is None or held.reason is Reason.NO_QUORUM:
            convening += 1
            held = await self.convene(meeting, convening)
            self.draw_attendance(held)
            if self.script.course is ANNULLED and meeting.step == self.script.turns_at:
                await self.annul()
                return
            if self.script.course.is_moved and meeting.step == self.script.turns_at:
                await self.put_off(held)
            await self.reply(held)
            await self.hold(held)
            await self.vote(held)
            await self.choose(held)
            await self.minute(held)
            if held.vote:
                await held.vote.keep_archives()
            await self.look_in_from_outside(held)
        self.standing = sorted(held.chosen, key=int)
        await self._leave(held)

    async def _leave(self, held: Held) -> None:
        """After the first ballot all of them withdraw, or one, where the seed has drawn that."""
        leaves = self.script.course.withdraws
        if not leaves or sum(each.law.has_ballot for each in self.held) != 1 or not held.law.has_ballot:
            return
        await self.until("meeting_list", "new_issues", "party_opinion")
        names = {number: name for name, number in self.nominees.items()}
        going = self.standing if leaves == ALL else self.standing[1:] if leaves == ONE else []
        for number in list(going):
            await self.withdraw(names[number])
