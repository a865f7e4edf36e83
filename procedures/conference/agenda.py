"""Chương trình: what the law calls each item of the agenda, and a draft's agenda by the law of its day."""

from collections.abc import Mapping

from sqlmodel import Session, col, delete

from law.rules import Rules
from models import AgendaItem
from procedures.conference.steps import agenda_of
from words.sentences import say


def titles(rules: Rules) -> Mapping[str, str]:
    """The items of the agenda in the order of the law, by their keys, each as a line of its own begins."""
    said = rules["agenda"].words.split("; ")
    return {key: words[0].upper() + words[1:] for key, words in zip(rules.names("agenda"), said, strict=True)}


def by_law(session: Session, procedure_id: int, rules: Rules) -> list[AgendaItem]:
    """The agenda of a draft as its law has it, kept or not: whoever was named for an item of that name stays named."""
    named = {item.key: item.presenter for item in agenda_of(session, procedure_id)}
    return [
        AgendaItem(
            procedure_id=procedure_id, number=place, key=key, presenter=named.get(key) or say(f"presenters.{key}")
        )
        for place, key in enumerate(rules.names("agenda"), start=1)
    ]


def follow_law(session: Session, procedure_id: int, rules: Rules) -> list[AgendaItem]:
    """Keep the agenda of a draft as its law has it; one that was drafted under another law is made anew."""
    kept = agenda_of(session, procedure_id)
    if [item.key for item in kept] == list(rules.names("agenda")):
        return kept
    anew = by_law(session, procedure_id, rules)
    session.exec(delete(AgendaItem).where(col(AgendaItem.procedure_id) == procedure_id))
    session.add_all(anew)
    session.flush()
    return anew
