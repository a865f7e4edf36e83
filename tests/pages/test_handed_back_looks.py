"""What was typed and not kept, in a real browser: legible on any screen, copied with one press, there after sign-in."""

from playwright.sync_api import Browser, Page

from tests.pages.looking import VIEWS, faults_of, sign_in
from tests.web.server import served
from tests.world import World

TYPED = "Đề nghị nâng mức khoán xăng xe lên 600.000 đồng.\n\nĐiều 2. Bỏ câu «</textarea>» ở đoạn trên. " * 5


def refused(page: Page, base: str, world: World) -> None:
    """HR types, signs in anew as somebody else in the same browser, and sends."""
    sign_in(page, world.hr)
    page.goto(f"{base}/hr/procedures/new")
    page.get_by_role("radio").first.check()
    page.get_by_role("textbox").fill(TYPED)
    sign_in(page, world.manager)
    page.locator("main").get_by_role("button").click()


def test_what_was_not_kept_is_legible_on_any_screen_and_in_either_scheme(small_world: World, browser: Browser) -> None:
    with served() as base:
        for width, scheme in VIEWS:
            page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
            refused(page, base, small_world)
            assert faults_of(page, width) == []


def test_what_was_not_kept_is_copied_with_one_press_and_stays_while_signing_in(
    small_world: World, browser: Browser
) -> None:
    with served() as base:
        page = browser.new_page()
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        refused(page, base, small_world)
        shown = page.get_by_label("Chữ đồng chí vừa gõ").input_value()
        page.get_by_role("button", name="Chép").click()
        page.get_by_text("Đã chép").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == shown
        for way in (page.get_by_role("link", name="Mở lại trang"), page.get_by_role("button", name="Đăng xuất để")):
            with page.context.expect_page() as opened:
                way.click()
            opened.value.wait_for_load_state()
            assert page.get_by_label("Chữ đồng chí vừa gõ").input_value() == shown
        assert opened.value.url == f"{base}/sign-in?next=%2Fhr%2Fprocedures%2Fnew"
