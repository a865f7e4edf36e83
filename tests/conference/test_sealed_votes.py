"""A conference votes matters and its resolution by sealed ballots: what is planned, asked, counted, when on paper."""

import io

import pytest
from sqlmodel import select

from ballots.verify import verify
from models import BoxState, CodeMode, Conference, MatterRound, Procedure, Resolution, Round
from models.store import database
from procedures.conference import conducting, running, voting
from procedures.conference.conducting import Hands
from procedures.conference.preparing import drafting
from procedures.conference.steps import wait_for_course
from procedures.engine import Waiting
from procedures.meetings.finding import FIRST
from procedures.papers.conference import MAKERS
from procedures.refusal import Refusal
from procedures.sealed import archive, opening, preparing, publishing
from tests.conference.electing import Electing
from tests.conference.sealed_votes import AGREE, DISAGREE, FUND, HOURS, MATTERS, NEITHER, SealedVotes
from tests.conferring import Held
from tests.sealed.drawing import Drawing

YES, NO, OTHER = (AGREE,), (DISAGREE,), (NEITHER,)


@pytest.fixture
def held(sqlite: None) -> SealedVotes:
    return SealedVotes()


def refused(do: object, *args: object, **named: object) -> str:
    with pytest.raises(Refusal) as refusal:
        do(*args, **named)  # pyright: ignore
    return refusal.value.key


def words(held: SealedVotes, kind: str) -> str:
    """What a paper of the conference says."""
    with database.reading() as session:
        make = MAKERS[kind]
        return str(make(session, held.number) if kind == "conference_plan" else make(session, held.number, FIRST))


def lacking(held: SealedVotes) -> list[str]:
    with database.reading() as session:
        return preparing.lacking(session, held.sealed)


def test_the_plan_that_the_union_agrees_to_names_what_is_voted_so(held: SealedVotes) -> None:
    held.called()
    said = words(held, "conference_plan")
    assert "biểu quyết bằng phiếu kín niêm phong" in said
    assert FUND in said
    assert HOURS in said


def test_what_is_voted_so_wants_three_who_may_hold_the_keys(held: SealedVotes) -> None:
    held.draft(is_resolution_sealed=True)
    Electing.tellers(held)
    assert held.lacking() == ["holders"]
    held.third_teller()
    assert held.lacking() == []


@pytest.mark.parametrize(
    ("matters", "is_kept"),
    [
        ("\n".join(str(number) for number in range(10)), True),
        ("\n".join(str(number) for number in range(11)), False),
        ("a" * 300, True),
        ("a" * 301, False),
        ("Một việc\n\n  Một   việc ", False),
    ],
)
def test_a_booth_holds_ten_matters_of_three_hundred_letters(held: SealedVotes, matters: str, is_kept: bool) -> None:
    held.draft()
    if is_kept:
        drafting.write_plan(held.world.hr, held.number, held.plan(sealed_matters=matters))
    else:
        plan = held.plan(sealed_matters=matters)
        assert refused(drafting.write_plan, held.world.hr, held.number, plan) == "sealed_matters"


@pytest.mark.parametrize(("people", "is_sealed"), [(7, True), (6, False)])
def test_fewer_than_the_law_data_wants_vote_otherwise(sqlite: None, people: int, is_sealed: bool) -> None:
    held = SealedVotes(people=people)
    held.draft(sealed_matters=MATTERS, is_resolution_sealed=True)
    held.tellers()
    drafting.open_(held.world.hr, held.number)
    with database.reading() as session:
        assert bool(voting.planned(session.get_one(Conference, held.number))) is is_sealed


def test_rules_that_know_no_sealed_ballots_keep_none(held: SealedVotes) -> None:
    held.draft()
    with database.transaction() as session:
        procedure = session.get_one(Procedure, held.number)
        procedure.begun_on = held.hour(0).date().replace(year=2022)
        session.add(procedure)
    drafting.write_plan(held.world.hr, held.number, held.plan(sealed_matters=MATTERS, is_resolution_sealed=True))
    with database.reading() as session:
        assert voting.planned(session.get_one(Conference, held.number)) == ()


def test_each_matter_is_a_question_of_one_ballot_and_codes_are_drawn(held: SealedVotes) -> None:
    held.called()
    held.meet()
    held.prepare("matter")
    asked = preparing.asked_in(held.sealed)
    assert [(each.question, each.answers) for each in asked] == [
        (FUND, ("Tán thành", "Không tán thành", "Ý kiến khác")),
        (HOURS, ("Tán thành", "Không tán thành", "Ý kiến khác")),
    ]
    assert held.sealed.codes is CodeMode.STRICT
    assert lacking(held) == ["slips_unmade"]


def test_slips_are_printed_once_the_summons_went(held: SealedVotes) -> None:
    held.draft(sealed_matters=MATTERS)
    held.tellers()
    drafting.open_(held.world.hr, held.number)
    running.prepare(held.number, held.at)
    assert refused(held.prepare, "matter") == "slips_after_summons"


@pytest.mark.parametrize(("in_favour", "is_carried"), [(11, True), (10, False)])
def test_the_opened_box_carries_by_more_than_half_of_those_attending(
    held: SealedVotes, in_favour: int, is_carried: bool
) -> None:
    held.called(matters="")
    held.meet(present=20)
    held.whole("resolution", *[YES] * in_favour, *[NO] * 3, OTHER)
    assert held.votes() == [("resolution", "", in_favour, 3, 1, is_carried)]

    held.close()
    wait_for_course(held.number, FIRST)
    for verb in (running.note_course, running.note_count, running.conclude):
        verb(held.number, held.at)
    assert held.steps()["conference_concluded", FIRST] == ("adopted" if is_carried else "not_adopted")


def test_each_matter_has_its_own_result_and_the_minutes_name_the_box(any_database: str) -> None:
    held = SealedVotes(people=12)
    held.called(resolution=False)
    held.meet(present=9)
    held.whole("matter", *[(AGREE, DISAGREE)] * 5, (NEITHER, AGREE))
    held.vote(9)
    assert held.votes() == [
        ("matter", FUND, 5, 0, 1, True),
        ("matter", HOURS, 1, 5, 0, False),
        ("resolution", "", 9, 0, 0, True),
    ]
    whole = b"".join(publishing.file(held.sealed, held.sealed.height))
    report = verify(io.BytesIO(whole), roll=len(held.codes), stage="result")
    assert (report.counted, report.result) == (6, [[5, 0, 1], [1, 5, 0]])
    said = words(held, "meeting_minutes")
    assert f"{FUND}, phiếu kín niêm phong (số niêm phong " in said


def test_what_was_adopted_so_is_drafted_with_its_count(held: SealedVotes) -> None:
    held.called(matters="")
    held.meet(present=20)
    held.whole("resolution", *[YES] * 15)
    held.close()
    for verb in (running.note_course, running.note_count, running.conclude):
        verb(held.number, held.at)
    running.resolve(held.number)
    with database.reading() as session:
        drafted = session.exec(select(Resolution)).one()
        assert (drafted.present, drafted.in_favour) == (20, 15)


def test_the_conference_waits_for_its_box(held: SealedVotes) -> None:
    held.called(matters="")
    held.meet()
    held.let_vote_on("resolution")
    held.cast_all(*[YES] * 12)
    assert refused(held.close) == "resolution_not_voted"
    held.close_box()
    assert held.votes() == [], "nobody knows a result before the box is open"
    with pytest.raises(Waiting, match="course"):
        wait_for_course(held.number, FIRST)
    held.open_box()
    held.close()


def test_it_does_not_end_while_matters_are_in_a_box(held: SealedVotes) -> None:
    held.called(resolution=False)
    held.meet()
    held.let_vote_on("matter")
    held.vote(20)
    assert refused(held.close) == "votes_in_box"
    held.cast_all(*[(AGREE, AGREE)] * 5)
    held.close_box()
    assert refused(held.close) == "votes_in_box"
    held.open_box()
    held.close()


def test_under_five_ballots_are_never_opened_and_the_hall_votes_on_paper(held: SealedVotes) -> None:
    held.called(resolution=False)
    held.meet()
    held.let_vote_on("matter")
    held.cast_all(*[(AGREE, AGREE)] * 4)
    held.close_box()
    assert held.sealed.state is BoxState.TOO_FEW
    held.vote(20)
    assert refused(held.close) == "vote_on_paper_again"
    record = (held.world.clerk, *held.here)
    assert refused(conducting.record_vote, *record, 2, "matter", FUND, Hands(20)) == "vote_planned_sealed"
    assert conducting.record_vote(*record, 2, "matter", FUND, Hands(15, 4, 0, 1))
    assert refused(held.close) == "vote_on_paper_again"
    conducting.record_vote(*record, 3, "matter", HOURS, Hands(8, 12, 0, 0))
    held.close()


def test_five_ballots_are_opened(held: SealedVotes) -> None:
    held.called(matters="")
    held.meet()
    held.whole("resolution", *[YES] * 5)
    assert held.votes() == [("resolution", "", 5, 0, 0, False)]


def test_what_is_planned_secret_is_not_voted_by_hands(held: SealedVotes) -> None:
    held.called(matters=FUND)
    held.meet()
    assert refused(held.vote, 20) == "vote_planned_sealed"
    assert held.vote(20, key="presidium")
    record = (held.world.clerk, *held.here)
    assert refused(conducting.record_vote, *record, 2, "matter", FUND, Hands(20)) == "vote_planned_sealed"
    assert conducting.record_vote(*record, 2, "matter", "Việc khác", Hands(20))


def test_a_box_that_nobody_opened_keeps_no_hall_waiting(held: SealedVotes) -> None:
    held.called(matters="")
    held.meet()
    held.prepare("resolution")
    assert conducting.record_vote(held.world.clerk, *held.here, 1, "resolution", "", Hands(15, 5, 0, 0))
    held.close()
    assert "meeting_ended" in lacking(held)


def test_while_a_box_takes_ballots_there_is_no_second_result(held: SealedVotes) -> None:
    held.called(matters="")
    held.meet()
    held.let_vote_on("resolution")
    record = (held.world.clerk, *held.here, 1, "resolution", "", Hands(15, 5, 0, 0))
    assert refused(conducting.record_vote, *record) == "vote_in_box"
    held.cast_all(*[NO] * 12)
    held.close_box()
    held.open_box()
    assert conducting.record_vote(*record), "the text was amended and put to the vote again"
    with database.reading() as session:
        last = voting.votes_at(session, held.meeting)[-1]
    assert (last.in_favour, last.is_carried) == (15, True)


def test_what_nobody_prepared_goes_with_the_end_of_the_conference(held: SealedVotes) -> None:
    held.called(resolution=False)
    held.meet()
    held.vote(20)
    held.close()
    for verb in (running.note_course, running.note_count, running.conclude):
        verb(held.number, held.at)
    with database.reading() as session:
        assert session.exec(select(MatterRound)).all() == []
        assert len(session.exec(select(Round).where(Round.procedure_id == held.number)).all()) == 1


def test_too_few_came_and_the_rounds_are_made_anew_when_it_is_convened_again(held: SealedVotes) -> None:
    held.called(matters="")
    held.meet(present=10)
    for verb in (running.note_course, running.note_count, running.conclude):
        verb(held.number, held.at)
    held.at = FIRST + 1
    running.prepare(held.number, held.at)
    assert held.round_of("resolution")


def test_an_election_and_the_matters_have_each_their_box_under_the_same_keys(held: SealedVotes) -> None:
    held.draft(sealed_matters=FUND)
    held.name(3, 6, 7, 8, 9)
    held.tellers()
    drafting.open_(held.world.hr, held.number)
    held.invite()
    held.meet()
    held.whole("matter", *[YES] * 14)
    first = held.sealed_id
    held.prepare_box(CodeMode.STRICT)
    assert held.make_slips().status_code == 200
    held.hand_out()
    held.sign_opening()
    opening.let_vote(held.sealed_id)
    for voter, places in zip(Drawing.voters(held), [(0, 1, 2)] * 8 + [(0, 1)] * 4 + [()], strict=False):
        assert held.cast(held.naming(voter, *places)).status_code == 200
    held.close_box()
    held.open_box()
    with database.reading() as session:
        boxes = [archive.of_procedure(session, held.number, number) for number in (first, held.sealed_id)]
    assert [each.state for each in boxes] == [BoxState.OPENED, BoxState.OPENED]
    assert boxes[0].ceremony_id == boxes[1].ceremony_id

    held.vote(20)
    held.close()
    for verb in (running.note_course, running.note_count, running.conclude):
        verb(held.number, held.at)
    assert held.elected() == [(12, True, False), (12, True, False), (8, False, False), (0, False, False)]
    assert "Số phiếu phát ra (mã bỏ phiếu đã phát): 20 phiếu" in words(held, "counting_minutes")


def test_a_conference_without_sealed_votes_has_no_such_round(sqlite: None) -> None:
    held = Held()
    held.summon()
    with database.reading() as session:
        assert voting.rounds_at(session, held.meeting) == []
