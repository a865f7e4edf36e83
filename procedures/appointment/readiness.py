"""Còn thiếu gì trước khi mở: what a draft of an appointment lacks, in keys that have a sentence each."""

from datetime import date

from sqlmodel import Session, select

from law.decisions import appointment as law
from law.rules import Rules
from models import (
    Account,
    Appointment,
    DocumentKind,
    DutyKind,
    HeadState,
    Nominee,
    PolicyWay,
    Position,
    Procedure,
    Role,
)
from models.store import clock
from procedures import bodies
from procedures.access import accounts, conflicts, duties
from procedures.appointment.steps import posts_of
from procedures.countersigning.holders import is_same_person
from procedures.drafts import rules_of
from procedures.evidence import documents_of
from procedures.refusal import Refusal
from words.dates import local_day


def lacking(session: Session, procedure: Procedure) -> list[str]:
    """What a draft still lacks before it may be opened: keys under `lacking`, none when it may."""
    checks = {
        "awaited": not procedure.has_lost_consultation,
        **_in_time(session, procedure),
        **_of_the_case(session, procedure),
        **_of_the_posts(session, procedure),
        **_of_the_duties(session, procedure.id or 0),
    }
    return [key for key, met in checks.items() if not met]


def _in_time(session: Session, procedure: Procedure) -> dict[str, bool]:
    """The day of the first legal act, with its document where it has passed, and the law of that day."""
    today, number = local_day(clock.now(session)), procedure.id or 0
    begun_on, case = procedure.begun_on or today, session.get_one(Appointment, number)
    try:
        rules = rules_of(session, procedure)
    except Refusal:
        return {"begun_in_the_past": begun_on <= today, "law_of_that_day": False}
    return {
        "begun_in_the_past": begun_on <= today,
        "begun_with_document": begun_on >= today or _has_document(session, case, begun_on),
        "policy_way": case.way.value in rules.names("policy_ways"),
        "step_of_the_law": case.starts_at_step <= len(law.meetings(rules)),
    }


def _has_document(session: Session, case: Appointment, begun_on: date) -> bool:
    """The first act itself on paper: the decision of one's own, or the proposal that was submitted.

    Where the proposal was not kept, an answer of the same day or later shows that it was made.
    """
    dates = [each.dated_on for each in documents_of(session, case.procedure_id, DocumentKind.POLICY)]
    if case.way is PolicyWay.DECIDED:
        return begun_on in dates
    submitted = [each.dated_on for each in documents_of(session, case.procedure_id, DocumentKind.SUBMISSION)]
    return begun_on in submitted or any(day >= begun_on for day in dates)


def _of_the_case(session: Session, procedure: Procedure) -> dict[str, bool]:
    case, number = session.get_one(Appointment, procedure.id), procedure.id or 0
    heads = bodies.holding(session, Position.HEAD)
    is_concerned = bool(conflicts.members_listed(session, number).intersection(heads))
    return {
        "authority": bool(case.authority) or case.head_decides,
        "leadership": bool(bodies.holding(session, *bodies.LEADERSHIP)),
        "head_known": bool(heads) is (case.head is not HeadState.VACANT),
        "head_concerned": not is_concerned or case.head is not HeadState.PRESENT,
        "head_may_decide": case.head is HeadState.PRESENT or not case.head_decides,
        "superior_chairs": case.superior_chairs or not superior_must_chair(session, procedure),
        "superior_chair": bool(case.superior_chair) or not case.superior_chairs,
    }


def superior_must_chair(session: Session, procedure: Procedure) -> bool:
    """Whether the law of the case's day has a leader of the superior body chair, as far as the draft tells."""
    is_head_post = any(post.is_head for post in posts_of(session, procedure.id or 0))
    try:
        rules: Rules = rules_of(session, procedure)
    except Refusal:
        return False
    leaders = len(bodies.holding(session, *bodies.LEADERSHIP))
    return law.superior_must_chair(rules, leaders, is_head_post=is_head_post)


def adjust(session: Session, procedure: Procedure) -> None:
    """What follows from who is named for what: a head on the list is concerned, the superior body chairs where it must.

    In the transaction of what changed the draft; HR may say more, never less.
    """
    case = session.get_one(Appointment, procedure.id)
    heads = bodies.holding(session, Position.HEAD)
    if case.head is HeadState.PRESENT and conflicts.members_listed(session, case.procedure_id).intersection(heads):
        case.head = HeadState.CONCERNED
    case.superior_chairs = case.superior_chairs or superior_must_chair(session, procedure)
    session.add(case)


def _of_the_posts(session: Session, procedure: Procedure) -> dict[str, bool]:
    """Of a case that goes on from paper the people may be named after the opening."""
    posts, number = posts_of(session, procedure.id or 0), procedure.id or 0
    named = set(session.exec(select(Nominee.post_id).where(Nominee.procedure_id == number)).all())
    comes_from_paper = session.get_one(Appointment, number).starts_at_step > 1
    return {"posts": bool(posts), "nominees": comes_from_paper or all(post.id in named for post in posts)}


def _of_the_duties(session: Session, procedure_id: int) -> dict[str, bool]:
    """Each duty is someone's who may do it: whoever is on the list of people may not."""
    listed = conflicts.accounts_listed(session, procedure_id)
    free = {role: _free(session, role, listed) for role in (Role.HR, Role.CLERK, Role.MANAGER)}
    tellers = duties.holders_now(session, procedure_id, DutyKind.TELLER)
    has_decider = bool(duties.duties_of(session, procedure_id, DutyKind.DECIDER))
    of_hr = {account.id for account in free[Role.HR]}
    return {
        "secretary": bool(duties.holders_now(session, procedure_id, DutyKind.SECRETARY)),
        "tellers": _may_count(tellers, of_hr),
        "decider": has_decider and bool(duties.holders_now(session, procedure_id, DutyKind.DECIDER)),
        "hr_not_concerned": bool(free[Role.HR]),
        "clerk": bool(free[Role.CLERK]),
        "manager": bool(free[Role.MANAGER]),
    }


def _free(session: Session, role: Role, listed: set[int]) -> list[Account]:
    return [account for account in accounts.holding(session, role) if account.id not in listed]


def _may_count(tellers: list[Account], of_hr: set[int | None]) -> bool:
    """Two different people at least, at most one of them of HR."""
    people = [one for at, one in enumerate(tellers) if not any(is_same_person(one, each) for each in tellers[:at])]
    return len(people) > 1 and sum(one.id in of_hr for one in tellers) <= duties.TELLERS_OF_HR
