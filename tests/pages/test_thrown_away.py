"""A draft that was thrown away is gone: whoever still has one of its pages open hears so, and meets no error."""

import re

import pytest
from fastapi.routing import APIRoute

from procedures import drafts
from procedures.kinds import KINDS
from procedures.yearly.steps import KIND as YEARLY
from tests.web.browser import Browser
from tests.world import World
from web.app import ROUTERS

ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
PAGES = sorted(
    route.path for route in ROUTES if "GET" in route.methods and re.findall("{.*?}", route.path) == ["{procedure_id}"]
)
LISTS = [
    "/",
    "/hr",
    "/procedures",
    "/log",
    "/papers",
    "/hr/outbox?procedure={procedure_id}",
    "/log?procedure={procedure_id}",
]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != YEARLY])
def test_no_page_of_a_draft_that_was_thrown_away_fails(small_world: World, kind: str) -> None:
    hr = Browser().sign_in(small_world.hr)
    hr.open("/hr/procedures/new")
    begun = hr.submit("/hr/procedures/new", {"kind": kind, "subject": "Việc bỏ giữa chừng"})
    number = begun.headers["location"].split("/")[3]
    drafts.discard(small_world.hr, int(number))
    for browser in (hr, Browser().sign_in(small_world.manager), Browser().sign_in(small_world.clerk)):
        for page in (*PAGES, *LISTS):
            assert browser.get(page.replace("{procedure_id}", number)).status_code < 500, page
