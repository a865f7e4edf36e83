"""Every case of tests/law/*.yaml agrees with the law, and the engine that says so can disagree."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from law.cases import RULES, Verdict, check
from law.reading import BadData

FILES = sorted(Path(__file__).parent.glob("*.yaml"))
VERDICTS = [
    pytest.param(verdict, id=f"{file.stem}: {verdict.name}")
    for file in FILES
    for verdict in check(file.read_text(encoding="utf-8"), file.name)
]


def one(rule: str, given: str, expect: str, day: str = "2026-11-24") -> Verdict:
    (verdict,) = check(f"- {{name: n, rule: {rule}, date: {day}, given: {given}, expect: {expect}}}", "case.yaml")
    return verdict


def answered(rule: str, given: str, day: str = "2026-11-24") -> Mapping[str, object]:
    return one(rule, given, "{}", day).answer.values


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_law_says_what_lawyers_expect(verdict: Verdict) -> None:
    assert verdict.agrees, verdict.line()


def test_there_are_cases_for_every_rule() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in FILES)

    assert [rule for rule in RULES if f"rule: {rule}\n" not in text] == []
    assert len(VERDICTS) >= 60


@pytest.mark.parametrize(
    "expect",
    [
        "{met: true}",
        "{met: 0}",
        "{needed: 66.0}",
        "{needed: '66'}",
        "{met: false, needed: 65}",
        "{met: false, enough: true}",
        "{refused: bad_input}",
        "{}",
    ],
)
def test_a_case_that_expects_something_else_disagrees(expect: str) -> None:
    assert not one("conference.quorum", "{summoned: 99, present: 65}", expect).agrees


def test_a_case_may_expect_less_than_the_answer_but_not_nothing() -> None:
    assert one("conference.quorum", "{summoned: 99, present: 65}", "{needed: 66}").agrees


def test_a_disagreement_names_the_case_both_answers_and_the_article_on_one_line() -> None:
    line = one("conference.quorum", "{summoned: 99, present: 65}", "{met: true}").line()

    assert line == "n | cần: met: true | được: met: false, needed: 66 | điểm c khoản 2 Điều 51 Luật 10/2022/QH15"


def test_a_name_of_several_lines_is_still_printed_on_one() -> None:
    (verdict,) = check(
        "- name: |\n    một\n    hai\n  rule: x\n  date: 2026-01-05\n  given: {}\n  expect: {}", "case.yaml"
    )

    assert verdict.line().startswith("một hai | ")


def test_a_refusal_says_why_in_words() -> None:
    assert (
        "Số người có mặt (100) không thể nhiều hơn số người được triệu tập (99)"
        in one("conference.quorum", "{summoned: 99, present: 100}", "{met: true}").line()
    )


@pytest.mark.parametrize(
    "case",
    [
        "{name: n, rule: conference.members, date: 2026-11-24, given: {staff: 8}, expect: {}, becuase: x}",
        "{name: n, date: 2026-11-24, given: {staff: 8}, expect: {}}",
        "{name: n, rule: conference.members, given: {staff: 8}, expect: {}}",
        "{name: n, rule: conference.members, date: 2026-11-24, expect: {}}",
        "{name: n, rule: conference.members, date: 24/11/2026, given: {staff: 8}, expect: {}}",
        "{name: n, rule: conference.members, date: 2026-11-24, given: [8], expect: {}}",
        "{name: n, rule: [conference.members], date: 2026-11-24, given: {staff: 8}, expect: {}}",
    ],
)
def test_a_case_written_wrongly_is_bad_input(case: str) -> None:
    (verdict,) = check(f"- {case}", "case.yaml")

    assert verdict.answer.values == {"refused": "bad_input"}


def test_dates_and_booleans_may_be_written_as_people_write_them() -> None:
    plain = answered("clock", "{days: 20, unit: day, posting: true}", "2026-03-02")

    assert answered("clock", "{days: 20, unit: day, posting: Yes}", '"2026-03-02"') == plain == {"due": "2026-03-22"}


def test_what_cases_share_may_be_written_once_and_the_own_line_prevails() -> None:
    shared = "&all {rule: conference.members, date: 2026-11-24, given: {staff: 8}, expect: {all_staff: true}}"
    own = "given: {staff: 100}, expect: {all_staff: false}"
    text = f"- {shared}\n- {{<<: *all, {own}}}\n- {{{own}, <<: *all}}"

    assert [verdict.agrees for verdict in check(text, "case.yaml")] == [True, True, True]


def test_of_several_that_are_shared_the_first_prevails() -> None:
    given = "{<<: [{summoned: 99}, {summoned: 3, present: 66}]}"

    assert answered("conference.quorum", given) == {"met": True, "needed": 66}


def test_sharing_again_and_again_does_not_blow_a_small_file_up() -> None:
    doubled = "".join(f"- &a{at} {{<<: [*a{at - 1}, *a{at - 1}], k{at}: 1}}\n" for at in range(1, 60))

    assert len(check(f"- &a0 {{k: 1}}\n{doubled}", "case.yaml")) == 60


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- {<<: 8}", 'mục "1 → <<": chỉ lấy lại các dòng dạng khóa: giá trị.'),
        ("- {<<: [8]}", 'mục "1 → <<": chỉ lấy lại các dòng dạng khóa: giá trị.'),
        ("- {[a]: 1}", 'mục "1": khóa phải là chữ.'),
        ('- {name: "\\ud800"}', 'mục "1 → name": có ký tự lạ.'),
        ('- {"\\udfff": 8}', 'mục "1": có ký tự lạ.'),
    ],
)
def test_what_is_no_key_and_what_is_no_letter_is_refused_in_words(text: str, why: str) -> None:
    with pytest.raises(BadData) as refused:
        check(text, "case.yaml")

    assert str(refused.value) == f"case.yaml, dòng 1, {why}"


@pytest.mark.parametrize("text", ["", "a: b", "- 8", "- {expect: 8}", "- [", "- {a: 1, a: 2}", "\x07", "[" * 5_000])
def test_a_file_that_is_no_list_of_cases_is_refused_whole(text: str) -> None:
    with pytest.raises(BadData, match=r"^case\.yaml"):
        check(text, "case.yaml")


def test_a_case_without_a_name_is_called_by_its_number_and_words_are_printed_as_written() -> None:
    _, second = check("- {expect: {}}\n- {expect: {refused: sai}}", "case.yaml")

    assert second.line().startswith(
        'Trường hợp 2 | cần: refused: "sai" | được: refused: "bad_input" | case.yaml, dòng 2, '
    )
