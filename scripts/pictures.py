"""Photograph every page of the sample agency, phone and desktop, for docs/pictures: `make pictures`.

`python -m scripts.pictures drawn` takes those of the round whose codes are drawn in the hall, and no others.
"""

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from cli import sample
from cli.children import children
from cli.demo import appointment, carried_out, conference, confidence_poll, sealed_vote
from cli.demo.serving import environment, prepare
from cli.rehearsal.post import PATIENCE, Post
from cli.rehearsal.stage import Stage, free_port
from models.meeting import occurrence_at
from notifications.sink import Sink
from procedures.meetings.finding import FIRST
from scripts import consulted, drawn
from scripts.camera import OUT, SIZES, be, shoot
from settings import use
from tests.chromium import launched

STRANGERS = {
    "sign-in": "/sign-in",
    "typed-code": "/code",
    "lost-link": "/lost-link",
    "who-sees-what": "/who-sees-what",
    "not-found": "/khong-co-trang-nay",
    "demo-mail": "/demo/mail",
    "demo-clock": "/demo/clock",
    "demo-be": "/demo/be",
    "law-article": "/law/dan_chu.52.2",
}
_APPOINTED, _HELD = f"/procedures/{appointment.NUMBER}", f"/procedures/{appointment.NUMBER}/meetings/{appointment.HERE}"
_AT = occurrence_at(appointment.HERE)
_POLLED = f"/procedures/{confidence_poll.NUMBER}"
_CONFERRING = f"/procedures/{conference.NUMBER}"
_GATHERED = f"{_CONFERRING}/meetings/{conference.HERE}"
ROLES = {
    "cán bộ tổ chức": {
        "hr-today": "/",
        "disclosures": "/disclosures",
        "hr-desk": "/hr",
        "hr-staff": "/hr/staff",
        "hr-import": "/hr/staff/import",
        "hr-agency": "/hr/agency",
        "hr-outbox": "/hr/outbox",
        "hr-new": "/hr/procedures/new",
        "hr-wizard-1-kind": "/hr/procedures/2/kind",
        "hr-wizard-2-text": "/hr/procedures/2/text",
        "hr-wizard-3-people": "/hr/procedures/2/people",
        "hr-wizard-4-times": "/hr/procedures/2/times",
        "hr-wizard-5-letter": "/hr/procedures/2/letter",
        "hr-wizard-6-open": "/hr/procedures/2/open",
        "hr-reading-list": "/procedures/1/reading-list",
        "hr-wizard-2-items": "/hr/procedures/2/items",
        "hr-item": f"/procedures/{carried_out.NUMBER}/items/2",
        "hr-add-item": f"/procedures/{carried_out.NUMBER}/corrections/add_item",
        "hr-opinion-sheets": f"/hr/procedures/{consulted.NUMBER}/sheets",
        "hr-positions": "/hr/staff/positions",
        "hr-case-documents": f"/hr{_APPOINTED}/documents",
        "hr-case-nominees": f"/hr{_APPOINTED}/nominees",
        "hr-case-meeting": f"/hr{_HELD}",
        "hr-case-list": f"/hr{_HELD}/list",
        "hr-poll-reports": f"/hr{_POLLED}/reports",
        "hr-sealed": f"/procedures/{sealed_vote.NUMBER}/sealed",
        "hr-yearly": "/hr/yearly",
        "hr-year-report": "/hr/year-report",
    },
    "lãnh đạo": {
        "manager-today": "/",
        "manager-portfolio": "/procedures",
        "manager-procedure": "/procedures/1",
        "manager-items": f"/procedures/{carried_out.NUMBER}",
        "manager-opinion": f"/procedures/{consulted.NUMBER}",
        "manager-case": _APPOINTED,
        "manager-poll": _POLLED,
        "manager-rules": f"/procedures/{consulted.RULES}",
        "manager-conference": _CONFERRING,
    },
    "văn thư": {
        "clerk-today": "/",
        "clerk-register": "/papers",
        "clerk-paper": "/procedures/1/papers/resolution",
        "clerk-paper-on-screen": "/procedures/1/papers/resolution.html",
        "clerk-opinion-plan": f"/procedures/{consulted.NUMBER}/papers/consultation_plan.html",
        "clerk-opinion-sheet": f"/procedures/{consulted.NUMBER}/papers/opinion_sheet.html",
        "meeting-attendance": _HELD,
        "meeting-hall": f"{_HELD}/hall",
        "clerk-summons-list": f"{_APPOINTED}/papers/summons_list-{_AT}.html",
        "clerk-invitation": f"{_APPOINTED}/papers/meeting_invitation-{_AT}.html",
        "clerk-ballot": f"{_APPOINTED}/papers/introduction_ballot-{_AT}.html",
        "clerk-poll-notice": f"{_POLLED}/papers/confidence_notice.html",
        "conference-attendance": _GATHERED,
        "conference-agenda": f"{_GATHERED}/agenda",
        "conference-screen": f"{_GATHERED}/screen",
        "clerk-conference-plan": f"{_CONFERRING}/papers/conference_plan.html",
        "clerk-poll-ballot": f"{_POLLED}/papers/confidence_ballot-{FIRST}.html",
    },
    "công đoàn": {"teller-count": f"{_HELD}/count"},
    "quản trị hệ thống": {"operator": "/operator"},
}
FOLLOWED = ("meeting_summons", "poll_report_wanted", "ballot_asked", "keys_asked")
SUMMONED = {"staff-summons": "Bổ nhiệm", "staff-poll": "phiếu tín nhiệm", "staff-conference": "cán bộ, công chức"}
_HR, _CASE = f"/hr/procedures/{consulted.NUMBER}", f"/procedures/{consulted.NUMBER}"
DRAFTING = {"cán bộ tổ chức": {"hr-opinion-wizard-2-plan": f"/hr/procedures/{consulted.DRAFTED}/text"}}
AFTER_THE_DEADLINE = {
    "cán bộ tổ chức": {
        "hr-opinion-table": f"{_HR}/table",
        "hr-opinion-amended": f"{_HR}/amended",
        "hr-opinion-settle": f"{_HR}/table/settle",
    },
    "lãnh đạo": {"manager-opinion-stopped": f"{_CASE}/decision"},
}
SETTLED = {
    "lãnh đạo": {"manager-opinion-decision": f"{_CASE}/decision"},
    "công đoàn": {"union-remark": f"{_CASE}/union-remark"},
}
DISCLOSED = {
    "văn thư": {
        "clerk-opinion-responses-table": f"{_CASE}/papers/responses_table.html",
        "clerk-opinion-disclosure-notice": f"{_CASE}/papers/disclosure_notice.html",
        "disclosures": "/disclosures",
        "disclosure": "/disclosures/1",
    },
}


async def walk(page: Page, base: str, post: Post, suffix: str) -> None:
    """Every page in turn, as those who see it."""
    for name, path in STRANGERS.items():
        await page.goto(base + path)
        await shoot(page, name, suffix)
    await read_as_staff(page, post, suffix)
    await consult_as_staff(page, post, suffix)
    for name, about in SUMMONED.items():
        await page.goto(next(mail.link for mail in post.of("meeting_summons") if about in mail.text))
        await shoot(page, name, suffix)
    await page.goto(post.link(post.of("poll_report_wanted")[0].recipients[0], "poll_report_wanted"))
    await shoot(page, "staff-poll-report", suffix)
    await vote_sealed(page, post, suffix)
    await as_roles(page, base, ROLES, suffix)
    await be(page, base, "cán bộ tổ chức")
    await preview_import(page, base, suffix)


async def vote_sealed(page: Page, post: Post, suffix: str) -> None:
    """The booth by the link of a letter, from the question to the review; the page of a key holder."""
    await page.goto(re.findall(r"https?://\S+/b/\S+#\S+", post.of("ballot_asked")[-1].text)[0])
    await page.locator('[data-view="choose"]').wait_for()
    await shoot(page, "booth", suffix)
    await page.locator(".choice label").first.click()
    await page.get_by_role("button", name="Xem lại", exact=True).click()
    await page.locator('[data-view="review"]').wait_for()
    await shoot(page, "booth-review", suffix)
    await page.goto(re.findall(r"https?://\S+/keys/\S+", post.of("keys_asked")[-1].text)[0])
    await page.locator('[data-view="made"]').wait_for()
    await shoot(page, "keys", suffix)


async def as_roles(page: Page, base: str, roles: dict[str, dict[str, str]], suffix: str) -> None:
    for role, pages in roles.items():
        await be(page, base, role)
        for name, path in pages.items():
            await page.goto(base + path)
            await shoot(page, name, suffix)


async def consult(pages: dict[str, Page], base: str, post: Post) -> None:
    """The consultation from a draft to its disclosed table, each page at the moment when it has most to say."""

    async def all_sizes(roles: dict[str, dict[str, str]]) -> None:
        for suffix, page in pages.items():
            await as_roles(page, base, roles, suffix)

    await asyncio.to_thread(consulted.draft)
    await all_sizes(DRAFTING)
    await consulted.close(post)
    await asyncio.to_thread(consulted.amend)
    await all_sizes(AFTER_THE_DEADLINE)
    await consulted.settle(post)
    await all_sizes(SETTLED)
    await consulted.disclose(post)
    await all_sizes(DISCLOSED)
    for suffix, page in pages.items():
        await page.goto(post.link(waiting_for(post, "opinion")[0], "opinion_disclosed"))
        await shoot(page, "staff-opinion-disclosed", suffix)


def waiting_for(post: Post, kind: str) -> list[str]:
    """Who was asked and has not answered: `kind` is resolution or opinion."""
    asked, told = {
        "resolution": ("resolution_circulated", "answer_recorded"),
        "opinion": ("opinion_asked", "opinion_recorded"),
    }[kind]
    answered = {mail.link for mail in post.of(told)}
    return [address for mail in post.of(asked) if mail.link not in answered for address in mail.recipients]


async def consult_as_staff(page: Page, post: Post, suffix: str) -> None:
    await page.goto(post.link(waiting_for(post, "opinion")[0], "opinion_asked"))
    await shoot(page, "staff-opinion", suffix)
    await page.locator("summary", has_text="Góp ý đoạn 2").click()
    await page.get_by_label("Ý kiến về đoạn 2").fill("Đề nghị nêu rõ ngày lẻ trong tháng cộng dồn thế nào.")
    await page.get_by_label("Tôi có ý kiến").check()
    await page.get_by_role("button", name="Xem lại trước khi gửi").click()
    await shoot(page, "staff-opinion-review", suffix)
    await page.get_by_role("button", name="Gửi ý kiến").click()
    await shoot(page, "staff-opinion-receipt", suffix)


async def read_as_staff(page: Page, post: Post, suffix: str) -> None:
    await page.goto(post.link(waiting_for(post, "resolution")[0], "resolution_circulated"))
    await shoot(page, "staff-read", suffix)
    await page.get_by_label("Tôi đã đọc, nắm được nội dung nghị quyết").check()
    await page.get_by_role("button", name="Xem lại").click()
    await shoot(page, "staff-review", suffix)
    await page.get_by_role("button", name="Xác nhận đã đọc").click()
    await shoot(page, "staff-receipt", suffix)


async def preview_import(page: Page, base: str, suffix: str) -> None:
    listed = sample.as_csv(sample.people(30, seed=7)).decode("utf-8-sig").replace("sngv.example", "", 1)
    await page.goto(f"{base}/hr/staff/import")
    file = {"name": "can-bo.csv", "mimeType": "text/csv", "buffer": listed.encode()}
    await page.get_by_label("Tệp danh sách").set_input_files(file)
    await page.get_by_role("button", name="Đọc tệp").click()
    await shoot(page, "hr-import-preview", suffix)


async def letters_have_come(post: Post) -> None:
    """Each letter whose link is followed has arrived; raises TimeoutError after ten minutes."""
    async with asyncio.timeout(PATIENCE):
        while not (all(map(post.of, FOLLOWED)) and waiting_for(post, "resolution") and waiting_for(post, "opinion")):
            await asyncio.sleep(0.25)


async def photograph(browser: Browser, base: str, post: Post) -> None:
    """Every page but those of drawn codes."""
    pages = {
        suffix: await browser.new_page(viewport={"width": width, "height": height})
        for suffix, (width, height) in SIZES.items()
    }
    for suffix, page in pages.items():
        await walk(page, base, post, suffix)
    await consult(pages, base, post)
    dark = await browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    await be(dark, base, "lãnh đạo")
    await dark.goto(f"{base}/procedures/1")
    await shoot(dark, "manager-procedure", "dark")


async def main() -> None:
    """Start the sample agency, photograph it, end it."""
    OUT.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="danchu-pictures-"))
    async with Sink(folder / "mail") as sink, async_playwright() as playwright, launched(playwright) as browser:
        use(environment(folder, free_port(), free_port(), sink.port))
        await asyncio.to_thread(prepare)
        stage = Stage(folder, sink)
        for child in children():
            stage.start(child.name)
        try:
            await stage.ready(f"{stage.base}/healthz")
            post = Post(folder / "mail")
            await letters_have_come(post)
            if "drawn" not in sys.argv[1:]:
                await photograph(browser, stage.base, post)
            await drawn.photograph(await browser.new_page(), stage.base)
        finally:
            await stage.end()


if __name__ == "__main__":
    asyncio.run(main())
