"""A lawyer changes the law by writing data: a line raises a share, a block adds a meeting; no Python is touched."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.law import app
from law import parameters, rules
from law.cases import check
from law.decisions.appointment import Tally, decide, meetings
from law.parameters import FOLDER, parameters_of, parse_file
from law.reading import BadData, read_text
from law.rules import Rules, rules_on

ABOVE = "      2026-08-01: {more_than: 1/2, of: present, article: nd_170.33.2.d.sd, certainty: V1}\n"
LINE = "      2027-01-01: {more_than: 3/5, of: present, article: nd_moi.1, certainty: V1}\n"
BLOCK = """\
  unit_meeting:
    label: Hội nghị đơn vị
    place: {2027-01-01: {number: 35, words: Hội nghị công chức của đơn vị, article: nd_moi.2, certainty: V1}}
    body: {2027-01-01: {choice: key_cadres, article: nd_moi.2, certainty: V1}}
    names_from: {2027-01-01: {choice: previous, article: nd_moi.2, certainty: V1}}
    ballot: {2027-01-01: {choice: introduction, article: nd_moi.2, certainty: V1}}
    secret: {2027-01-01: {choice: secret, article: nd_moi.2, certainty: V1}}
    passes: {2027-01-01: {more_than: 2/3, of: present, article: nd_moi.2, certainty: V1}}
    announced: {2027-01-01: {choice: announced, article: nd_moi.2, certainty: V1}}
    shown_to: {2027-01-01: {list: [hr, attendees], article: nd_moi.2, certainty: V1}}
    shown_after: {2027-01-01: {choice: case_closed, article: nd_moi.2, certainty: V1}}
"""
DOCUMENT = "  nd_moi: {title: Nghị định mới, short: Nghị định mới, from: 2027-01-01}\n"
ARTICLES = "".join(
    f"  nd_moi.{at}:\n    document: nd_moi\n    short: Điều {at}\n    citation: Điều {at}\n"
    f"    gist: Quy định mới.\n    certainty: V1\n"
    for at in (1, 2)
)
CASES = """\
- name: Từ năm 2027 phải trên 60 %, cao nhất 60 % thì dừng
  rule: appointment.meeting
  date: 2027-01-01
  given: {step: 3, summoned: 20, excused: 0, present: 20, votes: {A: 12, B: 8}, previous: [A, B]}
  expect: {quorum: not_required, chosen: [], reason: stop}
- name: Từ năm 2027, 13 trên 20 là trên 60 %
  rule: appointment.meeting
  date: 2027-06-01
  given: {step: 3, summoned: 20, excused: 0, present: 20, votes: {A: 13, B: 7}, previous: [A, B]}
  expect: {quorum: not_required, chosen: [A], reason: majority}
- name: Năm 2026 thì trên một nửa là được
  rule: appointment.meeting
  date: 2026-12-31
  given: {step: 3, summoned: 20, excused: 0, present: 20, votes: {A: 12, B: 8}, previous: [A, B]}
  expect: {quorum: not_required, chosen: [A], reason: majority}
- name: Quy trình năm bước cũ vẫn lấy ý kiến
  rule: appointment.meeting
  date: 2026-03-02
  given: {step: 4, summoned: 20, excused: 0, present: 20, votes: {A: 12, B: 8}, previous: [A, B]}
  expect: {quorum: met, chosen: [A, B], reason: consultative}
"""
FIFTH = """\
- name: Bước 4 mới, đúng 2/3 chưa phải trên 2/3
  rule: appointment.meeting
  date: 2027-01-01
  given: {step: 4, summoned: 9, excused: 0, present: 9, votes: {A: 6}, previous: [A]}
  expect: {chosen: [], reason: stop}
- name: Bước 5 là hội nghị cuối
  rule: appointment.meeting
  date: 2027-01-01
  given: {step: 5, summoned: 2, excused: 0, present: 2, votes: {A: 1, B: 1}, previous: [A, B]}
  expect: {chosen: [A, B], reason: head_decides}
- name: Năm 2026 chưa có bước 5
  rule: appointment.meeting
  date: 2026-12-31
  given: {step: 5, summoned: 2, excused: 0, present: 2, votes: {A: 1, B: 1}, previous: [A, B]}
  expect: {refused: not_in_force}
- name: Thành phần của bước 4 mới
  rule: appointment.electorate
  date: 2027-01-01
  given: {step: 4, people: 12, civil_servants: 10, units: false, positions: {}}
  expect: {summoned: 10}
"""
NEXT_YEAR, LAST_DAY = date(2027, 1, 1), date(2026, 12, 31)


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A copy of the law's folder, for a test to write in; the law itself is left as it is."""
    for file in FOLDER.glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    write(tmp_path / "articles.yaml", "  khong: {title", f"{DOCUMENT}  khong: {{title")
    write(tmp_path / "articles.yaml", "  tap_quan:\n", f"{ARTICLES}  tap_quan:\n")
    monkeypatch.setattr(parameters, "FOLDER", tmp_path)
    monkeypatch.setattr("law.articles.FILE", tmp_path / "articles.yaml")
    forget()
    yield tmp_path / "appointment.yaml"
    monkeypatch.undo()
    forget()


def forget() -> None:
    parameters_of.cache_clear()
    parameters.articles.cache_clear()


def write(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), encoding="utf-8")


def disagreeing(cases: str) -> list[str]:
    return [verdict.line() for verdict in check(cases, "cases.yaml") if not verdict.agrees]


def test_one_line_raises_a_share_from_its_day(changed: Path) -> None:
    write(changed, ABOVE, ABOVE + LINE)

    assert disagreeing(CASES) == []
    after = decide(rules_on("appointment", NEXT_YEAR), 3, Tally(20, 0, 20, {"A": 13}), ["A"])
    before = decide(rules_on("appointment", LAST_DAY), 3, Tally(20, 0, 20, {"A": 13}), ["A"])
    assert after.article.cited == "Điều 1 Nghị định mới"
    assert after.words.endswith("trên 60 % số người dự")
    assert before.article.cited == "điểm d khoản 2 Điều 33 NĐ 170/2025, sửa đổi tại Điều 13 NĐ 300/2026"


def test_a_share_may_become_a_plain_number_of_votes(changed: Path) -> None:
    write(changed, ABOVE, ABOVE + LINE.replace("more_than: 3/5, of: present", "at_least: 5"))

    by_rules = rules_on("appointment", NEXT_YEAR)
    assert decide(by_rules, 3, Tally(20, 0, 20, {"A": 5}), ["A"]).chosen == ("A",)
    assert decide(by_rules, 3, Tally(20, 0, 20, {"A": 4}), ["A"]).chosen == ()


def test_without_the_line_the_cases_of_next_year_disagree() -> None:
    assert len(disagreeing(CASES)) == 1


def test_one_block_adds_a_meeting_from_its_day(changed: Path) -> None:
    changed.write_text(changed.read_text(encoding="utf-8") + BLOCK, encoding="utf-8")

    assert disagreeing(FIFTH) == []
    keys = [each.key for each in meetings(rules_on("appointment", NEXT_YEAR))]
    assert keys == ["leadership", "leadership_extended", "key_cadres", "unit_meeting", "leadership_final"]
    assert [each.key for each in meetings(rules_on("appointment", LAST_DAY))] == [*keys[:3], keys[4]]
    fourth = meetings(rules_on("appointment", NEXT_YEAR))[3]
    assert (fourth.step, fourth.is_final, fourth.label) == (4, False, "Hội nghị công chức của đơn vị")
    assert fourth.article.cited == "Điều 2 Nghị định mới"


def test_a_case_frozen_before_keeps_its_meetings_and_its_share(changed: Path) -> None:
    frozen = rules_on("appointment", LAST_DAY).frozen()
    write(changed, ABOVE, ABOVE + LINE)
    changed.write_text(changed.read_text(encoding="utf-8") + BLOCK, encoding="utf-8")
    forget()

    kept = Rules.thaw(frozen)
    assert len(meetings(kept)) == 4
    assert decide(kept, 3, Tally(20, 0, 20, {"A": 12}), ["A"]).chosen == ("A",)
    assert len(meetings(rules.rules_on("appointment", NEXT_YEAR))) == 5


def test_the_changed_law_is_shown_with_its_article(changed: Path) -> None:
    changed.write_text(changed.read_text(encoding="utf-8") + BLOCK, encoding="utf-8")

    shown = CliRunner().invoke(app, ["show", "appointment", "--on", "2027-01-01"])
    assert shown.exit_code == 0
    assert "Hội nghị đơn vị – người cao phiếu nhất được chọn khi đạt: trên 2/3 số người dự\n" in shown.output
    assert "    Điều 2 Nghị định mới · [V1] đã đọc nguyên văn\n" in shown.output


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("    place: {", "    plase: {", 'có phải "place" không'),
        (
            "    body: {2027-01-01: {choice: key_cadres",
            "    body: {2027-01-01: {choice: cadres",
            'không có từ "cadres"',
        ),
        ("number: 35", "number: -35", "số nguyên không âm"),
        ("number: 35", "number: true", "số nguyên không âm"),
        ("of: present", "of: nobody", 'không có từ "nobody"'),
        ("    shown_after: {2027-01-01: {choice: case_closed, article: nd_170.33.2.sd, certainty: V1}}\n", "", "thiếu"),
        ("    label: Hội nghị đơn vị\n", "", 'thiếu khóa "label"'),
        ("    secret: {2027", "    secret: {optional: 1, 2027", "2026-11-24"),
        ("{2027-01-01: {choice: secret, article: nd_170.33.2.sd, certainty: V1}}", "{}", "chưa có giá trị nào"),
    ],
)
def test_a_mistake_in_a_meeting_is_refused_with_its_place(right: str, wrong: str, said: str) -> None:
    block = BLOCK.replace("nd_moi.2", "nd_170.33.2.sd")
    assert block.count(right) == 1
    text = (FOLDER / "appointment.yaml").read_text(encoding="utf-8") + block.replace(right, wrong)

    with pytest.raises(BadData, match=r"^a\.yaml, dòng \d+, mục \"meetings → unit_meeting") as refused:
        parse_file("appointment", read_text(text, "a.yaml"))
    assert said in str(refused.value)


def test_what_a_meeting_need_not_say_is_marked_with_true_or_false() -> None:
    text = (FOLDER / "appointment.yaml").read_text(encoding="utf-8").replace("optional: true", "optional: maybe", 1)

    with pytest.raises(BadData, match=r"of_each_meeting → base → optional.*true hoặc false"):
        parse_file("appointment", read_text(text, "a.yaml"))


def test_meetings_without_a_word_on_what_they_may_say_are_refused() -> None:
    with pytest.raises(BadData, match='"of_each_meeting" chưa nói đến "place"'):
        parse_file("x", read_text(f"label: X\nparameters: {{}}\nmeetings:\n{BLOCK}", "x.yaml"))
