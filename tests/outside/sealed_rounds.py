"""Rounds of nine voted in Chromium at the size of a phone: `python -m tests.outside.sealed_rounds --rounds 20`."""

import argparse
import io
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from ballots.verify import verify
from models.store import database
from procedures.meetings.tallying.asking import Asked
from tests import databases
from tests.ballots.sealed_world import tool_accepts
from tests.booth.holders import Holder
from tests.booth.voting import Voter
from tests.chromium import QUIET
from tests.sealed.nine import KINDS, VOTERS, Nine, drawn, summed
from tests.sealed.sealing import Sealing
from tests.web.server import served

PHONE = {"width": 390, "height": 844}
REVOTES, ABSENT = 0.25, 0.1
LEAST = 5
MOST_CLICKS = 6
NOBODY = "Không chọn ai (phiếu trắng)"
Rows = list[list[int]]


def one_round(browser: Browser, folder: Path, seed: int) -> dict[str, Any]:
    """A round from the draw of a seed to the archive that a key holder downloads, compared with that draw."""
    chance = random.Random(seed)
    kind = sorted(KINDS)[seed % len(KINDS)]
    case = Nine(KINDS[kind])
    case.make_keys()
    case.let_vote()
    with served() as address:
        last, revotes, clicks = _voted(browser, case, address, chance)
        case.close()
        case.wait_for_objections()
        absent = chance.randint(1, 3)
        for place in sorted({1, 2, 3} - {absent}):
            opens(browser, case, address, place)
        archive = case.browser.sign_in(case.teller).get(case.archive_address).content
    expected = summed(case.questions, last)
    told = {"seed": seed, "kind": kind, "voted": len(last), "revotes": revotes, "absent_holder": absent}
    report = verify(io.BytesIO(archive), roll=VOTERS, stage="result")
    found = {"belenios": tool_accepts(folder, archive, case.uuid), "result": report.result}
    return told | {"clicks": clicks, "drawn": expected} | found


def _voted(browser: Browser, case: Nine, address: str, chance: random.Random) -> tuple[list[Rows], int, int]:
    """Everyone but a few votes, some twice, the first with the code typed; last ballots, revotes, the most clicks."""
    last: list[Rows] = []
    revotes, clicks = 0, 0
    for row in case.voters():
        if len(last) >= LEAST and chance.random() < ABSENT:
            continue
        context = browser.new_context(viewport=PHONE)
        voter = Voter(context.new_page())
        _enter(voter, f"{address}/b/{case.uuid}", case.code(row), is_typed=not last)
        if chance.random() < REVOTES:
            vote(voter, case.questions, drawn(chance, case.questions))
            voter.press("Bỏ lại phiếu")
            voter.sees("choose")
            revotes, voter.clicks = revotes + 1, 0
        last.append(drawn(chance, case.questions))
        vote(voter, case.questions, last[-1])
        clicks = max(clicks, voter.clicks)
        context.close()
    return last, revotes, clicks


def _enter(voter: Voter, booth: str, code: str, *, is_typed: bool) -> None:
    """By the link, or where its `#` was lost, with the code typed from the letter."""
    if not is_typed:
        voter.open(f"{booth}#{code}")
        return
    voter.open(booth, "code")
    voter.window.get_by_role("textbox", name="Mã bỏ phiếu").fill(code)
    voter.press("Vào phòng phiếu")
    voter.sees("choose")


def vote(voter: Voter, questions: Sequence[Asked], ballot: Rows) -> None:
    """Choose, review, one button; who chooses nobody of several says so in the last row."""
    for at, (asked, places) in enumerate(zip(questions, ballot, strict=True)):
        for place in places:
            voter.choose_in(at, asked.answers[place])
        if not places:
            voter.choose_in(at, NOBODY)
    voter.send()


def opens(browser: Browser, case: Sealing, address: str, place: int) -> None:
    """A holder compares the eleven groups and types the recovery code, on a device that never saw it."""
    context = browser.new_context(viewport=PHONE)
    holder = Holder(context.new_page(), f"{address}/keys/{case.key_token(place)}")
    holder.open("compare")
    holder.window.get_by_label("Tôi đã so, mười một nhóm số giống biên bản chốt").check()
    holder.press("Gõ mã để mở")
    holder.type(case.recovery[place])
    holder.sees("opened")
    context.close()


def main() -> None:
    """Play the rounds, print one object a line; exit 1 unless every archive verifies to its draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        kept = [_alone(browser, seed) for seed in range(asked.seed, asked.seed + asked.rounds)]
        browser.close()
    sys.exit(0 if all(kept) else 1)


def _alone(browser: Browser, seed: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        databases.fresh("sqlite", Path(folder))
        told = one_round(browser, Path(folder), seed)
        database.engine().dispose()
    told["kept"] = told["belenios"] and told["result"] == told["drawn"] and told["clicks"] <= MOST_CLICKS
    sys.stdout.write(f"{json.dumps(told, ensure_ascii=False)}\n")
    sys.stdout.flush()
    return told["kept"]


if __name__ == "__main__":
    main()
