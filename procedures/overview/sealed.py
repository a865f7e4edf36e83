"""Phiếu kín của một quy trình cho bàn làm việc: the keys, each sealed round, what lacks, who has given a share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import (
    Account,
    BoxState,
    CodeMode,
    DutyKind,
    KeyHolder,
    Meeting,
    Procedure,
    ProcedureState,
    RollEntry,
    Round,
    RoundMode,
    SealedRound,
)
from models.store import clock
from notifications import booth
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.conference import voting
from procedures.meetings import regime
from procedures.meetings.finding import meetings_of
from procedures.meetings.summoning.paper_again import is_hopeless
from procedures.opinion import sealing
from procedures.sealed import archive, box, holders, preparing, publishing, slips
from procedures.sealed.hall import handing, making
from procedures.sealed.publishing import Turnout
from procedures.sealed.words.giving_up import may_be_given_up
from procedures.sealed.words.record import layers_of
from words.names import order_key

AGAIN = {"names_changed", "hour_changed", "deadline_passed"}


@dataclass(frozen=True)
class Keys:
    """The ceremony that stands: its round, of whom it waits, and whether its holders are still the tellers."""

    round: int
    waits_for: tuple[str, ...]
    names: tuple[str, ...]
    is_whole: bool
    is_of_the_tellers: bool


@dataclass(frozen=True)
class Drawn:
    """Slips that are drawn in the hall: how many were made and with which mark, by whom, who has counted those handed
    out; `may_be_counted` once they are made and it is known who is there.
    """

    made: int
    mark: str
    maker: str
    counted_by: tuple[str, ...]
    may_be_counted: bool


@dataclass(frozen=True)
class Standing:
    """One sealed round; `shares` by holder's name: right, wrong, or None where none was sent.

    `by_hand`: how many voters have no address and get a printed slip; `on_paper_at`: the meeting that may only vote on
    paper now; `is_beside`: its matters are voted beside the meeting's own ballot; `booth_now`: the fingerprint of the
    voting page where it is not `booth_print` any more, and may matter.
    """

    sealed: SealedRound
    label: str
    lacking: tuple[str, ...]
    turnout: Turnout
    opens_at: datetime | None
    aloud: str
    booth_print: str
    booth_now: str
    shares: Mapping[str, bool | None]
    sees_result: bool
    voters: tuple[tuple[int, str], ...]
    by_hand: int
    on_paper_at: int | None
    is_beside: bool
    drawn: Drawn | None
    layers: int
    words_may_be_given_up: bool


@dataclass(frozen=True)
class Unprepared:
    """A ballot that is not made yet, or was made and is to be made anew: of a meeting, or of matters beside it.

    `by_mail`: nobody meets, so that it closes at the meeting's own hour; `ways`: how voters may get their codes.
    """

    meeting: Meeting
    label: str
    by_mail: bool
    ways: tuple[CodeMode, ...]
    beside: int = 0


@dataclass(frozen=True)
class SealedDesk:
    """All of one procedure; `unprepared` are the ballots to be made.

    `lacks_box`: a consultation whose box is not prepared yet, or not until the deadline of today.
    """

    procedure: Procedure
    keys: Keys | None
    rounds: tuple[Standing, ...]
    unprepared: tuple[Unprepared, ...]
    is_teller: bool
    lacks_box: bool
    now: datetime


def desk_of(session: Session, actor: Actor, procedure_id: int) -> SealedDesk:
    """What the page of a procedure's sealed rounds shows this person; raises NoResultFound."""
    procedure = session.get_one(Procedure, procedure_id)
    rows = select(SealedRound).where(SealedRound.procedure_id == procedure_id).order_by(col(SealedRound.id))
    rounds = tuple(_standing(session, actor, sealed) for sealed in session.exec(rows).all())
    prepared = {each.sealed.round_id for each in rounds if not AGAIN & set(each.lacking)}
    meetings = meetings_of(session, procedure_id)
    unprepared = [
        *(_unprepared(session, meeting) for meeting in meetings if _waits(session, meeting, prepared)),
        *(each for meeting in meetings if not meeting.ended_at for each in _beside(session, meeting, prepared)),
    ]
    tellers = {account.id for account in duties.holders_now(session, procedure_id, DutyKind.TELLER)}
    is_teller = procedure.state is ProcedureState.OPEN and actor.account_id in tellers
    return SealedDesk(
        procedure=procedure,
        keys=_keys(session, procedure_id),
        rounds=rounds,
        unprepared=tuple(unprepared),
        is_teller=is_teller,
        lacks_box=sealing.may_be_prepared(session, procedure_id),
        now=clock.now(session),
    )


def _unprepared(session: Session, meeting: Meeting) -> Unprepared:
    label, by_mail = regime.law_of(session, meeting).label, preparing.is_by_mail(session, meeting)
    return Unprepared(meeting, label, by_mail, regime.codes_of_sealed(session, meeting))


def _waits(session: Session, meeting: Meeting, prepared: set[int]) -> bool:
    return meeting.round_id not in prepared and session.get_one(Round, meeting.round_id).mode is RoundMode.SEALED


def _beside(session: Session, meeting: Meeting, prepared: set[int]) -> Iterator[Unprepared]:
    """What a conference votes beside its own ballot."""
    for beside, _ in voting.rounds_at(session, meeting):
        if beside.round_id not in prepared:
            yield Unprepared(meeting, voting.title_of(beside), False, (CodeMode.STRICT,), beside.round_id)


def _keys(session: Session, procedure_id: int) -> Keys | None:
    ceremony = holders.ceremony_of(session, procedure_id)
    if ceremony is None:
        return None
    names, messages = holders.names_of(session, ceremony.id or 0), holders.messages_of(session, ceremony.id or 0)
    number = holders.round_of(messages)
    spoken = {each.place for each in messages if each.round == number}
    is_whole = holders.is_whole(session, ceremony)
    waits_for = () if is_whole else tuple(name for place, name in names.items() if place not in spoken)
    still = holders.is_still_of_the_tellers(session, ceremony)
    return Keys(number, waits_for, tuple(names.values()), is_whole, still)


def _standing(session: Session, actor: Actor, sealed: SealedRound) -> Standing:
    meeting = preparing.meeting_of(session, sealed)
    may_lack = sealed.opened_at is None and archive.is_running(session, sealed)
    is_beside = meeting is not None and meeting.round_id != sealed.round_id
    given = box.given(session, sealed)
    names = holders.names_of(session, sealed.ceremony_id) if sealed.ceremony_id else {}
    return Standing(
        sealed=sealed,
        label=regime.law_of(session, meeting).label if meeting else "",
        lacking=tuple(preparing.lacking(session, sealed)) if may_lack else (),
        turnout=publishing.turnout(session, sealed),
        opens_at=box.opens_at(sealed),
        aloud=publishing.head_aloud(sealed),
        booth_print=booth.in_groups(booth.print_of(sealed)),
        booth_now=booth.changed_to(sealed) if sealed.state is BoxState.OPEN else "",
        shares={name: given.get(place) for place, name in names.items()},
        sees_result=publishing.may_see_result(session, actor, sealed),
        voters=_voters(session, sealed),
        on_paper_at=meeting.id if meeting and not is_beside and is_hopeless(session, meeting, sealed) else None,
        is_beside=is_beside,
        by_hand=len(slips.without_mail(session, sealed)) if sealed.opened_at else 0,
        drawn=_drawn(session, sealed, meeting) if sealed.codes is CodeMode.STRICT else None,
        layers=len(layers_of(session, sealed)),
        words_may_be_given_up=may_be_given_up(session, sealed),
    )


def _drawn(session: Session, sealed: SealedRound, meeting: Meeting | None) -> Drawn:
    halves = preparing.halves_of(session, sealed)
    maker = session.get(KeyHolder, sealed.slip_maker_id) if sealed.slip_maker_id else None
    return Drawn(
        made=len(halves),
        mark=making.mark_of(halves),
        maker=session.get_one(Account, holders.acting(maker)).full_name if maker else "",
        counted_by=tuple(account.full_name for _, account in handing.counts_of(session, sealed)),
        may_be_counted=bool(halves) and meeting is not None and meeting.opened_at is not None and sealed.slips is None,
    )


def _voters(session: Session, sealed: SealedRound) -> tuple[tuple[int, str], ...]:
    """Everyone who was sent a code, by name: whether they have voted is not asked here."""
    was_sent = sealed.opened_at and sealed.codes is CodeMode.BASIC
    people: list[RollEntry] = preparing.voters_of(session, sealed) if was_sent else []
    in_order = sorted(people, key=lambda entry: order_key(entry.full_name))
    return tuple((entry.id or 0, f"{entry.full_name}, {entry.unit_name}") for entry in in_order)
