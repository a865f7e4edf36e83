"""How long a phone takes to seal a ballot of three choices: Chromium slowed down four times, beside full speed."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from ballots.election import Question
from bench.table import Table, middle
from tests.booth.box import Box, box_of
from tests.booth.conftest import LOAD, MODULES
from tests.booth.server import Site, served
from tests.chromium import QUIET

BALLOTS, SLOWER = 15, 4
THREE = Question("Tín nhiệm", ("Tín nhiệm cao", "Tín nhiệm", "Tín nhiệm thấp"), 1, 1)
SEAL = """async ({raw, code, ballots}) => {
  const begun = performance.now();
  const read = await election.Election.read(encode(raw));
  group.ofG(1n);
  read.powers.of(1n);
  const tables = performance.now() - begun;
  const taken = [];
  for (let at = 0; at < ballots; at += 1) {
    const from = performance.now();
    const secret = await credentials.privateCredential(code, read.uuid);
    await ballot.seal(read, secret, [[0, 1, 0]]);
    taken.push(performance.now() - from);
  }
  return {tables, taken};
}"""


def measure(folder: Path) -> Table:
    """In the page itself, not in its worker: slowing a page down does not slow its workers down."""
    table = Table("11. Sealing a ballot of 3 choices in Chromium", "the same page at full speed")
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        quick, slow = (_sealing(browser.new_page(), site, box_of([THREE]), rate) for rate in (1, SLOWER))
        browser.close()
    table.add("full speed, p50", middle(quick["taken"]), "ms", 1.0)
    table.add(f"{SLOWER} times slower, p50", middle(slow["taken"]), "ms", None, "<= 150")
    table.add(f"{SLOWER} times slower, worst", max(slow["taken"]), "ms")
    table.add(f"{SLOWER} times slower, tables made while the page opens", slow["tables"], "ms")
    table.notes.append(f"{BALLOTS} ballots each, from the code to the bytes that are sent")
    return table


def _sealing(page: Page, site: Site, box: Box, rate: int) -> dict[str, Any]:
    """Milliseconds of each ballot, and of the tables before them, in a page slowed down `rate` times."""
    page.goto(f"{site.address}/blank")
    page.evaluate(LOAD, MODULES)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    return page.evaluate(SEAL, {"raw": box.election.raw.decode(), "code": box.codes[0], "ballots": BALLOTS})
