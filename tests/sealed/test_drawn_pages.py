"""A round whose codes are drawn, on the pages and papers of those who run it: each step waits on somebody's desk."""

from collections.abc import Iterator

import pytest

from models import DutyKind
from models.store import database
from notifications.compose import compose
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.sealed import opening
from procedures.tasks import tasks_of
from tests.sealed.drawing import Drawn28
from tests.two_people import strong
from tests.web.browser import Browser, words_of


@pytest.fixture
def case(sqlite: None) -> Iterator[Drawn28]:
    yield Drawn28()
    database.engine().dispose()


def desk(case: Drawn28) -> str:
    return f"/procedures/{case.number}/sealed"


def paper(case: Drawn28, kind: str) -> str:
    return words_of(Browser().sign_in(case.world.clerk).open(f"/procedures/{case.number}/papers/{kind}-{case.at}.html"))


def tasks(case: Drawn28, actor: Actor) -> set[str]:
    with database.reading() as session:
        return {task.key for task in tasks_of(session, actor) if task.key.startswith(("sealed", "slips", "box"))}


def test_each_step_waits_on_the_desk_of_whoever_takes_it(case: Drawn28) -> None:
    hr, union = strong(case.world.hr), strong(case.union)
    case.make_keys()
    case.convene()
    page = Browser().sign_in(hr)
    said = words_of(page.open(desk(case)))
    assert "Phát mã tại hội trường: một người giữ khóa làm và in phiếu mã" in said
    assert "máy chủ của cơ quan có thể bỏ phiếu thay" not in said
    case.prepare_early()
    makers = [actor for actor in (union, case.teller, case.inspector) if tasks(case, actor) == {"slips_to_make"}]
    assert [actor.account_id for actor in makers] == [case.maker.account_id]
    case.make_slips()
    assert not tasks(case, makers[0])
    mark = case.wanted()["mark"]
    assert mark in words_of(page.open(desk(case)))
    case.meet()
    for actor in (case.union, case.teller):
        assert tasks(case, actor) == {"slips_to_count"}
        teller = Browser().sign_in(actor)
        assert "9" not in [word.strip(".,") for word in words_of(teller.open(desk(case))).split() if word == "9"]
        assert teller.submit(f"{desk(case)}/{case.sealed_id}/handed", {"slips": "9"}).status_code == 303
        assert not tasks(case, actor)
    assert "Đã phát 9 phiếu mã" in words_of(page.open(desk(case)))
    assert tasks(case, hr) == {"sealed_open"}
    case.sign_opening()
    opening.let_vote(case.sealed_id)
    said = words_of(page.open(desk(case)))
    assert f"làm {len(case.codes)} phiếu mã, phát 09 phiếu, không ghi tên" in said
    assert "Gửi lại liên kết" not in said
    case.vote(0, 0, 0, 1, 1, 2)
    case.close()
    assert "Chủ trì hỏi hội trường có ai khiếu nại" in words_of(page.open(desk(case)))
    assert tasks(case, case.teller) == {"box_to_open"}


@pytest.mark.parametrize("slips", ["", "chín", "-1", "1" * 10, "10"])
def test_what_is_no_number_of_slips_is_said_on_the_page(case: Drawn28, slips: str) -> None:
    case.make_keys()
    case.convene()
    case.prepare_early()
    case.make_slips()
    case.meet()
    teller = Browser().sign_in(case.union)
    teller.open(desk(case))
    answer = teller.submit(f"{desk(case)}/{case.sealed_id}/handed", {"slips": slips})
    assert answer.status_code == 409
    assert "số phiếu" in words_of(answer.text).lower()


def test_hr_asks_another_holder_on_the_page(case: Drawn28) -> None:
    case.make_keys()
    case.convene()
    case.prepare_early()
    first = case.maker.id
    page = Browser().sign_in(case.world.hr)
    page.open(desk(case))
    assert page.submit(f"{desk(case)}/{case.sealed_id}/maker").status_code == 303
    assert case.maker.id != first
    letters = case.world.letters("slips_asked")
    with database.reading() as session:
        assert [compose(session, letter) is None for letter in letters] == [True, False]


def test_the_summons_tells_that_a_slip_is_drawn_and_no_code_comes_by_mail(case: Drawn28) -> None:
    case.make_keys()
    case.convene()
    with database.reading() as session:
        letters = [compose(session, letter) for letter in case.world.letters("meeting_summons")]
    texts = [letter.text for letter in letters if letter and "bốc thăm" in letter.text]
    assert texts
    assert all("Không có mã nào gửi qua thư" in text for text in texts)


def test_the_papers_tell_slips_made_handed_out_and_used(case: Drawn28) -> None:
    case.let_vote()
    case.vote(0, 0, 0, 1, 1, 2)
    case.close()
    case.open_with(1, 2)
    case.conclude()
    told = f"đã làm {len(case.codes)} phiếu mã không ghi tên, không đánh số; phát 09 phiếu"
    assert told in paper(case, "counting_minutes")
    assert "06 phiếu mã đã dùng để bỏ phiếu" in paper(case, "counting_minutes")
    assert "phát mã tại hội trường: phát 09 phiếu mã không ghi tên" in paper(case, "meeting_minutes")


def test_the_page_of_who_sees_what_tells_the_two_ways_apart(case: Drawn28) -> None:
    said = words_of(Browser().open("/who-sees-what"))
    assert "Không: phiếu mã không ghi tên, không đánh số, mỗi người tự bốc." in said
    assert "Người làm mã, nếu chép lại mã khi in" in said
    case.let_vote()
    mode = case.browser.get(f"/b/{case.uuid}/about.json").json()["mode"]
    assert mode == "strict"


def test_nobody_but_the_tellers_writes_the_number(case: Drawn28) -> None:
    case.make_keys()
    case.convene()
    case.prepare_early()
    case.make_slips()
    case.meet()
    for actor in (case.world.hr, case.world.manager):
        browser = Browser().sign_in(actor)
        browser.open(desk(case))
        assert browser.submit(f"{desk(case)}/{case.sealed_id}/handed", {"slips": "9"}).status_code in (403, 409)
    assert case.sealed.slips is None


def test_a_teller_who_watches_no_procedure_is_led_to_the_page_and_counts_slips_there(case: Drawn28) -> None:
    operator = case.world.operator
    assert Browser().sign_in(operator).get(desk(case)).status_code == 409
    duties.release(case.world.hr, case.number, DutyKind.TELLER, case.teller.account_id or 0, "Đi học.")
    duties.assign(case.world.hr, case.number, DutyKind.TELLER, operator.account_id or 0, reason="Thay.")
    case.make_keys()
    case.convene()
    case.prepare_early()
    maker = next(who for who in (case.union, case.inspector, operator) if who.account_id == case.maker.account_id)
    assert f'href="/keys/{case.key_token(case.maker.place)}"' in Browser().sign_in(maker).open("/")
    case.make_slips()
    case.meet()
    page = Browser().sign_in(operator)
    assert f'href="{desk(case)}"' in page.open("/")
    page.open(desk(case))
    assert page.submit(f"{desk(case)}/{case.sealed_id}/handed", {"slips": "9"}).status_code == 303
