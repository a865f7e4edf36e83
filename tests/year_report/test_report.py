"""The report of a year: what the record says of it, what HR writes beside, and what never stands in it."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from documents.paper import Paper
from models import ConferenceCause, Resolution, YearHeading
from models.store import database
from procedures.conference import steps as conferring
from procedures.conference.steps import meeting_at
from procedures.papers.year import record
from procedures.papers.year.report import report_of
from procedures.refusal import Refusal
from procedures.regulation import issuing, steps
from procedures.year_report import writing
from tests.carrying_out import CarryingOut
from tests.conferring import Held
from tests.consulting import Consulting
from tests.ruling import Ruling, union_of
from tests.web.browser import Browser, words_of
from tests.world import World
from words.dates import at_local

YEAR = 2026
SAID = "Cử 03 công chức học lớp chuyên viên chính."


def printed(year: int) -> str:
    with database.reading() as session:
        return words(report_of(session, year))


def words(paper: Paper) -> str:
    said: list[str] = [paper.type_name, paper.subject]
    for block in paper.blocks:
        said.append(getattr(block, "text", ""))
        said += getattr(block, "items", ())
        said += [cell for row in getattr(block, "rows", ()) for cell in row.cells]
    return " ".join(filter(None, said))


def test_an_empty_year_says_of_every_heading_that_there_was_nothing(world: World) -> None:
    report = printed(world.today().year)
    for heading in ("I. Thực hiện nghị quyết", "II. Công tác tổ chức", "VIII. Hoạt động của Ban Thanh tra"):
        assert heading in report
    assert report.count("Không phát sinh.") == 16
    assert "Hội nghị trước không giao việc" in report


def test_its_headings_of_personnel_stand_in_the_order_in_which_an_agency_reports_them(world: World) -> None:
    report = printed(world.today().year)
    staff = ("Đào tạo", "Bổ nhiệm:", "Điều động", "Tuyển dụng", "Cử đi công tác", "Nhận xét", "Khen", "Kỷ luật")
    places = [report.index(heading) for heading in (*staff, "Chế độ")]
    assert places == sorted(places)


def test_what_hr_writes_stands_under_its_heading_once_and_can_be_taken_out(world: World) -> None:
    year = world.today().year
    line = writing.write(world.hr, year, YearHeading.TRAINING, f"  {SAID} ")
    assert writing.write(world.hr, year, YearHeading.TRAINING, SAID) == line
    assert f"Đào tạo, bồi dưỡng: {SAID}" in printed(year)
    assert SAID not in printed(year - 1)
    writing.remove(world.hr, line)
    writing.remove(world.hr, line)
    assert SAID not in printed(year)


@pytest.mark.parametrize(
    ("heading", "said", "refusal"),
    [
        (None, SAID, "heading_missing"),
        (YearHeading.FINANCE, " ", "line_missing"),
        (YearHeading.FINANCE, "a" * 2001, "comment_too_long"),
    ],
)
def test_a_line_needs_a_heading_and_words(world: World, heading: YearHeading | None, said: str, refusal: str) -> None:
    with pytest.raises(Refusal, match=refusal):
        writing.write(world.hr, world.today().year, heading, said)


def test_nobody_but_hr_writes_it(world: World) -> None:
    with pytest.raises(Refusal, match="needs_role"):
        writing.write(world.manager, world.today().year, YearHeading.FINANCE, SAID)
    with pytest.raises(Refusal, match="line_unknown"):
        writing.remove(world.hr, 1)


def test_rules_and_the_consultation_on_them_stand_there_once_they_are_public_and_nobody_is_named(world: World) -> None:
    case = Ruling(world)
    number = case.opened()
    entry = world.entries(case.consultation)[0]
    case.answer()
    case.decide()
    year = world.today().year
    with database.reading() as session:
        assert record.consultations(session, year) == ()
    for note in (issuing.note_consultation, issuing.note_adoption, issuing.note_decision):
        note(number)
    case.file(steps.DECISION)
    issuing.note_issue(number)
    issuing.disclose(number)
    with database.reading() as session:
        assert len(record.disclosures(session, year)) == 1
        assert record.rules(session, year)[0].startswith("Quy chế chi tiêu nội bộ năm 2027, Quyết định số 12/QĐ-SNgV")
    assert entry.full_name not in printed(year)


def test_a_consultation_is_counted_without_saying_who_said_what(world: World) -> None:
    case = Consulting(world)
    case.asked()
    case.say(0, {2: "Nên khoán theo cấp."})
    case.closed()
    with database.reading() as session:
        assert record.consultations(session, world.today().year) == ()
    assert "Nên khoán theo cấp." not in printed(world.today().year)


def test_what_became_of_each_item_opens_the_report(world: World) -> None:
    case = CarryingOut(world, union=union_of(world))
    case.begun()
    with database.reading() as session:
        (carried,) = record.items(session, world.today().year)
    assert [each.number for each in carried.items] == [1, 2, 3]
    report = printed(world.today().year)
    assert f"{carried.resolution}: 3 việc; đã xong 0, đang làm 3, quá hạn 0." in report
    assert report.index("3 việc") < report.index("II. Công tác tổ chức")


def test_a_resolution_of_the_day_of_the_conference_is_not_the_last_one(world: World) -> None:
    """The conference of a year hears what became of the resolution before it, never of its own."""
    union = union_of(world)
    CarryingOut(world, union=union).begun()
    held = Held(world, union=union).open(year=YEAR)
    with database.reading() as session:
        adopted_on = session.exec(select(Resolution.adopted_on)).one()
    assert adopted_on is not None
    for after, found in ((0, 0), (1, 1)):
        meets_on(held, adopted_on + timedelta(days=after))
        with database.reading() as session:
            assert len(record.items(session, YEAR)) == found


def meets_on(held: Held, day: date) -> None:
    """The conference is on another day."""
    with database.transaction() as session:
        meeting = meeting_at(session, held.number)
        meeting.starts_at = at_local(day, 8)
        session.add(meeting)


def test_the_report_is_a_paper_of_the_year_s_conference_and_of_no_extraordinary_one(world: World) -> None:
    held = Held(world)
    held.summon(year=YEAR)
    writing.write(world.hr, YEAR, YearHeading.TRAINING, SAID)
    hr = Browser().sign_in(world.hr)
    page = hr.open(f"/procedures/{held.number}")
    assert "Ghi các mục của báo cáo" in words_of(page)
    assert SAID in words_of(hr.open(f"/procedures/{held.number}/papers/democracy_report.html"))
    assert "Báo cáo này trình" in words_of(hr.open(f"/hr/year-report/{YEAR}"))
    held.sign(conferring.REPORT, 31)
    assert "số 31/KH-SNgV" in words_of(hr.open(f"/hr/year-report/{YEAR}"))
    union = Browser().sign_in(held.union)
    assert "Ghi các mục" not in words_of(union.open(f"/procedures/{held.number}"))
    held.summon(cause=ConferenceCause.HEAD)
    assert hr.get(f"/procedures/{held.number}/papers/democracy_report.html").status_code == 403
    assert "Báo cáo trình hội nghị" not in words_of(hr.open(f"/procedures/{held.number}"))


def test_the_page_writes_removes_and_prints(world: World) -> None:
    hr, year = Browser().sign_in(world.hr), world.today().year
    base = f"/hr/year-report/{year}"
    assert "Chưa ghi dòng nào" in words_of(hr.open(base))
    assert "Chọn một mục" in words_of(hr.submit(base, {"said": SAID}).text)
    assert hr.submit(base, {"heading": "rewards", "said": SAID}).headers["location"] == base
    assert SAID in words_of(hr.open(base))
    assert SAID in words_of(hr.open(f"{base}/report.html"))
    with database.reading() as session:
        (entry,) = writing.entries_of(session, year)
    hr.open(base)
    assert hr.submit(f"{base}/{entry.id}/remove").headers["location"] == base
    assert "Chưa ghi dòng nào" in words_of(hr.open(base))
