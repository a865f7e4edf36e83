"""Nhân sự rút khỏi danh sách của một lần bổ nhiệm đã mở: with the document that says so, signed by a second person."""

from sqlmodel import Session, col, select

from models import (
    ActState,
    CaseDocument,
    Conclusion,
    CountersignedAct,
    DocumentKind,
    Meeting,
    Nominee,
    Post,
    Role,
)
from models.store import clock
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.appointment.nominees.eligibility import nominee_of, on_the_list
from procedures.appointment.nominees.standing import anyone_left
from procedures.appointment.steps import ELIGIBILITY_CHECKED, open_posts
from procedures.countersigning.acts import Act, Facts
from procedures.countersigning.on.rounds import open_procedure
from procedures.engine import ask_for_run, recorded
from procedures.meetings.summoning.calling_off import call_off
from procedures.refusal import Refusal

WITHDRAWN = "withdrawn"
ACT = "nominee_withdrawn"


def _someone_on_the_list(session: Session, procedure_id: int, facts: Facts) -> Facts:
    procedure = open_procedure(session, procedure_id)
    nominee = nominee_of(session, procedure, facts["nominee_id"])
    post = session.get_one(Post, nominee.post_id)
    if post.outcome is not None:
        raise Refusal("post_is_settled", field="nominee", title=post.title)
    document = session.get(CaseDocument, facts["document_id"])
    is_about = document is not None and (document.kind, document.nominee_id) == (DocumentKind.WITHDRAWAL, nominee.id)
    if document is None or not is_about or document.procedure_id != procedure_id:
        raise Refusal("withdrawal_document", field="document")
    if _is_being_voted_on(session, nominee):
        raise Refusal("withdraws_during_meeting", field="nominee", name=nominee.full_name)
    return {"nominee_id": nominee.id, "staff_member_id": nominee.staff_member_id, "document_id": document.id}


def asked_to_withdraw(session: Session, procedure_id: int) -> list[Nominee]:
    """Whose withdrawal waits for its second signature: ballots handed out meanwhile name them."""
    asked = select(CountersignedAct).where(
        CountersignedAct.procedure_id == procedure_id,
        CountersignedAct.act == ACT,
        CountersignedAct.state == ActState.ASKED,
    )
    rows = session.exec(asked.order_by(col(CountersignedAct.id))).all()
    return [session.get_one(Nominee, row.facts["nominee_id"]) for row in rows]


def _is_being_voted_on(session: Session, nominee: Nominee) -> bool:
    """Whether a meeting has begun of which nothing follows yet: its ballots name the person."""
    begun = select(Meeting.id).where(Meeting.procedure_id == nominee.procedure_id, col(Meeting.opened_at).is_not(None))
    concluded = select(Conclusion.meeting_id).where(Conclusion.post_id == nominee.post_id)
    return session.exec(begun.where(col(Meeting.id).not_in(concluded))).first() is not None


def _withdraw(session: Session, asked: CountersignedAct, by: str) -> Facts:
    """The name leaves the list of the next meeting; a post for which nobody is left is filled no more,
    and a meeting without any post is called off.

    The person stays among those whom the case is about: no result that the law does not announce is shown to them.
    """
    nominee = session.get_one(Nominee, asked.facts["nominee_id"])
    nominee.withdrawn_at, nominee.withdrawal_reason = clock.now(session), asked.reason[:500]
    session.add(nominee)
    session.flush()
    procedure_id, post = nominee.procedure_id, session.get_one(Post, nominee.post_id)
    is_empty = not _anyone_left(session, procedure_id, post)
    if is_empty:
        post.outcome = WITHDRAWN
        session.add(post)
        log.write(session, by, "PostWithoutNominee", procedure_id, post=post.id)
        session.flush()
    if not open_posts(session, procedure_id):
        call_off(session, procedure_id, asked.id or 0)
    for account in accounts.distinct(session, Role.HR, Role.MANAGER):
        messages.withdrawal_noted(session, procedure_id, account, asked.id or 0)
    ask_for_run(session, procedure_id)
    return {"nominee": nominee.id, "post": post.id, "left": 0 if is_empty else 1}


def _anyone_left(session: Session, procedure_id: int, post: Post) -> bool:
    """Whether someone may still be named for a post, or the law lets the next meeting introduce another."""
    if not recorded(session, procedure_id, ELIGIBILITY_CHECKED):
        return bool(on_the_list(session, post))
    return anyone_left(session, procedure_id, post.id or 0)


def _nominee_told(session: Session, _procedure_id: int, facts: Facts) -> Facts:
    nominee, document = (
        session.get_one(Nominee, facts["nominee_id"]),
        session.get_one(CaseDocument, facts["document_id"]),
    )
    title = session.get_one(Post, nominee.post_id).title
    said = {"full_name": nominee.full_name, "unit": nominee.unit_name, "title": title}
    return {**said, "issuer": document.issuer, "dated_on": document.dated_on}


ACTS = (Act(ACT, _someone_on_the_list, _withdraw, _nominee_told, about=("nominee_id",)),)
