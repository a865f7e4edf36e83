"""Luật nói gì về một hội nghị: asked of the procedure's own rules, so that no verb here knows which law it obeys."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from law.decisions import appointment
from law.rules import Rules
from models import (
    Agency,
    Appointment,
    CodeMode,
    Conference,
    Delegate,
    DocumentKind,
    Meeting,
    Nominee,
    Post,
    Procedure,
    Round,
    RoundPlace,
    StaffMember,
    Unit,
)
from procedures import bodies
from procedures.appointment.nominees.standing import standing_names
from procedures.meetings.holding.attendance import Attendance
from procedures.meetings.in_law import meeting_in_law
from words.sentences import say

OUT_OF_BASE, BY_AUTHORITY, LEVELS = "out_of_base", "authority", "confidence"
ALL_STAFF, ELECTION = "all_staff", "election"


@dataclass(frozen=True)
class Summoned:
    """Someone whom the law summons, why, and whether they are given a ballot."""

    staff_member_id: int
    capacity: str
    has_vote: bool


def rules_of(session: Session, meeting: Meeting) -> Rules:
    """The rules that the procedure of a meeting obeys."""
    return Rules.thaw(session.get_one(Procedure, meeting.procedure_id).rules)


def law_of(session: Session, meeting: Meeting) -> appointment.Meeting:
    """What the procedure's own rules say of this meeting."""
    return meeting_in_law(session.get_one(Procedure, meeting.procedure_id), meeting.step)


def summoned_by_law(session: Session, meeting: Meeting) -> list[Summoned]:
    """Whom the law summons as people and positions are today, each once; those with a vote first."""
    if law_of(session, meeting).body == ALL_STAFF:
        here = staff_at_work(session)
        if delegates := _delegates(session, meeting.procedure_id):
            return [each for each in delegates if each.staff_member_id in here]
        return [Summoned(number, say(f"categories.{member.category}"), True) for number, member in here.items()]
    case, agency = session.get(Appointment, meeting.procedure_id), session.get(Agency, 1)
    people = bodies.people_of_the_law(session)
    has_units = case.has_units if case else agency is None or agency.has_units
    organisation = appointment.Organisation(len(people), has_units, bool(case and case.constituent_unit))
    found = appointment.electorate(rules_of(session, meeting), law_of(session, meeting), organisation, people)
    groups = ((found.voters, True), (found.attending_without_vote, False))
    return [Summoned(int(each), found.capacity[each], has_vote) for group, has_vote in groups for each in group]


def _delegates(session: Session, procedure_id: int) -> list[Summoned]:
    """Who attends a conference of delegates: those there by office first; nobody where everyone attends."""
    rows = select(Delegate, Unit).join(Unit, isouter=True).where(Delegate.procedure_id == procedure_id)
    found = session.exec(rows.order_by(col(Delegate.unit_id).is_not(None), col(Delegate.id))).all()
    return [
        Summoned(
            each.staff_member_id, say("delegates.elected", unit=unit.name) if unit else say("delegates.by_office"), True
        )
        for each, unit in found
    ]


def staff_at_work(session: Session) -> dict[int, StaffMember]:
    """Everyone who works at the agency now, by number."""
    rows = select(StaffMember).where(col(StaffMember.left_on).is_(None))
    return {member.id or 0: member for member in session.exec(rows.order_by(col(StaffMember.id))).all()}


def has_ballot(session: Session, meeting: Meeting) -> bool:
    """Whether this meeting votes on people by ballot: one that may elect does where somebody stands for election."""
    is_known = law_of(session, meeting).has_ballot
    return is_known and (not elects(session, meeting) or _has_posts(session, meeting.procedure_id))


def elects(session: Session, meeting: Meeting) -> bool:
    """Whether its ballot elects members of a board, several at once."""
    return law_of(session, meeting).ballot == ELECTION


def _has_posts(session: Session, procedure_id: int) -> bool:
    return session.exec(select(Post.id).where(Post.procedure_id == procedure_id).limit(1)).first() is not None


def is_for_posts(session: Session, meeting: Meeting) -> bool:
    """Whether the meeting is there only to name people for posts, and falls away where nobody is left to be named."""
    return bool(law_of(session, meeting).names_from)


def asks_for_levels(session: Session, meeting: Meeting) -> bool:
    """Whether each person on its ballot gets a level of confidence, rather than one of them the vote for a post."""
    return law_of(session, meeting).ballot == LEVELS


def needs_quorum(session: Session, meeting: Meeting) -> bool:
    """Whether the law forbids the meeting where too few are there."""
    return law_of(session, meeting).quorum_is_statutory


def has_quorum(session: Session, meeting: Meeting, there: Attendance) -> bool:
    """Whether enough are there, or the law does not ask for it."""
    rules, at = rules_of(session, meeting), law_of(session, meeting)
    tally = appointment.Tally(there.summoned, there.excused, there.present, returned=0)
    return appointment.decide(rules, at, tally, ()).quorum is not appointment.Quorum.NOT_MET


def is_voted_on(session: Session, meeting: Meeting, there: Attendance) -> bool:
    """Whether ballots are handed out and counted."""
    return has_ballot(session, meeting) and has_quorum(session, meeting, there)


def may_be_excused(session: Session, meeting: Meeting) -> bool:
    """Whether someone absent by force majeure leaves the number of those summoned."""
    return rules_of(session, meeting).choice("force_majeure") == OUT_OF_BASE


def may_be_hybrid(session: Session, meeting: Meeting) -> bool:
    """Whether the law knows a meeting in the hall and on the call."""
    return "hybrid_by" in rules_of(session, meeting)


def may_be_sealed(session: Session, meeting: Meeting) -> bool:
    """Whether the rules leave the form of ballot open where people do not all meet, or at an election, and know sealed.

    A poll that is held again is held on paper.
    """
    rules = rules_of(session, meeting)
    if asks_for_levels(session, meeting) and meeting.convening > 1:
        return False
    is_apart = may_be_hybrid(session, meeting) or may_be_by_correspondence(session, meeting)
    return (is_apart or elects(session, meeting)) and "ballot_form_by" in rules and "sealed_from" in rules


def may_be_by_correspondence(session: Session, meeting: Meeting) -> bool:
    """Whether ballots may be handed out and collected without a meeting."""
    return "correspondence_by" in rules_of(session, meeting)


def places_of_sealed(session: Session, meeting: Meeting) -> tuple[RoundPlace, ...]:
    """Where people are who vote by sealed ballots, the usual place first.

    In the hall and on the call, their codes coming by mail; or all in the hall, where they draw them; or, of what the
    law knows no hybrid meeting, each where they are. A board is elected in the hall.
    """
    if may_be_hybrid(session, meeting):
        return RoundPlace.HYBRID, RoundPlace.HALL
    return (RoundPlace.HALL,) if elects(session, meeting) else (RoundPlace.CORRESPONDENCE,)


def codes_of_sealed(session: Session, meeting: Meeting) -> tuple[CodeMode, ...]:
    """How the voters of a meeting with sealed ballots get their codes, the usual way first.

    Who is in the hall draws one; at an election the codes may come by mail too.
    """
    if session.get_one(Round, meeting.round_id).place is not RoundPlace.HALL:
        return (CodeMode.BASIC,)
    return (CodeMode.BASIC, CodeMode.STRICT) if elects(session, meeting) else (CodeMode.STRICT,)


def documents_wanted(session: Session, meeting: Meeting) -> list[DocumentKind]:
    """The authority's documents on which the summons rests, apart from that on a hybrid meeting."""
    case, rules = session.get(Appointment, meeting.procedure_id), rules_of(session, meeting)
    wanted = {
        DocumentKind.SUMMONS_LIST: "summons_list_by" in rules and rules.choice("summons_list_by") == BY_AUTHORITY,
        DocumentKind.SUPERIOR_CHAIRS: bool(case and case.superior_chairs),
    }
    return [kind for kind, is_wanted in wanted.items() if is_wanted]


def first_step_here(session: Session, meeting: Meeting) -> int:
    """The first step that is not typed in from paper."""
    case = session.get(Appointment, meeting.procedure_id)
    return case.starts_at_step if case else 1


def names(session: Session, meeting: Meeting, post: Post) -> list[Nominee]:
    """Who may be named for a post at this meeting, in the order of the ballot."""
    if elects(session, meeting):
        return list(session.exec(select(Nominee).where(Nominee.post_id == post.id).order_by(col(Nominee.id))).all())
    return standing_names(session, meeting.procedure_id, post.id or 0, meeting.step)


def seats(session: Session, meeting: Meeting) -> int:
    """How many names one ballot may carry."""
    conference = session.get(Conference, meeting.procedure_id)
    return conference.board_seats if conference and conference.board_seats else 1
