"""A case on its way whose papers are read: an agency with names and offices, its meetings held, its papers signed."""

import re
from html import unescape

from sqlmodel import select

from documents import html
from documents.paper import Paper, content_hash
from models import Agency, DocumentKind, FiledPaper, FindingKind, Procedure, StaffMember
from models.paper import paper_name
from models.store import database
from procedures import filing, papers
from procedures.access.actor import Actor
from procedures.appointment import ending, meeting_steps
from procedures.countersigning import signing
from procedures.meetings.tallying import correcting
from procedures.meetings.tallying.count import Count
from procedures.overview.view import may_open
from procedures.refusal import Refusal
from tests.meeting_world import Meeting28, agency
from tests.two_people import strong
from tests.world import SCAN, World

HEAD, AUTHORITY = "Lê Thị Giám", "Chủ tịch Ủy ban nhân dân tỉnh"
OFFICES = {0: "Giám đốc", 1: "Phó Giám đốc", 2: "Phó Giám đốc", 6: "Phó Trưởng phòng", 7: "Phó Trưởng phòng"}


def named_agency() -> World:
    """The agency of 28, with a head by name, an office, and an office for everybody."""
    world = agency()
    with database.transaction() as session:
        row = session.get_one(Agency, 1)
        row.head_name, row.office, row.contact = HEAD, "Văn phòng Sở", "Văn phòng Sở, máy lẻ 102"
        session.add(row)
        for place, person in enumerate(session.exec(select(StaffMember).order_by(StaffMember.id)).all()):  # pyright: ignore
            person.position, person.birth_year = OFFICES.get(place, "Chuyên viên"), 1980 + place % 10
            session.add(person)
    return world


def words_of(number: int, name: str) -> str:
    """A paper as one line of words; nothing in it was left to a programmer."""
    with database.reading() as session:
        paper = papers.paper(session, number, name)
    body = html.render(paper, stylesheet_href="x").split("<body", 1)[1]
    said = " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
    assert not re.search(r"None|Reason\.|\{\{|<", said.split(">", 1)[1])
    return said


class PapersOfACase(Meeting28):
    """What was drafted for the clerk is read here as people read it."""

    def __init__(self, **of: object) -> None:
        super().__init__(named_agency(), **of)  # pyright: ignore

    def plan(self, **other: object):  # pyright: ignore
        """In a draft with an authority, afterwards with a chair who has an office."""
        mine = {"chair": f"{HEAD}, Giám đốc"} if self.number and "way" not in other else {"authority": AUTHORITY}
        return super().plan(**{**mine, **other})  # pyright: ignore

    def drafted(self) -> list[FiledPaper]:
        with database.reading() as session:
            rows = select(FiledPaper).where(FiledPaper.procedure_id == self.number).order_by(FiledPaper.id)  # pyright: ignore
            return list(session.exec(rows).all())

    def names(self) -> list[str]:
        return [each.name for each in self.drafted()]

    def paper(self, name: str) -> Paper:
        with database.reading() as session:
            return papers.paper(session, self.number, name)

    def hash(self, name: str) -> str:
        return content_hash(self.paper(name))

    def words(self, name: str) -> str:
        return words_of(self.number, name)

    def refusal_of(self, name: str) -> str:
        try:
            self.paper(name)
        except Refusal as refusal:
            return refusal.key
        return ""

    def sign(self, name: str, number: int = 7, symbol: str = "BB-SNgV") -> None:
        self.world.file(self.number, name, number, symbol, HEAD)

    def minute(self) -> None:
        """Both minutes are signed, and the law goes on."""
        meeting_steps.note_choice(self.number, self.at)
        for name in (paper_name("counting_minutes", self.at), paper_name("meeting_minutes", self.at)):
            if name in self.names():
                self.sign(name)
        meeting_steps.note_minutes(self.number, self.at)

    def held(self, step: int, *votes: int) -> None:
        """The meeting of this step is prepared, held, counted where there are votes, concluded and minuted."""
        if self.at // 10 != step:
            self.prepare(step)
        self.call()
        self.open()
        if votes:
            self.counted(*votes)
        self.conclude()
        self.minute()

    def before_the_last(self) -> None:
        """Three meetings of the four, and what the law wants before the last one."""
        self.held(1, 1, 1)
        self.held(2, 4, 2)
        self.held(3, 20)
        self.file(DocumentKind.NEW_ISSUES)
        self.file(DocumentKind.PARTY_OPINION)

    def appointed(self) -> None:
        """All meetings, the dossier, the signed proposal, the decision, and the notice made public."""
        self.before_the_last()
        self.held(4, 3)
        self.finished()

    def finished(self) -> None:
        for item in self.items(self.nominees[0], FindingKind.DOSSIER):
            if item.key != "dossier.proposal":
                self.find(self.nominees[0], item.key, dated_on=self.today, scan=SCAN)
        ending.note_dossier(self.number)

    def decided(self) -> None:
        """The proposal and the decision are in the register, and everyone has been told."""
        self.sign("appointment_proposal", 11, "TTr-SNgV")
        ending.note_proposal(self.number)
        self.sign("appointment_decision-1", 12, "QĐ-UBND")
        ending.note_decision(self.number)
        ending.disclose(self.number)

    def put_right(self, count: Count, reason: str) -> None:
        """A count that was agreed on is corrected by two people."""
        asked = correcting.correct_count(
            strong(self.world.hr), *self.here, self.post_id, count, reason, filing.Upload("sua.pdf", SCAN.content)
        )
        signing.sign(strong(self.union), asked)

    def readable(self, actor: Actor) -> set[str]:
        """The names of the papers that this person may open."""
        with database.reading() as session:
            procedure = session.get_one(Procedure, self.number)
            return {each.name for each in self.drafted() if may_open(session, actor, procedure, each)}
