"""Sealed ballots are offered where HR prepares a meeting, refused in words, and each step waits on someone's desk."""

from collections.abc import Iterator

import pytest

from models import Round, RoundMode, RoundPlace
from models.store import database
from procedures.access.actor import Actor
from procedures.meetings.summoning import form
from procedures.sealed import opening
from procedures.tasks import tasks_of
from tests.meeting_world import Meeting28, refused
from tests.sealed.sealing import Sealed28
from tests.two_people import strong
from tests.web.browser import Browser, words_of


@pytest.fixture
def case(sqlite: None) -> Iterator[Sealed28]:
    yield Sealed28()
    database.engine().dispose()


def address(case: Meeting28) -> str:
    return f"/hr/procedures/{case.number}/meetings/{case.meeting_id}"


def mode(case: Meeting28) -> tuple[RoundMode, RoundPlace]:
    with database.reading() as session:
        found = session.get_one(Round, case.meeting.round_id)
        return found.mode, found.place


def keys(case: Sealed28, actor: Actor) -> set[str]:
    with database.reading() as session:
        return {
            task.key for task in tasks_of(session, actor) if task.key.startswith(("sealed", "keys", "box", "counters"))
        }


def test_hr_chooses_the_form_on_the_page_of_the_meeting_once_the_document_is_filed(case: Sealed28) -> None:
    hr = Browser().sign_in(case.world.hr)
    said = words_of(hr.open(address(case)))
    assert "Khi mã đi qua thư, máy chủ của bộ phận nhân sự có thể bỏ phiếu thay người không bỏ" in said
    assert "Phát mã tại hội trường thì máy chủ không biết" in said
    answer = hr.submit(f"{address(case)}/form", {"mode": "sealed"})
    assert answer.status_code == 422
    assert "Chưa có văn bản của cấp có thẩm quyền cho họp kết hợp trực tuyến" in words_of(answer.text)
    assert mode(case) == (RoundMode.PAPER, RoundPlace.HALL)
    case.file_hybrid()
    hr.open(address(case))
    assert hr.submit(f"{address(case)}/form", {"mode": "sealed"}).headers["location"] == address(case)
    assert mode(case) == (RoundMode.SEALED, RoundPlace.HYBRID)
    hr.open(address(case))
    assert hr.submit(f"{address(case)}/form", {"mode": "drawn"}).status_code == 303
    assert mode(case) == (RoundMode.SEALED, RoundPlace.HALL)
    hr.open(address(case))
    assert hr.submit(f"{address(case)}/form", {"mode": "sealed"}).status_code == 303
    assert mode(case) == (RoundMode.SEALED, RoundPlace.HYBRID)
    hr.open(address(case))
    assert hr.submit(f"{address(case)}/form", {"mode": "paper"}).status_code == 303
    assert mode(case)[0] is RoundMode.PAPER
    hr.open(address(case))
    assert hr.submit(f"{address(case)}/form", {"mode": "named"}).status_code == 422


def test_for_fewer_than_seven_it_is_paper(sqlite: None) -> None:
    case = Meeting28()
    Sealed28.file_hybrid(case)  # pyright: ignore
    assert refused(form.choose_form, case.world.hr, *case.here, RoundMode.SEALED) == "sealed_too_few"


def test_under_the_law_before_it_is_not_offered(sqlite: None) -> None:
    case = Meeting28(old_law=True)
    assert "Hình thức bỏ phiếu" not in words_of(Browser().sign_in(case.world.hr).open(address(case)))


def test_each_step_of_a_sealed_round_waits_on_the_desk_of_whoever_takes_it(case: Sealed28) -> None:
    hr, union = strong(case.world.hr), strong(case.union)
    assert keys(case, hr) == set()
    case.hold_sealed()
    assert keys(case, hr) == {"sealed_keys", "sealed_prepare"}
    case.begin_keys()
    assert keys(case, hr) == {"sealed_prepare"}
    assert keys(case, case.teller) == {"keys_to_make"}
    case.make_keys()
    assert keys(case, case.teller) == set()
    case.prepare_round()
    assert keys(case, hr) == set()
    assert keys(case, union) == {"sealed_consent"}
    case.agree()
    assert keys(case, hr) == {"sealed_open"}
    case.sign_opening()
    opening.let_vote(case.sealed_id)
    assert keys(case, hr) == keys(case, union) == set()
    case.vote(0, 0, 0, 1, 1, 2)
    page = words_of(Browser().sign_in(case.world.manager).open(f"/procedures/{case.number}"))
    assert "ít nhất 5/9 người đã bỏ phiếu" in page
    case.close()
    assert keys(case, case.teller) == set()
    case.wait_for_objections()
    assert keys(case, case.teller) == keys(case, strong(case.union)) == {"box_to_open"}
    case.open_with(1, 2)
    assert keys(case, case.teller) == set()


def test_who_closed_the_attendance_is_led_to_the_sealed_round(case: Sealed28) -> None:
    case.hold_sealed()
    page = Browser().sign_in(case.world.hr).open(f"/procedures/{case.number}/meetings/{case.meeting_id}")
    assert f'href="/procedures/{case.number}/sealed"' in page
    assert "phát phiếu" not in words_of(page)
