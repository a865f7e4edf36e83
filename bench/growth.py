"""How a whole rehearsed procedure grows with the agency: seconds and peak memory at ten times the people."""

import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.processes import family, memory_now
from bench.table import Table
from settings import ROOT

SIZES, FULL = (30, 300), (30, 300, 3_000)
PARTS = {"cli.main web": "web", "cli.main courier": "courier", "prefect": "Prefect server"}
EVERY = 0.5


@dataclass
class Rehearsal:
    """What one rehearsal took: seconds by its own count, and the most bytes that each of its processes held."""

    seconds: float
    peaks: dict[str, int] = field(default_factory=dict)


def measure(folder: Path, full: bool = False) -> Table:
    """Rehearse the circulated resolution, each size after the other."""
    table = Table("7. Growth: danchu rehearse resolution --people N", "the same with a tenth of the people")
    sizes = FULL if full else SIZES
    done = [_rehearse(people, folder) for people in sizes]
    for index, (people, one) in enumerate(zip(sizes, done, strict=True)):
        before = done[index - 1] if index else None
        grown = one.seconds / before.seconds if before else None
        table.add(f"{people} people", one.seconds, "s", grown, "<= 11" if before else "")
        for part, peak in one.peaks.items():
            grown = peak / before.peaks[part] if before else None
            table.add(f"{people} people, {part}, peak memory", peak / 2**20, "MiB", grown, "<= 11" if before else "")
    table.notes.append("ratios are to the line of a tenth of the people; every promise of each rehearsal was kept")
    return table


def _rehearse(people: int, folder: Path) -> Rehearsal:
    command = [sys.executable, "-m", "cli.main", "rehearse", "resolution", "--people", str(people), "--json"]
    out = folder / str(people)
    child = subprocess.Popen([*command, "--out", str(out)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    peaks: dict[str, int] = {}
    watching = threading.Thread(target=_watch, args=(child, peaks))
    watching.start()
    said, complaints = child.communicate()
    watching.join()
    if child.returncode:
        raise RuntimeError(f"the rehearsal of {people} people failed: {complaints.decode()[-500:]}")
    return Rehearsal(json.loads(said.splitlines()[-1])["seconds"], dict(sorted(peaks.items())))


def _watch(child: "subprocess.Popen[bytes]", peaks: dict[str, int]) -> None:
    while child.poll() is None:
        for process_id, command in family(child.pid).items():
            part = next((part for mark, part in PARTS.items() if mark in command), "rehearsal")
            peaks[part] = max(peaks.get(part, 0), memory_now(process_id))
        time.sleep(EVERY)
