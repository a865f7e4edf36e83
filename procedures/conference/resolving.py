"""Nghị quyết từ hội nghị: the draft of a `resolution` procedure with the adopted text and what was promised."""

from sqlmodel import Session

from documents.incoming.resolution_text import resolution_from_text
from models import (
    Conference,
    ConferenceCause,
    ItemSource,
    LetterBallot,
    Meeting,
    Procedure,
    Resolution,
    ResolutionArticle,
    ResolutionItem,
    Round,
    RoundMode,
    RoundPlace,
)
from models.store import clock
from procedures import log
from procedures.conference.conducting import questions_of
from procedures.conference.steps import vote_on_resolution
from procedures.resolution.items.listing import MOST_ITEMS
from procedures.resolution.steps import KIND
from words.dates import local_day
from words.sentences import say


def draft_resolution(session: Session, procedure: Procedure, meeting: Meeting) -> int:
    """Make the draft in the transaction that ends the conference; HR looks it through, and opens it.

    Returns the number of the new procedure.
    """
    conference, vote = session.get_one(Conference, procedure.id), vote_on_resolution(session, meeting)
    ballot = session.get(LetterBallot, procedure.id)
    adopted_at = session.get_one(Round, ballot.round_id).closed_at if ballot else meeting.opened_at
    title = say("conference_resolution.subject", conference=procedure.subject)
    new = Procedure(kind=KIND, subject=title[:500], drafted_by=procedure.drafted_by, drafted_at=clock.now(session))
    session.add(new)
    session.flush()
    number = new.id or 0
    session.add(Round(procedure_id=number, mode=RoundMode.NAMED, place=RoundPlace.CORRESPONDENCE))
    text = resolution_from_text(conference.resolution)
    session.add(
        Resolution(
            procedure_id=number,
            conference=procedure.subject[:300],
            adopted_on=local_day(adopted_at) if adopted_at else None,
            is_extraordinary=conference.cause is not ConferenceCause.YEARLY,
            present=vote.present if vote else None,
            in_favour=vote.in_favour if vote else None,
            bases=text.bases,
        )
    )
    for place, article in enumerate(text.articles, start=1):
        session.add(
            ResolutionArticle(
                procedure_id=number, number=place, heading=article.heading[:500], paragraphs=list(article.paragraphs)
            )
        )
    _promise(session, procedure.id or 0, number)
    conference.drafted_resolution_id = number
    session.add(conference)
    log.write(session, "clock", "ResolutionDrafted", number, conference=procedure.id)
    return number


def _promise(session: Session, procedure_id: int, resolution_id: int) -> None:
    """What was promised in answer to somebody, with an owner and a last day, as items of the resolution."""
    promised = [each for each in questions_of(session, procedure_id) if each.owner_id and each.due_on]
    for place, each in enumerate(promised[:MOST_ITEMS], start=1):
        session.add(
            ResolutionItem(
                procedure_id=resolution_id,
                number=place,
                text=(each.answer or each.text)[:1000],
                source=ItemSource.ANSWER if each.answer else ItemSource.DISCUSSION,
                place=say("conference_resolution.place", asked_by=each.asked_by)[:200],
                owner_id=each.owner_id or 0,
                due_on=each.due_on,  # pyright: ignore[reportArgumentType]
            )
        )
