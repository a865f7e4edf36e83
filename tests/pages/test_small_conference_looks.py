"""The pages of a conference of seven in a real browser: axe, narrow and wide, light and dark."""

from datetime import date

from playwright.sync_api import Browser

from procedures.yearly import keeping
from tests.conferring import Held
from tests.pages.looking import faults_in_any_view


def test_every_page_fits_and_is_legible_on_any_screen_and_in_either_scheme(sqlite: None, browser: Browser) -> None:
    held = Held(people=7).draft()
    hr, base = held.world.hr, f"/hr/procedures/{held.number}/conference"
    number = keeping.begin(hr, date(held.world.today().year, 12, 31))
    places = {"plan": base, "agenda": f"{base}/agenda", "board": f"{base}/board", "open": f"{base}/open"}
    places["years"] = f"/procedures/{number}"
    assert faults_in_any_view(browser, {name: (hr, path) for name, path in places.items()}) == {}
