"""Phiếu kín hỏi gì: the questions that the booth shows for a meeting, a post each, or a level of each person polled."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from models import Meeting, Nominee, PolledPerson, Post
from procedures.meetings import finding, regime
from procedures.meetings.tallying.ballots import polled
from procedures.meetings.tallying.count import UNMARKED
from words.sentences import say


@dataclass(frozen=True)
class Asked:
    """One question as the booth shows it: from `minimum` to `maximum` of the answers are chosen.

    `post_id` and `names` tie it to what is decided: behind each answer the nominee's number, None for none of them.
    Of a poll `person_id` and `marks` do: who is polled, and the mark behind each answer.
    """

    question: str
    answers: tuple[str, ...]
    minimum: int = 1
    maximum: int = 1
    post_id: int | None = None
    names: tuple[int | None, ...] = field(default=())
    person_id: int | None = None
    marks: tuple[str, ...] = ()


def title_of(session: Session, meeting: Meeting) -> str:
    """What the booth calls the ballot of a meeting."""
    law = regime.law_of(session, meeting)
    return say(f"sealed_titles.{law.ballot}", label=law.label)


def questions_of(session: Session, meeting: Meeting) -> list[Asked]:
    """What a meeting asks, as its names stand now; of a poll the level of each person, or none for whoever wants."""
    if regime.asks_for_levels(session, meeting):
        return _levels_of(session, meeting)
    if regime.elects(session, meeting):
        return [_election_of(session, meeting, post) for post in finding.posts_at(session, meeting)]
    ballot, found = regime.law_of(session, meeting).ballot, list[Asked]()
    for post in finding.posts_at(session, meeting):
        nominees = regime.names(session, meeting, post)
        answers = [*_told_apart(nominees), say("sealed_questions.nobody")]
        names = (*(nominee.id for nominee in nominees), None)
        question = say(f"sealed_questions.{ballot}", title=post.title, unit=post.unit_name)
        found.append(Asked(question, tuple(answers), 1, 1, post.id, names))
    return found


def _election_of(session: Session, meeting: Meeting, post: Post) -> Asked:
    """As many of the candidates as there are seats, or none; of one seat who names nobody says so, as on paper."""
    nominees, seats = regime.names(session, meeting, post), regime.seats(session, meeting)
    question = say("sealed_questions.election", title=post.title, seats=seats)
    answers, names = tuple(_told_apart(nominees)), tuple(nominee.id for nominee in nominees)
    if seats == 1:
        nobody = say("sealed_questions.elect_nobody")
        return Asked(question, (*answers, nobody), post_id=post.id, names=(*names, None))
    return Asked(question, answers, 0, seats, post.id, names)


def _levels_of(session: Session, meeting: Meeting) -> list[Asked]:
    rules = regime.rules_of(session, meeting)
    words = tuple(f"{each[:1].upper()}{each[1:]}" for each in rules["levels"].words.split("; "))
    answers, marks = (*words, say("sealed_questions.unmarked")), (*rules.names("levels"), UNMARKED)
    people = polled(session, meeting.procedure_id)
    return [Asked(_question(person), answers, person_id=person.id, marks=marks) for person in people]


def _question(person: PolledPerson) -> str:
    standing = ", ".join(filter(None, (person.position, person.unit_name)))
    return say("sealed_questions.confidence", name=person.full_name, standing=standing)


def _told_apart(nominees: Sequence[Nominee]) -> list[str]:
    """Full names; of two who share one, with the year of birth, position and unit."""
    names = [nominee.full_name for nominee in nominees]
    return [
        name
        if names.count(name) == 1
        else ", ".join(filter(None, (name, str(nominee.birth_year or ""), nominee.position, nominee.unit_name)))
        for name, nominee in zip(names, nominees, strict=True)
    ]
