"""Soạn và mở việc phổ biến nghị quyết: the text that HR writes, and the opening that freezes it."""

from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, delete, select

from models import (
    Procedure,
    Resolution,
    ResolutionArticle,
    Role,
)
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import drafts, log
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.drafts import drafted, law_of
from procedures.engine import ask_for_run, record
from procedures.filing import draft_paper
from procedures.refusal import Refusal
from procedures.resolution.items import drafting as items
from procedures.resolution.items.schedule import predecessors
from procedures.resolution.steps import FLOW_REVISION, KIND, OPENED
from procedures.rounds.asking import round_of
from procedures.rounds.roll import freeze_roll, summoned
from procedures.unchanged import check_unchanged
from procedures.yearly.steps import calendars
from words.dates import local_day


@dataclass(frozen=True)
class Text:
    """The adopted text as HR typed or imported it; articles are (heading, paragraphs), numbered by their order."""

    subject: str
    conference: str = ""
    adopted_on: date | None = None
    present: int | None = None
    in_favour: int | None = None
    bases: list[str] = field(default_factory=list)
    articles: list[tuple[str, list[str]]] = field(default_factory=list)
    is_extraordinary: bool = False


def draft(actor: Actor, subject: str) -> int:
    """Begin a draft; returns the procedure's number."""
    with transaction() as session:
        number = drafts.begin(session, actor, KIND, subject)
        session.add(Resolution(procedure_id=number))
        return number


def write_text(actor: Actor, procedure_id: int, text: Text, seen: int | None = None) -> None:
    """Keep the text of the resolution; the whole text is replaced. `seen`: as in check_unchanged()."""
    if not text.subject.strip():
        raise Refusal("subject_missing", field="subject")
    if text.present is not None and text.in_favour is not None and text.in_favour > text.present:
        raise Refusal("more_in_favour_than_present", field="in_favour")
    with transaction() as session:
        procedure = drafted(session, actor, procedure_id)
        check_unchanged(session, actor, procedure_id, drafts.NAMED_BY, seen)
        if text.adopted_on:
            law_of(session, KIND, text.adopted_on)
        if text.adopted_on and text.adopted_on > local_day(clock.now(session)):
            raise Refusal("date_in_future", field="adopted_on")
        procedure.subject = text.subject.strip()
        resolution = session.get_one(Resolution, procedure_id)
        resolution.conference, resolution.adopted_on = text.conference.strip(), text.adopted_on
        resolution.present, resolution.in_favour = text.present, text.in_favour
        resolution.bases, resolution.is_extraordinary = list(text.bases), text.is_extraordinary
        session.exec(delete(ResolutionArticle).where(col(ResolutionArticle.procedure_id) == procedure_id))
        for number, (heading, paragraphs) in enumerate(text.articles, start=1):
            session.add(
                ResolutionArticle(procedure_id=procedure_id, number=number, heading=heading, paragraphs=paragraphs)
            )
        session.add_all([procedure, resolution])
        log.write(session, actor.name_in_log, "TextWritten", procedure_id, articles=len(text.articles))


def invite(actor: Actor, procedure_id: int, invitation: str, seen: int | None = None) -> None:
    """Keep the agency's own words for the letter; as drafts.invite()."""
    drafts.invite(actor, procedure_id, Resolution, invitation, seen)


def send_preview(actor: Actor, procedure_id: int) -> None:
    """Gửi thử cho tôi."""
    drafts.send_preview(actor, procedure_id, messages.resolution_preview)


def lacking(session: Session, procedure: Procedure) -> list[str]:
    """What a draft still lacks before it may be opened: keys under `lacking`, none when it may."""
    round_ = round_of(session, procedure.id or 0)
    articles = select(ResolutionArticle.id).where(ResolutionArticle.procedure_id == procedure.id)
    resolution = session.get_one(Resolution, procedure.id)
    checks = {
        "awaited": not procedure.has_lost_consultation,
        "text": session.exec(articles).first() is not None,
        "conference": bool(resolution.conference) and resolution.adopted_on is not None,
        "people": bool(summoned(session, procedure.id or 0)),
        "deadline": round_.closes_at is not None and round_.closes_at > clock.now(session),
        "clerk": bool(accounts.holding(session, Role.CLERK)),
    }
    return [key for key, met in checks.items() if not met] + items.lacking(session, procedure.id or 0)


def open_(actor: Actor, procedure_id: int) -> None:
    """Open the procedure: the law of the day it began and the list of people stay as they are now."""
    with transaction() as session:
        procedure = drafts.to_open(session, actor, procedure_id, OPENED, lacking)
        if procedure is None:
            return
        begun_on = session.get_one(Resolution, procedure_id).adopted_on or local_day(clock.now(session))
        drafts.open_under(session, procedure, begun_on, law_of(session, KIND, begun_on), FLOW_REVISION)
        people, fingerprint = freeze_roll(session, procedure_id)
        draft_paper(session, procedure_id, KIND)
        record(session, procedure, OPENED, summoned=people)
        for account in accounts.holding(session, Role.CLERK):
            messages.resolution_awaits_signature(session, procedure_id, account)
        log.write(session, actor.name_in_log, "Opened", procedure_id, summoned=people, roll=fingerprint)
        for number in (procedure_id, *predecessors(session, procedure), *calendars(session)):
            ask_for_run(session, number)
