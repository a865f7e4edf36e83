"""How many of 200 small mistakes in law/ and in ballots/, drawn by a seed, their tests find: `make mutate`."""

import contextlib
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from queue import Queue

import hypothesis
import pytest
import sqlmodel  # noqa: F401
import typer
import typer.testing  # loaded before the fork, so that no mutant has to load it
import yaml  # noqa: F401

from scripts.mutants import Mutant, all_mutants

ROOT = Path(__file__).resolve().parents[1]
SEED, DRAWN, ENOUGH, WORKERS, TOLD_EVERY = 20261124, 200, 90, 2, 20
LONGEST, LARGEST = 300, 3 * 1024**3
"""Seconds and bytes that the tests of one mutant may take: some never end, some fill the memory."""
SHARED = ("tests/__init__.py", "cli/__init__.py", "settings.py")
OVERLAID = ("models", "procedures", "words", "templates/sentences.yaml")  # what `danchu law show` asks of the agency
NEEDED = {
    "law": ("law", "tests/law", "cli/law.py", *OVERLAID, *SHARED),
    "ballots": ("ballots", "tests/ballots", "cli/ballots.py", "docs/sealed-ballots.md", *SHARED),
}
OPTIONS = ["-x", "-q", "--tb=no", "--assert=plain", "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin", "-c"]


def main() -> int:
    """Tries the packages that were named, or both; 1 where fewer mistakes were found than must be."""
    os.environ |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    sys.dont_write_bytecode = True
    return max(_try(package) for package in sys.argv[1:] or NEEDED)


def _try(package: str) -> int:
    """Draws the mutants, tries each, prints the score and who survived."""
    every = all_mutants(ROOT, package)
    drawn = random.Random(SEED).sample(every, min(DRAWN, len(every)))  # noqa: S311 (no secret: the same draw each time)
    with tempfile.TemporaryDirectory() as folder:
        copies: Queue[Path] = Queue()
        for number in range(WORKERS):
            copies.put(_copy(package, Path(folder) / str(number)))
        if not _is_green(package, copies.queue[0], Path(package)):
            typer.echo(f"The tests fail without any mistake in {package}/.")
            return 2
        with ThreadPoolExecutor(WORKERS) as workers:
            survived = _counted(workers.map(lambda mutant: _survives(package, mutant, copies), drawn))
    found = len(drawn) - survived
    typer.echo(f"{package}: {found} of {len(drawn)} found ({len(every)} possible, seed {SEED}).")
    return int(found * 100 < len(drawn) * ENOUGH)


def _counted(survive: Iterable[bool]) -> int:
    survived = 0
    for tried, survives in enumerate(survive, 1):
        survived += survives
        if tried % TOLD_EVERY == 0:
            typer.echo(f"{tried - survived} of {tried} found so far.")
    return survived


def _copy(package: str, to: Path) -> Path:
    for name in NEEDED[package]:
        source, target = ROOT / name, to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return to


def _survives(package: str, mutant: Mutant, copies: "Queue[Path]") -> bool:
    """Do the tests pass in spite of it? If so it is printed."""
    copy = copies.get()
    file = copy / mutant.path
    right = file.read_text(encoding="utf-8")
    try:
        file.write_text(mutant.text(), encoding="utf-8")
        if survives := _is_green(package, copy, Path(mutant.path)):
            typer.echo(mutant)
        return survives
    finally:
        file.write_text(right, encoding="utf-8")
        copies.put(copy)


def _is_green(package: str, copy: Path, mistaken: Path) -> bool:
    child = get_context("fork").Process(target=_test, args=(package, copy, mistaken))
    child.start()
    child.join(LONGEST)
    is_green = child.exitcode == 0
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.join()
    return is_green


def _test(package: str, copy: Path, mistaken: Path) -> None:
    """In a process group of its own, so that nothing which it started outlives it."""
    os.setpgrp()
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
    os.chdir(copy)
    sys.path[:] = [str(copy), *(path for path in sys.path if Path(path or ".").resolve() != ROOT)]
    unshrunk = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    few = {"max_examples": 15, "derandomize": True, "database": None, "deadline": None, "phases": unshrunk}
    hypothesis.settings.register_profile("few", **few)
    hypothesis.settings.load_profile("few")
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    os._exit(pytest.main([*OPTIONS, os.devnull, "--rootdir", str(copy), *_tests(package, mistaken)]))


def _tests(package: str, mistaken: Path) -> list[str]:
    """The files of tests; those that are named after the mistaken file or its folder first, for most find it."""
    names = {mistaken.stem, *mistaken.parts[1:-1]}
    files = Path(f"tests/{package}").rglob("test_*.py")
    return [str(file) for file in sorted(files, key=lambda file: (not any(name in file.name for name in names), file))]


if __name__ == "__main__":
    raise SystemExit(main())
