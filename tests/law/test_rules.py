"""The rules of a day: what they give, what they refuse, and that a procedure can keep them."""

import json
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.articles import article
from law.parameters import Certainty, NotInForce, kinds, parameters_of
from law.period import Period, Unit
from law.reading import BadData
from law.rules import Rules, rules_on
from tests.law.days import TODAY


@given(kind=st.sampled_from(kinds()), day=st.dates(min_value=date(2025, 7, 1), max_value=date(2040, 1, 1)))
def test_freezing_and_thawing_through_json_changes_nothing(kind: str, day: date) -> None:
    rules = rules_on(kind, day)

    assert Rules.thaw(json.loads(json.dumps(rules.frozen()))) == rules


@pytest.mark.parametrize("kind", kinds())
def test_frozen_rules_are_complete(kind: str) -> None:
    frozen = json.loads(json.dumps(rules_on(kind, TODAY).frozen()))

    known = parameters_of(kind).parameters.items()
    assert set(frozen["values"]) == {key for key, parameter in known if parameter.on(TODAY)}
    for value in frozen["values"].values():
        assert value["label"]
        assert value["unit"]
        assert value["certainty"]
        assert frozen["articles"][value["article"]]["gist"]


def test_fractions_are_frozen_as_fractions() -> None:
    assert rules_on("conference", TODAY)["quorum"].frozen()["at_least"] == "2/3"


def test_thawed_rules_do_not_ask_the_files_again() -> None:
    frozen = rules_on("resolution", TODAY).frozen()
    frozen["values"]["reading_period"]["days"] = 9
    frozen["articles"]["tap_quan"]["gist"] = "Lời cũ."
    thawed = Rules.thaw(frozen)

    assert thawed.days("reading_period") == 9
    assert thawed["reading_period"].article.gist == "Lời cũ."


def test_rules_frozen_before_bases_had_a_form_of_their_own_cite_as_they_did() -> None:
    frozen = rules_on("opinion", TODAY).frozen()
    for each in frozen["articles"].values():
        del each["basis"]
    of_plan = Rules.thaw(frozen)["plan_by"].article

    assert of_plan.as_basis == of_plan.cited


@pytest.mark.parametrize("lost", ["kind", "values", "articles", "on"])
def test_frozen_rules_that_lost_a_part_are_refused(lost: str) -> None:
    frozen = rules_on("resolution", TODAY).frozen()
    del frozen[lost]

    with pytest.raises(BadData, match=f'thiếu khóa "{lost}"'):
        Rules.thaw(frozen)


def test_frozen_rules_that_lost_an_article_are_refused() -> None:
    frozen = rules_on("resolution", TODAY).frozen()
    frozen["articles"] = {}

    with pytest.raises(BadData, match="không đầy đủ"):
        Rules.thaw(frozen)


def test_the_circulation_of_a_resolution_has_its_numbers() -> None:
    rules = rules_on("resolution", TODAY)

    assert rules.period("disclosed_within") == Period(5, Unit.WORKING_DAY)
    assert rules.period("posted_for") == Period(20, Unit.CONSECUTIVE_DAY)
    assert rules.period("checked_every") == Period(6, Unit.MONTH)
    assert rules.choice("circulation_form") == "in_writing_to_all"
    assert rules.names("urged_by") == ("head", "union")
    assert rules.numbers("reminders") == rules["reminders"].value == (2, 1)
    assert rules["reminders_at_most"].value == 3
    assert rules["reminders_apart"].value == 24
    assert rules["shown_to"].value == ("hr", "manager", "unit_head_own")
    assert rules["shown_after"].value == "opening"
    assert rules["disclosed_within"].article == article("dan_chu.47.2")


def test_what_the_law_does_not_say_is_marked_as_custom() -> None:
    for rule in rules_on("resolution", TODAY):
        assert (rule.article.key == "tap_quan") == (rule.certainty is Certainty.UNSURE)


def test_the_law_begins_on_its_first_day() -> None:
    assert rules_on("conference", date(2016, 3, 1)).on == date(2016, 3, 1)
    with pytest.raises(NotInForce, match=r"Hội nghị cán bộ.*29/02/2016") as refused:
        rules_on("conference", date(2016, 2, 29))
    assert refused.value.day == date(2016, 2, 29)


def test_a_rule_not_in_force_is_told_from_one_that_does_not_exist() -> None:
    whole = rules_on("conference", TODAY)
    frozen = whole.frozen()
    del frozen["values"]["quorum"]
    without = Rules.thaw(frozen)

    assert "quorum" in whole
    assert "quorum" not in without
    with pytest.raises(NotInForce, match=r"\(quorum\)"):
        without["quorum"]
    with pytest.raises(KeyError, match="quorumm"):
        without["quorumm"]


def test_a_value_is_not_taken_for_what_it_is_not() -> None:
    conference, resolution = rules_on("conference", TODAY), rules_on("resolution", TODAY)

    for ask in (conference.period, conference.choice, conference.names, conference.numbers, conference.days):
        with pytest.raises(TypeError, match=r"conference\.quorum"):
            ask("quorum")
    for key in ("checked_every", "reminders_apart"):
        with pytest.raises(TypeError):
            resolution.days(key)
    with pytest.raises(TypeError):
        resolution.threshold("reading_period")


def test_an_unknown_kind_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        rules_on("conferences", TODAY)


def test_the_law_needs_nothing_else_of_ours() -> None:
    code = "import sys, law.cases, law.show, law.overlay; print(sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    for package in ("models", "words", "procedures", "sqlmodel", "prefect"):
        assert f"'{package}'" not in loaded


@pytest.mark.parametrize("kind", ["resolution", "opinion", "conference"])
def test_one_rule_thawed_alone_is_the_rule_among_all(kind: str) -> None:
    frozen = rules_on(kind, date(2026, 11, 24)).frozen()
    whole = Rules.thaw(frozen)
    for rule in whole:
        assert Rules.thaw_one(frozen, rule.key)[rule.key] == rule
    with pytest.raises(KeyError):
        Rules.thaw_one(frozen, "nothing_of_the_kind")


def test_a_number_is_frozen_as_a_number_and_is_nothing_else() -> None:
    rules = rules_on("appointment", TODAY)

    assert rules.number("key_cadres.place") == rules["key_cadres.place"].value == 30
    assert rules["key_cadres.place"].frozen()["number"] == 30
    with pytest.raises(TypeError, match=r"appointment\.quorum"):
        rules.number("quorum")


def test_rules_thawed_twice_are_read_once() -> None:
    frozen = rules_on("appointment", TODAY).frozen()

    assert Rules.thaw(frozen) is Rules.thaw(json.loads(json.dumps(frozen)))
    assert Rules.thaw({**frozen, "label": "Nhãn khác"}).label == "Nhãn khác"
