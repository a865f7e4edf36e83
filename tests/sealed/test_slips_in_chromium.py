"""Slips from the printer to the result, in real browsers: made on one device, drawn, scanned by phones, counted."""

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pypdf import PdfReader

from ballots import credentials
from ballots.verify import verify
from models.store import database
from procedures.sealed import opening, preparing
from procedures.sealed.hall import making
from tests.ballots.sealed_world import tool_accepts
from tests.booth.holders import Holder
from tests.booth.voting import Voter
from tests.chromium import QUIET
from tests.outside.sealed_rounds import PHONE, opens, vote
from tests.sealed.drawing import Drawn28
from tests.sealed.nine import drawn, summed
from tests.web.server import served

DESK = {"width": 1280, "height": 900}
KEPT = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length]"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield started
        started.close()


@pytest.fixture
def case(sqlite: None) -> Drawn28:
    case = Drawn28()
    case.make_keys()
    case.convene()
    case.prepare_early()
    return case


def made(case: Drawn28, window: Page, address: str) -> Holder:
    """The holder's device, with slips on its screen that are not printed yet."""
    holder = Holder(window, f"{address}/keys/{case.key_token(case.maker.place)}")
    holder.open("slips")
    holder.press("Làm mã")
    holder.sees("slips-print")
    return holder


def codes_on(window: Page) -> list[str]:
    return window.locator(".slip-code").all_inner_texts()


def scanned(window: Page, place: int) -> str:
    """What a phone reads from one slip."""
    picture = Image.open(io.BytesIO(window.locator(".slip .qr").nth(place).screenshot()))
    found = zxingcpp.read_barcode(picture)
    assert found
    return found.text


def test_a_holder_prints_slips_without_a_name_and_the_codes_never_leave_the_device(
    case: Drawn28, chromium: Browser
) -> None:
    sent: list[str] = []
    with served() as address:
        window = chromium.new_context(viewport=DESK).new_page()
        window.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
        holder = made(case, window, address)
        codes = codes_on(window)
        assert len(set(codes)) == case.wanted()["count"]
        assert all(credentials.is_code(code) for code in codes)
        assert scanned(window, 0) == f"{address}/b/{case.uuid}#{codes[0]}"
        printed = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(window.pdf())).pages)
        assert all(code in printed for code in codes)
        assert not [entry.full_name for _, entry in case.attendees() if entry.full_name in printed]
        assert "In phiếu mã" not in printed
        holder.press("Xong, xóa mã khỏi máy này")
        expect(window.locator("#e-printed")).to_contain_text(f"in đủ {len(codes)} phiếu")
        window.get_by_label("Phiếu đã in đủ và đọc được").check()
        window.context.set_offline(True)
        holder.press("Xong, xóa mã khỏi máy này")
        expect(window.locator("#e-printed")).to_contain_text("Phiếu đã in vẫn dùng được")
        window.context.set_offline(False)
        assert codes_on(window) == codes
        holder.press("Xong, xóa mã khỏi máy này")
        holder.sees("slips-made")
        with database.reading() as session:
            halves = preparing.halves_of(session, case.sealed)
        assert halves == sorted(map(case.half, codes))
        assert making.mark_of(halves) in window.locator('[data-view="slips-made"]').inner_text()
        assert making.mark_of(halves) in printed
        assert not [code for code in codes if code in window.content() or any(code in each for each in sent)]
        assert window.evaluate(KEPT) == [0, 0, 0, 0]
        window.context.close()


def test_who_leaves_without_printing_makes_the_codes_anew(case: Drawn28, chromium: Browser) -> None:
    with served() as address:
        window = chromium.new_context(viewport=DESK).new_page()
        window.on("dialog", lambda dialog: dialog.accept())
        made(case, window, address)
        lost = codes_on(window)
        made(case, window, address)
        assert not set(lost) & set(codes_on(window))
        window.context.close()
    with database.reading() as session:
        assert preparing.halves_of(session, case.sealed) == []


def test_nine_draw_slips_and_the_archive_verifies_to_what_they_chose(
    case: Drawn28, chromium: Browser, tmp_path: Path
) -> None:
    chance = random.Random(9)
    with served() as address:
        window = chromium.new_context(viewport=DESK).new_page()
        holder = made(case, window, address)
        case.codes = codes_on(window)
        link = scanned(window, 0)
        window.get_by_label("Phiếu đã in đủ và đọc được").check()
        holder.press("Xong, xóa mã khỏi máy này")
        holder.sees("slips-made")
        window.context.close()
        case.meet()
        case.hand_out()
        case.sign_opening()
        opening.let_vote(case.sealed_id)
        asked = preparing.asked_in(case.sealed)
        last = [drawn(chance, asked) for _ in range(case.people)]
        links = [link, *(f"{address}/b/{case.uuid}#{code}" for code in case.codes[1 : case.people])]
        for place, (each, ballot) in enumerate(zip(links, last, strict=True)):
            voter = Voter(chromium.new_context(viewport=PHONE).new_page())
            voter.open(each)
            if place == 1:
                vote(voter, asked, drawn(chance, asked))
                voter.press("Bỏ lại phiếu")
                voter.sees("choose")
            vote(voter, asked, ballot)
            voter.window.context.close()
        refused(chromium, f"{address}/b/{case.uuid}#{credentials.new_code()}")
        case.close()
        for place in (1, 3):
            opens(chromium, case, address, place)
        case.conclude()
        archive = case.whole_archive()
    report = verify(io.BytesIO(archive), roll=len(case.codes), stage="result")
    assert report.result == summed(asked, last)
    assert (report.counted, report.ballots) == (case.people, case.people + 1)
    assert tool_accepts(tmp_path, archive, case.uuid)


def refused(chromium: Browser, link: str) -> None:
    """A code that somebody made up: the box does not take its ballot."""
    voter = Voter(chromium.new_context(viewport=PHONE).new_page())
    voter.open(link)
    voter.window.locator(".choice label").first.click()
    voter.press("Xem lại")
    voter.sees("review")
    voter.press("Gửi phiếu")
    expect(voter.window.locator('[data-fill="refused"]')).to_contain_text("không có trong danh sách", timeout=30_000)
    voter.window.context.close()
