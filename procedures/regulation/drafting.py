"""Soạn và mở một quy chế: the draft that HR writes, the consultation on it, and the opening that freezes its law."""

from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from law.decisions import regulation as law
from law.decisions.opinion import Way
from law.parameters import NotInForce
from models import Consultation, Procedure, ProcedureState, Regulation, RegulationSort, Role
from models.store import clock
from models.store.database import transaction
from procedures import drafts, gates, log
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.drafts import drafted, law_of
from procedures.engine import ask_for_run, record, recorded
from procedures.opinion.drafting import CONSULTED, paragraphs_of, write_paragraphs
from procedures.opinion.steps import KIND as OPINION
from procedures.overlay import law_on
from procedures.refusal import Refusal
from procedures.regulation.steps import FLOW_REVISION, ISSUED, KIND, OPENED, replaced_by
from procedures.regulation.text import text_of
from procedures.unchanged import check_unchanged
from words.dates import local_day


@dataclass(frozen=True)
class Text:
    """What HR writes of the rules; `in_force_on` None: from the day they are signed."""

    subject: str
    sort: RegulationSort | None = None
    in_force_on: date | None = None
    replaces_id: int | None = None
    paragraphs: list[str] = field(default_factory=list)


def draft(actor: Actor, subject: str) -> int:
    """Begin a draft; returns the procedure's number."""
    with transaction() as session:
        number = drafts.begin(session, actor, KIND, subject, asks_by_mail=False)
        session.add(Regulation(procedure_id=number))
        return number


def write_text(actor: Actor, procedure_id: int, text: Text, seen: int | None = None) -> None:
    """Keep the draft whole; another sort lets go of a consultation that was about something else.

    `seen`: as in check_unchanged(). Raises Refusal `subject_missing`, `sort_unknown`, `replaces_nothing`,
    `written_meanwhile`, or one of a text that is too long.
    """
    if not text.subject.strip():
        raise Refusal("subject_missing", field="subject")
    with transaction() as session:
        procedure = drafted(session, actor, procedure_id)
        check_unchanged(session, actor, procedure_id, ("RulesWritten",), seen)
        rules = law_of(session, KIND, local_day(clock.now(session)))
        if text.sort and text.sort.value not in rules.names("sorts"):
            raise Refusal("sort_unknown", field="sort")
        if text.replaces_id and text.replaces_id not in {each.id for each in in_force(session)}:
            raise Refusal("replaces_nothing", field="replaces")
        procedure.subject = text.subject.strip()[: drafts.LONGEST_SUBJECT]
        regulation = session.get_one(Regulation, procedure_id)
        regulation.sort, regulation.in_force_on, regulation.replaces_id = text.sort, text.in_force_on, text.replaces_id
        if procedure.rests_on_id and not _is_about(session, procedure.rests_on_id, text.sort):
            procedure.rests_on_id = None
        write_paragraphs(session, procedure_id, CONSULTED, text.paragraphs)
        session.add_all([procedure, regulation])
        log.write(session, actor.name_in_log, "RulesWritten", procedure_id, paragraphs=len(text.paragraphs))


def consult(actor: Actor, procedure_id: int) -> int:
    """Begin the draft of a consultation on this text, on which the rules then rest; returns its number, again the same.

    Another one where that was annulled. Raises Refusal `sort_unknown` before a sort is chosen, `sort_by_conference`
    where the conference adopts such rules, `already_opened`, `already_begun`.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        procedure = _to_consult(session, actor, procedure_id)
        regulation = session.get_one(Regulation, procedure_id)
        if procedure.rests_on_id and not procedure.has_lost_consultation:
            return procedure.rests_on_id
        if regulation.sort is None:
            raise Refusal("sort_unknown", field="sort")
        if goes_to_conference(session, regulation.sort):
            raise Refusal("sort_by_conference", field="sort")
        number = drafts.begin(session, actor, OPINION, procedure.subject)
        session.add(Consultation(procedure_id=number, matter=law.matter_of(regulation.sort.value)))
        write_paragraphs(session, number, CONSULTED, text_of(session, procedure))
        gates.let_wait(session, actor, procedure, number)
        return number


def _to_consult(session: Session, actor: Actor, procedure_id: int) -> Procedure:
    """The rules, held: a draft; where the consultation on them was annulled, also rules of which nothing was done."""
    procedure = lock(session, actor, procedure_id)
    if not procedure.has_lost_consultation:
        return drafted(session, actor, procedure_id)
    gates.check_may_choose(session, procedure)
    return procedure


def goes_to_conference(session: Session, sort: str) -> bool:
    """Whether the law of today, or the agency's own rule, has the conference adopt rules of this sort."""
    try:
        rules = law_on(session, OPINION, local_day(clock.now(session)))
    except NotInForce:
        return False
    return law.way_of(rules, sort) is Way.CONFERENCE


def in_force(session: Session) -> list[Procedure]:
    """The rules that are in force here, by number: issued, and no others in their place."""
    rows = select(Procedure).where(Procedure.kind == KIND, Procedure.state == ProcedureState.OPEN)
    found = session.exec(rows.order_by(col(Procedure.id))).all()
    return [
        each for each in found if recorded(session, each.id or 0, ISSUED) and not replaced_by(session, each.id or 0)
    ]


def lacking(session: Session, procedure: Procedure) -> list[str]:
    """What a draft still lacks before it may be opened: keys under `lacking`, none when it may."""
    number = procedure.id or 0
    regulation = session.get_one(Regulation, number)
    sort = regulation.sort
    by_conference = sort is not None and goes_to_conference(session, sort)
    about_it = procedure.rests_on_id is not None and _is_about(session, procedure.rests_on_id, sort)
    about_it = about_it and not procedure.has_lost_consultation
    checks = {
        "rules_sort": sort is not None,
        "rules_text": bool(paragraphs_of(session, number)),
        "rules_consultation": sort is None or by_conference or about_it,
        "rules_not_consulted": not (by_conference and procedure.rests_on_id),
        "clerk": bool(accounts.holding(session, Role.CLERK)),
    }
    return [key for key, met in checks.items() if not met]


def open_(actor: Actor, procedure_id: int) -> None:
    """Open it: the law of the day and whether the conference adopts it stay as they are now.

    Raises Refusal `not_ready`, `already_opened`.
    """
    with transaction() as session:
        procedure = drafts.to_open(session, actor, procedure_id, OPENED, lacking)
        if procedure is None:
            return
        today, regulation = local_day(clock.now(session)), session.get_one(Regulation, procedure_id)
        drafts.open_under(session, procedure, today, law_of(session, KIND, today), FLOW_REVISION)
        regulation.by_conference = regulation.sort is not None and goes_to_conference(session, regulation.sort)
        session.add(regulation)
        record(session, procedure, OPENED)
        log.write(session, actor.name_in_log, "RulesOpened", procedure_id)
        ask_for_run(session, procedure_id)


def _is_about(session: Session, consultation_id: int, sort: RegulationSort | None) -> bool:
    consultation = session.get(Consultation, consultation_id)
    return sort is not None and consultation is not None and consultation.matter == law.matter_of(sort.value)
