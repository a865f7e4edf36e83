"""What a seed decides of a rehearsed appointment, under the law of each day, and who plays in it."""

from datetime import date

import pytest

from cli.rehearsal.appointment import script as courses
from cli.rehearsal.appointment.people import CLERK, HEAD, HR, INSPECTOR, OPERATOR, SMALL, UNION, Company, company_of
from cli.rehearsal.appointment.script import Script, script_of
from cli.rehearsal.cast import cast_of
from law.decisions.appointment import Organisation, Person, Reason, Tally, decide, electorate, meetings
from law.rules import rules_on
from models import Position

OLD, NEW = date(2026, 7, 31), date(2026, 8, 1)
DAYS = pytest.mark.parametrize("day", [OLD, NEW])
SIZES = pytest.mark.parametrize("people", [8, 28, 61, 300])
SEEDS = range(1, 9)
NAMED = {
    "majority": courses.MAJORITY,
    "split": courses.SPLIT,
    "head chooses": courses.HEAD_CHOOSES,
    "convened again": courses.AGAIN,
    "stops": courses.STOPS,
    "all withdraw": courses.WITHDRAWN,
    "annulled": courses.ANNULLED,
    "authority chooses": courses.AUTHORITY_CHOOSES,
    "one withdraws": courses.ONE_LEAVES,
    "put off": courses.PUT_OFF,
}


def company(people: int) -> Company:
    return company_of(cast_of(people, 1))


def drawn(day: date) -> list[Script]:
    return [script_of(seed, day) for seed in SEEDS]


def aims(script: Script) -> list[Reason]:
    """What its meetings aim at where two stand at each."""
    return [script.aim(meeting, 2, 1) for meeting in script.meetings]


@DAYS
def test_every_end_of_a_case_is_drawn_by_one_of_the_first_eight_seeds(day: date) -> None:
    assert {script.course.outcome for script in drawn(day)} == {"appointed", "stopped", "withdrawn", "annulled"}
    brought = {aim for script in drawn(day) for aim in aims(script)}
    assert {Reason.MAJORITY, Reason.THIRTY_PERCENT, Reason.STOP} <= brought


def test_a_tie_and_a_meeting_held_again_are_drawn_only_under_the_law_that_knows_them() -> None:
    of_old_law = {Reason.HEAD_DECIDES, Reason.AUTHORITY_DECIDES, Reason.NO_QUORUM, Reason.CONSULTATIVE}
    assert of_old_law <= {aim for script in drawn(OLD) for aim in aims(script)}
    assert of_old_law.isdisjoint(aim for script in drawn(NEW) for aim in aims(script))


@pytest.mark.parametrize(
    ("day", "drawn_in_turn"),
    [
        (
            OLD,
            "majority, split, head chooses, convened again, stops, all withdraw, annulled, authority chooses, "
            "one withdraws, put off",
        ),
        (NEW, "majority, split, stops, all withdraw, annulled, one withdraws, put off"),
    ],
)
def test_each_seed_has_a_course_of_its_own_until_the_law_knows_no_other(day: date, drawn_in_turn: str) -> None:
    words = {course: name for name, course in NAMED.items()}
    drawn_by_seed = [words[script_of(seed, day).course] for seed in range(1, 11)]
    in_turn = drawn_in_turn.split(", ")
    assert drawn_by_seed == (in_turn * 2)[:10]


def test_the_law_in_force_leaves_one_person_before_its_last_meeting_so_nobody_can_be_tied_there() -> None:
    rules = rules_on("appointment", NEW)
    *_, key_cadres, last = meetings(rules)
    assert last.tied
    assert not key_cadres.carries
    split, most = (Tally(28, 0, 28, {"A": votes, "B": 28 - votes}) for votes in (14, 15))
    assert decide(rules, key_cadres, split, ["A", "B"]).chosen == ()
    assert decide(rules, key_cadres, most, ["A", "B"]).chosen == ("A",)


@DAYS
def test_a_meeting_aims_at_nothing_that_its_own_rules_do_not_know(day: date) -> None:
    for script in drawn(day):
        for meeting, aim in zip(script.meetings, aims(script), strict=True):
            knows = {
                Reason.THIRTY_PERCENT: meeting.carries is not None,
                Reason.HEAD_DECIDES: meeting.tied is not None,
                Reason.NO_QUORUM: meeting.quorum_is_statutory,
                Reason.CONSULTATIVE: meeting.is_consultative,
                Reason.NO_BALLOT: not meeting.has_ballot,
                Reason.MAJORITY: meeting.passes is not None,
            }
            assert knows.get(aim, True), (meeting.key, aim)


def test_a_seed_always_draws_the_same() -> None:
    one, other = script_of(4, OLD), script_of(4, OLD)
    assert (one.course, one.turns_at) == (other.course, other.turns_at)
    assert one.chance("door", 21).random() == other.chance("door", 21).random()
    assert one.chance("door", 21).random() != one.chance("door", 31).random()


@SIZES
def test_whoever_runs_a_rehearsed_case_is_none_of_those_whom_it_is_about_and_has_mail(people: int) -> None:
    cast = company(people)
    in_charge = {HEAD, HR, CLERK, OPERATOR, UNION, INSPECTOR, *cast.outsiders.values()}
    assert in_charge.isdisjoint(cast.nominees)
    assert all(cast.people[place].email for place in in_charge)
    assert [place for place, held in cast.positions.items() if Position.HEAD in held] == [HEAD]


@SIZES
@DAYS
def test_an_even_number_leads_so_that_two_may_be_tied_at_half(people: int, day: date) -> None:
    cast, rules = company(people), rules_on("appointment", day)
    everyone = [
        Person(place, tuple(cast.positions.get(place, ())), person.category == "Công chức")
        for place, person in enumerate(cast.people)
    ]
    sizes = {
        meeting.body: len(electorate(rules, meeting, Organisation(people, has_units=True), everyone).voters)
        for meeting in script_of(1, day).meetings
    }
    assert sizes["leadership"] == 4
    assert sizes["leadership"] < sizes["leadership_extended"] < sizes["key_cadres"]


@pytest.mark.parametrize("people", [SMALL, 61])
def test_in_a_bigger_agency_one_nominee_does_not_meet_the_conditions_and_an_inspector_looks_on(people: int) -> None:
    assert len(company(people).nominees) == len(company(8).nominees) + 1
    assert len(company(people).outsiders) == len(company(8).outsiders) + 1
