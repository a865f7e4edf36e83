"""The pages of the agency's own rules in a real browser: axe, narrow and wide, light and dark."""

from datetime import timedelta

from playwright.sync_api import Browser

from procedures.evidence import Filed
from procedures.regulation import drafting, earlier, reviewing
from tests.pages.looking import Places, faults_in_any_view
from tests.regulation.test_earlier import ISSUER
from tests.regulation.test_reviewing import issued, set_waiting
from tests.ruling import Ruling
from tests.world import SCAN, World


def places_of(world: World) -> Places:
    """Every page, as whoever works on it: a draft, rules from before, rules in force whose review has come."""
    hr, base = world.hr, "/hr/procedures"
    draft, before, kept = Ruling(world).draft(), Ruling(world).draft(), issued(world).number
    filed = Filed("56/QĐ-SNgV", world.today() - timedelta(days=700), ISSUER)
    earlier.enter(hr, before, filed, SCAN)
    replacing = drafting.draft(hr, "Quy chế chi tiêu nội bộ năm 2028")
    reviewing.ask(kept, 1)
    set_waiting(kept, "review_result")
    return {
        "text": (hr, f"{base}/{draft}/rules"),
        "text-empty": (hr, f"{base}/{replacing}/rules"),
        "check": (hr, f"{base}/{draft}/rules/check"),
        "check-empty": (hr, f"{base}/{replacing}/rules/check"),
        "before": (hr, f"/procedures/{before}"),
        "kept": (hr, f"/procedures/{kept}"),
        "review": (hr, f"/procedures/{kept}/reviews/1"),
        "adoption": (hr, f"/procedures/{kept}/adoption"),
        "paper": (world.clerk, f"/procedures/{kept}/papers/regulation_notice"),
        "public": (world.manager, "/disclosures"),
        "card": (None, f"/p/{world.token(world.entries(kept)[0])}"),
    }


def test_every_page_fits_and_is_legible_on_any_screen_and_in_either_scheme(
    small_world: World,
    browser: Browser,
) -> None:
    assert faults_in_any_view(browser, places_of(small_world)) == {}
