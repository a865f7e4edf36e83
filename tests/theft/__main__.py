"""200 rounds are played and robbed, and so is one of each careless build: `python -m tests.theft`."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests import prefect_server
from tests.theft.leaks import LEAKS
from tests.theft.loot import Loot
from tests.theft.stage import Leak, Stage, flow_run, nothing
from tests.theft.thief import Robbed, Thief, Truth, robbed
from tests.theft.verdict import beats_guessing

AT_HOME, ROBBED, OF_A_LEAK = 20, 200, 6


def main() -> int:
    """1 where the thief beats guessing at the product, or does not at a careless build."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=ROBBED)
    rounds, failed = asked.parse_args().rounds, 0
    prefect_server.choose()
    with tempfile.TemporaryDirectory() as folder, prefect_server.running():
        stage = Stage(Path(folder), flow_run, Path(os.environ["PREFECT_HOME"]) / "prefect.db")
        for leak in (nothing, *LEAKS):
            many, home = (rounds, AT_HOME) if leak is nothing else (OF_A_LEAK, OF_A_LEAK)
            thief = Thief([_rob(stage, seed, leak) for seed in range(home)])
            found = [_rob(stage, 1000 + seed, leak) for seed in range(many)]
            beats, said = beats_guessing(thief, found)
            failed += beats is (leak is nothing)
            sys.stdout.write(f"{leak.__name__}, {many} rounds: {said}\n")
            sys.stdout.flush()
    return int(failed > 0)


def _rob(stage: Stage, seed: int, leak: Leak) -> tuple[Robbed, Truth]:
    played = stage.play(seed, leak)
    found = robbed(Loot(played.folder / "end", played.uuid)), played.truth
    shutil.rmtree(played.folder)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
