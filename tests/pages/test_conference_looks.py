"""Ballots by letter, sealed ballots and delegates of a conference in a real browser: axe, narrow, wide, light, dark."""

import copy

from playwright.sync_api import Browser

from procedures.conference.preparing import delegates
from tests.by_letter import MATTER, ByLetter
from tests.conference.electing import STANDING
from tests.conference.sealed_election import SealedElection
from tests.conference.sealed_votes import MATTERS, SealedVotes
from tests.conference.test_delegates import Many
from tests.pages.looking import Places, faults_in_any_view


def places_by_letter() -> Places:
    """Planned, agreed, asked, answered, counted: one conference after another of the same agency."""
    asked = ByLetter()
    asked.without_mail(5)
    asked.ask_all(MATTER)
    asked.say(3, "other", "Giảm mức đóng góp.")
    planned = copy.copy(asked)
    planned.at = 11
    planned.fail_twice()
    at, of_it = f"/procedures/{asked.number}/letter-ballot", asked.entries()
    before = f"/procedures/{planned.number}/letter-ballot"
    hr = asked.world.hr
    return {
        "plan": (hr, before),
        "asked": (hr, at),
        "sheet": (hr, f"{at}/sheets/{of_it[5].id}"),
        "waiting": (hr, f"/procedures/{asked.number}"),
        "union": (asked.union, at),
        "card": (None, f"/p/{asked.token(of_it[2].id or 0)}"),
        "card-answered": (None, f"/p/{asked.token(of_it[3].id or 0)}"),
    }


def test_every_page_of_a_ballot_by_letter_fits_and_is_legible(sqlite: None, browser: Browser) -> None:
    assert faults_in_any_view(browser, places_by_letter()) == {}


def test_the_page_of_the_delegates_fits_and_is_legible(sqlite: None, browser: Browser) -> None:
    held = Many()
    at = f"/hr/procedures/{held.number}/conference/delegates"
    assert faults_in_any_view(browser, {"all": (held.world.hr, at)}) == {}
    delegates.share_out(held.world.hr, held.number, 40)
    assert faults_in_any_view(browser, {"shared": (held.world.hr, at)}) == {}


def test_the_pages_of_a_sealed_election_fit_and_are_legible(sqlite: None, browser: Browser) -> None:
    held = SealedElection()
    draft = copy.copy(held)
    draft.draft()
    draft.name(3, *STANDING)
    held.summoned()
    hr, sealed = held.world.hr, f"/procedures/{held.number}/sealed"
    card = (None, f"/p/{held.token(held.voters()[10])}")
    before = {"board": (hr, f"/hr/procedures/{draft.number}/conference/board"), "box": (hr, sealed), "card": card}
    assert faults_in_any_view(browser, before) == {}
    held.meet()
    held.prepare_box()
    running = (held.world.clerk, f"/procedures/{held.number}/meetings/{held.meeting.id}/agenda")
    assert faults_in_any_view(browser, {"prepared": (hr, sealed), "running": running}) == {}


def test_the_pages_of_matters_voted_sealed_fit_and_are_legible(sqlite: None, browser: Browser) -> None:
    held = SealedVotes()
    draft = copy.copy(held)
    draft.draft(sealed_matters=MATTERS, is_resolution_sealed=True)
    held.called()
    held.keys()
    hr, at = held.world.hr, f"/hr/procedures/{draft.number}/conference"
    sealed = f"/procedures/{held.number}/sealed"
    card = (None, f"/p/{held.token(held.voters()[10])}")
    before = {"agenda": (hr, f"{at}/agenda"), "open": (hr, f"{at}/open"), "boxes": (hr, sealed), "card": card}
    assert faults_in_any_view(browser, before) == {}
    held.meet()
    held.prepare("matter")
    hall = f"/procedures/{held.number}/meetings/{held.meeting.id}"
    now = {"prepared": (hr, sealed), "running": (hr, f"{hall}/agenda"), "wall": (hr, f"{hall}/screen")}
    assert faults_in_any_view(browser, now) == {}
