"""Các bước của một lần bổ nhiệm, theo thứ tự luật, và bước nào đang chờ gì."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from law.decisions import appointment as law
from law.rules import Rules
from models import (
    Appointment,
    Conclusion,
    Disclosure,
    DocumentKind,
    Meeting,
    Nominee,
    Post,
    Procedure,
)
from models.paper import paper_name
from models.store import clock
from models.store.database import reading
from procedures.engine import Step, Waiting
from procedures.evidence import documents_of
from procedures.filing import is_signed, paper_of
from procedures.meetings.finding import conclusions_at, meeting_at
from procedures.meetings.in_law import meeting_in_law
from words.dates import at_local

KIND = "appointment"
FLOW_REVISION = 1
ONE_DAY = timedelta(days=1)

OPENED = Step("case_opened", "proposed_by")
POLICY_DECIDED = Step("policy_decided", "policy_answered_within")
CLOCK_ALERTED = Step("clock_alerted", "completed_within")
ELIGIBILITY_CHECKED = Step("eligibility_checked", "eligibility")
GROUNDS_FILED = Step("grounds_filed", "meetings")
PREPARED = Step("meeting_prepared", "meetings")
SUMMONED = Step("meeting_summoned", "meetings")
REMINDED = Step("meeting_reminded", "meetings")
HELD = Step("meeting_held", "meetings")
COUNTED = Step("votes_counted", "meetings")
CONCLUDED = Step("meeting_concluded", "meetings")
CHOSEN = Step("choice_made", "meetings")
MINUTED = Step("minutes_signed", "meetings")
DOSSIER_COMPLETE = Step("dossier_complete", "dossier")
PROPOSED = Step("proposal_signed", "dossier")
ISSUED = Step("appointment_issued", "decided_by")
DISCLOSED = Step("appointment_disclosed", "disclosed_within")
POSTED = Step("appointment_posted", "posted_for")
REPORTED = Step("case_reported", "reported_to")
REPORT_SIGNED = Step("report_signed", "reported_to")
OF_A_MEETING = (GROUNDS_FILED, PREPARED, SUMMONED, REMINDED, HELD, COUNTED, CONCLUDED, CHOSEN, MINUTED)
BEFORE = (OPENED, POLICY_DECIDED, ELIGIBILITY_CHECKED)
AFTER = (DOSSIER_COMPLETE, PROPOSED, ISSUED, DISCLOSED, POSTED)
STEPS = (*BEFORE, CLOCK_ALERTED, *OF_A_MEETING, *AFTER, REPORTED, REPORT_SIGNED)

POLICY_PROPOSAL, INVITATION, SUMMONS_LIST = "policy_proposal", "meeting_invitation", "summons_list"
BALLOTS = {"orientation": "orientation_ballot", "introduction": "introduction_ballot", "voting": "voting_ballot"}
MINUTES, COUNTING = "meeting_minutes", "counting_minutes"
SUMMARY, REPORT, PROPOSAL = "results_summary", "case_report", "appointment_proposal"
DELAY_REPORT = "delay_report"
DECISION, NOTICE = "appointment_decision", "appointment_notice"
NEEDED_BEFORE = {"new_issues": DocumentKind.NEW_ISSUES, "party_opinion": DocumentKind.PARTY_OPINION}


def posts_of(session: Session, procedure_id: int) -> list[Post]:
    """The posts of a case, in their order."""
    rows = select(Post).where(Post.procedure_id == procedure_id)
    return list(session.exec(rows.order_by(col(Post.number))).all())


def open_posts(session: Session, procedure_id: int) -> list[Post]:
    """The posts for which the case still goes on."""
    return [post for post in posts_of(session, procedure_id) if post.outcome is None]


def undecided(session: Session, meeting: Meeting) -> list[Conclusion]:
    """Those in which the law leaves the choice to a person who has not made it yet."""
    return [one for one in conclusions_at(session, meeting).values() if one.tied and not one.chosen]


def appointed(session: Session, procedure_id: int) -> dict[int, Nominee]:
    """Who came through the last meeting, by post."""
    rows = select(Conclusion, Meeting).join(Meeting).where(Meeting.procedure_id == procedure_id)
    order = (col(Meeting.step), col(Meeting.convening), col(Conclusion.revision))
    last = {conclusion.post_id: conclusion for conclusion, _ in session.exec(rows.order_by(*order)).all()}
    going_on = {post.id for post in posts_of(session, procedure_id) if post.outcome in (None, "appointed")}
    return {
        post_id: session.get_one(Nominee, conclusion.chosen[0])
        for post_id, conclusion in last.items()
        if post_id in going_on and len(conclusion.chosen) == 1
    }


def lacking_before(session: Session, procedure: Procedure, step: int) -> list[str]:
    """Which documents the law wants before this meeting and nobody has filed (keys of NEEDED_BEFORE)."""
    case, meeting = session.get_one(Appointment, procedure.id), meeting_in_law(procedure, step)
    spared = meeting.spared_where_party_leads if case.party_leads else ()
    needed = [need for need in meeting.needs_before if need not in spared]
    return [need for need in needed if not documents_of(session, procedure.id or 0, NEEDED_BEFORE[need])]


def all_signed(session: Session, procedure_id: int, kind: str, numbers: Iterable[int]) -> bool:
    return all(is_signed(paper_of(session, procedure_id, paper_name(kind, number))) for number in numbers)


def wait_for_policy(procedure_id: int) -> None:
    """The leadership's own decision, or the authority's answer, is filed."""
    with reading() as session:
        case = session.get_one(Appointment, procedure_id)
        if not documents_of(session, procedure_id, DocumentKind.POLICY):
            raise Waiting("policy", _answer_due(session, case))


def _answer_due(session: Session, case: Appointment) -> datetime | None:
    if case.submitted_on is None:
        return None
    rules = Rules.thaw(session.get_one(Procedure, case.procedure_id).rules)
    ends_at = at_local(law.policy_clock(rules, case.submitted_on).due + ONE_DAY, 0)
    return ends_at if ends_at > clock.now(session) else None


def wait_for_grounds(procedure_id: int, step: int) -> None:
    """What the law wants before this meeting is filed."""
    with reading() as session:
        procedure = session.get_one(Procedure, procedure_id)
        for lacking in lacking_before(session, procedure, step):
            raise Waiting(lacking)


def wait_for_summons(procedure_id: int, number: int) -> None:
    """HR has set hour, place and list; or, of a meeting held on paper, has typed in what came of it."""
    with reading() as session:
        meeting = meeting_at(session, procedure_id, number)
        case = session.get_one(Appointment, procedure_id)
        if not open_posts(session, procedure_id):
            return
        if meeting.step < case.starts_at_step and not meeting.is_typed_in:
            raise Waiting("earlier_result")
        if not meeting.is_typed_in and not meeting.is_set:
            raise Waiting("meeting_list")


def wait_for_reminder(procedure_id: int, number: int) -> None:
    """Those who have not said whether they come are reminded at the hour that HR set."""
    with reading() as session:
        meeting = meeting_at(session, procedure_id, number)
        is_due = meeting.remind_at is None or clock.now(session) >= meeting.remind_at
        if not (meeting.is_typed_in or meeting.opened_at or is_due) and open_posts(session, procedure_id):
            raise Waiting("replies", meeting.remind_at)


def wait_for_meeting(procedure_id: int, number: int) -> None:
    """The meeting has begun: its secretary has closed the list of those present."""
    with reading() as session:
        meeting, now = meeting_at(session, procedure_id, number), clock.now(session)
        if meeting.is_typed_in or meeting.opened_at or not open_posts(session, procedure_id):
            return
        before = meeting.starts_at is not None and now < meeting.starts_at
        raise Waiting("meeting" if before else "attendance", meeting.starts_at if before else None)


def wait_for_choice(procedure_id: int, number: int) -> None:
    """Where the law leaves a tie to the head, or to the authority, it has been settled."""
    with reading() as session:
        for conclusion in undecided(session, meeting_at(session, procedure_id, number)):
            raise Waiting("head_choice" if conclusion.reason == "head_decides" else "authority_choice")


def wait_for_minutes(procedure_id: int, number: int) -> None:
    """Both minutes are signed and filed before the next meeting is summoned."""
    with reading() as session:
        meeting = meeting_at(session, procedure_id, number)
        if meeting.is_typed_in or meeting.opened_at is None:
            return
        made = [paper_of(session, procedure_id, paper_name(kind, number)) for kind in (MINUTES, COUNTING)]
        if not all(is_signed(paper) for paper in made if paper):
            raise Waiting("minutes_signature")


def wait_for_proposal(procedure_id: int) -> None:
    """The proposal to the authority, or to the head, is signed and filed."""
    with reading() as session:
        if not is_signed(paper_of(session, procedure_id, PROPOSAL)):
            raise Waiting("proposal_signature")


def wait_for_decision(procedure_id: int) -> None:
    """The decision on each post has number, date and scan."""
    with reading() as session:
        numbers = [session.get_one(Post, post_id).number for post_id in appointed(session, procedure_id)]
        if not all_signed(session, procedure_id, DECISION, numbers):
            raise Waiting("appointment_decision")


def wait_for_report(procedure_id: int) -> None:
    """The report to the authority is signed and filed."""
    with reading() as session:
        if not is_signed(paper_of(session, procedure_id, REPORT)):
            raise Waiting("report_signature")


def wait_for_posting(procedure_id: int) -> None:
    """What was disclosed stays posted for the days of the law, the last of them whole."""
    with reading() as session:
        disclosed = select(Disclosure).where(Disclosure.procedure_id == procedure_id)
        ends_at = at_local(session.exec(disclosed).one().posted_until + ONE_DAY, 0)
        if clock.now(session) < ends_at:
            raise Waiting("posting", ends_at)
