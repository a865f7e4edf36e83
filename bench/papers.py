"""How long a paper of four pages takes as PDF, beside the same paper as a Word file, in processes that are warm."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from bench.table import Table, middle
from cli.main import collect_seldom
from documents.paper import Paper
from documents.papers.responses_table import responses_table
from settings import ROOT
from tests.documents.opinion_samples import RESPONSES, table_facts

PROCESSES, RENDERINGS, ROWS = 3, 8, 28
WAYS = ("pdf", "docx")
ALONE = "import bench.papers; bench.papers.tell()"


def measure(folder: Path) -> Table:
    """Each process renders both, one after the other; its first rendering of each is told apart."""
    table = Table("9. Papers: a table of responses with 28 rows", "the same paper as DOCX, in the same process")
    told = [json.loads(_alone()) for _ in range(PROCESSES)]
    pdf, word = ([seconds for each in told for seconds in each[way][1:]] for way in WAYS)
    ratio = middle([middle(each["pdf"][1:]) / middle(each["docx"][1:]) for each in told])
    table.add("DOCX, warm, p50", middle(word) * 1000, "ms", 1.0)
    table.add("PDF, warm, p50", middle(pdf) * 1000, "ms", ratio, "<= 6")
    table.add("DOCX, first of a process", middle([each["docx"][0] for each in told]) * 1000, "ms")
    table.add("PDF, first of a process", middle([each["pdf"][0] for each in told]) * 1000, "ms")
    table.add("DOCX, import", middle([each["docx_import"] for each in told]) * 1000, "ms")
    table.add("PDF, import", middle([each["pdf_import"] for each in told]) * 1000, "ms")
    table.notes.append(f"{RENDERINGS} renderings in each of {PROCESSES} processes; PDF of {told[0]['pages']} pages")
    return table


def _alone() -> str:
    command = [sys.executable, "-W", "ignore", "-c", ALONE]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


def tell() -> None:
    """Render in this process, and print what each rendering took as JSON."""
    told: dict[str, object] = {}
    collect_seldom()  # as the process does in which people ask for papers
    given, render = paper(), {}
    for way in reversed(WAYS):  # what both import, the lighter one brings
        begun = time.perf_counter()
        render[way] = _renderer(way)
        told[f"{way}_import"] = time.perf_counter() - begun
    taken = [[_seconds(render[way], given) for way in WAYS] for _ in range(RENDERINGS)]
    told |= {way: list(seconds) for way, seconds in zip(WAYS, zip(*taken, strict=True), strict=True)}
    print(json.dumps(told | {"pages": _pages(render["pdf"](given))}))


def paper() -> Paper:
    """The table of what was said of a draft and answered, with ROWS opinions."""
    responses = tuple(islice(cycle(RESPONSES), ROWS))
    return responses_table(replace(table_facts(), responses=responses, corrections=()))


def _renderer(way: str) -> Callable[[Paper], bytes]:
    if way == "pdf":
        from documents import pdf

        return pdf.render
    from documents import docx

    return docx.render


def _seconds(render: Callable[[Paper], bytes], given: Paper) -> float:
    begun = time.perf_counter()
    render(given)
    return time.perf_counter() - begun


def _pages(content: bytes) -> int:
    from io import BytesIO

    from pypdf import PdfReader

    return len(PdfReader(BytesIO(content)).pages)
