"""A paper in Word: the same access as its PDF, nothing counts as printed, and the machine itself writes it too."""

from io import BytesIO
from pathlib import Path

import docx
from sqlmodel import select
from typer.testing import CliRunner

from cli.main import app
from models import FiledPaper, PaperState
from models.store import database
from tests.pages.test_procedure_page import end
from tests.web.browser import Browser, words_of
from tests.world import World

FORMS = ("html", "pdf", "docx")


def test_the_clerk_downloads_the_paper_and_it_stays_a_draft(small_world: World, clerk: Browser) -> None:
    number = small_world.opened()
    address = f"/procedures/{number}/papers/resolution"
    page = clerk.open(address)
    assert "Tải bản Word" in words_of(page)
    assert f'href="{address}.docx"' in page
    response = clerk.get(f"{address}.docx")
    assert response.headers["content-disposition"] == f'attachment; filename="resolution-{number}.docx"'
    assert response.headers["content-type"].endswith("wordprocessingml.document")
    said = [paragraph.text for paragraph in docx.Document(BytesIO(response.content)).paragraphs]
    assert "Điều 1. Thông qua các báo cáo" in " ".join(said).replace("\N{NO-BREAK SPACE}", " ")
    assert clerk.get(f"{address}.docx").content == response.content
    with database.reading() as session:
        states = session.exec(select(FiledPaper.state).where(FiledPaper.procedure_id == number)).all()
    assert set(states) == {PaperState.DRAFT}


def test_a_paper_that_names_people_is_in_word_for_whom_it_is_on_the_page(
    small_world: World, circulated: int, inspector: Browser, clerk: Browser
) -> None:
    end(small_world, circulated)
    for kind in ("closing_notice", "acknowledgement_list", "reading_list"):
        assert inspector.get(f"/procedures/{circulated}/papers/{kind}.docx").status_code == 403
        assert clerk.get(f"/procedures/{circulated}/papers/{kind}.docx").status_code == 200
    assert inspector.get(f"/procedures/{circulated}/papers/resolution.docx").status_code == 200


def test_the_machine_itself_writes_each_paper_in_three_forms(small_world: World, tmp_path: Path) -> None:
    number = small_world.opened()
    assert CliRunner().invoke(app, ["papers", str(number), "--out", str(tmp_path / "out")]).exit_code == 0
    stems = {file.stem for file in (tmp_path / "out").iterdir()}
    assert "resolution" in stems
    assert {file.name for file in (tmp_path / "out").iterdir()} == {f"{stem}.{end}" for stem in stems for end in FORMS}
    assert (tmp_path / "out" / "resolution.docx").read_bytes().startswith(b"PK")
