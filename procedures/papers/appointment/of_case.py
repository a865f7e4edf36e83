"""Văn bản của cả lần bổ nhiệm: the proposal of a policy, all counts, the report or the proposal, and the notice."""

from datetime import date

from sqlmodel import Session, select

from documents.paper import Paper, Signer
from documents.papers.appointment.appointment_notice import (
    Appointed,
    AppointmentNoticeFacts,
    NoticePosting,
    appointment_notice,
)
from documents.papers.appointment.appointment_proposal import (
    AppointmentProposalFacts,
    Proposed,
    appointment_proposal,
)
from documents.papers.appointment.case_report import CaseReportFacts, Deadline, ReportCause, case_report
from documents.papers.appointment.facts import MeetingResult
from documents.papers.appointment.policy_proposal import PolicyProposalFacts, WantedPost, policy_proposal
from documents.papers.appointment.results_summary import ResultsSummaryFacts, results_summary
from law.decisions import appointment as law
from law.decisions.appointment import Reason
from models import CaseDocument, Disclosure, DocumentKind, FiledPaper, Nominee, Post
from models.paper import paper_name
from procedures.appointment.beginning import completion
from procedures.appointment.ending import CONTENT
from procedures.appointment.steps import (
    DECISION,
    DELAY_REPORT,
    NOTICE,
    POLICY_PROPOSAL,
    PROPOSAL,
    REPORT,
    SUMMARY,
    appointed,
    posts_of,
)
from procedures.corrections import corrections_of
from procedures.evidence import documents_of
from procedures.filing import paper_of
from procedures.meetings.finding import conclusions_at, meetings_of
from procedures.meetings.in_law import meeting_in_law
from procedures.papers.appointment.case import Case, candidate_of, case_of, document_words, post_of
from procedures.papers.appointment.held import results
from procedures.papers.parts import numbered
from procedures.refusal import Refusal
from words.dates import local_day

TABLE_MAKER, PRESENTER = "Người lập bảng", "Người trình"
SOURCE = "Nguồn nhân sự tại chỗ, trong quy hoạch"
ENCLOSED = (
    "Biên bản hội nghị các bước",
    "Bảng tổng hợp kết quả kiểm phiếu kèm theo biên bản kiểm phiếu ở các bước",
)
PLACES = ("niêm yết tại trụ sở", "gửi thư điện tử đến từng công chức, người lao động trong cơ quan")
MADE_HERE = "proposal"


def _policy_proposal(session: Session, procedure_id: int) -> Paper:
    case = case_of(session, procedure_id)
    return policy_proposal(
        PolicyProposalFacts(
            letterhead=case.letterhead(POLICY_PROPOSAL),
            agency=case.agency.name,
            authority=case.authority,
            posts=tuple(_wanted(case, post) for post in posts_of(session, procedure_id)),
            need=case.appointment.purpose,
            signers=(case.signer,),
            filed_by=case.office,
            answer_within=case.rules.days("policy_answered_within"),
            request_law=case.basis("proposed_by"),
            answer_law=case.cited("policy_answered_within"),
            attachments=tuple(filter(None, (case.consultation(),))),
        )
    )


def _wanted(case: Case, post: Post) -> WantedPost:
    """One person a post, with the work that was foreseen for those who were named."""
    rows = select(Nominee.planned_work).where(Nominee.post_id == post.id, Nominee.named_at_step == 0)
    work = dict.fromkeys(filter(None, case.session.exec(rows.order_by(Nominee.id)).all()))  # pyright: ignore
    return WantedPost(post_of(post), 1, SOURCE, "; ".join(work))


def _summary(session: Session, procedure_id: int) -> Paper:
    case = case_of(session, procedure_id)
    return results_summary(
        ResultsSummaryFacts(
            letterhead=case.letterhead(SUMMARY),
            agency=case.agency.name,
            posts=case.posts(),
            results=_some(results(case)),
            signers=(Signer(TABLE_MAKER, case.drafter), case.signer),
            law=case.cited("meetings"),
            corrections=tuple(corrections_of(session, procedure_id)),
        )
    )


def _some(found: tuple[MeetingResult, ...]) -> tuple[MeetingResult, ...]:
    """Of a case that ended before its first meeting there is nothing to sum up."""
    if not found:
        raise Refusal("paper_not_made")
    return found


def _report(session: Session, procedure_id: int) -> Paper:
    """Why the case stopped, or a post of it was not filled."""
    case = case_of(session, procedure_id)
    outcomes = {post.outcome for post in posts_of(session, procedure_id)}
    cause = ReportCause.WITHDRAWN if outcomes == {"withdrawn"} else ReportCause.STOPPED
    return _reported(case, REPORT, cause, "\n".join(_other_reasons(case, cause)))


def _delay_report(session: Session, procedure_id: int) -> Paper:
    """Why the case is not done in time."""
    case = case_of(session, procedure_id)
    return _reported(case, DELAY_REPORT, ReportCause.LATE, case.appointment.explanation)


def _reported(case: Case, kind: str, cause: ReportCause, explanation: str) -> Paper:
    held, is_late = results(case), cause is ReportCause.LATE
    return case_report(
        CaseReportFacts(
            letterhead=case.letterhead(kind),
            agency=case.agency.name,
            authority=case.authority,
            cause=cause,
            posts=case.posts(),
            results=held,
            steps=len(law.meetings(case.rules)),
            signers=(case.signer,),
            filed_by=case.office,
            explanation=explanation,
            policy=case.policy,
            law=_report_law(case, cause, held),
            deadline=_deadline(case) if is_late else None,
            as_of=_made_on(case) if is_late else None,
            corrections=tuple(corrections_of(case.session, case.number)),
        )
    )


def _deadline(case: Case) -> Deadline | None:
    agreed, runs = documents_of(case.session, case.number, DocumentKind.POLICY), completion(case.session, case.number)
    if runs is None:
        return None
    return Deadline(case.rules.days("completed_within"), agreed[-1].dated_on, runs.due)


def _made_on(case: Case) -> date | None:
    paper = paper_of(case.session, case.number, DELAY_REPORT)
    return local_day(paper.made_at) if paper else None


def _report_law(case: Case, cause: ReportCause, held: tuple[MeetingResult, ...]) -> str | None:
    """The period; or the rule of the one meeting at which nobody went on, else that on the report."""
    if cause is ReportCause.LATE:
        return case.cited("completed_within")
    steps = {result.meeting.step for result in held for tally in result.tallies if tally.reason is Reason.STOP}
    if len(steps) != 1:
        return case.cited("reported_to")
    at = meeting_in_law(case.procedure, steps.pop())
    return case.cited(at.rule_key("carries" if at.carries else "passes"))


def _other_reasons(case: Case, cause: ReportCause) -> list[str]:
    """Why a post was not filled where it was not the count of a meeting, one line a post."""
    meetings = meetings_of(case.session, case.number)
    concluded = [one for meeting in meetings for one in conclusions_at(case.session, meeting).values()]
    lines: list[str] = []
    for post in posts_of(case.session, case.number):
        of_post = [one for one in concluded if one.post_id == post.id]
        decided = [one.decided_on_document for one in of_post if one.decided_on_document and not one.chosen]
        name = f"Đối với chức vụ {post_of(post).name}"
        if decided:
            document = case.session.get_one(CaseDocument, decided[-1])
            lines.append(f"{name}: {document_words(document)}; {document.gist.rstrip(' .;')}.")
        elif post.outcome == "stopped" and not of_post:
            lines.append(f"{name}: không có nhân sự nào đáp ứng đủ tiêu chuẩn, điều kiện bổ nhiệm.")
        elif post.outcome == "withdrawn" and cause is not ReportCause.WITHDRAWN:
            lines.append(f"{name}: nhân sự trong danh sách đã rút.")
    return lines


def _proposal(session: Session, procedure_id: int) -> Paper:
    case = case_of(session, procedure_id)
    proposed = tuple(Proposed(candidate_of(nominee), post_of(post)) for post, nominee in _appointed(case))
    if not proposed:
        raise Refusal("paper_not_made")
    head_decides = case.appointment.head_decides
    return appointment_proposal(
        AppointmentProposalFacts(
            letterhead=case.letterhead(PROPOSAL),
            agency=case.agency.name,
            presenter=case.office if head_decides else case.agency.name,
            authority=case.authority,
            proposed=proposed,
            results=results(case),
            signers=(Signer(PRESENTER, case.drafter) if head_decides else case.signer,),
            filed_by=case.office,
            policy=case.policy,
            law=case.basis("decided_by"),
            dossier_law=case.cited("dossier"),
            party_opinion=_gists(case, DocumentKind.PARTY_OPINION),
            new_issues=_gists(case, DocumentKind.NEW_ISSUES),
            attachments=_enclosed(case),
            corrections=tuple(corrections_of(session, procedure_id)),
        )
    )


def _appointed(case: Case) -> list[tuple[Post, Nominee]]:
    """Who came through the last meeting, by the number of the post."""
    found = appointed(case.session, case.number)
    return [(post, found[post.id]) for post in posts_of(case.session, case.number) if post.id in found]


def _gists(case: Case, kind: DocumentKind) -> str:
    """What documents of a kind say, each with its number; empty where none was filed."""
    found = documents_of(case.session, case.number, kind)
    return "; ".join(f"{document.gist.rstrip(' .;')} ({document_words(document)})" for document in found)


def _enclosed(case: Case) -> tuple[str, ...]:
    """The parts of the dossier as the law of the case names them; the first of them is made here."""
    named = (item.words or item.label for item in law.dossier(case.rules) if item.key != MADE_HERE)
    parts = (words[:1].upper() + words[1:] for words in named)
    return (*ENCLOSED, *filter(None, (case.consultation(),)), *parts)


def _notice(session: Session, procedure_id: int) -> Paper:
    case = case_of(session, procedure_id)
    decided = [(post, nominee, _decision(case, post)) for post, nominee in _appointed(case)]
    people = tuple(
        Appointed(candidate_of(nominee), post_of(post), paper.dated_on)
        for post, nominee, paper in decided
        if paper and paper.dated_on
    )
    if not people:
        raise Refusal("paper_not_made")
    return appointment_notice(
        AppointmentNoticeFacts(
            letterhead=case.letterhead(NOTICE),
            agency=case.agency.name,
            appointed=people,
            signers=(case.signer,),
            filed_by=case.office,
            decision=_decisions(case, [numbered(paper) for _, _, paper in decided if numbered(paper)]),
            posting=_posting(case),
            disclosure_law=case.cited("posted_for"),
        )
    )


def _decision(case: Case, post: Post) -> FiledPaper | None:
    return paper_of(case.session, case.number, paper_name(DECISION, post.number))


def _decisions(case: Case, filed: list[str]) -> str | None:
    """`Quyết định số 12/QĐ-SNgV ngày 20/11/2026 của Giám đốc Sở`, several one after the other."""
    named = list(dict.fromkeys(filed))
    return f"Quyết định {', '.join(named)} của {case.authority}" if named else None


def _posting(case: Case) -> NoticePosting | None:
    of_it = (Disclosure.procedure_id == case.number) & (Disclosure.content == CONTENT)
    disclosure = case.session.exec(select(Disclosure).where(of_it)).first()
    if disclosure is None:
        return None
    return NoticePosting(local_day(disclosure.disclosed_at), disclosure.posted_until, PLACES)


MAKERS = {
    POLICY_PROPOSAL: _policy_proposal,
    SUMMARY: _summary,
    REPORT: _report,
    DELAY_REPORT: _delay_report,
    PROPOSAL: _proposal,
    NOTICE: _notice,
}
