"""Prefect's database is part of what a thief has; it names nobody of a round that its flow walked through."""

import os
from pathlib import Path

import pytest

from models.store import database
from tests.theft.loot import Loot
from tests.theft.stage import Stage, flow_run
from tests.theft.thief import robbed


@pytest.mark.usefixtures("prefect")
def test_prefects_database_knows_no_voter_no_option_and_no_ballot(tmp_path: Path) -> None:
    stage = Stage(tmp_path, flow_run, Path(os.environ["PREFECT_HOME"]) / "prefect.db")
    played = stage.play(5)
    loot = Loot(played.folder / "end", played.uuid)
    assert loot.tables["prefect.db:flow_run"]
    kept = (played.folder / "end" / "prefect.db").read_bytes()
    told = {mark for voter in loot.voters for mark in voter.marks} | {*loot.options, *played.secrets, played.uuid}
    assert len(told) > 100
    assert not [each for each in told if each.encode() in kept]
    assert not [clue for clue in robbed(loot).clues.values() if clue == played.truth]
    database.engine().dispose()
