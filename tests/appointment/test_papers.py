"""Papers of a case: each is made from the record when its step comes, the same each time, for whoever may read it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from models import Account, DocumentKind, Role, StaffMember
from models.store import database
from procedures.access.actor import Actor
from procedures.meetings.holding import attending, excusing, minutes
from tests.appointment.appointing import member
from tests.papers_of_a_case import PapersOfACase
from tests.two_people import done, strong
from tests.web.browser import Browser


@pytest.fixture
def case(sqlite: None) -> Iterator[PapersOfACase]:
    yield PapersOfACase()
    database.engine().dispose()


def test_every_paper_of_an_appointment_is_made_and_the_same_each_time(case: PapersOfACase) -> None:
    case.appointed()
    case.decided()
    made = [name for name in case.names() if not name.startswith("appointment_decision")]
    kinds = {name.partition("-")[0] for name in made}
    assert len(made) == 4 * 5 + 3
    assert kinds == {
        *("meeting_invitation", "summons_list", "orientation_ballot", "introduction_ballot", "voting_ballot"),
        *("meeting_minutes", "counting_minutes", "results_summary", "appointment_proposal", "appointment_notice"),
    }
    for name in made:
        assert len(case.words(name)) > 200
        assert case.hash(name) == case.hash(name)
    assert case.refusal_of("appointment_decision-1") == "paper_not_made"
    assert case.refusal_of("meeting_minutes-99") == "paper_not_made"


def test_the_list_says_why_each_is_summoned_and_tells_namesakes_apart(case: PapersOfACase) -> None:
    with database.transaction() as session:
        for place in (12, 15):
            person = session.get_one(StaffMember, member(place))
            person.full_name, person.birth_year = "Trần Thị Hương", 1980 + place
            session.add(person)
    case.held(1, 1, 1)
    case.held(2, 4, 2)
    case.prepare(3)
    case.summon()
    said = case.words("summons_list-31")
    assert "Nguyễn Thị Số 0 Giám đốc, Văn phòng Người đứng đầu Có" in said
    assert "Nguyễn Thị Số 1 Phó Giám đốc, Phòng Lãnh sự Cấp phó của người đứng đầu Có" in said
    assert "Trần Thị Hương (1, sinh năm 1992) Chuyên viên, Văn phòng Công chức Có" in said
    assert "Trần Thị Hương (2, sinh năm 1995)" in said
    assert said.index("Nguyễn Thị Số 0 ") < said.index("Nguyễn Thị Số 1 ") < said.index("Trần Thị Hương")
    assert "tại Văn bản số 35-CV/SNV" in said


def test_a_ballot_asks_what_the_law_has_the_meeting_do_and_carries_no_number(case: PapersOfACase) -> None:
    case.before_the_last()
    case.prepare(4)
    case.summon()
    verbs = {"orientation_ballot-11": "ĐỊNH HƯỚNG GIỚI THIỆU", "introduction_ballot-21": "GIỚI THIỆU"}
    for name, verb in {**verbs, "voting_ballot-41": "BIỂU QUYẾT"}.items():
        assert f"PHIẾU {verb}" in case.words(name).upper()
        assert case.paper(name).letterhead.symbol == ""
    assert "Nguyễn Thị Số 7" in case.words("introduction_ballot-21")
    assert "Nguyễn Thị Số 7" not in case.words("voting_ballot-41")


def test_blank_ballots_are_invalid_ones_in_the_minutes(case: PapersOfACase) -> None:
    case.held(1, 1, 1)
    case.prepare(2)
    case.call()
    case.open(0, 1, 2, 3, 4)
    case.counted(2, 1, blank=1, invalid=1)
    case.conclude()
    said = case.words("counting_minutes-21")
    assert "Số phiếu hợp lệ: 03 phiếu" in said
    assert "Số phiếu không hợp lệ: 02 phiếu (trong đó phiếu trắng: 01)" in said
    assert "1 Hoàng Thị Đoàn Tổ trưởng 2 Vũ Văn Tra Thành viên" in said
    assert "Đồng chí Nguyễn Thị Số 5 vắng mặt; lý do: […]" in said
    assert "Nguyễn Thị Số 6 Phó Trưởng phòng, Văn phòng 2 33,33 % 40,00 % 40,00 %" in said


def test_minutes_say_who_came_what_was_said_and_when_it_ended(case: PapersOfACase) -> None:
    case.call()
    case.come(0, 1)
    entry = case.entry(2).id or 0
    excusing.excuse(case.world.hr, *case.here, entry, case.document(DocumentKind.FORCE_MAJEURE, "40-CV/SNV"))
    attending.note_absence(case.secretary, *case.here, entry, "Đi cấp cứu.")
    case.open(0, 1)
    minutes.write_course(case.secretary, *case.here, "Chủ trì nêu lý do.\nThảo luận, thống nhất.")
    case.counted(2)
    case.conclude()
    case.world.move(minutes=20)
    minutes.end_meeting(case.secretary, *case.here, case.world.now())
    said = case.words("meeting_minutes-11")
    assert "có mặt: 02/03 người; vắng mặt: 01 người" in said
    assert "Đồng chí Nguyễn Thị Số 2, Phó Giám đốc, Phòng Hợp tác quốc tế; lý do: Đi cấp cứu" in said
    assert "bất khả kháng theo Văn bản số 40-CV/SNV" in said
    assert "Chủ trì nêu lý do. Thảo luận, thống nhất." in said
    assert "được 02 phiếu, đạt 100,00 % tổng số người được triệu tập" in said
    assert "Hội nghị kết thúc vào … giờ" not in said
    assert "không tính 01 người vắng mặt vì lý do bất khả kháng" in case.words("counting_minutes-11")


def test_what_the_law_does_not_announce_stands_in_no_minutes_but_those_of_the_count(case: PapersOfACase) -> None:
    case.held(1, 1, 1)
    case.held(2, 4, 2)
    case.prepare(3)
    case.concluded(20)
    case.put_right(case.count(19), "Đếm nhầm một phiếu.")
    said, counted = case.words("meeting_minutes-31"), case.words("counting_minutes-31")
    assert "không công bố tại Hội nghị" in said
    for told in ("Nguyễn Thị Số 6", "71,43", "67,86", "Đếm nhầm"):
        assert told not in said
    assert "được 19 phiếu, đạt 67,86 %" in counted
    assert "(Nguyễn Thị Số 6: trước là 20, nay là 19). Lý do: Đếm nhầm một phiếu" in counted
    assert "Tổ kiểm phiếu gồm 02 người" in counted


def test_a_meeting_that_moved_says_so_in_its_own_minutes_alone(case: PapersOfACase) -> None:
    case.held(1, 1, 1)
    case.prepare(2)
    case.summon()
    later = case.world.now() + timedelta(days=4)
    moved = {"meeting_id": case.meeting_id, "starts_at": later.isoformat(), "place": "Hội trường lớn"}
    done(case.world.hr, strong(case.union), "meeting_moved", case.number, **moved)
    assert "Hội trường lớn" in case.words("meeting_invitation-21")
    case.world.move(days=4, minutes=1)
    case.open()
    case.counted(4, 2)
    case.conclude()
    assert "Dời hội nghị bước 2" in case.words("meeting_minutes-21")
    assert "Dời hội nghị" not in case.words("counting_minutes-11")


def test_every_paper_of_an_unannounced_meeting_is_closed_to_whoever_may_not_see_it(case: PapersOfACase) -> None:
    watcher = case.world.account("Đặng Thị Xem", Role.UNION, Role.INSPECTOR)
    deputy_head = case.world.account("Cao Văn Phó", Role.MANAGER, Role.CLERK)
    case.held(1, 1, 1)
    case.held(2, 4, 2)
    case.prepare(3)
    case.concluded(20)
    of_it = {name for name in case.names() if name.endswith("-31")}
    told = {"meeting_minutes-31", "counting_minutes-31"}
    names_who_came_through = {"introduction_ballot-31"}
    assert told | names_who_came_through < of_it
    listed(deputy_head, member(6))
    concerned = replace(deputy_head, staff_member_id=member(6))
    seen = {
        actor.full_name: case.readable(actor) & of_it
        for actor in (case.world.hr, case.world.manager, case.world.clerk, case.union, watcher, concerned)
    }
    assert seen == {
        "Trần Văn Bình": of_it,
        "Phạm Văn Quản": of_it,
        "Lê Thị Thư": of_it,
        "Hoàng Thị Đoàn": of_it,
        "Đặng Thị Xem": of_it - told - names_who_came_through,
        "Cao Văn Phó": of_it - told,
    }
    assert case.readable(case.world.operator) == set()
    assert not case.readable(watcher) & {"counting_minutes-21", "meeting_minutes-11"}
    browsers = {actor: Browser().sign_in(actor) for actor in (case.world.hr, watcher, case.world.operator)}
    for name in of_it:
        answers = {actor.full_name: pages.get(address(case, name)).status_code for actor, pages in browsers.items()}
        assert answers["Trần Văn Bình"] == 200
        assert answers["Đặng Thị Xem"] == (403 if name in told | names_who_came_through else 200)
        assert answers["Đỗ Văn Máy"] == 403


def address(case: PapersOfACase, name: str) -> str:
    return f"/procedures/{case.number}/papers/{name}.html"


def listed(actor: Actor, staff_member_id: int) -> None:
    """The account is that of someone whom the case is about."""
    with database.transaction() as session:
        account = session.get_one(Account, actor.account_id)
        account.staff_member_id = staff_member_id
        session.add(account)
