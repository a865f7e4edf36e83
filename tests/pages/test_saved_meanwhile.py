"""Every form that two people may have open at once: the second save hears of the first, and replaces it knowingly."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.appointment.appointing import Appointing
from tests.carrying_out import CarryingOut
from tests.conferring import Held
from tests.consulting import Consulting
from tests.meeting_world import Meeting28
from tests.pages.test_overlay_page import OWN, RULE, days_of
from tests.pages.test_two_on_one_draft import SAVED_FIRST, second_officer
from tests.polling import Poll
from tests.ruling import Ruling
from tests.web.browser import Browser, words_of
from tests.world import World

Prepared = tuple[World, str]


def of_resolution(step: str) -> Callable[[], Prepared]:
    def prepare() -> Prepared:
        case = CarryingOut(World(people=4))
        return case.world, f"/hr/procedures/{case.number}/{step}"

    return prepare


def plan_of_consultation() -> Prepared:
    case = Consulting(World())
    return case.world, f"/hr/procedures/{case.draft()}/text"


def amended_draft() -> Prepared:
    return _tabled("amended")


def table() -> Prepared:
    return _tabled("table")


def _tabled(page: str) -> Prepared:
    case = Consulting(World())
    case.asked()
    case.say(0, {1: "Ghi rõ mức chi."})
    case.closed()
    return case.world, f"/hr/procedures/{case.number}/{page}"


def rules() -> Prepared:
    case = Ruling(World())
    return case.world, f"/hr/procedures/{case.draft()}/rules"


def poll() -> Prepared:
    case = Poll()
    return case.world, f"/hr/procedures/{case.draft()}/poll"


def of_conference(step: str) -> Callable[[], Prepared]:
    def prepare() -> Prepared:
        case = Held().draft()
        return case.world, f"/hr/procedures/{case.number}/conference{step}"

    return prepare


def course_of_an_item() -> Prepared:
    case = held()
    return case.world, f"/procedures/{case.number}/meetings/{case.here[1]}/agenda?item=1"


def agency() -> Prepared:
    return World(), "/hr/agency"


def course_of_a_meeting() -> Prepared:
    case = Meeting28()
    case.call()
    case.open()
    return case.world, f"/procedures/{case.number}/meetings/{case.meeting_id}"


def letter_of_consultation() -> Prepared:
    case = Consulting(World())
    return case.world, f"/hr/procedures/{case.draft()}/letter"


def letter_of_case() -> Prepared:
    case = Appointing(World())
    return case.world, f"/hr/procedures/{case.draft()}/summons"


def pact() -> Prepared:
    case = Held().call()
    return case.world, f"/procedures/{case.number}/emulation"


def check_of_resolution() -> Prepared:
    case = CarryingOut(World(people=4)).begun().asked()
    return case.world, f"/procedures/{case.number}/checks/1"


def held() -> Held:
    case = Held().call()
    case.come()
    return case


FORMS: dict[str, tuple[Callable[[], Prepared], str, str]] = {
    "text of a resolution": (of_resolution("text"), "/text", "conference"),
    "item of a resolution": (of_resolution("items?item=2"), "/items", "text"),
    "name of a resolution": (of_resolution("kind"), "/kind", "subject"),
    "words of a resolution's letter": (of_resolution("letter"), "/letter", "invitation"),
    "words of a consultation's letter": (letter_of_consultation, "/letter", "invitation"),
    "words of a summons": (letter_of_case, "/summons", "invitation"),
    "pact": (pact, "/pact", "text"),
    "check of a resolution": (check_of_resolution, "/checks/1", "conclusion"),
    "plan of a consultation": (plan_of_consultation, "/text", "purpose"),
    "amended draft": (amended_draft, "/amended", "text"),
    "rules": (rules, "/rules", "text"),
    "plan of a poll": (poll, "/poll", "place"),
    "plan of a conference": (of_conference(""), "/conference", "place"),
    "agenda of a conference": (of_conference("/agenda"), "/conference/agenda", "text"),
    "course of an item": (course_of_an_item, "/agenda/1", "said"),
    "course of a meeting": (course_of_a_meeting, "/course", "text"),
    "agency": (agency, "/hr/agency", "contact"),
}


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest, any_database: str) -> "Twice":
    prepare, action, control = FORMS[request.param]
    return Twice(*prepare(), action, control)


class Twice:
    """One form, open before two officers of HR."""

    def __init__(self, world: World, address: str, action: str, control: str) -> None:
        self.address, self.action, self.control = address, action, control
        self.first = Browser().sign_in(second_officer(world))
        self.second = Browser().sign_in(world.hr)
        self.pages = {each: each.open(address) for each in (self.first, self.second)}

    def save(self, browser: Browser, words: str, page: str = "") -> Any:
        """Press save with other words in one control of the page that this browser has open."""
        form = next(
            each for each in html.fromstring(page or self.pages[browser]).forms if each.action.endswith(self.action)
        )
        fields: dict[str, Any] = {}
        for name, value in form.form_values():
            fields.setdefault(name, []).append(value)
        return browser.submit(form.action, {**fields, self.control: words})

    def kept(self) -> str:
        form = next(
            each for each in html.fromstring(self.first.open(self.address)).forms if self.control in each.fields
        )
        return form.fields[self.control].strip()


def test_the_second_save_is_refused_once_with_who_was_first_and_what_was_typed_stays(form: Twice) -> None:
    assert form.save(form.first, "Điều của người thứ nhất").status_code == 303
    refused = form.save(form.second, "Điều của người thứ hai")
    assert refused.status_code == 422
    assert SAVED_FIRST in words_of(refused.text)
    assert "Điều của người thứ hai" in refused.text
    assert form.kept() == "Điều của người thứ nhất"
    assert form.save(form.second, "Điều của người thứ hai", refused.text).status_code == 303
    assert form.kept() == "Điều của người thứ hai"


def test_an_answer_in_the_table_is_not_replaced_unseen(any_database: str) -> None:
    world, address = table()
    first, second = Browser().sign_in(second_officer(world)), Browser().sign_in(world.hr)
    answer = {"verdict_1": "accepted", "do": "save"}
    page = {browser: _fields(browser.open(address), "table") for browser in (first, second)}
    assert first.submit(address, {**page[first], **answer, "response_1": "Đã ghi mức chi."}).status_code == 303
    typed = {**answer, "response_1": "Không ghi."}
    refused = second.submit(address, {**page[second], **typed})
    assert refused.status_code == 422
    assert "Ý kiến số 1: Đồng chí Ngô Thị Chức đã trả lời, gộp hoặc tách ý kiến này" in words_of(refused.text)
    assert "Không ghi." in refused.text
    assert second.submit(address, {**_fields(refused.text, "table"), **typed}).status_code == 303
    assert "Không ghi." in first.open(address)


def test_two_who_write_a_new_question_at_once_write_two(any_database: str) -> None:
    case = held()
    here, address = case.here, f"/procedures/{case.number}/meetings/{case.here[1]}/agenda"
    first, second = Browser().sign_in(second_officer(case.world)), Browser().sign_in(case.world.hr)
    page = {browser: _fields(browser.open(address), "/questions/1") for browser in (first, second)}
    for browser, who in ((first, "Ông Nhất"), (second, "Bà Nhì"), (second, "Bà Nhì")):
        said = {**page[browser], "asked_by": who, "text": "Bao giờ sửa phòng tiếp dân?"}
        assert browser.submit(f"/procedures/{here[0]}/meetings/{here[1]}/questions/1", said).status_code == 303
    with_first = words_of(first.open(address))
    assert "Ông Nhất" in with_first
    assert "Bà Nhì" in with_first


def test_an_own_rule_that_another_set_meanwhile_is_not_set_again_unseen(any_database: str) -> None:
    world = World()
    first, second = Browser().sign_in(second_officer(world)), Browser().sign_in(world.hr)
    page = {browser: _fields(browser.open(RULE), "/value") for browser in (first, second)}
    assert first.submit(f"{RULE}/value", {**page[first], **OWN}).status_code == 303
    refused = second.submit(f"{RULE}/value", {**page[second], **OWN, "own_value": "9"})
    assert refused.status_code == 422
    assert SAVED_FIRST in words_of(refused.text)
    assert days_of() == int(OWN["own_value"])
    again = {**_fields(refused.text, "/value"), **OWN, "own_value": "9"}
    assert second.submit(f"{RULE}/value", again).status_code == 303
    assert days_of() == 9


def _fields(page: str, action: str) -> dict[str, Any]:
    form = next(each for each in html.fromstring(page).forms if action in (each.action or "") and each.method == "POST")
    return {name: value for name, value in form.form_values() if name != "csrf"}
