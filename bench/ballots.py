"""How fast a sealed ballot is checked and a whole archive recounted, beside belenios-tool on the same core."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gmpy2 import mpz

from ballots import archive, exact
from ballots.archive import Head, Record, head_of
from ballots.ballot import seal
from ballots.credentials import credentials_json
from ballots.election import Election, Question, make_election, new_uuid
from ballots.group import NAME, powers_of_g, random_scalar
from ballots.keys.trustees import SINGLE
from ballots.proofs.knowledge import prove
from bench.table import Table

SOME, MANY = 400, 10_000
ASKED = Question("Đồng chí có đồng ý không?", ("Đồng ý", "Không đồng ý", "Không có ý kiến"), 1, 1)
HOUR, CORE = 1796011200, 0
OURS = """
import sys
from pathlib import Path
from ballots.verify import verify
assert verify(Path(sys.argv[1]), processes=int(sys.argv[2])).ballots == int(sys.argv[3])
"""
THEIRS = ("belenios-tool", "election", "verify")


@dataclass(frozen=True)
class Spent:
    """What a program used: seconds of processor and of the clock, kilobytes at most."""

    cpu: float
    wall: float
    memory: int


@dataclass(frozen=True)
class Cast:
    """An archive of so many ballots, in a folder of its own."""

    file: Path
    ballots: int

    def ours(self, processes: int = 1) -> Spent:
        command = [sys.executable, "-c", OURS, str(self.file), str(processes), str(self.ballots)]
        return _run(command, self.file.parent, one_core=processes == 1)

    def theirs(self) -> Spent:
        return _run(list(THEIRS), self.file.parent, one_core=True)


def measure(folder: Path, *, full: bool = False) -> Table:
    """Processor time, so that what else the machine does counts little; of the clock only where two cores share."""
    if not shutil.which(THEIRS[0]):
        raise RuntimeError("belenios-tool is not installed: scripts/system.sh")
    many = MANY if full else SOME
    empty, small, large = (_cast(folder / str(ballots), ballots) for ballots in (0, many // 4, many))
    table = Table(
        f"12. Sealed ballots: {many:,}, one question of three answers", "belenios-tool, the same archive, one core"
    )
    ours, theirs = large.ours(), large.theirs()
    table.add("recount, belenios-tool", theirs.cpu, "s CPU", 1)
    table.add("recount, one core", ours.cpu, "s CPU", ours.cpu / theirs.cpu, "<= 0.6")
    alone, beside = ((one - none) / many * 1000 for one, none in _less_starting(ours, theirs, empty))
    table.add("one more ballot, belenios-tool", beside, "ms CPU", 1)
    table.add("one more ballot", alone, "ms CPU", alone / beside, "<= 0.6")
    table.add("two processes against one", large.ours(2).wall, "s", large.ours(2).wall / ours.wall, "<= 0.6")
    memory = large.ours().memory
    table.add(f"memory, against {many // 4:,} ballots", memory / 1024, "MB", memory / small.ours().memory, "<= 1.15")
    return table


def _less_starting(ours: Spent, theirs: Spent, empty: Cast) -> list[tuple[float, float]]:
    return [(ours.cpu, empty.ours().cpu), (theirs.cpu, empty.theirs().cpu)]


def _run(command: list[str], folder: Path, *, one_core: bool) -> Spent:
    if one_core:
        command = ["taskset", "-c", str(CORE), *command]
    begun = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command[-3:]} ended with {child.returncode}")
    return Spent(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss)


def _cast(folder: Path, ballots: int) -> Cast:
    folder.mkdir()
    key = random_scalar()
    election = make_election(new_uuid(), "Đo tốc độ", "", powers_of_g(key), [ASKED])
    proof = prove(f"pok|{NAME}|{election.public_key}", key).as_json()
    trustees = exact.compact([[SINGLE, {"pok": proof, "public_key": str(election.public_key)}]])
    voters = [random_scalar() for _ in range(max(ballots, 1))]
    file = folder / f"{election.uuid}.bel"
    begun = archive.begin(election, trustees, credentials_json(str(powers_of_g(voter)) for voter in voters), HOUR)
    with file.open("wb") as opened:
        opened.write(archive.write(begun))
        for record in _votes(election, voters[:ballots], head_of(begun)):
            opened.write(archive.block(record, HOUR))
    return Cast(file, ballots)


def _votes(election: Election, voters: list[mpz], head: Head) -> Iterator[Record]:
    for number, voter in enumerate(voters):
        choices = [[int(answer == number % 3) for answer in range(3)]]
        records = archive.append_ballot(head, seal(election, voter, choices))
        head = head_of(records)
        yield from records
