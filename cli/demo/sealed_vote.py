"""A second case of the sample agency, whose key cadres vote by sealed ballots: the keys are made, some have voted."""

from dataclasses import replace
from datetime import timedelta

from sqlmodel import select

from ballots import ballot, credentials, keys
from ballots.election import read_election
from cli.demo.appointment import HERE, PLACE, Cast, Matter, begin, file, meeting_of, summon
from models import Attendee, DocumentKind, KeyHolder, RoundMode, RoundPlace, SealedRound, VoterCredential
from models.meeting import occurrence_at
from models.store import clock
from models.store.database import reading
from notifications import links, round_keys
from procedures import filing
from procedures.access.actor import Actor
from procedures.appointment import meeting_steps
from procedures.countersigning import signing
from procedures.meetings.holding import attending
from procedures.meetings.summoning import form
from procedures.meetings.summoning.convening import MeetingPlan
from procedures.sealed import casting, ceremony, holders, opening, preparing
from settings import settings
from words.dates import at_local, local_day

NUMBER = 8
MATTER = Matter("Bổ nhiệm Phó Trưởng phòng Lãnh sự", "Phòng Lãnh sự", (17, 18))
CALL = "https://hop.sngv.example/bo-nhiem"
VOTED = (0, 0, 1, 0, 0, 0)
CODES = "ma-khoi-phuc-chay-thu.txt"


def hold(cast: Cast, scan: filing.Upload) -> int:
    """Everyone summoned is there, the ballots are out, a few have voted; returns the procedure's number."""
    number = begin(cast, MATTER, scan)
    with reading() as session:
        today = local_day(clock.now(session))
    file(cast.hr, number, DocumentKind.HYBRID_MEETING, today, scan, "Sở Nội vụ")
    form.choose_form(cast.hr, number, meeting_of(number), RoundMode.SEALED)
    summon(cast.hr, number, scan, _plan(cast.head))
    come(cast.clerk, number)
    make_keys(cast.hr, number)
    closes_at = at_local(today + timedelta(days=1), 17)
    sealed_id = preparing.prepare_meeting(cast.hr, number, meeting_of(number), closes_at)
    union, inspector, *_ = (replace(each, is_strong=True) for each in cast.tellers)
    preparing.consent(union, number, sealed_id)
    hr = replace(cast.hr, is_strong=True)
    act = signing.ask(hr, "open_sealed_round", {"sealed": sealed_id}, "Đã chốt danh sách người có mặt.", number)
    signing.sign(inspector, act)
    opening.let_vote(sealed_id)
    return number


def _plan(head: Actor) -> MeetingPlan:
    """In a moment: whoever is summoned may come in from the morning of that day."""
    with reading() as session:
        at = clock.now(session) + timedelta(minutes=1)
    return MeetingPlan(at, PLACE, RoundPlace.HYBRID, CALL, f"{head.full_name}, Giám đốc")


def come(clerk: Actor, number: int) -> None:
    """Everyone who has a vote is checked in, and the attendance is closed."""
    meeting = meeting_of(number)
    with reading() as session:
        voting = select(Attendee.roll_entry_id).where(Attendee.meeting_id == meeting, Attendee.has_vote)
        entries = session.exec(voting).all()
    for entry in entries:
        attending.check_in(clerk, number, meeting, entry, True)
    attending.open_meeting(clerk, number, meeting)
    meeting_steps.note_meeting(number, occurrence_at(HERE))


def make_keys(hr: Actor, number: int) -> None:
    """Three holders make keys.

    The three recovery codes are kept in a file of the demo's folder, so that whoever tries it can open the box.
    """
    made = ceremony.begin(hr, number)
    with reading() as session:
        rows = select(KeyHolder).where(KeyHolder.ceremony_id == made).order_by(KeyHolder.place)  # pyright: ignore
        tokens = {row.place: links.holder_token(row.id or 0, row.link_version) for row in session.exec(rows).all()}
        names, uuid = holders.names_of(session, made), holders.ceremony_of(session, number)
    codes = {place: keys.new_recovery_code() for place in tokens}
    so_far = keys.read_ceremony(uuid.uuid if uuid else "", [])
    for _ in range(keys.ROUNDS):
        for place, code in codes.items():
            said = keys.say(so_far, code, place)
            assert said is not None
            ceremony.say(tokens[place], said)
            so_far = so_far.hear(said)
    lines = [f"{names[place]}: {code}" for place, code in codes.items()]
    (settings().data_dir / CODES).write_text("\n".join([*lines, ""]), encoding="utf-8")


def vote(number: int) -> None:
    """The first voters vote, each with the code of the own letter."""
    with reading() as session:
        sealed = session.exec(select(SealedRound).where(SealedRound.procedure_id == number)).one()
        rows = select(VoterCredential).where(VoterCredential.sealed_round_id == sealed.id)
        voters = session.exec(rows.order_by(VoterCredential.roll_entry_id)).all()  # pyright: ignore
    election = read_election(sealed.election)
    for voter, chosen in zip(voters, VOTED, strict=False):
        private = credentials.private_credential(round_keys.code_of(sealed.uuid, voter), sealed.uuid)
        row = [int(place == chosen) for place in range(len(election.questions[0].answers))]
        casting.cast(sealed.uuid, ballot.seal(election, private, [row]))
