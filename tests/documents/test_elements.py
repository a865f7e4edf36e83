"""The short sheet beneath paper.css: every paper is as under the sheet that the library has for all of HTML."""

import pytest
from weasyprint import HTML

from documents import pdf
from documents.paper import Paper
from tests.documents.docx_samples import kinds, odd

PAPERS = {**kinds(), **odd()}


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_paper_is_the_same_byte_for_byte(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    under_ours = pdf.render(paper)
    monkeypatch.setattr(pdf, "PaperDocument", HTML)
    assert pdf.render(paper) == under_ours
