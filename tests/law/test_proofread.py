"""The law's data beside a second copy: a value, a day or a word cannot change in one place by a slip of the hand."""

from datetime import date, timedelta

import pytest

from law.articles import articles
from law.decisions.clock import counted_back
from law.parameters import FOLDER
from law.period import Period, Unit
from law.reading import read
from law.rules import Rules, rules_on
from law.show import in_words
from law.working_days import calendar_of
from tests.law.days import TODAY
from tests.law.test_clock import conventions

ALL_STAFF = "tổng số cán bộ, công chức, viên chức, người lao động"
WORDS = {
    ("conference", "latest_after_work_year"): "3 tháng",
    ("conference", "optional_up_to"): "không quá 7 người",
    ("conference", "delegates_from"): "ít nhất 100 người",
    ("conference", "quorum"): "ít nhất 2/3 số người được triệu tập",
    ("conference", "resolution_majority"): "trên 50 % số người dự",
    ("conference", "extraordinary_request"): f"ít nhất 1/3 {ALL_STAFF}",
    ("conference", "letter_ballot_after"): "ít nhất 2 lần",
    ("conference", "letter_ballot_days"): "7 ngày",
    ("conference", "letter_ballot_majority"): f"trên 50 % {ALL_STAFF}",
    ("inspection_board", "none_up_to"): "không quá 7 người",
    ("inspection_board", "least_members"): "ít nhất 3 người",
    ("inspection_board", "most_members"): "không quá 9 người",
    ("inspection_board", "term"): "24 tháng",
    ("resolution", "disclosed_within"): "5 ngày làm việc",
    ("resolution", "posted_for"): "20 ngày liên tục",
    ("resolution", "reading_period"): "5 ngày làm việc",
    ("resolution", "reminders_at_most"): "không quá 3 lần",
    ("resolution", "reminders_apart"): "24 giờ",
    ("opinion", "reminders_apart"): "24 giờ",
}
DAYS_OFF = {
    2024: "1/1 8/2 9/2 10/2 11/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9",
    2025: "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9",
    2026: "1/1 2/1 16/2 17/2 18/2 19/2 20/2 26/4 27/4 30/4 1/5 31/8 1/9 2/9 24/11",
    2027: "1/1 4/2 5/2 6/2 7/2 8/2 9/2 10/2 16/4 30/4 1/5 3/5 2/9 3/9 24/11",
}
SWAPPED = {2024: {"4/5": "29/4"}, 2025: {"26/4": "2/5"}, 2026: {"10/1": "2/1", "22/8": "31/8"}, 2027: {}}
LAW, DECREE, CODE = date(2023, 7, 1), date(2015, 2, 25), date(2017, 1, 1)
CIRCULAR, BOARDS = date(2016, 3, 1), date(2017, 2, 1)
SINCE = {
    "opinion": DECREE,
    "disclosure": DECREE,
    "conference": CIRCULAR,
    "resolution": CIRCULAR,
    "inspection_board": BOARDS,
}
DOCUMENTS = {
    "dan_chu": (LAW, None),
    "dan_su": (CODE, None),
    "lao_dong": (date(2021, 1, 1), None),
    "van_hoa": (date(2026, 7, 1), None),
    "nd_04": (DECREE, LAW - timedelta(1)),
    "tt_01": (CIRCULAR, LAW - timedelta(1)),
    "nd_159": (BOARDS, LAW - timedelta(1)),
    "khong": (DECREE, None),
    "nd_170": (date(2025, 7, 1), None),
    "qd_96": (date(2023, 2, 2), None),
}
AMENDED_ON = date(2026, 8, 1)


def contents(rules: Rules) -> dict[str, object]:
    return {rule.key: rule for rule in rules}


def in_figures(day: date | None) -> str:
    return f"{day.day}/{day.month}" if day else ""


@pytest.mark.parametrize(("kind", "key"), WORDS)
def test_each_number_reads_as_it_was_proofread(kind: str, key: str) -> None:
    assert in_words(rules_on(kind, TODAY)[key]) == WORDS[kind, key]


def test_the_conference_is_held_every_year() -> None:
    assert rules_on("conference", TODAY).period("held_every") == Period(12, Unit.MONTH)


@pytest.mark.parametrize("kind", SINCE)
def test_nothing_changes_between_the_days_on_which_the_law_changed(kind: str) -> None:
    assert contents(rules_on(kind, LAW)) == contents(rules_on(kind, TODAY))
    assert contents(rules_on(kind, SINCE[kind])) == contents(rules_on(kind, LAW - timedelta(1)))


def test_the_conventions_of_counting_are_those_of_the_code_and_of_custom() -> None:
    assert {rule.key: rule.value for rule in rules_on("clock", CODE)} == {
        "first_day": "not_counted",
        "ends_on_day_off": "next_working_day",
        "posting_ends_on_day_off": "same_day",
        "counted_back_to_day_off": "next_working_day",
    }


@pytest.mark.parametrize("day", [DECREE, TODAY])
def test_staff_are_asked_about_each_matter_but_spending_under_the_decree(day: date) -> None:
    rules = rules_on("opinion", day)

    ways = {matter: rules.choice(matter) for matter in rules.names("matters")}
    assert {matter for matter, way in ways.items() if way != "asked"} == (
        {"spending_rules"} if day == DECREE else set()
    )
    assert rules.choice("asking_form") == "sheet_or_draft"
    assert rules.choice("plan_by") == rules.choice("answered_by") == "head"
    assert rules.choice("decided_after") == "opinions_answered"
    assert rules.names("disclosed_by") == ("in_writing_to_all", "internal_system")


@pytest.mark.parametrize("year", DAYS_OFF)
def test_the_days_off_and_the_days_made_up_are_those_announced(year: int) -> None:
    calendar = calendar_of(year)

    assert " ".join(in_figures(day) for day in sorted(calendar.days_off)) == DAYS_OFF[year]
    made_up = {in_figures(day): in_figures(special.instead_of) for day, special in calendar.working_days.items()}
    assert made_up == SWAPPED[year]


def test_each_document_is_in_force_from_its_day_to_its_day() -> None:
    named = read(FOLDER / "articles.yaml", "articles.yaml").entries()["articles"].entries()

    assert {key: (articles()[key].since, articles()[key].until) for key in named} == {
        key: in_force(key, place.entries()["document"].text()) for key, place in named.items()
    }


def in_force(key: str, document: str) -> tuple[date, date | None]:
    since, until = DOCUMENTS[document]
    if key.endswith(".sd"):
        return AMENDED_ON, until
    if document == "nd_170" and not key.startswith("nd_170.34."):
        return since, AMENDED_ON - timedelta(1)
    return since, until


def test_an_amended_article_is_cited_with_what_amended_it() -> None:
    assert articles()["nd_170.33.2.d"].cited == "điểm d khoản 2 Điều 33 NĐ 170/2025"
    amended = articles()["nd_170.33.2.d.sd"].cited
    assert amended == "điểm d khoản 2 Điều 33 NĐ 170/2025, sửa đổi tại Điều 13 NĐ 300/2026"
    for key, article in articles().items():
        assert key.endswith(".sd") == bool(article.amended)


def test_counting_back_with_the_first_day_counted_ends_a_day_later() -> None:
    friday, counted = date(2026, 3, 13), conventions(first_day="counted")

    assert counted_back(friday, Period(3, Unit.DAY)) == date(2026, 3, 10)
    assert counted_back(friday, Period(3, Unit.DAY), counted) == date(2026, 3, 11)
    assert counted_back(friday, Period(2, Unit.WORKING_DAY), counted) == date(2026, 3, 12)
