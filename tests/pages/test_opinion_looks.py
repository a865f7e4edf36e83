"""The office pages of a consultation in a real browser: axe, narrow and wide, light and dark, by keyboard alone."""

import copy
from datetime import timedelta

from playwright.sync_api import Browser

from models import Verdict
from procedures.opinion import asking, drafting, responding
from tests.consulting import PARAGRAPHS, SUBJECT, Consulting
from tests.pages.looking import MEASURE, Places, faults_in_any_view, sign_in
from tests.web.server import served
from tests.world import World


def tabled(case: Consulting) -> None:
    """Seven opinions, two of them answered, and a changed draft."""
    case.asked()
    case.say(1, {2: "Mức khoán 500.000 đồng chưa sát giá xăng hiện nay; đề nghị nâng lên 600.000 đồng."})
    case.say(2, {2: "Nên khoán theo chức vụ và theo số ngày đi thực tế.", 0: "Dự thảo dài, nên có bản tóm tắt."})
    case.say(3, {3: "Lùi ngày có hiệu lực sang quý II."})
    case.say(4, {2: "nên khoán theo chức vụ và theo số ngày đi thực tế", 1: "Nói rõ có áp dụng với hợp đồng lao động."})
    case.say(5)
    case.closed()
    hr, first, second = case.world.hr, *(row.number for row in case.rows()[:2])
    responding.respond(hr, case.number, first, Verdict.ACCEPTED, "Gửi kèm bản tóm tắt hai trang.")
    responding.respond(hr, case.number, second, Verdict.EXPLAINED, "Điều 1 đã nêu: áp dụng với mọi người lao động.")
    changed = [PARAGRAPHS[0], PARAGRAPHS[1].replace("500.000", "600.000"), PARAGRAPHS[2], "Điều 4. Bãi bỏ quy chế cũ."]
    responding.amend(hr, case.number, changed)


def settled(case: Consulting) -> None:
    tabled(case)
    case.respond_to_all()
    responding.settle(case.world.hr, case.number)
    asking.note_table(case.number)


def drafted(case: Consulting) -> None:
    case.number = drafting.draft(case.world.hr, "dự thảo Kế hoạch tuyển dụng, bổ nhiệm năm 2027")
    plan = drafting.Plan(SUBJECT, "personnel_plan", "Để có ý kiến trước khi trình.", "Văn phòng Sở", PARAGRAPHS)
    drafting.write_plan(case.world.hr, case.number, plan)


def places_of(world: World) -> Places:
    """Every page, as whoever works on it."""
    made = [Consulting(world, "democracy_rules")]
    made += [copy.copy(made[0]) for _ in range(4)]
    answering, waiting, remarked, running, draft = made
    tabled(answering)
    settled(waiting)
    settled(remarked)
    responding.remark(remarked.union, remarked.number, "Nhất trí với dự thảo. Đề nghị phổ biến sớm.")
    asking.note_union(remarked.number)
    running.asked(timedelta(days=4))
    drafted(draft)
    hr, manager = world.hr, world.manager
    sheet = world.entries(running.number)[0].id
    base, steps = "/hr/procedures", ("kind", "text", "people", "times", "letter", "open")
    return {
        "new": (hr, f"{base}/new"),
        **{f"wizard-{step}": (hr, f"{base}/{draft.number}/{step}") for step in steps},
        "sheets": (hr, f"{base}/{running.number}/sheets"),
        "sheet": (hr, f"{base}/{running.number}/sheets/{sheet}"),
        "table": (hr, f"{base}/{answering.number}/table"),
        "table-settled": (hr, f"{base}/{waiting.number}/table"),
        "amended": (hr, f"{base}/{answering.number}/amended"),
        "settle": (hr, f"{base}/{answering.number}/table/settle"),
        "decision-stopped": (manager, f"/procedures/{answering.number}/decision"),
        "decision": (manager, f"/procedures/{remarked.number}/decision"),
        "union": (answering.union, f"/procedures/{waiting.number}/union-remark"),
        "law-own": (hr, "/law/own/opinion"),
        "law-own-rule": (hr, "/law/own/opinion/posted_for"),
    }


def test_every_page_fits_and_is_legible_on_any_screen_and_in_either_scheme(
    small_world: World, browser: Browser
) -> None:
    assert faults_in_any_view(browser, places_of(small_world)) == {}


def test_a_row_is_answered_by_keyboard_alone(small_world: World, browser: Browser) -> None:
    case = Consulting(small_world)
    tabled(case)
    with served() as base:
        page = browser.new_page()
        sign_in(page, small_world.hr)
        page.goto(f"{base}/hr/procedures/{case.number}/table?show=left")
        page.evaluate(MEASURE)
        page.keyboard.press("Tab")
        row = case.rows()[2].number
        while page.evaluate("document.activeElement.name || ''") != f"verdict_{row}":
            assert page.evaluate("look.ring().width") >= 3
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("Đã nâng mức khoán.")
        page.keyboard.press("Tab")
        page.locator("button[value=save]").last.press("Enter")
        page.wait_for_selector(".flash-done")
    answered = {row.number: (row.verdict, row.response) for row in case.rows()}
    assert answered[row][0] is Verdict.ACCEPTED
    assert answered[row][1] == "Đã nâng mức khoán."
