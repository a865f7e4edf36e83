"""Trước khi triệu tập: the documents of the authority on which a meeting rests, and the people who run it."""

from sqlmodel import Session, col, func, select

from models import (
    Account,
    Attendee,
    CaseDocument,
    Conference,
    ConfidencePoll,
    DocumentKind,
    DutyKind,
    Meeting,
    Role,
    Round,
    RoundMode,
    RoundPlace,
)
from procedures.access import accounts, duties
from procedures.countersigning.holders import is_same_person
from procedures.meetings import regime
from procedures.refusal import Refusal
from procedures.sealed import holders


def check_grounds(session: Session, meeting: Meeting) -> None:
    """Raise Refusal `ground_missing`, `tellers_wanted` that says what a summons still lacks."""
    for kind in missing_grounds(session, meeting):
        raise Refusal("ground_missing", field="document", kind=kind.value)
    if regime.has_ballot(session, meeting) and not has_two_tellers(session, meeting.procedure_id):
        raise Refusal("tellers_wanted")
    check_sealed(session, meeting)


def check_form(session: Session, meeting: Meeting) -> None:
    """Raise Refusal where sealed ballots may not be chosen: without the authority's document, or for too few."""
    if not is_form_allowed(session, meeting):
        if session.get(Conference, meeting.procedure_id):
            raise Refusal("plan_on_paper", field="mode")
        if session.get(ConfidencePoll, meeting.procedure_id):
            raise Refusal("basis_missing", field="mode")
        raise Refusal("ground_missing", field="mode", kind=DocumentKind.HYBRID_MEETING.value)
    if not has_enough(session, meeting):
        at_least = regime.rules_of(session, meeting).threshold("sealed_from")
        raise Refusal("sealed_too_few", field="mode", at_least=at_least.limit)


def is_form_allowed(session: Session, meeting: Meeting) -> bool:
    """Whether the authority's document is there: filed, or of a poll named in its plan; a conference's plan says it."""
    if conference := session.get(Conference, meeting.procedure_id):
        return conference.is_sealed
    if poll := session.get(ConfidencePoll, meeting.procedure_id):
        return bool(poll.correspondence_basis)
    return bool(filed(session, meeting, DocumentKind.HYBRID_MEETING))


def has_enough(session: Session, meeting: Meeting) -> bool:
    """Whether so many are summoned with a vote that sealed ballots hide whose each one is."""
    voting = select(func.count()).where(Attendee.meeting_id == meeting.id, Attendee.has_vote)
    return regime.rules_of(session, meeting).threshold("sealed_from").is_met(session.exec(voting).one())


def check_sealed(session: Session, meeting: Meeting) -> None:
    """Raise Refusal where a meeting with sealed ballots may not be summoned: too few people, no three key holders."""
    round_ = session.get_one(Round, meeting.round_id)
    if round_.mode is not RoundMode.SEALED:
        return
    places = regime.places_of_sealed(session, meeting)
    if round_.place not in places:
        raise Refusal(f"sealed_needs_{places[0]}", field="place_kind")
    check_form(session, meeting)
    holders.three_tellers(session, meeting.procedure_id)


def missing_grounds(session: Session, meeting: Meeting) -> list[DocumentKind]:
    """Which documents this meeting needs and nobody has filed."""
    needed = list(regime.documents_wanted(session, meeting))
    if session.get_one(Round, meeting.round_id).place is RoundPlace.HYBRID:
        needed.append(DocumentKind.HYBRID_MEETING)
    return [kind for kind in needed if not filed(session, meeting, kind)]


def filed(session: Session, meeting: Meeting, kind: DocumentKind) -> list[CaseDocument]:
    """The documents of a kind that speak of this meeting or of the whole case; a list of people is of one meeting."""
    rows = select(CaseDocument).where(CaseDocument.procedure_id == meeting.procedure_id, CaseDocument.kind == kind)
    found = session.exec(rows.order_by(col(CaseDocument.id))).all()
    of_whole_case = (None,) if kind is not DocumentKind.SUMMONS_LIST else ()
    return [each for each in found if each.meeting_id in (meeting.id, *of_whole_case)]


def has_two_tellers(session: Session, procedure_id: int) -> bool:
    """Whether two different people may count, at least one of them not of HR."""
    tellers = duties.holders_now(session, procedure_id, DutyKind.TELLER)
    of_hr = {account.id for account in accounts.holding(session, Role.HR)}
    return any(may_count_together(one, other, of_hr) for one in tellers for other in tellers)


def has_holders(session: Session, procedure_id: int) -> bool:
    """Whether the tellers are three who may hold the keys of sealed ballots."""
    try:
        return bool(holders.three_tellers(session, procedure_id))
    except Refusal:
        return False


def may_count_together(one: Account, other: Account, of_hr: set[int | None]) -> bool:
    """Two people, and not both of them of HR."""
    return not is_same_person(one, other) and not {one.id, other.id} <= of_hr
