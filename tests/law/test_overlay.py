"""An agency may set what the law leaves to it, with its document, and may confirm the rest; nothing more."""

from datetime import date

import pytest

from law.decisions.inspection_board import size_is_allowed
from law.overlay import load_overlay
from law.parameters import Certainty
from law.reading import BadData
from law.rules import Rules, rules_on
from tests.law.days import TODAY

OWN = """\
kind: resolution
document: Quy chế dân chủ của Sở
values:
  reading_period:
    2026-01-05: {days: 7, article: Điều 12}
    2027-01-01: {days: 3, article: Điều 9, note: Sửa năm 2027.}
confirmed:
  disclosed_within: {by: Trần Thị Mai, document: Công văn của Phòng Pháp chế, on: 2026-02-03}
"""


def rules(day: date = TODAY, text: str = OWN) -> Rules:
    overlay = load_overlay(text, "so.yaml")
    return rules_on(overlay.kind, day, overlay)


def test_the_agencys_value_counts_from_its_day_with_its_document() -> None:
    assert rules(date(2026, 1, 4)).days("reading_period") == 5
    assert rules(date(2026, 1, 5)).days("reading_period") == 7
    assert rules(date(2027, 1, 1)).days("reading_period") == 3
    own = rules()["reading_period"]
    assert own.article.cited == "Điều 12 Quy chế dân chủ của Sở"
    assert own.certainty is Certainty.CONFIRMED


def test_the_agencys_value_is_kept_when_frozen() -> None:
    assert Rules.thaw(rules().frozen()) == rules()


def test_a_confirmation_takes_the_mark_away_and_says_who() -> None:
    confirmed = rules()["disclosed_within"]

    assert confirmed.certainty is Certainty.CONFIRMED
    assert "Đã xác nhận: Trần Thị Mai, Công văn của Phòng Pháp chế, ngày 03/02/2026." in confirmed.note
    assert rules()["posted_for"] == rules_on("resolution", TODAY)["posted_for"]


def test_a_confirmation_older_than_the_value_does_not_hold() -> None:
    old = OWN.replace("on: 2026-02-03", "on: 2023-06-30")

    assert rules(text=old)["disclosed_within"].certainty is Certainty.READ


def test_an_agency_may_have_a_larger_board_by_its_own_document() -> None:
    own = "kind: inspection_board\ndocument: QC\nvalues: {most_members: {2026-01-01: {at_most: 11, article: Điều 3}}}"

    assert size_is_allowed(rules(text=own), staff=500, members=11)
    assert not size_is_allowed(rules(text=own), staff=500, members=12)
    assert not size_is_allowed(rules_on("inspection_board", TODAY), staff=500, members=11)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ("  reading_period", "  disclosed_within", 4, "luật không cho cơ quan quy định khác"),
        ("  reading_period", "  reading_perod", 4, 'có phải "reading_period" không'),
        ("  disclosed_within", "  disclosed", 8, 'có phải "disclosed_within" không'),
        ("{days: 7, ", "{months: 7, ", 5, "không hợp với đơn vị"),
        ("{days: 7, ", "{list: [7], ", 5, "cùng dạng"),
        ("{days: 7, article: Điều 12}", "{days: 7}", 5, 'thiếu khóa "article"'),
        ("kind: resolution", "kind: resolutions", 1, 'không có loại quy trình "resolutions"'),
        ("on: 2026-02-03", "on: 03/02/2026", 8, "viết ngày như 2026-11-24"),
    ],
)
def test_a_mistake_of_the_agency_is_refused_with_its_line(right: str, wrong: str, line: int, said: str) -> None:
    assert right in OWN
    with pytest.raises(BadData, match=rf"^so\.yaml, dòng {line}, ") as refused:
        load_overlay(OWN.replace(right, wrong), "so.yaml")
    assert said in str(refused.value)


def test_an_overlay_may_only_confirm() -> None:
    text = "kind: conference\ndocument: CV\nconfirmed: {quorum: {by: A, document: CV 1, on: 2026-01-01}}"

    assert rules(text=text)["quorum"].certainty is Certainty.CONFIRMED
    assert rules(text=text).threshold("quorum") == rules_on("conference", TODAY).threshold("quorum")


def test_an_agency_may_name_who_else_belongs_to_a_body_and_may_confirm_a_share() -> None:
    text = (
        "kind: appointment\ndocument: QĐ 5\n"
        "values: {body.leadership_extended: {2026-09-01: {list: [head, deputy_head, unit_head], article: Điều 1}}}\n"
        "confirmed: {key_cadres.passes: {by: Mai, document: CV 2, on: 2026-09-01}}"
    )
    own = rules(text=text)

    assert own.names("body.leadership_extended") == ("head", "deputy_head", "unit_head")
    assert own["key_cadres.passes"].certainty is Certainty.CONFIRMED
    assert own.threshold("key_cadres.passes") == rules_on("appointment", TODAY).threshold("key_cadres.passes")


def test_an_agency_may_not_lower_a_share_of_the_law() -> None:
    text = "kind: appointment\ndocument: D\nvalues: {key_cadres.passes: {2026-09-01: {more_than: 1/3, article: Đ}}}"

    with pytest.raises(BadData, match="luật không cho cơ quan quy định khác"):
        load_overlay(text, "so.yaml")


@pytest.mark.parametrize(("days", "is_taken"), [(99, False), (100, True), (365, True)])
def test_an_agency_may_keep_keys_longer_than_complaints_may_come_and_not_less_long(days: int, is_taken: bool) -> None:
    text = f"kind: sealed\ndocument: D\nvalues: {{keys_kept: {{2026-09-01: {{days: {days}, article: Đ}}}}}}"
    if is_taken:
        assert rules(text=text).period("keys_kept").length == days
    else:
        with pytest.raises(BadData, match="chỉ có thể quy định dài hơn mức chung là 100 ngày liên tục"):
            load_overlay(text, "so.yaml")


def test_an_agency_gives_the_time_for_which_keys_are_kept_back_to_the_common_one() -> None:
    of_2026 = "2026-09-01: {days: 200, article: Đ}"
    text = f"kind: sealed\ndocument: D\nvalues: {{keys_kept: {{{of_2026}, 2026-10-01: {{ended: true, article: Đ}}}}}}"

    assert rules(date(2026, 9, 30), text).period("keys_kept").length == 200
    assert rules(date(2026, 10, 1), text).period("keys_kept").length == 100
