"""Who is summoned, what is asked of nominees, the two clocks, and who may see a result."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.decisions.appointment import (
    Organisation,
    Person,
    completion_clock,
    dossier,
    electorate,
    is_too_old,
    meetings,
    policy_clock,
    result_is_shown,
    summoned_number,
    superior_must_chair,
)
from law.rules import Rules
from law.threshold import Impossible
from law.working_days import count_working_days
from tests.law.appointments import NEW, OLD, meeting

BIG, SMALL = Organisation(45, has_units=True), Organisation(29, has_units=True)
PEOPLE = (
    Person("tam", ("head", "party_committee"), title="Giám đốc"),
    Person("ha", ("deputy_head",), title="Phó Giám đốc"),
    Person("nam", ("party_committee",)),
    Person("binh", ("unit_head", "mass_organisation_head")),
    Person("dung", ("unit_deputy_head",)),
    Person("hoa", ("hr_representative",)),
    Person("yen", (), title="Chuyên viên"),
    Person("sau", (), is_civil_servant=False),
    Person("kim", ("party_committee",), is_civil_servant=False),
)
POSITIONS = {str(person.id): person.positions for person in PEOPLE}


@pytest.mark.parametrize(
    ("key", "organisation", "voters", "others"),
    [
        ("leadership", BIG, "tam ha", "hoa"),
        ("leadership_extended", BIG, "tam ha nam binh kim", "hoa"),
        ("key_cadres", BIG, "tam ha nam binh dung kim", "hoa"),
        ("key_cadres", SMALL, "tam ha nam binh dung hoa yen", ""),
        ("key_cadres", Organisation(30, has_units=True), "tam ha nam binh dung kim", "hoa"),
        ("key_cadres", Organisation(300, has_units=False), "tam ha nam binh dung hoa yen", ""),
        ("key_cadres", Organisation(45, True, constituent_unit=True), "tam ha nam binh dung hoa yen", ""),
        ("leadership_final", SMALL, "tam ha", "hoa"),
    ],
)
def test_each_body_summons_its_people_each_once(key: str, organisation: Organisation, voters: str, others: str) -> None:
    for rules in (OLD, NEW):
        found = electorate(rules, meeting(rules, key), organisation, PEOPLE)
        assert found.voters == tuple(voters.split())
        assert found.attending_without_vote == tuple(others.split())
        assert set(found.capacity) == {*found.voters, *found.attending_without_vote}


def test_why_someone_attends_is_their_title_or_the_words_of_the_law() -> None:
    capacity = electorate(NEW, meeting(NEW, "key_cadres"), BIG, PEOPLE).capacity

    assert capacity["ha"] == "Phó Giám đốc"
    assert capacity["binh"] == "Người đứng đầu đơn vị thuộc, trực thuộc; Người đứng đầu tổ chức chính trị - xã hội"
    assert capacity["hoa"] == "Đại diện cơ quan, bộ phận tham mưu về tổ chức cán bộ"
    everybody = electorate(NEW, meeting(NEW, "key_cadres"), SMALL, [Person(1)])
    assert everybody.capacity == {1: "Công chức"}
    assert everybody.voters == (1,)


def test_a_body_is_named_by_its_members() -> None:
    assert electorate(NEW, meeting(NEW, "leadership"), BIG, ()).body == "người đứng đầu; cấp phó của người đứng đầu"


@pytest.mark.parametrize("key", ["leadership", "leadership_extended", "key_cadres", "leadership_final"])
def test_numbers_and_names_agree_on_how_many_are_summoned(key: str) -> None:
    for rules in (OLD, NEW):
        for organisation in (BIG, SMALL):
            at = meeting(rules, key)
            named = electorate(rules, at, organisation, PEOPLE)
            number = summoned_number(rules, at, organisation, civil_servants=7, positions=POSITIONS)
            assert len(named.voters) == number


def test_a_position_that_the_law_does_not_name_is_refused() -> None:
    for position in ("chief", "civil_servant"):
        with pytest.raises(Impossible, match=position):
            electorate(NEW, meeting(NEW, "leadership"), BIG, [Person(1, (position,))])


@pytest.mark.parametrize("rules", [OLD, NEW], ids=["five", "four"])
@pytest.mark.parametrize(
    ("leaders", "is_head_post", "must"),
    [(0, False, True), (1, False, True), (2, False, False), (2, True, True), (1, True, True), (5, False, False)],
)
def test_the_superior_body_chairs_over_one_leader_or_the_post_of_the_head(
    rules: Rules, leaders: int, is_head_post: bool, must: bool
) -> None:
    assert superior_must_chair(rules, leaders, is_head_post=is_head_post) is must


@pytest.mark.parametrize("rules", [OLD, NEW], ids=["five", "four"])
@given(start=st.dates(min_value=date(2025, 7, 1), max_value=date(2027, 10, 1)))
def test_the_clocks_run_in_working_days_and_warn_at_four_fifths(rules: Rules, start: date) -> None:
    for clock, days, alert in ((policy_clock(rules, start), 15, 12), (completion_clock(rules, start), 30, 24)):
        assert clock.due == count_working_days(start, days)
        assert clock.alert_on == count_working_days(start, alert)
        assert not clock.is_late(clock.due)
        assert clock.is_late(clock.due + timedelta(1))


def test_the_answer_to_a_proposal_of_november_is_due_in_december() -> None:
    # 24 November 2026 is a holiday, so the fifteenth working day is a day later.
    assert policy_clock(NEW, date(2026, 11, 23)).due == date(2026, 12, 15)


@pytest.mark.parametrize(
    ("dated_on", "last"),
    [
        (date(2026, 5, 24), date(2026, 11, 24)),
        (date(2026, 5, 22), date(2026, 11, 22)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 11, 24), date(2027, 5, 24)),
    ],
)
def test_a_paper_of_the_dossier_is_good_for_six_months_to_the_day(dated_on: date, last: date) -> None:
    health, diplomas = dossier(NEW)[9], dossier(NEW)[8]

    assert not is_too_old(health, dated_on, last)
    assert is_too_old(health, dated_on, last + timedelta(1))
    assert not is_too_old(diplomas, date(1990, 1, 1), last)


@pytest.mark.parametrize(
    ("step", "viewer", "closed", "case_closed", "shown"),
    [
        (1, "attendees", True, False, True),
        (1, "attendees", False, False, False),
        (1, "hr", False, False, False),
        (3, "attendees", True, False, False),
        (3, "attendees", True, True, False),
        (3, "hr", True, False, True),
        (3, "manager", True, False, True),
        (3, "tellers", True, True, True),
        (3, "union", True, True, False),
        (4, "attendees", True, False, True),
        (4, "attendees", False, True, True),
        (4, "everyone", True, True, False),
    ],
)
def test_a_result_is_shown_to_whom_and_when_the_data_says(
    step: int, viewer: str, closed: bool, case_closed: bool, shown: bool
) -> None:
    told = {"meeting_closed": closed, "case_closed": case_closed}

    assert result_is_shown(NEW, step, viewer, **told) is shown
    assert result_is_shown(NEW, meetings(NEW)[step - 1], viewer, **told) is shown


def test_a_result_kept_until_the_end_is_shown_when_the_case_is_closed() -> None:
    frozen = NEW.frozen()
    values = frozen["values"]
    assert isinstance(values, dict)
    values["leadership.shown_after"]["choice"] = "case_closed"
    kept = Rules.thaw(frozen)

    assert not result_is_shown(kept, 1, "hr", meeting_closed=True, case_closed=False)
    assert result_is_shown(kept, 1, "hr", meeting_closed=True, case_closed=True)
