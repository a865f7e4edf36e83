"""HR asks by the pages for what two people do: a wrong count put right, someone forgotten summoned."""

import pytest
from sqlmodel import select

from models import CountersignedAct
from models.store import database
from procedures.countersigning import signing
from procedures.meetings.tallying import counting
from procedures.meetings.tallying.count import Count
from tests.appointment.appointing import member
from tests.meeting_world import Meeting28
from tests.web.browser import Browser, words_of
from tests.world import SCAN

SHEET = {"scan": (SCAN.name, SCAN.content)}
FIGURES = {"issued": 3, "returned": 3, "valid": 3, "invalid": 0, "blank": 0, "others": 0}


@pytest.fixture
def case(sqlite: None) -> Meeting28:
    return Meeting28()


def hr_of(case: Meeting28) -> Browser:
    return Browser().sign_in(case.world.hr)


def held(case: Meeting28) -> str:
    return f"/procedures/{case.number}/meetings/{case.meeting_id}"


def sheet(case: Meeting28, *votes: int) -> dict[str, str]:
    figures = {f"{line}_{case.post_id}": str(figure) for line, figure in FIGURES.items()}
    named = {f"votes_{number}_{case.post_id}": str(cast) for number, cast in zip(case.nominees, votes, strict=True)}
    return figures | named


def request_of(case: Meeting28) -> int:
    with database.reading() as session:
        return session.exec(select(CountersignedAct.id)).one() or 0


def settled(case: Meeting28) -> Count:
    with database.reading() as session:
        row = counting.settled(session, case.meeting, case.post())
        assert row is not None
        return counting.count_of(row)


def test_a_wrong_count_is_put_right_on_its_scan_by_two(case: Meeting28) -> None:
    case.concluded(2, 1)
    hr, page = hr_of(case), f"{held(case)}/correction"
    assert f'href="{page}"' in hr.open(held(case))
    said, first = {**sheet(case, 1, 2), "reason": "Nhập lộn hai dòng.", "compared": "yes"}, case.nominees[0]
    send = f"{page}/{case.post_id}"
    for wrong, control in (
        ({"reason": " "}, "reason"),
        ({"compared": ""}, "compared"),
        ({f"blank_{case.post_id}": ""}, f"blank_{case.post_id}"),
        ({f"votes_{first}_{case.post_id}": "hai"}, f"votes_{first}_{case.post_id}"),
        ({f"valid_{case.post_id}": "2"}, f"valid_{case.post_id}"),
        (sheet(case, 2, 1), f"valid_{case.post_id}"),
    ):
        hr.open(page)
        assert hr.submit(send, {**said, **wrong}, SHEET).status_code == 422
        assert f'id="e-{control}"' in hr.last, control
    assert hr.submit(send, said).status_code == 422
    assert 'id="e-scan"' in hr.last
    assert "Nhập lộn hai dòng.</textarea>" in hr.last
    assert hr.submit(send, said, SHEET).headers["location"] == f"/procedures/{case.number}"
    assert settled(case).votes[first] == 2
    signing.sign(case.union, request_of(case))
    assert settled(case).votes[first] == 1
    assert "chờ ký" not in words_of(hr.open(f"/procedures/{case.number}"))


def test_nothing_is_corrected_before_it_is_counted_nor_by_anybody_else(case: Meeting28) -> None:
    case.call()
    case.open()
    hr, page = hr_of(case), f"{held(case)}/correction"
    assert "chưa có kết quả kiểm phiếu nào" in words_of(hr.open(page))
    assert "/correction" not in hr.open(held(case))
    for actor in (case.world.manager, case.secretary, case.union):
        assert Browser().sign_in(actor).get(page).status_code == 403


def test_someone_forgotten_is_summoned_after_the_others_by_two(case: Meeting28) -> None:
    case.summon()
    hr, page = hr_of(case), f"/hr/procedures/{case.number}/meetings/{case.meeting_id}/list"
    assert "Đề nghị mời thêm người bị sót" in words_of(hr.open(page))
    assert "Giấy mời đã gửi" in words_of(hr.open(f"{page}/also?q=so+2"))
    someone = {"person": str(member(20)), "has_vote": "yes", "capacity": "", "reason": "Sót khi lập danh sách."}
    assert hr.submit(f"{page}/also", {**someone, "reason": ""}).status_code == 422
    assert hr.submit(f"{page}/also", someone).headers["location"] == page
    before = len(case.attendees())
    signing.sign(case.union, request_of(case))
    assert len(case.attendees()) == before + 1
