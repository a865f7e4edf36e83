"""The pages of a confidence poll in a real browser: axe, narrow and wide, light and dark."""

import copy

from playwright.sync_api import Browser

from procedures.confidence_poll import questioning, running
from tests.pages.looking import Places, faults_in_any_view
from tests.polling import Poll


def another(poll: Poll) -> Poll:
    """One more poll of the same agency."""
    made = copy.copy(poll)
    made.at = 11
    return made


def places_of() -> Places:
    """Every page, as whoever works on it; None: by the own link."""
    over = Poll().call()
    over.come(21)
    over.poll((10, 6, 5), (0, 7, 14), (4, 5, 12))
    counting = another(over).call()
    counting.come(24)
    running.note_meeting(counting.number, counting.at)
    by_post = another(over).summon(by_correspondence=True, correspondence_basis="Công văn số 12-CV/TU của Tỉnh ủy")
    asked = another(over).summon()
    questioning.ask(asked.token(9), asked.polled()[0], "Vì sao tiến độ năm 2026 chậm?")
    reporting = another(over).ask_for_reports()
    reporting.report(3)
    draft = another(over)
    draft.draft(place="")
    hr, base = over.world.hr, "/hr/procedures"
    meetings = {
        each.number: f"/procedures/{each.number}/meetings/{each.meeting.id}" for each in (over, counting, asked)
    }
    return {
        "plan": (hr, f"{base}/{draft.number}/poll"),
        "polled": (hr, f"{base}/{draft.number}/polled"),
        "open": (hr, f"{base}/{draft.number}/poll/open"),
        "reports": (hr, f"{base}/{asked.number}/reports"),
        "prepare": (hr, f"{base}/{reporting.number}/meetings/{reporting.meeting.id}"),
        "confirm": (hr, f"{base}/{reporting.number}/meetings/{reporting.meeting.id}/confirm"),
        "waiting": (hr, f"/procedures/{reporting.number}"),
        "over": (hr, f"/procedures/{over.number}"),
        "correction": (hr, f"{meetings[over.number]}/correction"),
        "by-post": (over.world.clerk, f"/procedures/{by_post.number}/meetings/{by_post.meeting.id}"),
        "count": (over.union, f"{meetings[counting.number]}/count"),
        "card-polled": (None, f"/p/{reporting.token(4)}"),
        "card-asked": (None, f"/p/{asked.token(3)}"),
        "card-voter": (None, f"/p/{asked.token(9)}"),
        "card-by-post": (None, f"/p/{by_post.token(9)}"),
        "card-over": (None, f"/p/{over.token(0)}"),
    }


def test_every_page_fits_and_is_legible_on_any_screen_and_in_either_scheme(sqlite: None, browser: Browser) -> None:
    assert faults_in_any_view(browser, places_of()) == {}
