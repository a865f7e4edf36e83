"""The law's data is read strictly: the value of the day is picked, and a mistake is refused with its place."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from law.articles import articles, parse_articles
from law.parameters import FOLDER, ParameterFile, in_figures, kinds, parameters_of, parse_file
from law.period import Period, Unit
from law.reading import BadData, read, read_text
from law.threshold import Base, Strictness, Threshold

GOOD = """\
label: Hội nghị
parameters:
  quorum:
    label: Người có mặt
    unit: person
    values:
      2023-07-01: {at_least: 2/3, of: summoned, article: dan_chu.51.2.c, certainty: V1}
      2028-01-01: {more_than: 1/2, of: summoned, article: dan_chu.51.2.c, certainty: "R?"}
      2030-01-01: {ended: true, article: dan_chu.51.2.c, certainty: V1}
  disclosed_within:
    label: Công khai
    unit: working_day
    values:
      2023-07-01: {days: 5, article: dan_chu.47.2, certainty: V1}
  shown_to:
    label: Người xem
    unit: role
    among: [hr, manager]
    values:
      2023-07-01: {list: [hr], article: tap_quan, certainty: "R?"}
"""


def parsed(text: str = GOOD) -> ParameterFile:
    return parse_file("good", read_text(text, "good.yaml"))


def test_an_amendment_is_a_new_date_and_nothing_else() -> None:
    quorum = parsed().parameters["quorum"]
    contents = {
        day: value and value.content for day in (2023, 2027, 2028, 2029) if (value := quorum.on(date(day, 12, 31)))
    }

    old = Threshold(Fraction(2, 3), Strictness.AT_LEAST, Base.SUMMONED)
    new = Threshold(Fraction(1, 2), Strictness.MORE_THAN, Base.SUMMONED)
    assert contents == {2023: old, 2027: old, 2028: new, 2029: new}


def test_a_value_is_in_force_from_its_very_day_and_not_after_its_end() -> None:
    quorum = parsed().parameters["quorum"]

    assert quorum.on(date(2023, 6, 30)) is None
    assert quorum.on(date(2023, 7, 1)) is not None
    assert quorum.on(date(2029, 12, 31)) is not None
    assert quorum.on(date(2030, 1, 1)) is None


def test_dates_may_stand_in_any_order() -> None:
    lines = GOOD.splitlines(keepends=True)
    lines[6], lines[8] = lines[8], lines[6]

    assert parsed("".join(lines)) == parsed()


def test_periods_and_lists_are_read_as_what_they_are() -> None:
    parameters = parsed().parameters

    assert parameters["disclosed_within"].values[0].content == Period(5, Unit.WORKING_DAY)
    assert parameters["shown_to"].values[0].content == ("hr",)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ("at_least: 2/3", "at_leats: 2/3", 7, 'có phải "at_least" không'),
        ("at_least: 2/3, ", "", 7, "cần đúng một trong các khóa"),
        ("at_least: 2/3", "at_least: 2/3, at_most: 1", 7, "cần đúng một trong các khóa"),
        ("at_least: 2/3", "at_least: 0.66", 7, "viết phân số như 2/3"),
        ("at_least: 2/3", "at_least: 3/2", 7, "không thể lớn hơn 1"),
        ("at_least: 2/3", "at_least: 0", 7, "viết phân số như 2/3"),
        ("at_least: 2/3", "at_least: 2/0", 7, "viết phân số như 2/3"),
        ("at_least: 2/3", "at_least: ²/3", 7, "viết phân số như 2/3"),
        ("2/3, of: summoned", "2/3", 7, "tính trên số nào"),
        ("2/3, of: summoned", "2/3, of: summonned", 7, 'có phải "summoned" không'),
        ("{days: 5,", "{days: 5, of: staff,", 14, '"of" chỉ đi với ngưỡng'),
        ("{days: 5,", "{months: 5,", 14, "không hợp với đơn vị"),
        ("{days: 5,", "{at_least: 5,", 14, "không hợp với đơn vị"),
        ("{days: 5,", "{days: -5,", 14, "số nguyên không âm"),
        ("{days: 5,", "{days: true,", 14, "số nguyên không âm"),
        ("{days: 5,", '{days: "5",', 14, "số nguyên không âm"),
        ("unit: working_day", "unit: workday", 12, "có phải"),
        ("dan_chu.47.2", "dan_chu.47.9", 14, 'không có điều "dan_chu.47.9"'),
        ("certainty: V1}\n      2028", "certainty: V3}\n      2028", 7, 'không có từ "V3"'),
        ("2023-07-01: {at_least", "01/7/2023: {at_least", 7, "viết ngày như 2026-11-24"),
        ("2023-07-01: {at_least", "2023-06-31: {at_least", 7, "không có ngày 2023-06-31"),
        ("2028-01-01", "2023-07-01", 8, "khóa này ghi hai lần"),
        ("{list: [hr]", "{list: [hr, manger]", 20, 'không có từ "manger"; chỉ có: hr, manager'),
        ("{list: [hr]", "{list: hr", 20, "phải là một danh sách"),
        ("label: Công khai", "lable: Công khai", 11, 'có phải "label" không'),
        ("    label: Công khai\n", "", 10, 'thiếu khóa "label"'),
        ("label: Công khai", "label: Co\u0302ng khai", 11, "NFC"),
        ("label: Công khai", "label:", 11, "không để trống"),
        ("among: [hr, manager]", "agency_may_change: maybe", 18, "true hoặc false"),
        ("parameters:", "parameters", 3, "không đọc được YAML"),
    ],
)
def test_a_mistake_is_refused_with_file_line_key_and_reason(right: str, wrong: str, line: int, said: str) -> None:
    assert GOOD.count(right) >= 1
    with pytest.raises(BadData, match=rf"^good\.yaml, dòng {line}\b") as refused:
        parsed(GOOD.replace(right, wrong, 1))
    assert said in str(refused.value)


def test_a_parameter_without_any_value_is_refused() -> None:
    with pytest.raises(BadData, match="chưa có giá trị nào"):
        parsed("label: Hội nghị\nparameters: {quorum: {label: Có mặt, unit: person, values: {}}}")


def test_the_place_of_a_mistake_is_the_path_to_its_key() -> None:
    with pytest.raises(BadData) as refused:
        parsed(GOOD.replace("days: 5", "dasy: 5"))

    assert refused.value.path == ("parameters", "disclosed_within", "values", "2023-07-01", "dasy")
    assert 'mục "parameters → disclosed_within → values → 2023-07-01 → dasy"' in str(refused.value)


def test_the_kinds_are_the_files() -> None:
    assert kinds() == (
        "appointment",
        "appointment_external",
        "clock",
        "conference",
        "confidence_poll",
        "disclosure",
        "extension",
        "inspection_board",
        "opinion",
        "reappointment",
        "regulation",
        "resolution",
        "sealed",
    )
    with pytest.raises(KeyError):
        parameters_of("articles")


@pytest.mark.parametrize("kind", kinds())
def test_every_value_cites_an_article_that_was_in_force_when_it_began(kind: str) -> None:
    for parameter in parameters_of(kind).parameters.values():
        for value in parameter.values:
            assert articles()[value.article].is_in_force(value.since), (kind, parameter.key)


def test_every_article_has_words_for_a_person() -> None:
    for article in articles().values():
        assert len(article.gist) > 40
        assert article.gist.endswith(".")
        assert article.cited.startswith(article.citation)


ARTICLES = """\
documents:
  luat: {title: Luật A, short: Luật A, from: 2023-07-01, until: 2026-12-31}
articles:
  luat.1: {document: luat, short: Đ.1, citation: Điều 1, gist: Việc., certainty: V1, amended: sửa tại Điều 2 Luật B}
"""


def test_an_article_is_in_force_from_its_first_day_to_its_last() -> None:
    article = parse_articles(read_text(ARTICLES, "articles.yaml"))["luat.1"]

    assert [article.is_in_force(day) for day in (date(2023, 6, 30), date(2023, 7, 1))] == [False, True]
    assert [article.is_in_force(day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [True, False]


def test_an_amended_article_is_cited_with_the_text_that_amended_it() -> None:
    article = parse_articles(read_text(ARTICLES, "articles.yaml"))["luat.1"]

    assert article.cited == "Điều 1 Luật A, sửa tại Điều 2 Luật B"
    assert articles()["tap_quan"].cited == "Tập quán của cơ quan; luật không quy định"


def test_among_the_bases_of_a_paper_a_law_stands_by_its_name_and_day_without_its_number() -> None:
    text = ARTICLES.replace("until: 2026-12-31", "basis: Luật A ngày 05 tháng 01 năm 2023")
    article = parse_articles(read_text(text, "articles.yaml"))["luat.1"]

    assert article.as_basis == "Điều 1 Luật A ngày 05 tháng 01 năm 2023, sửa tại Điều 2 Luật B"
    assert articles()["dan_chu.53.9"].as_basis == (
        "khoản 9 Điều 53 Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022"
    )
    assert articles()["tap_quan"].as_basis == articles()["tap_quan"].cited


def test_an_article_of_an_unknown_document_is_refused() -> None:
    with pytest.raises(BadData, match=r'dòng 4, .*không có văn bản "luat_b"'):
        parse_articles(read_text(ARTICLES.replace("document: luat", "document: luat_b"), "articles.yaml"))


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.yaml")), ids=lambda file: file.stem)
def test_the_fast_and_the_careful_reader_read_the_same(file: Path) -> None:
    assert read(file, file.name) == read_text(file.read_text(encoding="utf-8"), file.name)


def test_a_day_is_written_with_its_month_padded_up_to_february() -> None:
    assert [in_figures(date(2026, month, 5)) for month in (1, 2, 3)] == ["05/01/2026", "05/02/2026", "05/3/2026"]


@pytest.mark.parametrize(("written", "read_as"), [("true", True), ("Yes", True), ("false", False), ("no", False)])
def test_yes_and_no_may_be_written_as_people_write_them(written: str, read_as: bool) -> None:
    assert read_text(f"may: {written}", "f.yaml").entries()["may"].flag() is read_as
