"""The browser and Python accept each other's ballots on many random elections: `python -m bench.both_ways`."""

import argparse
import time
from random import Random

from playwright.sync_api import sync_playwright

from tests.booth.conftest import LOAD, MODULES
from tests.booth.server import served
from tests.booth.test_ballots_both_ways import both_ways
from tests.chromium import QUIET


def main() -> None:
    """Tries the elections of the seeds 0, 1, 2 and so on; stops at the first on which the two sides differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("elections", type=int, nargs="?", default=1000)
    elections, begun = parser.parse_args().elections, time.monotonic()
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        page = browser.new_page()
        page.goto(f"{site.address}/blank")
        page.evaluate(LOAD, MODULES)
        for seed in range(elections):
            both_ways(page.evaluate, Random(seed))
        browser.close()
    print(f"{elections} elections, {time.monotonic() - begun:.0f} s: each side accepts what the other sealed")


if __name__ == "__main__":
    main()
