"""The resolution says what the conference adopted, by how many, on what law, and who signs."""

import dataclasses

import pytest

from documents.paper import Article, Paragraph
from documents.papers.resolution import AdoptedArticle, Vote, resolution
from tests.documents import samples

FACTS = samples.resolution_facts()


def test_the_articles_are_numbered_and_keep_the_words_that_were_adopted() -> None:
    articles = [block for block in resolution(FACTS).blocks if isinstance(block, Article)]
    assert [article.number for article in articles] == [1, 2, 3, 4, 5]
    assert [article.heading for article in articles] == [given.heading for given in FACTS.articles]
    for article, given in zip(articles, FACTS.articles, strict=True):
        assert [paragraph.text for paragraph in article.paragraphs] == given.text.split("\n")


def test_the_last_paragraph_says_when_and_by_how_many_it_was_adopted() -> None:
    assert resolution(FACTS).blocks[-1] == Paragraph(
        "Nghị quyết này được Hội nghị cán bộ, công chức, viên chức, người lao động năm 2026 thông qua ngày 05/3/2026, "
        "với 26/28 người dự hội nghị tán thành (đạt 92,9 % trên tổng số người dự hội nghị)./."
    )


def test_without_the_figures_it_says_only_when() -> None:
    last = resolution(dataclasses.replace(FACTS, vote=None)).blocks[-1]
    assert last == Paragraph(f"Nghị quyết này được {samples.CONFERENCE} thông qua ngày 05/3/2026./.")


@pytest.mark.parametrize(("in_favour", "present"), [(29, 28), (-1, 28), (1, 0)])
def test_figures_that_cannot_be_are_refused(in_favour: int, present: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Vote(in_favour, present)


def test_the_bases_are_the_law_the_agencys_papers_and_the_vote() -> None:
    assert resolution(FACTS).bases == (
        f"Căn cứ {samples.LAW};",
        "Căn cứ Quy chế thực hiện dân chủ của Sở Ngoại vụ;",
        f"Căn cứ Biên bản {samples.CONFERENCE} ngày 05/3/2026;",
        "Trên cơ sở kết quả thảo luận và biểu quyết tại Hội nghị.",
    )


def test_a_law_that_no_lawyer_confirmed_is_a_gap() -> None:
    assert resolution(dataclasses.replace(FACTS, citation=None)).bases[0] == "Căn cứ […];"


def test_a_law_that_the_adopted_text_names_itself_is_not_named_twice() -> None:
    named = resolution(dataclasses.replace(FACTS, names_the_law=True)).bases
    assert named == resolution(FACTS).bases[1:]


def test_the_presidium_signs_for_the_conference_and_the_paper_goes_to_all_staff() -> None:
    made = resolution(FACTS)
    assert made.on_behalf_of == "TM. Đoàn Chủ tịch"
    assert [signer.post for signer in made.signers] == ["Chủ tịch Công đoàn", "Giám đốc"]
    assert made.recipients == (
        "Sở Nội vụ (để báo cáo)",
        "Công đoàn Viên chức tỉnh",
        "Toàn thể cán bộ, công chức, viên chức, người lao động Sở Ngoại vụ",
        "Lưu: VT, VP",
    )


def test_a_fact_with_line_ends_adds_no_basis_and_no_recipient() -> None:
    made = resolution(dataclasses.replace(FACTS, citation="Luật\n\nCăn cứ giả", other_recipients=("Sở\nNội vụ",)))
    assert len(made.bases) == 4
    assert made.bases[0] == "Căn cứ Luật Căn cứ giả;"
    assert made.recipients[0] == "Sở Nội vụ"


def test_an_article_typed_without_a_heading_keeps_its_text() -> None:
    made = resolution(dataclasses.replace(FACTS, articles=(AdoptedArticle("", "Thông qua kế hoạch."),)))
    assert made.blocks[0] == Article(1, "", (Paragraph("Thông qua kế hoạch."),))
