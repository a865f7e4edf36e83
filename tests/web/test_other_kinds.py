"""Addresses made for one kind of procedure, typed with the number of another: a page that says so, never a fault."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from models import Role
from procedures.appointment import drafting as appointment
from procedures.conference.preparing import drafting as conference
from procedures.confidence_poll import drafting as poll
from procedures.opinion import drafting as opinion
from procedures.regulation import drafting as regulation
from procedures.resolution import drafting as resolution
from procedures.yearly import keeping
from tests.meeting_world import Meeting28
from tests.web.browser import Browser, application, form_token

PARTS = {"key": "eligibility.age", "act": "annul", "name": "minutes-11", "kind": "appointment", "code": "ABCD2345"}
ENDS_IT = ("/discard",)


@pytest.fixture
def running(sqlite: None) -> Meeting28:
    case = Meeting28()
    case.call()
    return case


@pytest.fixture
def of_each_kind(running: Meeting28) -> list[int]:
    """An appointment whose first meeting is called, the calendar of years, a draft of every kind."""
    hr = running.world.hr
    drafts = [kind.draft(hr, "Bản nháp") for kind in (resolution, opinion, regulation, poll, conference, appointment)]
    return [running.number, keeping.begin(hr, date(2026, 12, 31)), *drafts]


def addresses(number: int) -> Iterator[tuple[str, str]]:
    """Every method and path that speaks of a procedure, with this number in it, the other parts likely ones."""
    for path, methods in application().openapi()["paths"].items():
        if "{procedure_id}" in path and not path.endswith(ENDS_IT):
            names = [part.partition("}")[0] for part in path.split("{")[1:]]
            parts = {name: PARTS.get(name, "1") for name in names} | {"procedure_id": number}
            for method in methods:
                yield method.upper(), path.format(**parts)


def test_no_address_of_another_kind_breaks_a_page(of_each_kind: list[int], running: Meeting28) -> None:
    everyone = replace(running.world.account("Người giữ mọi vai trò", *Role), is_strong=True)
    browser = Browser().sign_in(everyone)
    token = {"csrf": form_token(browser.open("/"))}
    tried = [(method, path) for number in of_each_kind for method, path in addresses(number)]
    answers = {each: browser.get(each[1]) if each[0] == "GET" else browser.submit(each[1], token) for each in tried}
    assert [each for each, answered in answers.items() if answered.status_code >= 500] == []
