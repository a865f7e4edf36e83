"""Papers of a consultation: each is made when its step comes, from the record, for whoever may read it."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from documents import pdf
from models import Decision
from models.store import database
from procedures import filing, papers
from procedures.opinion import asking, responding
from procedures.papers import opinion
from procedures.refusal import Refusal
from tests.consulting import Consulting
from tests.pages.conftest import As
from tests.world import World


def words(number: int, kind: str) -> str:
    with database.reading() as session:
        content = pdf.render(papers.paper(session, number, kind))
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.fixture
def disclosed(small_world: World) -> Consulting:
    case = Consulting(small_world, "democracy_rules")
    case.asked()
    case.say(0)
    case.say(1, {2: "Nên khoán theo cấp.", 0: "Dự thảo đủ rõ."})
    case.closed()
    case.respond_to_all()
    responding.settle(small_world.hr, case.number)
    asking.note_table(case.number)
    responding.remark(case.union, case.number, "Công đoàn nhất trí với dự thảo.")
    asking.note_union(case.number)
    responding.decide(small_world.manager, case.number, Decision.ISSUED)
    asking.note_decision(case.number)
    case.file("decision", 12, "QĐ-SNgV")
    asking.note_issue(case.number)
    asking.disclose(case.number)
    return case


def test_the_plan_says_who_is_asked_about_what_until_when(small_world: World) -> None:
    case = Consulting(small_world)
    case.opened()
    said = words(case.number, "consultation_plan")
    assert "KẾ HOẠCH" in said
    assert "quy chế chi tiêu nội bộ" in said.lower()
    assert "Văn phòng Sở" in said


def test_the_sheet_asks_what_the_page_asks_and_names_nobody(disclosed: Consulting) -> None:
    said = words(disclosed.number, "opinion_sheet")
    assert "Điều 2. Công tác phí" in said
    assert "Nguyễn Thị" not in said


def test_the_table_counts_and_answers_and_names_no_one_who_spoke(disclosed: Consulting) -> None:
    said = words(disclosed.number, "responses_table")
    assert "Nên khoán theo cấp" in said
    assert "Công đoàn nhất trí với dự thảo." in said
    assert "Nguyễn Thị Số 1" not in said


def test_the_notice_says_what_followed_and_until_when_it_is_public(disclosed: Consulting) -> None:
    said = words(disclosed.number, "disclosure_notice")
    assert "12/QĐ-SNgV" in said
    assert "THÔNG BÁO" in said


def test_the_same_record_gives_the_same_papers(disclosed: Consulting) -> None:
    with database.reading() as session:
        for kind in opinion.MAKERS:
            if filing.paper_of(session, disclosed.number, kind):
                assert papers.paper(session, disclosed.number, kind) == papers.paper(session, disclosed.number, kind)


def test_a_decision_is_the_agencys_own_text_and_is_not_made_here(disclosed: Consulting) -> None:
    with database.reading() as session, pytest.raises(Refusal, match="paper_not_made"):
        papers.paper(session, disclosed.number, "decision")


def test_the_head_and_the_clerk_read_the_table_and_a_stranger_does_not(disclosed: Consulting, as_: As) -> None:
    address = f"/procedures/{disclosed.number}/papers/responses_table"
    world = disclosed.world
    for reader in (world.hr, world.manager, world.clerk, disclosed.union):
        assert as_(reader).get(f"{address}.html").status_code == 200
    assert as_(world.operator).get(f"{address}.html").status_code == 403


@pytest.mark.parametrize("name", ["responses_tables", "responses_table-", "responses_table-07", "9"])
def test_a_name_that_no_paper_has_leads_nowhere(name: str, disclosed: Consulting, as_: As) -> None:
    address = f"/procedures/{disclosed.number}/papers/{name}"
    assert as_(disclosed.world.hr).get(f"{address}.html").status_code == 404
    assert as_(disclosed.world.clerk).get(address).status_code == 404


def test_a_number_that_no_paper_of_this_kind_has_is_refused_in_words(disclosed: Consulting, as_: As) -> None:
    answer = as_(disclosed.world.hr).get(f"/procedures/{disclosed.number}/papers/responses_table-7.html")
    assert answer.status_code in (403, 404, 409)
    assert "chưa" in answer.text.lower()
