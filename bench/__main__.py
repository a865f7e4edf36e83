"""Prints the tables, each measured in a process of its own, with versions and date."""

import argparse
import importlib
import platform
import sqlite3
import subprocess
import sys
import tempfile
import warnings
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

TABLES = ("mail", "answer", "engine", "idle", "growth", "staff_list", "dashboard", "papers", "booth", "ballots")
SIZES = {"growth": "full", "dashboard": "small", "ballots": "full"}
STANDS_ON = ("prefect", "fastapi", "uvicorn", "sqlalchemy", "psycopg", "aiosmtplib", "jinja2")


def main() -> int:
    """Measure the tables that were named, or all of them; 1 where a goal was missed."""
    given = _arguments()
    if given.alone:
        return _measure(given.tables[0], full=given.full, small=given.small)
    print(_circumstances(), flush=True)
    sizes = [f"--{size}" for size in sorted(set(SIZES.values())) if getattr(given, size)]
    alone = [sys.executable, "-m", "bench", "--alone", *sizes]
    return max(subprocess.run([*alone, name], check=False).returncode for name in given.tables or TABLES)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("tables", nargs="*", choices=TABLES, metavar="table", help=", ".join(TABLES))
    parser.add_argument("--full", action="store_true", help="the long ones too: 3,000 people, 10,000 ballots (minutes)")
    parser.add_argument("--small", action="store_true", help="dashboard with a tenth of the procedures, to try it out")
    parser.add_argument("--alone", action="store_true", help="one table in this process, without the circumstances")
    return parser.parse_args()


def _measure(name: str, **sizes: bool) -> int:
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
    with tempfile.TemporaryDirectory(prefix=f"danchu-bench-{name}-") as folder:
        measure = importlib.import_module(f"bench.{name}").measure
        chosen = {size: sizes[size] for table, size in SIZES.items() if table == name}
        table = measure(Path(folder), **chosen)
    print(table, flush=True)
    return int(any(line.is_kept is False for line in table.lines))


def _circumstances() -> str:
    """When, on what, with which versions: figures of different machines are not to be compared, ratios are."""
    stands_on = ", ".join(f"{name} {version(name)}" for name in STANDS_ON)
    machine = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.platform()}"
    return f"danchu {version('danchu')}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n{machine}\n{stands_on}\n"


if __name__ == "__main__":
    sys.exit(main())
