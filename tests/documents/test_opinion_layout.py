"""The papers of asking the staff are measured with a ruler, with the longest words and the most rows they may hold."""

import dataclasses
from functools import cache
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from documents import pdf
from documents.paper import Paper
from documents.papers.consultation_plan import consultation_plan
from documents.papers.disclosure_notice import disclosure_notice
from documents.papers.opinion_sheet import AskedParagraph, Respondent, opinion_sheet
from documents.papers.responses_table import Replies, Response, Verdict, responses_table
from tests.documents import opinion_samples
from tests.documents.measure import embedded_fonts, text, text_by_page, words

LEFT, RIGHT, TOP, BOTTOM, HAIR = 30, 195, 20, 277, 0.4
PAPERS = {
    "plan": lambda: consultation_plan(opinion_samples.plan_facts()),
    "sheet": lambda: opinion_sheet(opinion_samples.sheet_facts(), opinion_samples.RESPONDENT),
    "table": lambda: responses_table(opinion_samples.table_facts()),
    "notice": lambda: disclosure_notice(opinion_samples.disclosure_facts()),
}
LONG = "Đề nghị làm rõ căn cứ, trình tự và trách nhiệm của từng phòng, đơn vị. " * 20


@cache
def printed(kind: str) -> bytes:
    return pdf.render(PAPERS[kind]())


def is_inside_the_margins(rendered: bytes) -> bool:
    body = [word for word in words(rendered) if word.top > TOP - HAIR]
    return (
        min(word.left for word in body) >= LEFT - HAIR
        and max(word.right for word in body) <= RIGHT + HAIR
        and max(word.bottom for word in body) <= BOTTOM + HAIR
    )


def many_responses(count: int, gist: str = "Ý kiến", answer: str = "Trả lời") -> Paper:
    responses = tuple(
        Response(number % 5, f"{gist} {number}.", 1 + number % 40, list(Verdict)[number % 2], f"{answer} {number}.")
        for number in range(count)
    )
    facts = opinion_samples.table_facts()
    return responses_table(dataclasses.replace(facts, responses=responses, replies=Replies(300, 200, 60)))


@pytest.mark.parametrize("kind", PAPERS)
def test_every_page_is_a4_upright_with_the_margins_of_the_law(kind: str) -> None:
    pages = PdfReader(BytesIO(printed(kind))).pages
    assert {tuple(round(float(edge) * 25.4 / 72) for edge in page.mediabox) for page in pages} == {(0, 0, 210, 297)}
    assert is_inside_the_margins(printed(kind))


@pytest.mark.parametrize("kind", PAPERS)
def test_every_letter_and_box_is_in_the_one_embedded_typeface(kind: str) -> None:
    fonts = embedded_fonts(printed(kind))
    assert all(fonts.values())
    assert {name.partition("-")[0] for name in fonts} == {"Tinos"}


def test_the_boxes_are_printed_before_their_words() -> None:
    seen = words(printed("sheet"))
    boxes = [place for place, word in enumerate(seen) if word.text == "□"]
    assert [seen[place + 1].text for place in boxes] == ["Đồng", "Có"]


def test_the_room_to_write_in_is_ruled_for_a_hand() -> None:
    titles = [word for word in words(printed("sheet")) if word.text == "đoạn" and word.page == 2]
    gaps = [below.top - above.bottom for above, below in pairwise(titles) if below.left > LEFT]
    assert max(gaps) > 17


def test_no_day_in_a_table_is_parted() -> None:
    seen = [word.text for word in words(printed("table"))]
    assert "30/11/2026" in seen
    assert "02/12/2026" in seen


def test_no_title_of_a_column_is_parted_within_a_word() -> None:
    for kind, titles in {"table": ("Đoạn", "Giải", "trình", "STT"), "plan": ("Bằng", "phiếu", "STT")}.items():
        seen = {word.text for word in words(printed(kind))}
        assert set(titles) <= seen


def test_three_hundred_opinions_are_all_printed_in_order_under_the_head_of_the_table() -> None:
    rendered = pdf.render(many_responses(300))
    pages = text_by_page(rendered)
    assert is_inside_the_margins(rendered)
    assert len(pages) < 40
    assert all("Nội dung tiếp thu, giải trình" in page for page in pages[1:-2])
    kept = text(rendered)
    assert all(f"Ý kiến {number} (" in kept and f"Trả lời {number}." in kept for number in range(300))
    assert "Trần Quốc Việt" in pages[-1]


def test_long_opinions_and_answers_wrap_and_none_of_their_words_is_lost() -> None:
    rendered = pdf.render(many_responses(6, LONG, LONG))
    assert is_inside_the_margins(rendered)
    assert text(rendered).count("trách nhiệm") == 2 * 6 * 20


def test_a_draft_of_a_hundred_paragraphs_has_room_under_each() -> None:
    paragraphs = tuple(AskedParagraph(number, f"Điều {number}. {LONG[:300]}") for number in range(1, 101))
    facts = dataclasses.replace(opinion_samples.sheet_facts(), paragraphs=paragraphs)
    rendered = pdf.render(opinion_sheet(facts, Respondent("Lê Hoa", "Văn phòng")))
    assert is_inside_the_margins(rendered)
    kept = text(rendered)
    assert all(f"Ý kiến về đoạn {number} (nếu có)" in kept for number in range(1, 101))
    assert len(PdfReader(BytesIO(rendered)).pages) < 40


def test_hostile_words_stay_text_inside_the_margins_of_every_paper() -> None:
    typed = " ".join(
        ("<b>Đậm</b>", "{{ 7*7 }}", "W" * 300, "Nguyễn" * 60, "\u202eNgược\u202c", "\ud800x", "a\x00b", "漢")
    )
    asked = (AskedParagraph(1, typed),)
    replies, responses = Replies(9, 3, 3), (Response(1, typed, 1, Verdict.ACCEPTED, typed),)
    correction = dataclasses.replace(opinion_samples.CORRECTIONS[0], change=typed, reason=typed)
    table, sheet, plan, notice = (
        opinion_samples.table_facts(),
        opinion_samples.sheet_facts(),
        opinion_samples.plan_facts(),
        opinion_samples.disclosure_facts(),
    )
    answered = {"paragraphs": asked, "replies": replies, "responses": responses, "corrections": (correction,)}
    made = (
        responses_table(dataclasses.replace(table, draft=typed, **answered)),
        opinion_sheet(dataclasses.replace(sheet, draft=typed, paragraphs=asked), Respondent(typed, typed, typed)),
        consultation_plan(dataclasses.replace(plan, draft=typed, union=typed, contact=typed)),
        disclosure_notice(dataclasses.replace(notice, draft=typed, contact=typed)),
    )
    for paper in made:
        rendered = pdf.render(paper)
        assert is_inside_the_margins(rendered)
        assert "{{ 7*7 }}" in text(rendered)
        assert "<b>Đậm</b>" in text(rendered)
