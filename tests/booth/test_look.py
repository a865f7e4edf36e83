"""Every view of the booth and of the key page: readable, pressable, quiet, on any width and in either scheme."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from settings import ROOT
from tests.booth.box import box, made_keys
from tests.booth.holders import Holder
from tests.booth.key_room import KeyRoom, Table
from tests.booth.server import Site
from tests.booth.test_opening import voted
from tests.booth.voting import Voter

WIDTHS = (320, 390, 1280)
CONTRAST_ONLY = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
MEASURE = (ROOT / "tests" / "look" / "measure.js").read_text(encoding="utf-8")
SHOW = """(view) => {
  for (const section of document.querySelectorAll("[data-view]")) section.hidden = section.dataset.view !== view;
  for (const fold of document.querySelectorAll("details")) fold.open = true;
}"""
WIDEST = """() => [...document.querySelectorAll("main *")]
  .filter((element) => element.getBoundingClientRect().right > innerWidth)
  .map((element) => element.outerHTML.slice(0, 80))"""
BOOTH = ("opening", "problem", "code", "choose", "review", "sending", "receipt")
KEYS = ("opening", "problem", "begin", "code", "type-back", "waiting", "made", "early", "check", "compare")
LATER = ("decrypting", "opened", "counted", "destroy", "nothing", "slips", "slips-making", "slips-print", "slips-made")


def filled_booth(window: Page, site: Site) -> None:
    """A booth that has been walked through to the receipt, a complaint standing at each control."""
    voter = Voter(window)
    voter.open(f"{site.add(box())}#{box().codes[0]}")
    voter.press("Xem lại")
    voter.choose("Trần Thị Bình")
    voter.press("Xem lại")
    voter.sees("review")
    voter.press("Gửi phiếu")
    window.get_by_role("alert").filter(has_text="Mã này không có trong danh sách").wait_for()
    window.locator("#f-code").evaluate("(field) => { field.value = '3Fk'; field.form.requestSubmit(); }")


def filled_keys(window: Page, site: Site) -> None:
    """A key page on which a box was verified, after a code was made."""
    closed = voted()
    site.add(closed)
    table = Table(made_keys().ceremony, box=closed, head_at_close=closed.head.hash)
    site.rooms["look"] = KeyRoom(table, 1)
    Holder(window, f"{site.address}/keys/look").open("compare")
    window.locator('[data-form="compare"]').evaluate("(form) => form.requestSubmit()")
    window.locator('[data-press="make"]').evaluate("(button) => button.click()")
    window.locator(".recovery > li").first.wait_for()


PAGES: dict[str, tuple[Callable[[Page, Site], None], tuple[str, ...]]] = {
    "booth": (filled_booth, BOOTH),
    "keys": (filled_keys, (*KEYS, *LATER)),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_view_passes_axe_fits_and_can_be_pressed(name, browser: Browser, site: Site):
    fill, views = PAGES[name]
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    window = context.new_page()
    fill(window, site)
    window.evaluate(MEASURE)
    for view in views:
        window.evaluate(SHOW, view)
        for width in WIDTHS:
            window.set_viewport_size({"width": width, "height": 844})
            for scheme in ("light", "dark"):
                window.emulate_media(color_scheme=scheme)
                where = f"{name} {view} {width} {scheme}"
                found = Axe().run(window, options=CONTRAST_ONLY if scheme == "dark" else None)
                assert found.violations_count == 0, f"{where}: {found.generate_report()}"
            assert window.evaluate("document.documentElement.scrollWidth") <= width, where
            assert window.evaluate("look.smallText(13)") == [], where
            assert window.evaluate("look.smallTargets(44)") == [], where
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_has_nothing_to_say_under_the_strict_policy(name, window: Page, site: Site):
    said: list[str] = []
    window.on("pageerror", lambda error: said.append(str(error)))
    window.on("console", lambda message: said.append(message.text))
    PAGES[name][0](window, site)
    assert [line for line in said if "422" not in line] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_view_at_twice_the_text_size_does_not_scroll_sideways(name, browser: Browser, site: Site):
    fill, views = PAGES[name]
    context = browser.new_context(viewport={"width": 320, "height": 450})
    window = context.new_page()
    fill(window, site)
    window.evaluate("document.documentElement.style.fontSize = '200%'")
    for view in views:
        window.evaluate(SHOW, view)
        wide = window.evaluate(WIDEST)
        assert window.evaluate("document.documentElement.scrollWidth") <= 320, f"{view}: {wide}"
    context.close()


def test_without_javascript_the_pages_say_what_to_do(browser: Browser, site: Site):
    context = browser.new_context(java_script_enabled=False)
    window = context.new_page()
    site.rooms["look"] = KeyRoom(Table(made_keys().ceremony), 1)
    for address in (site.add(box()), f"{site.address}/keys/look"):
        window.goto(address)
        assert "JavaScript" in window.locator("main").inner_text()
    context.close()


def test_every_module_is_short_and_every_word_stands_in_its_place():
    """A file says in its first line what it is for; what people read stands in the HTML and in words.js alone."""
    for module in (ROOT / "web" / "static" / "booth").rglob("*.js"):
        text = module.read_text(encoding="utf-8")
        assert text.startswith("// "), module
        assert len(text.splitlines()) < 300, module
        assert module.name == "words.js" or not _has_vietnamese(text), module


def _has_vietnamese(text: str) -> bool:
    return any("\u0102" <= sign <= "\u1ef9" or sign in "àáâãèéêìíòóôõùúýđ" for sign in text)
