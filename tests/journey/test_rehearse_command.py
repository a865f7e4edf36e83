"""`danchu rehearse` as it is asked for on the command line, before anything is played."""

from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner, Result

from cli.rehearse import FEWEST, SECRET, Kind, Mode, rehearse, unplayable

APP = Typer()
APP.command()(rehearse)


def asked(*arguments: str) -> Result:
    return CliRunner().invoke(APP, list(arguments))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in SECRET])
def test_a_sealed_ballot_is_refused_in_words_where_no_round_is_secret(kind: Kind, tmp_path: Path) -> None:
    ended = asked(kind.value, "--mode", "sealed", "--out", str(tmp_path / "out"))
    assert ended.exit_code == 2
    assert "Diễn tập với --mode paper" in ended.output
    assert not (tmp_path / "out").exists()


def test_paper_is_played_of_every_kind_and_sealed_where_ballots_are_secret() -> None:
    assert all(unplayable(kind, Mode.PAPER, FEWEST) == "" for kind in Kind)
    assert all(unplayable(kind, Mode.SEALED, FEWEST) == "" for kind in SECRET)
    small = [kind for kind in Kind if unplayable(kind, Mode.PAPER, FEWEST - 1) == ""]
    assert small == [Kind.CONFERENCE]


def test_a_mode_that_is_none_is_refused_with_those_there_are() -> None:
    ended = asked("opinion", "--mode", "open")
    assert ended.exit_code == 2
    assert "paper" in ended.output
    assert "sealed" in ended.output
