"""Pages of a meeting: who is there, the wall of the hall, the count, the head's choice, the own card."""

from urllib.parse import quote

import pytest
from sqlmodel import select

from models import Conclusion, DocumentKind, DutyKind, Procedure, WebSession
from models.store import clock, database
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.appointment.nominees import changing
from procedures.countersigning import signing
from procedures.meetings.holding import attending
from tests.meeting_world import Meeting28
from tests.two_people import done, strong
from tests.web.browser import Browser, words_of
from tests.world import SCAN
from words.dates import clock_time, short_date


@pytest.fixture
def case(sqlite: None) -> Meeting28:
    return Meeting28()


def signed_in(actor: Actor) -> Browser:
    return Browser().sign_in(actor)


def base(case: Meeting28) -> str:
    return f"/procedures/{case.number}/meetings/{case.meeting_id}"


def figures(case: Meeting28, *votes: int) -> dict[str, str]:
    count = case.count(*votes)
    lines = {line: str(getattr(count, line)) for line in ("issued", "returned", "valid", "invalid", "blank", "others")}
    return {**lines, "attempt": "1", **{f"votes_{number}": str(figure) for number, figure in count.votes.items()}}


def sent(browser: Browser, case: Meeting28, *votes: int) -> str:
    """A teller's count goes; returns what the page says afterwards."""
    browser.open(f"{base(case)}/count")
    scan = {"scan": (SCAN.name, SCAN.content, "application/pdf")}
    answer = browser.submit(f"{base(case)}/count/{case.post_id}", figures(case, *votes), scan)
    assert answer.status_code == 303, words_of(answer.text)
    return words_of(browser.open(f"{base(case)}/count"))


def test_the_secretary_checks_people_in_and_closes_the_list_after_a_review(case: Meeting28) -> None:
    case.call()
    secretary = signed_in(case.secretary)
    for _, entry in case.attendees():
        secretary.open(base(case))
        fields = {"person": str(entry.id), "there": "yes", "how": "list"}
        assert secretary.submit(f"{base(case)}/present", fields).status_code == 303
    secretary.open(base(case))
    assert "Chốt rồi thì không thêm" in secretary.submit(f"{base(case)}/open/review").text
    assert case.meeting.opened_at is None
    assert secretary.submit(f"{base(case)}/open").status_code == 303
    assert case.meeting.opened_at is not None


def test_the_review_names_whoever_asked_to_withdraw_and_awaits_a_second_signature(case: Meeting28) -> None:
    case.call()
    secretary = signed_in(case.secretary)
    secretary.open(base(case))
    waits = "Đề nghị rút tên đang chờ chữ ký thứ hai"
    assert waits not in secretary.submit(f"{base(case)}/open/review").text
    paper = case.file(DocumentKind.WITHDRAWAL, number="", nominee_id=case.nominees[0])
    asked = changing.withdraw(strong(case.world.hr), case.number, case.nominees[0], "Chuyển công tác.", paper)
    name = case.nominee(case.nominees[0]).full_name
    secretary.open(base(case))
    assert f"{waits}: {name}." in words_of(secretary.submit(f"{base(case)}/open/review").text)
    signing.sign(strong(case.union), asked)
    secretary.open(base(case))
    assert waits not in secretary.submit(f"{base(case)}/open/review").text


def test_whoever_is_noted_as_away_stands_so_before_the_list_is_closed_and_each_reason_has_its_own_control(
    case: Meeting28,
) -> None:
    case.call()
    secretary = signed_in(case.secretary)
    secretary.open(base(case))
    away, other = (case.entry(place).id for place in (2, 1))
    assert secretary.submit(f"{base(case)}/absent", {"person": str(away), "reason": "Ốm"}).status_code == 303
    said = secretary.open(base(case))
    assert ": Ốm</p>" in said
    for entry in (away, other):
        assert said.count(f'id="reason-{entry}"') == said.count(f'for="reason-{entry}"') == 1


def test_a_reason_of_absence_and_the_course_stand_on_the_page_afterwards(case: Meeting28) -> None:
    case.call()
    case.open(0, 1)
    secretary = signed_in(case.secretary)
    secretary.open(base(case))
    fields = {"person": str(case.entry(2).id), "reason": "Đi công tác theo lệnh"}
    assert secretary.submit(f"{base(case)}/absent", fields).status_code == 303
    secretary.open(base(case))
    assert secretary.submit(f"{base(case)}/course", {"text": "Bà Giám khai mạc."}).status_code == 303
    said = secretary.open(base(case))
    assert "Đi công tác theo lệnh" in said
    assert "Bà Giám khai mạc." in said


def test_the_hour_at_which_a_meeting_ended_is_kept_from_the_controls_of_its_page(case: Meeting28) -> None:
    case.call()
    case.open(0, 1)
    case.world.move(hours=1)
    secretary, day = signed_in(case.secretary), short_date(case.today)
    page = secretary.open(base(case))
    ended = case.world.now()
    fields = {"text": "Bà Giám khai mạc.", "ended_day": day, "ended_clock": clock_time(ended)}
    assert all(f'name="{name}"' in page for name in fields)
    assert secretary.submit(f"{base(case)}/course", fields).status_code == 303
    assert case.meeting.ended_at == ended.replace(second=0, microsecond=0)


def test_the_wall_of_the_hall_shows_a_code_that_leads_to_the_own_letter(case: Meeting28) -> None:
    case.call()
    wall = signed_in(case.secretary).open(f"{base(case)}/hall")
    token = attending.hall_token(case.meeting)
    assert f"/here/{token}" in wall
    assert "<svg" in wall
    phone = Browser()
    phone.open(f"/here/{token}")
    wrong = phone.submit(f"/here/{token}/review", {"email": "ai@example.gov.vn", "code": "SAISAI12"})
    assert wrong.status_code == 422
    assert case.attendance().present == 0


def test_two_tellers_enter_blind_and_only_equal_counts_settle(case: Meeting28) -> None:
    case.call()
    case.open()
    first, second = signed_in(case.union), signed_in(case.inspector)
    assert "Chờ người kiểm phiếu thứ hai" in sent(first, case, 2, 1)
    before = words_of(second.open(f"{base(case)}/count"))
    assert "Đồng chí đã nhập" not in before
    after = sent(second, case, 1, 2)
    assert "không khớp" in after
    for browser in (first, second):
        browser.open(f"{base(case)}/count")
        fields = {**figures(case, 2, 1), "attempt": "2"}
        scan = {"scan": (SCAN.name, SCAN.content, "application/pdf")}
        assert browser.submit(f"{base(case)}/count/{case.post_id}", fields, scan).status_code == 303
    assert "Hai lần nhập khớp nhau" in words_of(first.open(f"{base(case)}/count"))


def test_whoever_must_hand_in_the_sheet_is_told_so_before_sending(case: Meeting28) -> None:
    case.call()
    case.open()
    second = signed_in(case.inspector)
    assert "Một trong hai người nộp là đủ" in words_of(second.open(f"{base(case)}/count"))
    case.enter(case.union, case.count(2, 1), scan=None)
    asked = words_of(second.open(f"{base(case)}/count"))
    assert "Bản quét phiếu kiểm đã ký Người nhập trước chưa nộp, nên đồng chí nộp." in asked


@pytest.mark.parametrize("figure", ["", "hai", "-1", "1.5", "9" * 30])
def test_a_figure_that_is_none_comes_back_with_a_sentence_and_nothing_kept(figure: str, case: Meeting28) -> None:
    case.call()
    case.open()
    teller = signed_in(case.union)
    teller.open(f"{base(case)}/count")
    answer = teller.submit(f"{base(case)}/count/{case.post_id}", {**figures(case, 2, 1), "valid": figure})
    assert answer.status_code == 422
    assert "Nhập số" in answer.text


def test_nobody_but_a_teller_opens_the_count_and_nobody_but_the_head_the_choice(case: Meeting28) -> None:
    case.call()
    case.open()
    for actor in (case.world.hr, case.world.manager, case.secretary, case.world.operator):
        assert signed_in(actor).get(f"{base(case)}/count").status_code in (403, 409)
    for actor in (case.world.hr, case.union, case.secretary):
        assert signed_in(actor).get(f"{base(case)}/choice").status_code in (403, 409)


def test_the_head_chooses_between_two_tied_after_a_review(case: Meeting28) -> None:
    case.call()
    case.open(0, 1)
    case.counted(1, 1)
    one, other = case.nominees
    with database.transaction() as session:
        session.add(
            Conclusion(
                meeting_id=case.meeting_id,
                post_id=case.post_id,
                reason="head_decides",
                tied=[one, other],
                concluded_at=case.world.now(),
            )
        )
    head = signed_in(case.world.manager)
    assert "Lựa chọn khi ngang phiếu" in head.open(f"{base(case)}/choice")
    fields = {"post": str(case.post_id), "nominee": str(one), "reason": "Phù hợp hơn.", "opinions": ""}
    lacking = head.submit(f"{base(case)}/choice/review", fields)
    assert lacking.status_code == 422
    assert "ý kiến khác nhau" in lacking.text
    fields["opinions"] = "Đồng chí A đề nghị người thứ hai."
    assert "Đồng chí A đề nghị" in head.submit(f"{base(case)}/choice/review", fields).text
    assert case.conclusions()[-1].chosen == []
    assert head.submit(f"{base(case)}/choice", fields).status_code == 303
    assert case.conclusions()[-1].chosen == [one]


def test_the_own_card_asks_whether_one_comes_and_keeps_it_after_a_review(case: Meeting28) -> None:
    case.summon()
    entry = case.entry(0)
    token, phone = case.world.token(entry), Browser()
    assert "kính mời đồng chí" in phone.open(f"/p/{token}")
    address = f"/p/{token}/meetings/{case.meeting_id}"
    assert phone.submit(f"{address}/review", {"comes": ""}).status_code == 422
    phone.open(f"/p/{token}")
    assert "Tôi dự họp" in phone.submit(f"{address}/review", {"comes": "yes"}).text
    assert case.attendance().rows[0].will_attend is None
    assert phone.submit(f"{address}/reply", {"comes": "yes"}).status_code == 303
    assert "Đã ghi nhận : đồng chí dự họp." in words_of(phone.open(f"/p/{token}"))


def test_a_case_shows_its_meetings_to_whoever_watches(case: Meeting28) -> None:
    case.concluded(2, 1)
    for actor in (case.world.hr, case.world.manager, case.world.clerk, case.union, case.inspector):
        said = words_of(signed_in(actor).open(f"/procedures/{case.number}"))
        assert "Bước 1: Hội nghị tập thể lãnh đạo" in said
    assert "2 phiếu (66,7 %)" in words_of(signed_in(case.world.manager).open(f"/procedures/{case.number}"))
    assert signed_in(case.world.operator).get(f"/procedures/{case.number}").status_code == 403


def test_the_first_page_tells_each_person_what_the_case_waits_for_from_them(case: Meeting28) -> None:
    case.call()
    case.open()
    with database.transaction() as session:
        procedure = session.get_one(Procedure, case.number)
        procedure.waiting_for = "count"
        session.add(procedure)
    for teller in (case.union, case.inspector):
        assert f"{base(case)}/count" in signed_in(teller).open("/")
    assert "chờ kiểm phiếu" not in signed_in(case.world.hr).open("/")
    assert sent(signed_in(case.union), case, 2, 1)
    assert f"{base(case)}/count" not in signed_in(case.union).open("/")


def test_the_portfolio_shows_a_case_and_for_what_it_waits(case: Meeting28) -> None:
    with database.transaction() as session:
        procedure = session.get_one(Procedure, case.number)
        procedure.waiting_for = "meeting_list"
        session.add(procedure)
    said = words_of(signed_in(case.world.manager).open("/procedures"))
    assert "Chờ chốt danh sách" in said
    assert "đã đọc" not in said


def test_the_page_of_a_meeting_that_will_not_be_held_says_so_and_checks_nobody_in(case: Meeting28) -> None:
    case.call()
    secretary = signed_in(case.secretary)
    assert "Không họp nữa" not in secretary.open(base(case))
    done(case.world.hr, case.union, "annul", case.number)
    said = secretary.open(base(case))
    assert "Không họp nữa" in said
    for button in ("Chốt điểm danh", "Màn hình hội trường", "/present", "/absent"):
        assert button not in said


def test_a_teller_whose_session_ended_hears_that_the_figures_are_gone_and_comes_back_to_the_sheet(
    case: Meeting28,
) -> None:
    case.call()
    case.open()
    teller = signed_in(case.union)
    teller.open(f"{base(case)}/count")
    with database.transaction() as session:
        for each in session.exec(select(WebSession)).all():
            each.revoked_at = clock.unmoved(session)
            session.add(each)
    refused = teller.submit(f"{base(case)}/count/{case.post_id}", figures(case, 2, 1))
    assert refused.status_code == 403
    assert "những gì vừa điền cũng không giữ lại" in refused.text
    assert f'href="/sign-in?next={quote(f"{base(case)}/count", safe="")}"' in refused.text


def test_whoever_counts_for_a_case_that_was_annulled_is_told_that_it_is_needed_no_more(case: Meeting28) -> None:
    case.call()
    case.open()
    teller, secretary = signed_in(case.union), signed_in(case.secretary)
    assert "Gửi kết quả kiểm phiếu" in teller.open(f"{base(case)}/count")
    assert "Tổ kiểm phiếu nhập kết quả" in secretary.open(base(case))
    done(case.world.hr, case.inspector, "annul", case.number)
    said = teller.open(f"{base(case)}/count")
    assert "Không cần nhập kết quả kiểm phiếu nữa" in said
    assert "Gửi kết quả kiểm phiếu" not in said
    assert "Tổ kiểm phiếu nhập kết quả" not in secretary.open(base(case))


def test_a_lawful_no_to_a_form_leads_back_to_its_page(case: Meeting28) -> None:
    case.call()
    secretary = signed_in(case.secretary)
    secretary.open(base(case))
    duties.release(case.world.hr, case.number, DutyKind.SECRETARY, case.secretary.account_id or 0, "Nghỉ phép.")
    refused = secretary.submit(f"{base(case)}/open/review")
    assert refused.status_code == 409
    assert f'href="{base(case)}"' in refused.text
