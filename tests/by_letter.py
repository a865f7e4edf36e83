"""A conference to which too few came twice, asking all staff by letter."""

from sqlmodel import select

from models import LetterBallot, RollEntry, Round, StaffMember
from models.store import database
from procedures.conference import running
from procedures.conference.letter_ballot import answering, asking, planning
from procedures.conference.letter_ballot.steps import questions
from tests.conferring import Held

MATTER = "Mức đóng góp quỹ tình nghĩa"


class ByLetter(Held):
    """Eighteen of 28 come, twice; then the ballot is planned, agreed, decided, sent."""

    def fail(self) -> None:
        """Too few come; the minutes are signed."""
        self.come(18)
        for verb in (running.note_meeting, running.note_course, running.note_count, running.conclude):
            verb(self.number, self.at)
        self.sign(f"meeting_minutes-{self.at}")
        running.note_minutes(self.number, self.at)

    def fail_twice(self) -> "ByLetter":
        self.call()
        self.fail()
        self.at += 1
        running.prepare(self.number, self.at)
        self.convene_again()
        running.summon(self.number, self.at)
        self.world.move(days=3)
        self.fail()
        asking.prepare(self.number)
        return self

    def without_mail(self, *places: int) -> None:
        """These people have no address."""
        with database.transaction() as session:
            for place in places:
                person = session.get_one(StaffMember, self.member(place))
                person.email = None
                session.add(person)

    def plan_letters(self, *matters: str, days: int = 7) -> None:
        planning.plan(self.world.hr, self.number, [*matters], days)

    def ask_all(self, *matters: str) -> "ByLetter":
        """Sent to everyone who works here."""
        self.fail_twice()
        self.plan_letters(*matters)
        planning.agree(self.union, self.number, "Nhất trí.")
        self.sign("letter_ballot_decision")
        asking.note_decision(self.number)
        asking.send(self.number)
        return self

    @property
    def ballot(self) -> LetterBallot:
        with database.reading() as session:
            return session.get_one(LetterBallot, self.number)

    @property
    def round(self) -> Round:
        with database.reading() as session:
            return session.get_one(Round, self.ballot.round_id)

    def entries(self) -> list[RollEntry]:
        with database.reading() as session:
            rows = select(RollEntry).where(RollEntry.procedure_id == self.number).order_by(RollEntry.id)  # pyright: ignore
            return list(session.exec(rows).all())

    def say(self, place: int, choice: str, said: str = "") -> str:
        """One of the staff answers every question alike; returns the receipt."""
        choices = dict.fromkeys(questions(self.ballot), choice)
        return answering.give(self.entries()[place], choices, said).code

    def close_letters(self) -> str:
        """The deadline passes; what came of it."""
        self.world.move(days=8)
        return asking.count(self.number)
