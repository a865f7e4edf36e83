"""Văn bản của từng hội nghị: the invitation and its list, the ballot, the minutes of the meeting and of its count."""

from collections.abc import Mapping

from sqlmodel import select

from documents.paper import Paper, Signer
from documents.papers.appointment import facts
from documents.papers.appointment.ballot import BallotFacts, BallotVerb, ballot
from documents.papers.appointment.counting_minutes import CountingMinutesFacts, counting_minutes
from documents.papers.appointment.meeting_invitation import MeetingInvitationFacts, meeting_invitation
from documents.papers.appointment.meeting_minutes import MeetingMinutesFacts, meeting_minutes
from documents.papers.appointment.summons_list import Summoned, SummonsListFacts, summons_list
from documents.papers.corrections import Correction
from law.decisions.appointment.electorate import CIVIL_SERVANT
from models import Attendee, CountEntry, DocumentKind, Meeting, Position, RollEntry, StaffMember
from procedures import bodies
from procedures.appointment.deciding.concluding import is_deciding_ballot
from procedures.appointment.steps import BALLOTS, COUNTING, INVITATION, MINUTES, SUMMONS_LIST
from procedures.corrections import corrections_of
from procedures.meetings.finding import posts_at
from procedures.meetings.holding.attendance import summoned
from procedures.meetings.summoning.grounds import filed
from procedures.meetings.tallying import correcting, counting
from procedures.meetings.tallying.ballots import names_on
from procedures.papers.appointment.case import Case, candidate_of, document_words, post_of
from procedures.papers.appointment.held import (
    attendance_of,
    box_of,
    counted,
    counting_words,
    is_voted_on,
    law_of,
    meeting_head,
    tellers_of,
)
from procedures.papers.at_a_meeting import Maker, ballot_head, dated, named, of_a_meeting
from procedures.refusal import Refusal

LIST_MAKER = "Người lập danh sách"
NAMES = {
    "planned": "Rà soát, thảo luận danh sách nhân sự trong quy hoạch đáp ứng tiêu chuẩn, điều kiện",
    "previous": "Thông báo danh sách nhân sự được giới thiệu ở bước {before}, tóm tắt lý lịch, quá trình công tác,"
    " đánh giá, nhận xét và dự kiến phân công",
    "previous_or_other": "Thảo luận về nhân sự được giới thiệu ở bước {before}, hoặc người khác đủ điều kiện",
}
NEEDS = {
    "new_issues": "Báo cáo kết quả xác minh, kết luận những vấn đề mới nảy sinh (nếu có)",
    "party_opinion": "Báo cáo ý kiến đánh giá, nhận xét của cấp ủy",
}
ASKS = {
    "none": "Thông qua danh sách nhân sự giới thiệu ở bước tiếp theo",
    "orientation": "Định hướng giới thiệu nhân sự bằng phiếu",
    "introduction": "Giới thiệu nhân sự bằng phiếu",
    "voting": "Biểu quyết nhân sự bằng phiếu",
}


def _invitation(case: Case, meeting: Meeting) -> Paper:
    return meeting_invitation(
        MeetingInvitationFacts(
            letterhead=case.letterhead(named(INVITATION, meeting)),
            agency=case.agency.name,
            meeting=meeting_head(case, meeting),
            posts=_posts(case, meeting),
            signers=(case.signer,),
            filed_by=case.office,
            contents=_agenda(case, meeting),
            note=case.appointment.invitation,
            reply_to=case.agency.contact,
            reply_by=meeting.remind_at,
        )
    )


def _agenda(case: Case, meeting: Meeting) -> tuple[str, ...]:
    """What the law has this meeting do; the first one hears what a consultation said."""
    at, is_first = law_of(case, meeting), meeting.step == 1
    spared = at.spared_where_party_leads if case.appointment.party_leads else ()
    needs = [NEEDS[need] for need in at.needs_before if need not in spared]
    heard = [case.consultation()] if is_first and case.consultation() else []
    return (*heard, NAMES[at.names_from].format(before=meeting.step - 1), *needs, ASKS[at.ballot])


def _summons_list(case: Case, meeting: Meeting) -> Paper:
    approved = filed(case.session, meeting, DocumentKind.SUMMONS_LIST)
    people = summoned_of(case, meeting)
    return summons_list(
        SummonsListFacts(
            letterhead=case.letterhead(named(SUMMONS_LIST, meeting)),
            meeting=meeting_head(case, meeting),
            posts=_posts(case, meeting),
            people=people,
            signers=(Signer(LIST_MAKER, case.drafter), case.signer),
            approved_by=document_words(approved[-1]) if approved else None,
            capacities=tuple(dict.fromkeys(each.capacity for each in people)),
            law=case.cited("summons_list_by"),
        )
    )


def summoned_of(case: Case, meeting: Meeting) -> tuple[Summoned, ...]:
    """By position in the order of the law, the head first; namesakes of one unit are told apart."""
    held, order = bodies.holders(case.session), list(Position)
    people = summoned(case.session, meeting)

    def rank(entry: RollEntry) -> int:
        positions = held.get(entry.staff_member_id)
        return order.index(positions[0]) if positions else len(order)

    names = _told_apart(case, [entry for _, entry in people])
    return tuple(
        Summoned(
            facts.Official(names[entry.id or 0], entry.position, entry.unit_name),
            _capacity(case, meeting, attendee, entry, held.get(entry.staff_member_id, ())),
            attendee.has_vote,
            min(rank(entry), 1),
        )
        for attendee, entry in sorted(people, key=lambda each: (rank(each[1]), each[1].id or 0))
    )


def _capacity(case: Case, meeting: Meeting, attendee: Attendee, entry: RollEntry, held: tuple[Position, ...]) -> str:
    """Why the law summons someone: the list keeps their office, which stands beside it already."""
    if attendee.capacity and attendee.capacity != entry.position:
        return attendee.capacity
    body = f"body.{law_of(case, meeting).body}" if attendee.has_vote else "attending_without_vote"
    labels = [case.rules[f"position.{position.value}"].label for position in held if position in case.rules.names(body)]
    if attendee.has_vote:
        labels.append(case.rules[CIVIL_SERVANT].label)
    return (*labels, attendee.capacity)[0]


def _told_apart(case: Case, people: list[RollEntry]) -> Mapping[int, str]:
    """The names of a list; where two with one post and unit are called the same, with the year of birth, or a count."""
    seen: dict[tuple[str, ...], int] = {}
    names: dict[int, str] = {}
    alike = [(entry.full_name, entry.position, entry.unit_name) for entry in people]
    for entry, key in zip(people, alike, strict=True):
        names[entry.id or 0] = entry.full_name
        if alike.count(key) > 1:
            seen[key] = seen.get(key, 0) + 1
            born = case.session.get_one(StaffMember, entry.staff_member_id).birth_year
            names[entry.id or 0] += f" ({seen[key]}{f', sinh năm {born}' if born else ''})"
    return names


def _ballot(case: Case, meeting: Meeting) -> Paper:
    posts, at = posts_at(case.session, meeting), law_of(case, meeting)
    if not posts:
        raise Refusal("paper_not_made")
    decides = any(is_deciding_ballot(case.session, meeting, post) for post in posts)
    return ballot(
        BallotFacts(
            letterhead=ballot_head(case, meeting),
            verb=BallotVerb(at.ballot),
            meeting=meeting_head(case, meeting),
            posts=tuple(
                facts.PostOnBallot(
                    post_of(post),
                    tuple(map(candidate_of, names_on(case.session, meeting, post))),
                )
                for post in posts
            ),
            may_add=at.may_name_others and not decides,
        )
    )


def _meeting_minutes(case: Case, meeting: Meeting) -> Paper:
    at, hybrid = law_of(case, meeting), filed(case.session, meeting, DocumentKind.HYBRID_MEETING)
    return meeting_minutes(
        MeetingMinutesFacts(
            letterhead=dated(case, MINUTES, meeting),
            meeting=meeting_head(case, meeting, meeting.opened_at),
            posts=_posts(case, meeting),
            attendance=attendance_of(case, meeting),
            course=meeting.course,
            tallies=counted(case, meeting),
            announced=at.announced,
            filed_by=case.office,
            counting_minutes=counting_words(case, meeting),
            call_document=document_words(hybrid[-1]) if hybrid else None,
            announced_law=case.cited(at.rule_key("announced")),
            corrections=_corrections(case, meeting, of_count=at.announced),
            sealed=box_of(case, meeting),
        )
    )


def _counting_minutes(case: Case, meeting: Meeting) -> Paper:
    if not is_voted_on(case, meeting):
        raise Refusal("paper_not_made")
    at, opened = law_of(case, meeting), box_of(case, meeting)
    listed = filed(case.session, meeting, DocumentKind.SUMMONS_LIST)
    entered = select(CountEntry.entered_at).where(CountEntry.meeting_id == meeting.id)
    counted_by = at.rule_key("passes" if at.passes else "base")
    first_counts = entered.where(CountEntry.entry != counting.CORRECTED)
    return counting_minutes(
        CountingMinutesFacts(
            letterhead=dated(case, COUNTING, meeting),
            meeting=meeting_head(case, meeting, meeting.opened_at),
            tallies=counted(case, meeting),
            tellers=tellers_of(case, meeting),
            announced=at.announced,
            kept_at=case.office,
            counted_at=opened.counted_at if opened else max(case.session.exec(first_counts).all(), default=None),
            absent=attendance_of(case, meeting).absent,
            law=case.cited(counted_by),
            law_basis=case.basis(counted_by),
            other_bases=tuple(filter(None, (case.policy, *map(document_words, listed[-1:])))),
            corrections=_corrections(case, meeting, of_count=True),
            sealed=opened,
        )
    )


def _corrections(case: Case, meeting: Meeting, *, of_count: bool) -> tuple[Correction, ...]:
    """What was changed of this meeting; of its count only where the paper may speak of it."""
    but_not = () if of_count else (correcting.ACT,)
    return tuple(corrections_of(case.session, case.number, meeting.id, but_not, with_figures=of_count))


def _posts(case: Case, meeting: Meeting) -> tuple[facts.Post, ...]:
    return tuple(map(post_of, posts_at(case.session, meeting))) or case.posts()


_PAPERS: Mapping[str, Maker] = {
    INVITATION: _invitation,
    SUMMONS_LIST: _summons_list,
    **dict.fromkeys(BALLOTS.values(), _ballot),
    MINUTES: _meeting_minutes,
    COUNTING: _counting_minutes,
}
MAKERS = {kind: of_a_meeting(make) for kind, make in _PAPERS.items()}
