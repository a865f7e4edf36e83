"""Rules in force: what their papers say, who reviews them, when they end; and what everyone reads."""

import pytest
from sqlmodel import select

from law.decisions import regulation as law
from law.rules import Rules
from models import Procedure, ProcedureState, RegulationReview, RegulationSort, ReviewResult
from models.store import database
from procedures import papers
from procedures.refusal import Refusal
from procedures.regulation import issuing, posted, reviewing, steps
from procedures.tasks import tasks_of
from tests.ruling import Ruling
from tests.web.browser import Browser, words_of
from tests.world import SCAN, World


def issued(world: World, sort: RegulationSort = RegulationSort.SPENDING, amended: list[str] | None = None) -> Ruling:
    """Rules that have been signed and made public, in the verbs of their flow."""
    case = Ruling(world, sort)
    number = case.opened()
    case.answer(amended)
    case.decide()
    for note in (issuing.note_consultation, issuing.note_adoption, issuing.note_decision):
        note(number)
    two_sign = sort is RegulationSort.COORDINATION
    case.file(steps.COORDINATION if two_sign else steps.DECISION)
    issuing.note_issue(number)
    issuing.disclose(number)
    return case


def words(number: int, name: str) -> str:
    with database.reading() as session:
        paper = papers.paper(session, number, name)
    attached = paper.attached.blocks if paper.attached else ()
    said = [getattr(block, "text", "") for block in (*paper.blocks, *attached)]
    said += [line.text for block in paper.blocks for line in getattr(block, "paragraphs", ())]
    return " ".join([paper.subject, *paper.bases, *said, *(signer.post for signer in paper.signers)])


def set_waiting(number: int, wait: str) -> None:
    """What the end of a run would write down."""
    with database.transaction() as session:
        procedure = session.get_one(Procedure, number)
        procedure.waiting_for = wait
        session.add(procedure)


def test_the_decision_carries_the_text_as_the_consultation_amended_it(world: World) -> None:
    case = issued(world, amended=["Điều 1. Công tác phí được khoán 700.000 đồng."])
    printed = words(case.number, steps.DECISION)
    assert "Điều 1. Công tác phí được khoán 700.000 đồng." in printed
    assert "500.000" not in printed
    assert "Ban hành Quy chế chi tiêu nội bộ năm 2027" in printed
    assert "GIÁM ĐỐC" in printed
    assert "CÔNG ĐOÀN" not in printed


def test_rules_of_both_sides_stand_above_two_signatures(world: World) -> None:
    case = issued(world, RegulationSort.COORDINATION)
    printed = words(case.number, steps.COORDINATION)
    assert printed.endswith("CHỦ TỊCH CÔNG ĐOÀN GIÁM ĐỐC")
    with pytest.raises(Refusal, match="paper_not_made"):
        words(case.number, steps.DECISION)


def test_the_notice_says_from_when_until_when(world: World) -> None:
    case = issued(world)
    printed = words(case.number, steps.NOTICE)
    assert "Quyết định số 12/QĐ-SNgV" in printed
    assert "20 ngày liên tục" in printed


def test_a_review_is_due_a_year_after_the_day_of_the_rules_and_asked_for_before(world: World) -> None:
    case = issued(world)
    with database.reading() as session:
        procedure = session.get_one(Procedure, case.number)
        first, second = (steps.turn_of(session, procedure, number) for number in (1, 2))
        rules, paper = Rules.thaw(procedure.rules), steps.issued_as(session, case.number)
    assert paper
    assert paper.dated_on
    assert first == law.review(rules, paper.dated_on, 1, procedure.begun_on or paper.dated_on)
    assert first.asked_on < first.due_on < second.asked_on


def test_a_review_is_on_the_desks_of_hr_and_managers_until_one_of_them_answers(world: World) -> None:
    case = issued(world)
    reviewing.ask(case.number, 1)
    set_waiting(case.number, "review_result")
    with database.reading() as session:
        desks = {actor.full_name: [task.key for task in tasks_of(session, actor)] for actor in _officers(world)}
    assert {name for name, keys in desks.items() if "rules_review" in keys} == {"Trần Văn Bình", "Phạm Văn Quản"}
    reviewing.review(world.manager, case.number, 1, ReviewResult.TO_AMEND, "Bổ sung công tác phí.")
    reviewing.review(world.manager, case.number, 1, ReviewResult.TO_AMEND, "Bổ sung công tác phí.")
    with pytest.raises(Refusal, match="reviewed_already"):
        reviewing.review(world.hr, case.number, 1, ReviewResult.KEPT, "")
    assert reviewing.note_review(case.number, 1) == "to_amend"
    with database.reading() as session:
        assert session.get_one(Procedure, case.number).state is ProcedureState.OPEN


def _officers(world: World) -> tuple[object, ...]:
    return world.hr, world.manager, world.clerk


@pytest.mark.parametrize(
    ("result", "note", "refusal"),
    [
        (None, "", "review_result_missing"),
        (ReviewResult.REPEALED, "  ", "review_note_missing"),
        (ReviewResult.TO_AMEND, "", "review_note_missing"),
        (ReviewResult.KEPT, "a" * 3001, "comment_too_long"),
    ],
)
def test_a_review_needs_a_result_and_its_reason(
    world: World, result: ReviewResult | None, note: str, refusal: str
) -> None:
    case = issued(world)
    reviewing.ask(case.number, 1)
    with pytest.raises(Refusal, match=refusal):
        reviewing.review(world.hr, case.number, 1, result, note)
    with database.reading() as session:
        assert session.exec(select(RegulationReview)).one().result is None


def test_nothing_is_reviewed_before_it_is_asked_for_nor_by_the_clerk(world: World) -> None:
    case = issued(world)
    with pytest.raises(Refusal, match="review_of_nothing"):
        reviewing.review(world.hr, case.number, 1, ReviewResult.KEPT, "")
    reviewing.ask(case.number, 1)
    with pytest.raises(Refusal, match="needs_role"):
        reviewing.review(world.clerk, case.number, 1, ReviewResult.KEPT, "")


def test_rules_are_posted_for_everyone_until_the_last_day_of_the_law(world: World) -> None:
    case = issued(world)
    with database.reading() as session:
        ((number, card),) = posted.posted(session)
    staff = Browser().sign_in(world.clerk)
    assert card.title in words_of(staff.open("/disclosures"))
    assert "Công tác phí được khoán" in words_of(staff.open(f"/disclosures/{number}"))
    world.move(days=21)
    with database.reading() as session:
        assert posted.posted(session) == []
    entry = world.entries(case.number)[0]
    assert "Công tác phí được khoán" in words_of(Browser().open(f"/p/{world.token(entry)}"))


def test_hr_drafts_consults_and_opens_through_the_pages(world: World) -> None:
    hr = Browser().sign_in(world.hr)
    hr.open("/hr/procedures/new")
    at = hr.submit("/hr/procedures/new", {"kind": "regulation", "subject": "Quy chế dân chủ"}).headers["location"]
    hr.open(at)
    refused = hr.submit(at, {"subject": " ", "sort": "democracy_rules", "text": "Điều 1.", "in_force_on": "32/1/2027"})
    assert "Không có ngày 32/1/2027" in words_of(refused.text)
    kept = {"subject": "Quy chế dân chủ", "sort": "democracy_rules", "text": "Điều 1. Một.\n\nĐiều 2. Hai."}
    assert hr.submit(at, kept).headers["location"] == f"{at}/check"
    assert "Còn thiếu" in words_of(hr.open(f"{at}/check"))
    assert "Luật đòi lấy ý kiến" in words_of(hr.submit(f"{at}/check").text)
    going = hr.submit(f"{at}/consult").headers["location"]
    assert "Điều 2. Hai." in words_of(hr.open(going))
    hr.open(f"{at}/check")
    opened = hr.submit(f"{at}/check").headers["location"]
    shown = words_of(hr.open(opened))
    assert "Các bước theo luật" in shown
    assert "Máy đang chuyển bước" in shown
    assert "Quy chế dân chủ" in words_of(hr.open("/procedures"))


def test_the_pages_of_adoption_and_review_say_what_is_wrong_and_keep_the_rest(world: World) -> None:
    case = issued(world)
    reviewing.ask(case.number, 1)
    set_waiting(case.number, "review_result")
    hr, base = Browser().sign_in(world.hr), f"/procedures/{case.number}"
    assert "Ghi kết quả rà soát" in words_of(hr.open(base))
    hr.open(f"{base}/reviews/1")
    assert "ghi điều cần sửa" in words_of(hr.submit(f"{base}/reviews/1", {"result": "repealed"}).text)
    assert hr.submit(f"{base}/reviews/1", {"result": "kept"}).headers["location"] == base
    hr.open(f"{base}/adoption")
    assert "Chưa ghi ngày văn bản" in words_of(hr.submit(f"{base}/adoption", {"number": "05/NQ"}).text)
    filed = {"number": "05/NQ", "dated_on": "01/1/2026", "issuer": "Hội nghị"}
    scan = {"scan": (SCAN.name, SCAN.content)}
    assert hr.submit(f"{base}/adoption", filed, scan).headers["location"] == base
    elsewhere = f"/procedures/{case.consultation}/adoption"
    assert hr.submit(elsewhere, filed, scan).status_code == 404
