"""What the law says about asking and telling everyone: each matter, each content, each form with its own article."""

from datetime import date

import pytest

from law.parameters import Certainty, NotInForce, kinds, parameters_of
from law.period import Period, Unit
from law.rules import rules_on
from tests.law.days import TODAY

SEED = date(2020, 6, 1)


@pytest.mark.parametrize(("kind", "key", "count"), [("opinion", "matters", 11), ("disclosure", "contents", 12)])
def test_each_matter_is_a_rule_of_its_own_and_cites_its_own_paragraph(kind: str, key: str, count: int) -> None:
    rules = rules_on(kind, TODAY)
    names = rules.names(key)

    whole = rules[key].article.key
    assert [rules[name].article.key for name in names] == [f"{whole}.{at}" for at in range(1, count + 1)]
    assert len({rules[name].label for name in names}) == count


def test_the_seven_forms_cite_their_seven_points() -> None:
    rules = rules_on("disclosure", TODAY)

    points = [rules[form].article.key.removeprefix("dan_chu.47.1.") for form in rules.names("forms")]
    assert points == ["a", "b", "c", "d", "dd", "e", "g"]


@pytest.mark.parametrize("day", [date(2015, 2, 25), SEED, date(2023, 6, 30), date(2023, 7, 1), TODAY])
def test_every_listed_matter_and_form_has_a_rule_on_that_day(day: date) -> None:
    opinion, disclosure = rules_on("opinion", day), rules_on("disclosure", day)

    assert all(name in opinion for name in (*opinion.names("matters"), *opinion.names("union_remarks_on")))
    assert all(name in disclosure for name in disclosure.names("forms"))
    assert set(opinion.names("union_remarks_on")) <= set(opinion.names("matters"))


def test_the_law_of_today_has_its_numbers() -> None:
    for kind in ("opinion", "disclosure"):
        rules = rules_on(kind, TODAY)
        assert rules.period("disclosed_within") == Period(5, Unit.WORKING_DAY)
        assert rules.period("posted_for") == Period(20, Unit.CONSECUTIVE_DAY)
        assert rules["disclosed_within"].article.key == "dan_chu.47.2"
        assert rules["posted_for"].article.key == "dan_chu.48.1"
    rules = rules_on("opinion", TODAY)
    assert rules.names("union_remarks_on") == ("democracy_rules",)
    assert rules["union_remarks_on"].article.key == "dan_chu.55.2"
    assert rules.period("opinion_period") == Period(5, Unit.WORKING_DAY)
    assert rules.choice("silence") == "no_opinion"
    assert rules.choice("spending_rules") == "asked"
    assert rules.numbers("reminders") == (2, 1)
    assert rules["reminders_at_most"].value == 3
    assert rules["reminders_apart"].value == 24
    assert rules.names("shown_to") == ("hr", "manager", "unit_head_own")
    assert rules.choice("shown_after") == "opening"


def test_the_decree_before_the_law_posted_longer_and_gave_spending_to_the_conference() -> None:
    last_day = date(2023, 6, 30)

    assert rules_on("opinion", last_day).days("posted_for") == 30
    assert rules_on("disclosure", last_day).days("posted_for") == 30
    assert rules_on("opinion", last_day).choice("spending_rules") == "conference"
    assert len(rules_on("opinion", last_day).names("matters")) == 10
    assert len(rules_on("disclosure", last_day).names("forms")) == 6
    assert rules_on("opinion", last_day).days("opinion_period") == 5
    assert rules_on("opinion", last_day).days("disclosed_within") == 5
    assert rules_on("disclosure", last_day).days("disclosed_within") == 5


@pytest.mark.parametrize("kind", ["opinion", "disclosure"])
def test_the_decree_begins_on_its_day_and_is_marked_as_recalled(kind: str) -> None:
    first_day = date(2015, 2, 25)

    assert {rule.certainty for rule in rules_on(kind, first_day)} <= {Certainty.RECALLED, Certainty.UNSURE}
    with pytest.raises(NotInForce, match="24/02/2015"):
        rules_on(kind, date(2015, 2, 24))
    with pytest.raises(NotInForce, match=r"\(other\)|\(contents\)"):
        rules_on(kind, SEED)["other" if kind == "opinion" else "contents"]


def test_what_the_law_does_not_say_about_opinions_is_marked_as_custom() -> None:
    for rule in (*rules_on("opinion", TODAY), *rules_on("disclosure", TODAY)):
        assert (rule.article.key == "tap_quan") == (rule.certainty is Certainty.UNSURE)
        assert rule.certainty in (Certainty.READ, Certainty.UNSURE)


@pytest.mark.parametrize("kind", kinds())
def test_a_word_is_never_shown_as_its_key(kind: str) -> None:
    for parameter in parameters_of(kind).parameters.values():
        for value in parameter.values:
            content = value.content if isinstance(value.content, tuple) else (value.content,)
            assert value.words or not any(isinstance(item, str) for item in content)
        if parameter.agency_may_change:
            assert all(parameter.among.values()), f"an agency must be able to read the words of {parameter.key}"
