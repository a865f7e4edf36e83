"""The pages in a real browser: phone and desktop, light and dark, keyboard, print, without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.look.gallery import samples

PAGES = list(samples()["pages"])
WIDTHS = (320, 390, 1280)
CONTRAST_ONLY = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")


def _opened(browser: Browser, width: int, scheme: str) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    return context.new_page()


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[dict[tuple[int, str], Page]]:
    """One window for each width and colour scheme."""
    opened = {(width, scheme): _opened(browser, width, scheme) for width in WIDTHS for scheme in ("light", "dark")}
    yield opened
    for window in opened.values():
        window.context.close()


def _unfold(window: Page, address: str) -> None:
    window.goto(address)
    window.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    window.evaluate(MEASURE)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault_on_any_width_and_in_either_scheme(name, gallery, windows):
    for place, window in windows.items():
        _unfold(window, f"{gallery}/{name}")
        found = Axe().run(window, options=CONTRAST_ONLY if place[1] == "dark" else None)
        assert found.violations_count == 0, f"{name} {place}: {found.generate_report()}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_is_legible_and_can_be_pressed(name, gallery, windows):
    for (width, scheme), window in windows.items():
        if scheme == "dark":
            continue
        _unfold(window, f"{gallery}/{name}")
        assert window.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways at {width}"
        assert window.evaluate("look.smallText(13)") == [], f"{name} at {width}"
        assert window.evaluate("look.smallTargets(44)") == [], f"{name} at {width}"
        assert window.evaluate("look.overlaps()") == [], f"{name} at {width}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_at_twice_the_text_size_does_not_scroll_sideways(name, gallery, windows):
    window = windows[1280, "light"]
    window.set_viewport_size({"width": 640, "height": 450})
    window.goto(f"{gallery}/{name}")
    wide = window.evaluate("document.documentElement.scrollWidth")
    window.set_viewport_size({"width": 1280, "height": 844})
    assert wide <= 640


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_has_nothing_to_say_under_the_strict_policy(name, gallery, windows):
    said: list[str] = []
    window = windows[390, "light"]
    listeners = {
        "console": lambda message: said.append(message.text),
        "pageerror": lambda error: said.append(str(error)),
    }
    for event, listener in listeners.items():
        window.on(event, listener)
    window.goto(f"{gallery}/{name}")
    for event, listener in listeners.items():
        window.remove_listener(event, listener)
    assert said == []


@pytest.mark.parametrize("name", ["answer_again", "portfolio", "procedure", "wizard_when", "count"])
def test_the_keyboard_shows_where_it_is(name, gallery, windows):
    window = windows[390, "light"]
    window.goto(f"{gallery}/{name}")
    window.evaluate(MEASURE)
    window.evaluate("document.activeElement.blur()")
    rings = []
    for _ in range(60):
        window.keyboard.press("Tab")
        ring = window.evaluate("look.ring()")
        if ring is None:
            break
        rings.append(ring)
    assert len(rings) >= 5
    assert [ring for ring in rings if ring["width"] < 3 or ring["style"] != "solid"] == []


def test_a_form_that_came_back_starts_at_its_list_of_errors(gallery, windows):
    window = windows[390, "light"]
    window.goto(f"{gallery}/answer_again")
    assert window.evaluate("document.activeElement.className") == "errors"
    window.click(".errors a")
    window.keyboard.press("Space")
    assert window.is_checked("#f-read")


def test_rows_of_a_table_are_cards_on_a_phone_and_rows_on_a_desk(gallery, windows):
    cell = "document.querySelector('.table tbody td')"
    seen = {}
    for width in (390, 1280):
        window = windows[width, "light"]
        window.goto(f"{gallery}/import_preview")
        seen[width] = window.evaluate(f"getComputedStyle({cell}).display")
    assert seen == {390: "grid", 1280: "table-cell"}


def test_paper_shows_the_content_and_none_of_the_controls(gallery, windows):
    window = windows[1280, "dark"]
    window.goto(f"{gallery}/procedure")
    window.emulate_media(media="print")
    controls = window.locator(".button, .nav, .whoami form, .acts").all()
    shown = [control.inner_text() for control in controls if control.is_visible()]
    printed = window.locator("main").inner_text()
    ground = window.evaluate("getComputedStyle(document.body).backgroundColor")
    window.emulate_media(media="screen")
    assert shown == []
    assert "Kế hoạch lấy ý kiến" in printed
    assert ground in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_nothing_moves_for_those_who_ask_for_stillness(gallery, windows):
    window = windows[390, "light"]
    window.goto(f"{gallery}/answer")
    moving = "getComputedStyle(document.querySelector('.button')).transitionDuration"
    window.emulate_media(reduced_motion="reduce")
    still = window.evaluate(moving)
    window.emulate_media(reduced_motion="no-preference")
    assert (still, window.evaluate(moving)) == ("0s", "0.12s, 0.12s")


def test_buttons_and_chosen_rows_have_an_edge_in_forced_colours(gallery, windows):
    window = windows[390, "light"]
    window.goto(f"{gallery}/wizard_when")
    window.emulate_media(forced_colors="active")
    edges = window.evaluate(
        "['.button-primary', '.choice > input:checked + label']"
        ".map(which => getComputedStyle(document.querySelector(which)))"
        ".map(style => [style.borderTopStyle, style.outlineStyle])"
    )
    window.emulate_media(forced_colors="none")
    assert edges == [["solid", "none"], ["solid", "solid"]]


@pytest.mark.parametrize("name", ["answer", "receipt", "procedure", "progress"])
def test_a_page_says_the_same_without_scripts(name, gallery, browser, windows):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    window = context.new_page()
    window.goto(f"{gallery}/{name}")
    without = window.locator("main").inner_text()
    context.close()
    window = windows[390, "light"]
    window.goto(f"{gallery}/{name}")
    assert window.locator("main").inner_text().replace("In trang này", "").split() == without.split()


def test_names_without_a_space_and_very_long_ones_do_not_push_the_page_aside(gallery, windows):
    window = windows[320, "light"]
    for name in ("procedure", "portfolio", "import_preview", "count", "decision"):
        window.goto(f"{gallery}/{name}")
        window.evaluate(
            "document.querySelectorAll('h1, h2, td span, th, .item-name a, .whoami > span, .brand-agency, .button, '"
            "+ 'p:not(.figure)')"
            ".forEach(place => { place.append('Nguyễn' + 'Phương'.repeat(12)) })"
        )
        assert window.evaluate("document.documentElement.scrollWidth") == 320, name
