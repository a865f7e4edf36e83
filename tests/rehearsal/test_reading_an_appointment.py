"""What the judge of a rehearsed appointment reads: letters, forms that were taken, pages of those outside."""

from datetime import UTC, date, datetime

import pytest

from cli.rehearsal.appointment.ballots import Counted
from cli.rehearsal.appointment.held import hour_after
from cli.rehearsal.appointment.inbox import letter_of
from cli.rehearsal.appointment.judging import hides
from cli.rehearsal.appointment.reading import entered, replies
from cli.rehearsal.browser import Exchange, Log
from notifications.sink import KeptMail
from words.dates import at_local, local_day

REPLY = "/p/17-0123456789abcdef0123456789abcdef/meetings/3/reply"
SHEET = {"issued": "4", "returned": "4", "valid": "3", "invalid": "0", "blank": "1", "others": "0"}
VOTES = {"votes_10": "1", "votes_9": "2"}
MAIL = """\
Message-ID: <meeting_summons.ab12@127.0.0.1>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

http://127.0.0.1:8000/p/17-0123456789abcdef0123456789abcdef
gõ mã K7QM-29XF
--b
Content-Type: text/calendar; method=PUBLISH; charset=utf-8

BEGIN:VTIMEZONE
DTSTART:19700101T000000
END:VTIMEZONE
DTSTART;TZID=Asia/Ho_Chi_Minh:20261130T083000
--b--
"""


def taken(path: str, status: int, **sent: str) -> Exchange:
    return Exchange("POST", path, status, tuple(sent.items()))


def test_a_summons_is_told_by_the_hour_in_its_calendar_and_not_by_that_of_its_zone() -> None:
    letter = letter_of(KeptMail(1, "a@x.example", ("b@x.example",), MAIL.encode()))
    assert (letter.kind, letter.entry, letter.code) == ("meeting_summons", 17, "K7QM-29XF")
    assert letter.starts == "20261130T083000"


def test_the_last_reply_that_a_page_took_counts() -> None:
    log = Log([taken(REPLY, 303, comes="yes"), taken(REPLY, 303, comes="no"), taken(REPLY, 409, comes="yes")])
    assert replies(log) == {(17, 3): False}


def test_a_sheet_that_a_page_refused_was_not_entered() -> None:
    path = "/procedures/1/meetings/3/count/1"
    log = Log([taken(path, 422, **SHEET, **VOTES), taken(path, 303, **SHEET, **VOTES)])
    assert entered(log) == {3: [Counted(4, 4, 3, 0, 1, 0, (("9", 2), ("10", 1)))]}


def test_a_page_hides_a_step_where_no_number_of_ballots_stands_beside_it() -> None:
    page = "Bước 2: Mở rộng An 5 phiếu (50 %). Bước 3: Chủ chốt Kết quả kiểm phiếu không công bố. Bước 4: Biểu quyết"
    assert hides(page, 3)
    assert not hides(page, 2)
    assert not hides(page, 5)


@pytest.mark.parametrize(("day", "expected"), [(24, 27), (25, 30), (26, 30), (28, 1)])
def test_a_meeting_is_on_a_working_morning(day: int, expected: int) -> None:
    found = hour_after(datetime(2026, 11, day, 1, tzinfo=UTC), 3)
    assert local_day(found).day == expected
    assert found == at_local(local_day(found), 8, 30)
    assert local_day(found) > date(2026, 11, day)
