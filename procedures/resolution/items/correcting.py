"""Thêm việc, đổi người phụ trách hay hạn sau khi mở: a new record with its reason, and two people."""

from datetime import date
from typing import Any

from sqlmodel import Session, select

from models import CountersignedAct, Procedure, ProcedureState, ResolutionItem, RollEntry, StaffMember, Unit
from models.items import CHANGES
from procedures.countersigning.acts import Act, Facts
from procedures.engine import ask_for_run, recorded
from procedures.refusal import Refusal
from procedures.resolution.items import drafting
from procedures.resolution.items.drafting import Wanted
from procedures.resolution.items.listing import MOST_ITEMS, has_items, item_held
from procedures.resolution.steps import ITEMS_SINCE, KIND, REPORTED


def may_change(session: Session, procedure: Procedure) -> list[str]:
    """The names of the acts about items that could be asked for in this procedure now."""
    if procedure.kind != KIND or procedure.state is not ProcedureState.OPEN or procedure.flow_revision < ITEMS_SINCE:
        return []
    return ["add_item", *(["change_item"] if has_items(session, procedure.id or 0) else [])]


def _open(session: Session, procedure_id: int) -> Procedure:
    """The resolution; raises Refusal `procedure_not_open` or `items_of_old`."""
    procedure = session.get_one(Procedure, procedure_id)
    if procedure.kind != KIND or procedure.state is not ProcedureState.OPEN:
        raise Refusal("procedure_not_open")
    if procedure.flow_revision < ITEMS_SINCE:
        raise Refusal("items_of_old")
    return procedure


def _new_item(session: Session, procedure_id: int, facts: Facts) -> Facts:
    _open(session, procedure_id)
    due_on = _day(facts["due_on"])
    owner_id = facts["owner_id"]
    said = drafting.checked(session, Wanted(facts["text"], facts["source"], facts["place"], owner_id, due_on))
    _check_listed(session, procedure_id, owner_id)
    if _next_number(session, procedure_id) > MOST_ITEMS:
        raise Refusal("too_many_items", field="text", at_most=MOST_ITEMS)
    kept = {"text": said["text"], "source": facts["source"], "place": said["place"], "owner_id": owner_id}
    return {**kept, "due_on": facts["due_on"]}


def _add(session: Session, asked: CountersignedAct, _by: str) -> Facts:
    """The list grows by one; its owner hears of it where the others have."""
    procedure_id, facts = asked.procedure_id or 0, asked.facts
    number, due_on = _next_number(session, procedure_id), date.fromisoformat(facts["due_on"])
    said = {name: facts[name] for name in ("text", "source", "place", "owner_id")}
    session.add(ResolutionItem(procedure_id=procedure_id, number=number, due_on=due_on, **said))
    asked.facts = {**facts, "number": number}
    ask_for_run(session, procedure_id)
    return {"item": number}


def _other_owner_or_day(session: Session, procedure_id: int, facts: Facts) -> Facts:
    _open(session, procedure_id)
    row = _row(session, procedure_id, facts["item"])
    if row.done_on:
        raise Refusal("item_done", field="item")
    if row.changes + 1 >= CHANGES:
        raise Refusal("too_many_items", field="item", at_most=CHANGES)
    owner_id, due_on = facts["owner_id"] or row.owner_id, _day(facts["due_on"]) or row.due_on
    if (owner_id, due_on) == (row.owner_id, row.due_on):
        raise Refusal("item_not_changed", field="owner")
    if owner_id != row.owner_id:
        drafting.check_owner(session, owner_id)
        _check_listed(session, procedure_id, owner_id)
    if due_on != row.due_on:
        drafting.check_due(session, due_on)
    was: dict[str, Any] = {"was_owner_id": row.owner_id, "was_due_on": row.due_on.isoformat(), "changes": row.changes}
    return {"item": row.number, "owner_id": owner_id, "due_on": due_on.isoformat(), **was}


def _change(session: Session, asked: CountersignedAct, _by: str) -> Facts:
    row = item_held(session, asked.procedure_id or 0, asked.facts["item"])
    row.owner_id, row.due_on = asked.facts["owner_id"], date.fromisoformat(asked.facts["due_on"])
    row.changes += 1
    session.add(row)
    ask_for_run(session, asked.procedure_id or 0)
    return {"item": row.number}


def _row(session: Session, procedure_id: int, number: int) -> ResolutionItem:
    """An item, not held: what is asked for is looked at before anything is written."""
    of_it = select(ResolutionItem).where(ResolutionItem.procedure_id == procedure_id, ResolutionItem.number == number)
    row = session.exec(of_it).first()
    if row is None:
        raise Refusal("item_of_nothing", field="item")
    return row


def _next_number(session: Session, procedure_id: int) -> int:
    of_it = select(ResolutionItem.id).where(ResolutionItem.procedure_id == procedure_id)
    return len(session.exec(of_it).all()) + 1


def _check_listed(session: Session, procedure_id: int, owner_id: int) -> None:
    """Raise Refusal `item_owner_not_listed` for someone who has no link of this resolution."""
    listed = select(RollEntry.id).where(RollEntry.procedure_id == procedure_id)
    if session.exec(listed.where(RollEntry.staff_member_id == owner_id)).first() is None:
        raise Refusal("item_owner_not_listed", field="owner", name=session.get_one(StaffMember, owner_id).full_name)


def _day(given: str | None) -> date | None:
    return date.fromisoformat(given) if given else None


def _new_item_told(session: Session, procedure_id: int, facts: Facts) -> Facts:
    is_begun = recorded(session, procedure_id, REPORTED) is not None
    number = facts.get("number") or _next_number(session, procedure_id)
    told = {**facts, **_owner_told(session, facts["owner_id"])}
    return {**told, "number": number, "due_on": _day(facts["due_on"]), "is_begun": is_begun}


def _change_told(session: Session, procedure_id: int, facts: Facts) -> Facts:
    row = _row(session, procedure_id, facts["item"])
    was = session.get_one(StaffMember, facts["was_owner_id"]).full_name
    days = {"due_on": _day(facts["due_on"]), "was_due_on": _day(facts["was_due_on"])}
    return {"number": row.number, "text": row.text, "was_owner": was, **_owner_told(session, facts["owner_id"]), **days}


def _owner_told(session: Session, owner_id: int) -> dict[str, str]:
    owner = session.get_one(StaffMember, owner_id)
    return {"owner": owner.full_name, "unit": session.get_one(Unit, owner.unit_id).name}


ACTS = (
    Act("add_item", _new_item, _add, _new_item_told),
    Act("change_item", _other_owner_or_day, _change, _change_told),
)
