"""A form that is refused brings back everything typed, in its controls or, where they are gone, to be copied."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape

import pytest

from models import Decision
from procedures.access.actor import Actor
from procedures.opinion import asking, drafting, responding
from procedures.opinion.answering import COMMENTS
from tests.appointment.appointing import Appointing
from tests.carrying_out import CarryingOut
from tests.conferring import Held
from tests.consulting import Consulting
from tests.polling import Poll
from tests.ruling import Ruling
from tests.web.browser import Browser, words_of
from tests.world import World
from tests.yearly.test_calendar import begun

LONG = "Đề nghị nâng mức khoán xăng xe lên 600.000 đồng, vì giá <xăng> & dầu đã tăng."
OTHER = "Đề nghị nói rõ ai ký duyệt giấy đi đường, và ký trong mấy ngày."
WHOLE = "Điều 1. Phạm vi điều chỉnh.\n\nĐiều 2. Công tác phí được khoán theo tháng, theo chức danh."


@dataclass(frozen=True)
class Sent:
    """Who sends what where."""

    who: Actor | None
    path: str
    fields: Mapping[str, str]


def consultation_with_a_purpose_too_long() -> Sent:
    case = Consulting(World())
    fields = {"purpose": LONG * 100, "responsible": "Văn phòng Sở, Phòng Tổ chức", "text": WHOLE}
    return Sent(case.world.hr, f"/hr/procedures/{case.draft()}/text", fields)


def consultation_opened_meanwhile() -> Sent:
    sent = consultation_with_a_purpose_too_long()
    drafting.open_(sent.who, int(sent.path.split("/")[3]))  # pyright: ignore
    return Sent(sent.who, sent.path, sent.fields | {"matter": "spending_rules"})


def opinion_without_a_choice() -> Sent:
    case = Consulting(World())
    case.asked()
    path = f"/p/{case.world.token(case.world.entries(case.number)[0])}"
    return Sent(None, f"{path}/opinion/review", {"said_1": LONG, "said_2": OTHER, "said_0": WHOLE})


def opinion_with_one_too_long() -> Sent:
    sent = opinion_without_a_choice()
    return Sent(None, sent.path, sent.fields | {"choice": COMMENTS, "said_3": "dài quá " * 2_000})


def tabled() -> Consulting:
    case = Consulting(World())
    case.asked()
    case.say(0, {1: "Ghi rõ mức chi.", 2: "Chưa sát giá xăng hiện nay."})
    case.closed()
    return case


def answers_of_which_one_lacks_words() -> Sent:
    case = tabled()
    first, second = (row.number for row in case.rows())
    fields = {f"was_{first}": "x", f"verdict_{first}": "explained", f"response_{first}": ""}
    fields |= {f"was_{second}": "x", f"verdict_{second}": "", f"response_{second}": LONG}
    return Sent(case.world.hr, f"/hr/procedures/{case.number}/table", fields)


def answers_to_a_table_settled_meanwhile() -> Sent:
    case, number = settled()
    fields = {f"was_{number}": "x", f"verdict_{number}": "explained", f"response_{number}": LONG}
    return Sent(case.world.hr, f"/hr/procedures/{case.number}/table", fields)


def settled() -> tuple[Consulting, int]:
    case = tabled()
    number = case.rows()[0].number
    case.respond_to_all()
    responding.settle(case.world.hr, case.number)
    asking.note_table(case.number)
    return case, number


def amended_after_it_was_settled() -> Sent:
    case, _number = settled()
    return Sent(case.world.hr, f"/hr/procedures/{case.number}/amended", {"text": WHOLE})


def awaiting_union() -> Consulting:
    case = Consulting(World(), "democracy_rules")
    case.asked()
    case.say(0, {1: "Ghi rõ mức chi."})
    case.closed()
    case.respond_to_all()
    responding.settle(case.world.hr, case.number)
    asking.note_table(case.number)
    return case


def remark_without_a_choice() -> Sent:
    case = awaiting_union()
    return Sent(case.union, f"/procedures/{case.number}/union-remark/review", {"remark": LONG})


def remark_over_every_bound() -> Sent:
    case = awaiting_union()
    fields = {"choice": "comment", "remark": "Công đoàn có ý kiến. " * 1_000}
    return Sent(case.union, f"/procedures/{case.number}/union-remark/review", fields)


def remark_after_another_of_the_union() -> Sent:
    case = awaiting_union()
    responding.remark(case.union, case.number, "Nhất trí với dự thảo.")
    fields = {"choice": "comment", "remark": LONG}
    return Sent(case.union, f"/procedures/{case.number}/union-remark/review", fields)


def decision_without_a_choice() -> Sent:
    case, _number = settled()
    return Sent(case.world.manager, f"/procedures/{case.number}/decision/review", {"reason": LONG})


def decision_after_it_was_made() -> Sent:
    case = awaiting_union()
    responding.remark(case.union, case.number, "Nhất trí với dự thảo.")
    asking.note_union(case.number)
    responding.decide(case.world.manager, case.number, Decision.ISSUED, "")
    fields = {"decision": "not_issued", "reason": LONG}
    return Sent(case.world.manager, f"/procedures/{case.number}/decision", fields)


def item_of_a_resolution_with_an_unclear_day() -> Sent:
    case = CarryingOut(World(people=4))
    fields = {"text": LONG, "place": "Văn phòng Sở, tầng hai, phòng họp", "due_on": "mai"}
    return Sent(case.world.hr, f"/hr/procedures/{case.number}/items", fields)


def resolution_without_its_day() -> Sent:
    case = CarryingOut(World(people=4))
    fields = {"text": WHOLE, "adopted_on": "mai"}
    return Sent(case.world.hr, f"/hr/procedures/{case.number}/text", fields)


def rules_without_a_text() -> Sent:
    case = Ruling(World())
    return Sent(case.world.hr, f"/hr/procedures/{case.draft()}/rules", {"purpose": LONG, "text": WHOLE})


def poll_without_its_days() -> Sent:
    case = Poll()
    return Sent(case.world.hr, f"/hr/procedures/{case.draft()}/poll", {"purpose": LONG, "held_day": "mai"})


def conference_without_its_days() -> Sent:
    case = Held().draft()
    path = f"/hr/procedures/{case.number}/conference"
    return Sent(case.world.hr, path, {"subject": LONG, "place": OTHER, "held_day": "mai"})


def case_without_a_subject() -> Sent:
    case = Appointing(World())
    return Sent(case.world.hr, f"/hr/procedures/{case.draft()}/case", {"subject": "", "purpose": LONG, "basis": OTHER})


def note_of_a_year_with_an_unclear_day() -> Sent:
    world = World()
    number, year = begun(world)
    return Sent(world.hr, f"/hr/yearly/{number}/{year}", {"held_on": "mai", "note": LONG})


FORMS: list[Callable[[], Sent]] = [
    consultation_with_a_purpose_too_long,
    consultation_opened_meanwhile,
    opinion_without_a_choice,
    opinion_with_one_too_long,
    answers_of_which_one_lacks_words,
    answers_to_a_table_settled_meanwhile,
    amended_after_it_was_settled,
    remark_without_a_choice,
    remark_over_every_bound,
    remark_after_another_of_the_union,
    decision_without_a_choice,
    decision_after_it_was_made,
    item_of_a_resolution_with_an_unclear_day,
    resolution_without_its_day,
    rules_without_a_text,
    poll_without_its_days,
    conference_without_its_days,
    case_without_a_subject,
    note_of_a_year_with_an_unclear_day,
]


@pytest.mark.parametrize("prepare", FORMS, ids=lambda form: form.__name__)
def test_everything_typed_comes_back(sqlite: None, prepare: Callable[[], Sent]) -> None:
    sent = prepare()
    browser = Browser().sign_in(sent.who) if sent.who else Browser()
    browser.open("/sessions" if sent.who else sent.path.partition("/opinion")[0])
    answered = browser.submit(sent.path, dict(sent.fields))
    assert answered.status_code != 303
    back = unescape(answered.text).replace("\r\n", "\n")
    words = {name: value.strip() for name, value in sent.fields.items() if " " in value}
    assert [name for name, text in words.items() if text not in back] == []


def test_a_review_that_shows_what_was_typed_does_not_show_it_twice(sqlite: None) -> None:
    case = awaiting_union()
    union = Browser().sign_in(case.union)
    union.open(f"/procedures/{case.number}/union-remark")
    fields = {"choice": "comment", "remark": f"{LONG}\n\n{OTHER}"}
    review = union.submit(f"/procedures/{case.number}/union-remark/review", fields)
    assert review.status_code == 200
    assert "Chữ đồng chí vừa gõ" not in words_of(review.text)
