"""Chương trình: what the law calls each item of the agenda, and a draft's agenda by the law of its day."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlmodel import Session, col, delete

from law.decisions.inspection_board import is_without
from law.rules import Rules
from models import AgendaItem, Procedure
from procedures.conference.board import BOARD
from procedures.conference.steps import agenda_of
from procedures.drafts import law_of
from procedures.meetings.regime import staff_at_work
from words.sentences import say

AGENDA, WITHOUT_BOARD = AGENDAS = ("agenda", "agenda_without_board")


def titles(rules: Rules) -> Mapping[str, str]:
    """What the law calls each item of an agenda, by its key, as a line of its own begins."""
    said = {key: words for each in AGENDAS if each in rules for key, words in _said(rules, each)}
    return {key: words[0].upper() + words[1:] for key, words in said.items()}


def _said(rules: Rules, agenda: str) -> Iterable[tuple[str, str]]:
    return zip(rules.names(agenda), rules[agenda].words.split("; "), strict=True)


def agenda_rule(session: Session, rules: Rules, day: date) -> str:
    """Which agenda of the law holds: where the agency is so small that it has no inspection board, one of its own."""
    has_board = WITHOUT_BOARD not in rules or not is_without(law_of(session, BOARD, day), len(staff_at_work(session)))
    return AGENDA if has_board else WITHOUT_BOARD


def by_law(session: Session, procedure: Procedure, rules: Rules) -> list[AgendaItem]:
    """The agenda of a draft as its law has it, kept or not: whoever was named for an item of that name stays named."""
    number = procedure.id or 0
    named = {item.key: item.presenter for item in agenda_of(session, number)}
    keys = rules.names(agenda_rule(session, rules, rules.on))
    return [
        AgendaItem(procedure_id=number, number=place, key=key, presenter=named.get(key) or say(f"presenters.{key}"))
        for place, key in enumerate(keys, start=1)
    ]


def follow_law(session: Session, procedure: Procedure, rules: Rules) -> list[AgendaItem]:
    """Keep the agenda of a draft as its law has it; one that was drafted under another law is made anew."""
    kept, anew = agenda_of(session, procedure.id or 0), by_law(session, procedure, rules)
    if [item.key for item in kept] == [item.key for item in anew]:
        return kept
    session.exec(delete(AgendaItem).where(col(AgendaItem.procedure_id) == procedure.id))
    session.add_all(anew)
    session.flush()
    return anew
