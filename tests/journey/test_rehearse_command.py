"""`danchu rehearse` as it is asked for on the command line, before anything is played."""

from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner, Result

from cli.rehearse import Kind, Mode, rehearse, unplayable

APP = Typer()
APP.command()(rehearse)


def asked(*arguments: str) -> Result:
    return CliRunner().invoke(APP, list(arguments))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_sealed_ballot_is_refused_in_words_while_no_procedure_has_one(kind: Kind, tmp_path: Path) -> None:
    ended = asked(kind.value, "--mode", "sealed", "--out", str(tmp_path / "out"))
    assert ended.exit_code == 2
    assert "Diễn tập với --mode paper" in ended.output
    assert not (tmp_path / "out").exists()


def test_paper_is_played() -> None:
    assert unplayable(Mode.PAPER) == ""


def test_a_mode_that_is_none_is_refused_with_those_there_are() -> None:
    ended = asked("opinion", "--mode", "open")
    assert ended.exit_code == 2
    assert "paper" in ended.output
    assert "sealed" in ended.output
