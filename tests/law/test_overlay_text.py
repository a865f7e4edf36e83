"""What a page writes into an overlay is what the law reads out of it, and nothing else of it changes."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.overlay import load_overlay
from law.overlay_text import with_confirmations, with_value
from law.parameters import Certainty
from law.reading import BadData
from law.rules import Rules, rules_on
from tests.law.days import TODAY

RULE = "resolution", "reading_period"
DAYS = st.dates(min_value=date(2023, 7, 1), max_value=date(2030, 1, 1))
WORDS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=60)
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(bool)
)


def own(text: str = "", since: date = date(2026, 1, 5), days: int = 7, article: str = "Điều 12") -> str:
    return with_value(
        text, *RULE, since, {"days": days}, article=article, document="Quy chế dân chủ của Sở", by="Trần Thị Mai"
    )


def rules(text: str, day: date = TODAY) -> Rules:
    overlay = load_overlay(text, "so.yaml")
    return rules_on(overlay.kind, day, overlay)


@given(since=DAYS, days=st.integers(1, 1000), article=WORDS, document=WORDS)
def test_what_is_written_is_read_whatever_people_type(since: date, days: int, article: str, document: str) -> None:
    text = with_value("", *RULE, since, {"days": days}, article=article, document=document, by="Mai")
    rule = rules(text, since)["reading_period"]

    assert (rule.value, rule.since, rule.article.short, rule.article.document) == (days, since, article, document)
    assert rules(text, since).days("reading_period") == days


@given(by=WORDS, document=WORDS, on=DAYS)
def test_a_confirmation_is_read_as_it_was_written(by: str, document: str, on: date) -> None:
    overlay = load_overlay(with_confirmations("", RULE[0], RULE[1:], by=by, document=document, on=on), "so.yaml")

    confirmation = overlay.confirmed["reading_period"]
    assert (confirmation.by, confirmation.document, confirmation.on) == (by, document, on)


def test_a_second_value_leaves_the_first_and_everything_else_as_they_are() -> None:
    first = own()
    confirmed = with_confirmations(first, "resolution", ["disclosed_within"], by="A", document="B", on=date(2026, 2, 3))
    both = own(confirmed, since=date(2027, 1, 1), days=3, article="Điều 9")

    assert rules(both, date(2026, 1, 4)).days("reading_period") == 5
    assert rules(both, date(2026, 12, 31)).days("reading_period") == 7
    assert rules(both, date(2027, 1, 1)).days("reading_period") == 3
    assert rules(both)["disclosed_within"].certainty is Certainty.CONFIRMED
    assert load_overlay(both, "so.yaml").changed["reading_period"].values[0].article == "Điều 12"


def test_a_value_for_the_same_day_takes_the_place_of_the_other() -> None:
    assert rules(own(own(), days=9)).days("reading_period") == 9
    assert own(own()) == own()


def test_each_value_names_its_own_document() -> None:
    later = date(2027, 1, 1)
    both = with_value(own(), *RULE, later, {"days": 3}, article="Điều 9", document="Quy chế năm 2027", by="Mai")

    assert rules(both)["reading_period"].article.cited == "Điều 12 Quy chế dân chủ của Sở"
    assert rules(both, later)["reading_period"].article.cited == "Điều 9 Quy chế năm 2027"


def test_a_value_says_who_checked_it() -> None:
    assert rules(own())["reading_period"].note == "Pháp chế đã xem: Trần Thị Mai."


def test_a_value_may_be_given_back_to_the_law() -> None:
    rests_on = {"article": "Điều 2", "document": "Quyết định bãi bỏ", "by": "Mai"}
    text = with_value(own(), *RULE, date(2026, 6, 1), {"ended": True}, **rests_on)

    assert rules(text, date(2026, 5, 31)).days("reading_period") == 7
    assert rules(text, date(2026, 6, 1)) == rules_on("resolution", date(2026, 6, 1))


def test_spending_rules_may_be_given_to_the_conference_by_the_agencys_rules() -> None:
    said, rests_on = {"choice": "conference"}, {"article": "Điều 4", "document": "Quy chế", "by": "Mai"}
    text = with_value("", "opinion", "spending_rules", date(2026, 1, 1), said, **rests_on)

    rule = rules(text)["spending_rules"]
    assert (rule.value, rule.words) == ("conference", "thông qua tại hội nghị")


@pytest.mark.parametrize(
    ("key", "said", "why"),
    [
        ("disclosed_within", {"days": 7}, "luật không cho cơ quan quy định khác"),
        ("reading_perod", {"days": 7}, 'có phải "reading_period" không'),
        ("reading_period", {"hours": 7}, "không hợp với đơn vị"),
        ("reading_period", {"days": 7, "months": 1}, "cần đúng một trong các khóa"),
        ("shown_after", {"choice": "never"}, 'không có từ "never"'),
        ("shown_to", {"list": ["hr", "everyone"]}, 'không có từ "everyone"'),
        ("shown_to", {"choice": "hr"}, "cùng dạng"),
    ],
)
def test_what_the_law_does_not_leave_to_the_agency_is_not_written(key: str, said: dict[str, object], why: str) -> None:
    with pytest.raises(BadData, match=why) as refused:
        with_value("", "resolution", key, TODAY, said, article="Điều 1", document="Quy chế", by="Mai")
    assert why in refused.value.why


def test_a_text_that_is_broken_already_is_not_written_over() -> None:
    with pytest.raises(BadData):
        with_confirmations("kind: resolution", RULE[0], RULE[1:], by="A", document="B", on=TODAY)
    with pytest.raises(BadData, match="không có loại quy trình"):
        with_confirmations("", "resolutions", ["reading_period"], by="A", document="B", on=TODAY)
