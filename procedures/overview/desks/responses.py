"""Bàn tổng hợp ý kiến: where a consultation stands after its deadline, its table by pages, and the changed draft."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlmodel import Session

from models import Consultation, DraftParagraph, FiledPaper, Procedure, ProcedureState
from models.store import clock
from procedures.engine import recorded
from procedures.filing import paper_of
from procedures.opinion.drafting import AMENDED, paragraphs_of
from procedures.opinion.steps import ANSWERED, CLOSED, TABLE, union_must_remark
from procedures.opinion.table import Change, Table, TableRow, changes, table_of
from procedures.rounds.asking import round_of
from words.names import folded

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class Desk:
    """A consultation as those who answer, remark and decide need it; instants in UTC.

    `amended` is empty where the draft was left as it was. The table changes from the close until it is settled.
    """

    procedure: Procedure
    consultation: Consultation
    now: datetime
    closes_at: datetime | None
    is_closed: bool
    settled: FiledPaper | None
    is_answered: bool
    needs_union: bool
    table: Table
    paragraphs: list[DraftParagraph]
    amended: list[DraftParagraph]

    @property
    def is_running(self) -> bool:
        return self.procedure.state is ProcedureState.OPEN

    @property
    def may_change(self) -> bool:
        return self.is_running and self.is_closed and self.settled is None

    @property
    def awaits_union(self) -> bool:
        """Whether the union may remark now."""
        return self.is_running and self.needs_union and self.is_answered and not self.consultation.union_remarked_at

    @property
    def changes(self) -> list[list[Change]]:
        """The amended draft beside the one that people were asked about; none where it was left as it was."""
        if not self.amended:
            return []
        return changes([each.text for each in self.paragraphs], [each.text for each in self.amended])


@dataclass(frozen=True)
class Sought:
    """What is looked for in a table: one paragraph, only what has no answer, words or numbers; and which page."""

    paragraph: int | None = None
    only_left: bool = False
    words: str = ""
    page: int = 1


@dataclass(frozen=True)
class Part:
    """A page of a table: its rows by paragraph, which page of how many, and how many rows were found."""

    groups: list[tuple[int, list[TableRow]]]
    here: int
    pages: int
    found: int


def desk_of(session: Session, procedure_id: int, with_names: bool = False) -> Desk:
    """The desk of a consultation; raises NoResultFound for anything else."""
    consultation = session.get_one(Consultation, procedure_id)
    procedure = session.get_one(Procedure, procedure_id)
    return Desk(
        procedure=procedure,
        consultation=consultation,
        now=clock.now(session),
        closes_at=round_of(session, procedure_id).closes_at,
        is_closed=recorded(session, procedure_id, CLOSED) is not None,
        settled=paper_of(session, procedure_id, TABLE),
        is_answered=recorded(session, procedure_id, ANSWERED) is not None,
        needs_union=bool(procedure.rules) and union_must_remark(session, procedure_id),
        table=table_of(session, procedure_id, with_names),
        paragraphs=paragraphs_of(session, procedure_id),
        amended=paragraphs_of(session, procedure_id, AMENDED),
    )


def part_of(rows: Sequence[TableRow], sought: Sought) -> Part:
    """The page of what is looked for that was asked for, or the last one there is."""
    found = [row for row in rows if _matches(row, sought)]
    pages = max(1, -(-len(found) // ROWS_A_PAGE))
    here = min(sought.page, pages)
    shown = found[(here - 1) * ROWS_A_PAGE : here * ROWS_A_PAGE]
    groups = [(number, list(group)) for number, group in groupby(shown, key=lambda row: row.paragraph)]
    return Part(groups, here, pages, len(found))


def page_of_row(rows: Sequence[TableRow], number: int) -> int:
    """On which page of the whole table a row stands; the first one for a row that is not there."""
    return next((place // ROWS_A_PAGE + 1 for place, row in enumerate(rows) if row.number == number), 1)


def counted(rows: Sequence[TableRow]) -> list[tuple[int, int, int]]:
    """Of each paragraph that was spoken of: its number, how many rows, how many of them without an answer."""
    every = Counter(row.paragraph for row in rows)
    left = Counter(row.paragraph for row in rows if row.verdict is None)
    return [(number, every[number], left[number]) for number in sorted(every)]


def _matches(row: TableRow, sought: Sought) -> bool:
    if sought.paragraph is not None and row.paragraph != sought.paragraph:
        return False
    if sought.only_left and row.verdict is not None:
        return False
    words = folded(sought.words)
    return not words or words in folded(row.gist) or words == str(row.number)
