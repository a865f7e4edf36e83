"""The whole of a sealed round in real browsers on the product's own routes: keys, votes, the opening, the archive."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from ballots import keys
from models.store import database
from procedures.sealed import holders
from tests.booth.holders import Holder
from tests.chromium import QUIET
from tests.outside.sealed_rounds import MOST_CLICKS, PHONE, one_round
from tests.sealed.nine import KINDS, Nine
from tests.web.server import served

SECONDS_A_CODE, MOST_SECONDS = 30, 180


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield started
        started.close()


def test_three_holders_make_the_keys_on_three_phones_with_one_code_typed_each(sqlite: None, chromium: Browser) -> None:
    case = Nine(KINDS["introduce"])
    case.begin_keys()
    with served() as address:
        contexts = [chromium.new_context(viewport=PHONE) for _ in range(3)]
        phones = [
            Holder(context.new_page(), f"{address}/keys/{case.key_token(place)}")
            for place, context in enumerate(contexts, 1)
        ]
        for phone in phones:
            phone.open("begin")
            phone.type(phone.get_code())
        for phone in phones:
            phone.sees("made")
            assert phone.typed * SECONDS_A_CODE <= MOST_SECONDS
            assert phone.clicks <= MOST_CLICKS
        for context in contexts:
            context.close()
    with database.reading() as session:
        ceremony = holders.ceremony_of(session, case.number)
        assert ceremony
        assert holders.is_whole(session, ceremony)


def test_a_holder_who_lost_the_device_goes_on_with_the_code_on_another(sqlite: None, chromium: Browser) -> None:
    case = Nine(KINDS["introduce"])
    case.begin_keys()
    codes = {place: keys.new_recovery_code() for place in (1, 2, 3)}
    for place in (2, 3, 1):
        case.say(place, codes[place])
    with served() as address:
        for place, turn in ((1, 2), (2, 2), (3, 3), (1, 3), (2, 4), (3, 4), (1, None)):
            context = chromium.new_context(viewport=PHONE)
            phone = Holder(context.new_page(), f"{address}/keys/{case.key_token(place)}")
            phone.open("type-back")
            phone.type(codes[place])
            phone.sees("waiting" if turn else "made")
            if turn:
                own_word_is_said = re.compile(rf"Lượt {turn} trong 4.*\(đồng chí\).{{0,20}}xong lượt này", re.DOTALL)
                expect(phone.window.locator('[data-view="waiting"]')).to_contain_text(own_word_is_said, timeout=60_000)
            context.close()


@pytest.mark.parametrize("seed", [3, 4])
def test_a_round_voted_on_phones_verifies_to_its_draw(
    seed: int, sqlite: None, chromium: Browser, tmp_path: Path
) -> None:
    told = one_round(chromium, tmp_path, seed)
    assert told["belenios"]
    assert told["result"] == told["drawn"]
    assert told["clicks"] <= MOST_CLICKS
