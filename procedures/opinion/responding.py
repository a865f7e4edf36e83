"""Tổng hợp, tiếp thu, giải trình, quyết định: what HR, the union and the decider do once people have spoken."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from law.decisions.opinion import Standing, standing
from law.rules import Rules
from models import Comment, Consultation, Decision, DutyKind, MergedOpinion, Procedure, ProcedureState, Verdict
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import ask_for_run, recorded
from procedures.filing import draft_paper, paper_of
from procedures.opinion.drafting import AMENDED, write_paragraphs
from procedures.opinion.sealing import was_opened
from procedures.opinion.steps import (
    ANSWERED,
    CLOSED,
    SEALED_HEARD,
    TABLE,
    UNION_REMARKED,
    unanswered,
    union_must_remark,
)
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged

LONGEST_RESPONSE = 5_000


def merge(actor: Actor, procedure_id: int, numbers: Sequence[int], gist: str, seen: int | None = None) -> int:
    """Make one row of several that say the same of one paragraph; returns its number, the lowest of them.

    What was answered to them is dropped: it was an answer to something else. `seen`: as in check_unchanged().
    """
    with transaction() as session:
        _while_tabled(session, actor, procedure_id)
        for number in numbers:
            _check_row(session, actor, procedure_id, number, seen)
        rows = _rows(session, procedure_id, numbers)
        if len(rows) < 2:
            raise Refusal("merge_needs_two", field="rows")
        if any(row.people_sealed for row in rows):
            raise Refusal("merge_sealed", field="rows")
        if len({row.paragraph for row in rows}) > 1:
            raise Refusal("merge_across_paragraphs", field="rows")
        if not gist.strip():
            raise Refusal("gist_missing", field="gist")
        kept, *others = rows
        said = select(Comment).where(col(Comment.merged_id).in_([row.id for row in others]))
        for comment in session.exec(said).all():
            comment.merged_id = kept.id
            session.add(comment)
        session.flush()
        for row in others:
            session.delete(row)
        kept.gist, kept.verdict, kept.response = gist.strip()[:5000], None, ""
        session.add(kept)
        log.write(session, actor.name_in_log, "OpinionsMerged", procedure_id, rows=len(rows), into=kept.number)
        return kept.number


def part(actor: Actor, procedure_id: int, number: int, seen: int | None = None) -> int:
    """Undo a merge: each comment of the row stands alone again; returns how many rows there are of it now.

    What was answered to it is dropped. `seen`: as in check_unchanged().
    """
    with transaction() as session:
        _while_tabled(session, actor, procedure_id)
        _check_row(session, actor, procedure_id, number, seen)
        row = _rows(session, procedure_id, [number])[0]
        if row.people_sealed:
            return 1
        said = select(Comment).where(Comment.merged_id == row.id).order_by(col(Comment.id))
        first, *others = session.exec(said).all()
        row.gist, row.verdict, row.response = first.text, None, ""
        last = session.exec(
            select(func.max(MergedOpinion.number)).where(MergedOpinion.procedure_id == procedure_id)
        ).one()
        for place, comment in enumerate(others, start=(last or 0) + 1):
            alone = MergedOpinion(
                procedure_id=procedure_id, number=place, paragraph=comment.paragraph, gist=comment.text
            )
            session.add(alone)
            session.flush()
            comment.merged_id = alone.id
            session.add(comment)
        session.add(row)
        log.write(session, actor.name_in_log, "OpinionsParted", procedure_id, number=number, rows=len(others) + 1)
        return len(others) + 1


def respond(
    actor: Actor, procedure_id: int, number: int, verdict: Verdict | None, response: str, seen: int | None = None
) -> None:
    """Accept an opinion or explain why not; an explanation needs words. `seen`: as in check_unchanged()."""
    account_id = actor.account_for(Power.ANSWER_OPINIONS)
    if verdict is None:
        raise Refusal("verdict_missing", field=f"verdict_{number}")
    if verdict is Verdict.EXPLAINED and not response.strip():
        raise Refusal("explanation_missing", field=f"response_{number}")
    if len(response.strip()) > LONGEST_RESPONSE:
        raise Refusal("comment_too_long", field=f"response_{number}", at_most=LONGEST_RESPONSE)
    with transaction() as session:
        _while_tabled(session, actor, procedure_id)
        row = _rows(session, procedure_id, [number])[0]
        if (row.verdict, row.response) == (verdict, response.strip()):
            return
        _check_row(session, actor, procedure_id, number, seen)
        row.verdict, row.response = verdict, response.strip()
        row.responded_by, row.responded_at = account_id, clock.now(session)
        session.add(row)
        log.write(session, actor.name_in_log, "OpinionAnswered", procedure_id, number=number, verdict=verdict.value)


def amend(actor: Actor, procedure_id: int, paragraphs: list[str], seen: int | None = None) -> None:
    """Keep the amended draft; its changes are shown beside what people were asked about.

    `seen`: as in check_unchanged().
    """
    with transaction() as session:
        _while_tabled(session, actor, procedure_id)
        check_unchanged(session, actor, procedure_id, ("DraftAmended",), seen)
        write_paragraphs(session, procedure_id, AMENDED, paragraphs)
        log.write(session, actor.name_in_log, "DraftAmended", procedure_id, paragraphs=len(paragraphs))


def settle(actor: Actor, procedure_id: int) -> None:
    """Settle the table: from now on nothing of it changes; raises Refusal that says which opinions have no answer."""
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        actor.account_for(Power.ANSWER_OPINIONS)
        _check_open(procedure)
        if paper_of(session, procedure_id, TABLE):
            return
        _check_closed(session, procedure_id)
        _check_heard(session, procedure_id)
        check_answered(session, procedure_id)
        draft_paper(session, procedure_id, TABLE)
        log.write(session, actor.name_in_log, "TableSettled", procedure_id)
        ask_for_run(session, procedure_id)


def remark(actor: Actor, procedure_id: int, text: str) -> None:
    """The union's remark on the draft before the head decides, once."""
    account_id = actor.account_for(Power.REMARK)
    if not text.strip():
        raise Refusal("remark_missing", field="remark")
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        _check_open(procedure)
        consultation = session.get_one(Consultation, procedure_id)
        if not recorded(session, procedure_id, ANSWERED) or not union_must_remark(session, procedure_id):
            raise Refusal("remark_not_asked")
        if consultation.union_remarked_at:
            raise Refusal("remarked_already")
        consultation.union_remark, consultation.union_remarked_by = text.strip()[:5000], account_id
        consultation.union_remarked_at = clock.now(session)
        session.add(consultation)
        log.write(session, actor.name_in_log, "UnionRemarked", procedure_id)
        ask_for_run(session, procedure_id)


def decide(actor: Actor, procedure_id: int, decision: Decision | None, reason: str = "") -> None:
    """Say whether the draft is issued; raises Refusal while an opinion has no answer, and says which."""
    account_id = actor.account_for(Power.DECIDE)
    if decision is None:
        raise Refusal("decision_missing", field="decision")
    if decision is Decision.NOT_ISSUED and not reason.strip():
        raise Refusal("decision_reason_missing", field="reason")
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        duties.check_holder(session, actor, procedure_id, DutyKind.DECIDER)
        _check_open(procedure)
        consultation = session.get_one(Consultation, procedure_id)
        if consultation.decision is decision:
            return
        if consultation.decision:
            raise Refusal("decided_already")
        check_decidable(session, procedure_id)
        consultation.decision, consultation.decision_reason = decision, reason.strip()[:2000]
        consultation.decided_by, consultation.decided_at = account_id, clock.now(session)
        session.add(consultation)
        log.write(session, actor.name_in_log, "ConsultationDecided", procedure_id, decision=decision.value)
        ask_for_run(session, procedure_id)


def check_decidable(session: Session, procedure_id: int) -> None:
    """Raise Refusal where the head may not decide yet, with what is missing; `not_running` of what ended so."""
    consultation, procedure = session.get_one(Consultation, procedure_id), session.get_one(Procedure, procedure_id)
    if not procedure.rules or procedure.state is ProcedureState.ANNULLED:
        raise Refusal("not_running")
    where = standing(
        Rules.thaw(procedure.rules),
        consultation.matter,
        closed=recorded(session, procedure_id, CLOSED) is not None,
        complete=not unanswered(session, procedure_id),
        remarked=consultation.union_remarked_at is not None,
    )
    if where is Standing.STILL_ASKING:
        raise Refusal("opinions_still_open")
    if where is Standing.UNANSWERED:
        check_answered(session, procedure_id)
    if not recorded(session, procedure_id, ANSWERED):
        raise Refusal("table_not_settled")
    if where is not Standing.MAY_BE_DECIDED or not recorded(session, procedure_id, UNION_REMARKED):
        raise Refusal("union_not_heard")


def check_answered(session: Session, procedure_id: int) -> None:
    """Raise Refusal that names the opinions which are neither accepted nor explained."""
    if left := unanswered(session, procedure_id):
        raise Refusal("opinions_unanswered", which=[(row.number, row.paragraph) for row in left])


def _while_tabled(session: Session, actor: Actor, procedure_id: int) -> None:
    """The time in which the table may be worked on: after the deadline, until it is settled."""
    procedure = lock(session, actor, procedure_id)
    actor.account_for(Power.ANSWER_OPINIONS)
    _check_open(procedure)
    _check_closed(session, procedure_id)
    if paper_of(session, procedure_id, TABLE):
        raise Refusal("table_settled")


def _check_row(session: Session, actor: Actor, procedure_id: int, number: int, seen: int | None) -> None:
    """Raise Refusal `row_meanwhile` where another answered, merged or parted this opinion after `seen`."""
    for event, fact in (("OpinionAnswered", "number"), ("OpinionsMerged", "into"), ("OpinionsParted", "number")):
        about, field = {fact: number}, f"response_{number}"
        check_unchanged(session, actor, procedure_id, (event,), seen, "row_meanwhile", about=about, field=field)


def _check_open(procedure: Procedure) -> None:
    if procedure.state is not ProcedureState.OPEN:
        raise Refusal("not_running")


def _check_heard(session: Session, procedure_id: int) -> None:
    """What was said sealed is in the table, or never will be."""
    if was_opened(session, procedure_id) and not recorded(session, procedure_id, SEALED_HEARD):
        raise Refusal("sealed_words_awaited")


def _check_closed(session: Session, procedure_id: int) -> None:
    if not recorded(session, procedure_id, CLOSED):
        raise Refusal("opinions_still_open")


def _rows(session: Session, procedure_id: int, numbers: Sequence[int]) -> list[MergedOpinion]:
    of_it = (MergedOpinion.procedure_id == procedure_id) & col(MergedOpinion.number).in_(numbers)
    rows = list(session.exec(select(MergedOpinion).where(of_it).order_by(col(MergedOpinion.number))).all())
    if len(rows) != len(set(numbers)):
        raise Refusal("opinion_unknown", field="rows")
    return rows
