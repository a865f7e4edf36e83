"""Ghi việc phải làm vào bản nháp: each with text, source, owner and last day; numbered by their order."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import ItemSource, ResolutionItem, Role, StaffMember
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.drafts import drafted
from procedures.refusal import Refusal
from procedures.resolution.items.listing import MOST_ITEMS, item_held
from procedures.rounds.roll import summoned
from procedures.unchanged import check_unchanged
from words.dates import local_day

LONGEST_TEXT, LONGEST_PLACE = 1000, 200


@dataclass(frozen=True)
class Wanted:
    """What is to be done as HR typed it; `place` says which article or whose opinion it comes from."""

    text: str
    source: str
    place: str
    owner_id: int
    due_on: date | None


def add(actor: Actor, procedure_id: int, wanted: Wanted) -> int:
    """Put another item at the end of the list; returns its number. Raises the Refusals of checked()."""
    with transaction() as session:
        drafted(session, actor, procedure_id)
        rows = _rows(session, procedure_id)
        if len(rows) >= MOST_ITEMS:
            raise Refusal("too_many_items", field="text", at_most=MOST_ITEMS)
        number = len(rows) + 1
        said = checked(session, wanted)
        session.add(ResolutionItem(procedure_id=procedure_id, number=number, **said))
        log.write(session, actor.name_in_log, "ItemWritten", procedure_id, number=number)
        return number


def replace(actor: Actor, procedure_id: int, number: int, wanted: Wanted, seen: int | None = None) -> None:
    """Write an item of the draft anew; `seen`: as in check_unchanged().

    Raises Refusal `item_of_nothing`, `written_meanwhile`, and those of checked().
    """
    with transaction() as session:
        drafted(session, actor, procedure_id)
        check_unchanged(session, actor, procedure_id, ("ItemWritten",), seen, about={"number": number})
        check_unchanged(session, actor, procedure_id, ("ItemRemoved",), seen)
        row = item_held(session, procedure_id, number)
        row.sqlmodel_update(checked(session, wanted))
        session.add(row)
        log.write(session, actor.name_in_log, "ItemWritten", procedure_id, number=number)


def remove(actor: Actor, procedure_id: int, item_id: int) -> None:
    """Take an item out of the draft; those behind it move up. Again, nothing happens."""
    with transaction() as session:
        drafted(session, actor, procedure_id)
        row = session.get(ResolutionItem, item_id)
        if row is None or row.procedure_id != procedure_id:
            return
        number = row.number
        session.delete(row)
        session.flush()
        for place, row in enumerate(_rows(session, procedure_id), start=1):
            row.number = place
            session.add(row)
            session.flush()
        log.write(session, actor.name_in_log, "ItemRemoved", procedure_id, number=number)


def checked(session: Session, wanted: Wanted) -> dict[str, object]:
    """What is to be kept of it.

    Raises Refusal `item_text_missing`, `item_too_long`, `item_source_missing`, `item_owner_missing`,
    `item_due_missing` or `item_due_passed`.
    """
    text, place = (" ".join(said.split()) for said in (wanted.text, wanted.place))
    if not text:
        raise Refusal("item_text_missing", field="text")
    for field, said, at_most in (("text", text, LONGEST_TEXT), ("place", place, LONGEST_PLACE)):
        if len(said) > at_most:
            raise Refusal("item_too_long", field=field, at_most=at_most)
    if wanted.source not in set(ItemSource):
        raise Refusal("item_source_missing", field="source")
    check_owner(session, wanted.owner_id)
    due_on = check_due(session, wanted.due_on)
    source = ItemSource(wanted.source)
    return {"text": text, "source": source, "place": place, "owner_id": wanted.owner_id, "due_on": due_on}


def check_owner(session: Session, owner_id: int) -> None:
    """Raise Refusal `item_owner_missing` for someone who does not work here."""
    owner = session.get(StaffMember, owner_id)
    if owner is None or owner.left_on:
        raise Refusal("item_owner_missing", field="owner")


def check_due(session: Session, due_on: date | None) -> date:
    """The last day, if it may be one: today at the earliest."""
    if due_on is None:
        raise Refusal("item_due_missing", field="due_on")
    if due_on < local_day(clock.now(session)):
        raise Refusal("item_due_passed", field="due_on", day=due_on)
    return due_on


def lacking(session: Session, procedure_id: int) -> list[str]:
    """What a draft with items lacks before it may be opened; nothing where it has none."""
    rows = _rows(session, procedure_id)
    if not rows:
        return []
    asked = {member.id for member, _unit in summoned(session, procedure_id)}
    checks = {
        "item_owners": all(row.owner_id in asked for row in rows),
        "item_checkers": all(accounts.holding(session, role) for role in (Role.MANAGER, Role.UNION)),
    }
    return [key for key, met in checks.items() if not met]


def _rows(session: Session, procedure_id: int) -> list[ResolutionItem]:
    of_it = select(ResolutionItem).where(ResolutionItem.procedure_id == procedure_id)
    return list(session.exec(of_it.order_by(col(ResolutionItem.number))).all())
