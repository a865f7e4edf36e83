"""Bảng ý kiến: what people said of each paragraph, merged, with the answers; and the draft with its changes."""

import difflib
import re
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from law.decisions.opinion import Counts
from models import Answer, Comment, LetterState, MergedOpinion, OutboxMessage, RollEntry, Round, Verdict
from notifications.compose.consultation import said
from procedures.opinion.drafting import AMENDED, CONSULTED, paragraphs_of
from procedures.opinion.sealing import was_opened
from procedures.rounds.asking import round_of

WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Voice:
    """One person's comment in a row, with the name: for those alone who may see names."""

    full_name: str
    unit: str
    text: str


@dataclass(frozen=True)
class TableRow:
    """Like comments on one paragraph (0: the whole draft), and what was answered."""

    number: int
    paragraph: int
    paragraph_text: str
    gist: str
    people: int
    verdict: Verdict | None
    response: str
    voices: tuple[Voice, ...]
    is_sealed: bool = False


@dataclass(frozen=True)
class Table(Counts):
    """All that was said, and by how many; those who did not answer have said nothing, and are counted with nobody.

    `unreached`: those of them whose last letter before the end came back; not counted where some may have sealed.
    """

    rows: tuple[TableRow, ...]
    closed_at: datetime | None
    unreached: int = 0

    @property
    def unanswered(self) -> tuple[TableRow, ...]:
        return tuple(row for row in self.rows if row.verdict is None)


@dataclass(frozen=True)
class Change:
    """A stretch of text that was kept, added or taken out: `kind` is same | added | removed."""

    kind: str
    text: str


def table_of(session: Session, procedure_id: int, with_names: bool = False) -> Table:
    """The table as it stands; `with_names` for those who may see who said what."""
    round_ = round_of(session, procedure_id)
    people = said(session, procedure_id, round_.id or 0)
    texts = {each.number: each.text for each in paragraphs_of(session, procedure_id)}
    merged = select(MergedOpinion).where(MergedOpinion.procedure_id == procedure_id)
    ordered = session.exec(merged.order_by(col(MergedOpinion.paragraph), col(MergedOpinion.number))).all()
    voices = _voices(session, procedure_id)
    rows = tuple(_row(row, texts, voices.get(row.id or 0, []), with_names) for row in ordered)
    unreached = 0 if was_opened(session, procedure_id) else _unreached(session, round_)
    return Table(people.asked, people.agreed, people.commented, people.unopened, rows, round_.closed_at, unreached)


def _unreached(session: Session, round_: Round) -> int:
    """How many said nothing and may never have had the draft: their last letter until the end was returned."""
    letters = select(OutboxMessage.roll_entry_id, OutboxMessage.state).where(
        OutboxMessage.procedure_id == round_.procedure_id, col(OutboxMessage.roll_entry_id).is_not(None)
    )
    if round_.closed_at:
        letters = letters.where(OutboxMessage.queued_at <= round_.closed_at)
    last = dict(session.exec(letters.order_by(col(OutboxMessage.id))).all())
    answered = set(session.exec(select(Answer.roll_entry_id).where(Answer.round_id == round_.id)).all())
    return sum(state is LetterState.BOUNCED for entry, state in last.items() if entry not in answered)


def _row(row: MergedOpinion, texts: dict[int, str], voices: list[Voice], with_names: bool) -> TableRow:
    return TableRow(
        number=row.number,
        paragraph=row.paragraph,
        paragraph_text=texts.get(row.paragraph, ""),
        gist=row.gist,
        people=row.people_sealed or len(voices),
        verdict=row.verdict,
        response=row.response,
        voices=tuple(voices) if with_names else (),
        is_sealed=row.people_sealed > 0,
    )


def _voices(session: Session, procedure_id: int) -> dict[int, list[Voice]]:
    rows = (
        select(Comment.merged_id, RollEntry.full_name, RollEntry.unit_name, Comment.text)
        .join(Answer, col(Answer.id) == Comment.answer_id)
        .join(RollEntry, col(RollEntry.id) == Answer.roll_entry_id)
        .where(Comment.procedure_id == procedure_id)
        .order_by(col(Comment.id))
    )
    found: dict[int, list[Voice]] = {}
    for merged_id, full_name, unit, text in session.exec(rows).all():
        found.setdefault(merged_id or 0, []).append(Voice(full_name, unit, text))
    return found


def changes_of(session: Session, procedure_id: int) -> list[list[Change]]:
    """The amended draft, a list of changes a paragraph; none where the draft was not amended."""
    before = [each.text for each in paragraphs_of(session, procedure_id, CONSULTED)]
    after = [each.text for each in paragraphs_of(session, procedure_id, AMENDED)]
    return changes(before, after) if after else []


def changes(before: list[str], after: list[str]) -> list[list[Change]]:
    """What was added to and taken out of a text, by paragraph: inside the changed ones word by word."""
    found: list[list[Change]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [[Change("same", text)] for text in before[i:j]]
            continue
        pairs = min(j - i, m - k)
        found += [_within(*pair) for pair in zip(before[i : i + pairs], after[k : k + pairs], strict=True)]
        found += [[Change("removed", text)] for text in before[i + pairs : j]]
        found += [[Change("added", text)] for text in after[k + pairs : m]]
    return found


def _within(before: str, after: str) -> list[Change]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    found: list[Change] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change("same", "".join(old[i:j])))
            continue
        if i < j:
            found.append(Change("removed", "".join(old[i:j])))
        if k < m:
            found.append(Change("added", "".join(new[k:m])))
    return found
