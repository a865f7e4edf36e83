"""How every page of a kind is looked at in a browser: axe, narrow and wide, light and dark, all unfolded."""

from collections.abc import Mapping
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import settings
from models.store import clock, database
from procedures.access.actor import Actor
from procedures.access.sign_in import open_session
from tests.web.server import served
from web.session import SEEN, SESSION, mark_of_visit

MEASURE = (Path(__file__).parents[1] / "look" / "measure.js").read_text(encoding="utf-8")
VIEWS = ((320, "dark"), (390, "light"), (1280, "dark"))
Places = Mapping[str, tuple[Actor | None, str]]
"""Pages by a name: who works on each, None where it is opened by the own link, and its path."""


def sign_in(page: Page, actor: Actor) -> None:
    with database.transaction() as session:
        secret = open_session(session, actor.account_id, None, is_strong=True)
        seen = mark_of_visit(clock.unmoved(session), secret)
    base = settings.settings().base_url
    page.context.add_cookies([{"name": n, "value": v, "url": base} for n, v in ((SESSION, secret), (SEEN, seen))])


def faults_of(page: Page, width: int) -> list[str]:
    """What is wrong with the page that is open, everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    page.evaluate(MEASURE)
    told = Axe().run(page).response["violations"]
    found = [f"{each['id']}: {each['nodes'][0]['html'][:90]}" for each in told]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("wider than the screen")
    return found + page.evaluate("look.smallText(13)") + page.evaluate("look.smallTargets(44)")


def faults_in_any_view(browser: Browser, places: Places) -> dict[str, list[str]]:
    """What is wrong, by page, width and scheme; nothing where every page fits and is legible on any screen."""
    wrong: dict[str, list[str]] = {}
    with served() as base:
        for width, scheme in VIEWS:
            page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
            holder = None
            for name, (actor, path) in places.items():
                if actor and actor is not holder:
                    sign_in(page, actor)
                    holder = actor
                assert page.goto(base + path).status == 200, path
                if found := faults_of(page, width):
                    wrong[f"{name} {width} {scheme}"] = found
    return wrong
