"""Những dòng do cán bộ tổ chức ghi: training, rotation, rewards, finance, the inspection board's year."""

from sqlmodel import Session, col, select

from models import YearEntry, YearHeading
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.refusal import Refusal

LONGEST, MOST = 2000, 500
FIRST_YEAR, LAST_YEAR = 2000, 2200


def write(actor: Actor, year: int, heading: YearHeading | None, said: str) -> int:
    """Keep a line under a heading of a year; returns its number. The same line again is the first one.

    Raises Refusal `heading_missing`, `line_missing`, `comment_too_long`, `too_many_lines`, `year_unknown`.
    """
    account_id, words = actor.account_for(Power.KEEP_DESK), " ".join(said.split())
    if heading is None:
        raise Refusal("heading_missing", field="heading")
    if not words:
        raise Refusal("line_missing", field="said")
    if len(words) > LONGEST:
        raise Refusal("comment_too_long", field="said", at_most=LONGEST)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal("year_unknown", field="year")
    with transaction() as session:
        kept = entries_of(session, year)
        if same := next((each for each in kept if (each.heading, each.said) == (heading, words)), None):
            return same.id or 0
        if len(kept) >= MOST:
            raise Refusal("too_many_lines", field="said", at_most=MOST)
        now = clock.now(session)
        entry = YearEntry(year=year, heading=heading, said=words, written_by=account_id, written_at=now)
        session.add(entry)
        session.flush()
        log.write(session, actor.name_in_log, "YearLineWritten", year=year, line=entry.id)
        return entry.id or 0


def remove(actor: Actor, entry_id: int) -> None:
    """Take a line out of the report; it stays in the record. Again, nothing. Raises Refusal `line_unknown`."""
    account_id = actor.account_for(Power.KEEP_DESK)
    with transaction() as session:
        entry = session.get(YearEntry, entry_id, with_for_update=True)
        if entry is None:
            raise Refusal("line_unknown")
        if entry.removed_at:
            return
        entry.removed_by, entry.removed_at = account_id, clock.now(session)
        session.add(entry)
        log.write(session, actor.name_in_log, "YearLineRemoved", year=entry.year, line=entry_id)


def entries_of(session: Session, year: int) -> list[YearEntry]:
    """The lines of a year, in the order in which they were written."""
    rows = select(YearEntry).where(YearEntry.year == year, col(YearEntry.removed_at).is_(None))
    return list(session.exec(rows.order_by(col(YearEntry.id))).all())
