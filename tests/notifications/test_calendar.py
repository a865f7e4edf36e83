"""The calendar file of a meeting: read back whole, whatever stands in it, and nothing that a server can answer."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notifications.calendar import Event, Method, attached, escaped, folded, written
from notifications.mime import build
from notifications.relay import Relay
from notifications.sink import Sink
from notifications.smtp import Connection, Outcome
from tests.notifications.calendars import lines_of, read
from tests.notifications.letters import SENT_AT, letter
from tests.notifications.test_mime import parsed

EVENT = Event(
    uid="meeting.0123456789abcdef@sngv.example",
    sequence=0,
    method=Method.PUBLISH,
    starts_at=datetime(2026, 11, 26, 1, 0, tzinfo=UTC),
    written_at=datetime(2026, 11, 24, 2, 30, tzinfo=UTC),
    summary="Hội nghị cán bộ chủ chốt: Bổ nhiệm Trưởng phòng Lãnh sự - Người Việt Nam ở nước ngoài",
    place="Hội trường tầng 2, trụ sở Sở; số 01 đường Trần Phú",
    description="Chủ trì: Nguyễn Văn Giám, Giám đốc Sở.",
    organizer=("Văn phòng, Sở Ngoại vụ", "vanphong@sngv.example"),
)
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
WRITABLE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.just("\n"), max_size=200)


def test_a_meeting_is_read_back_as_it_was_meant() -> None:
    calendar = read(written(EVENT).encode())
    event = calendar.one("VEVENT")
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (EVENT.uid, "0", "CONFIRMED")
    assert (event.text("SUMMARY"), event.text("LOCATION")) == (EVENT.summary, EVENT.place)
    assert event.text("DESCRIPTION") == EVENT.description
    assert event["DTSTAMP"] == "20261124T023000Z"
    assert event.parameters("ORGANIZER")["CN"] == EVENT.organizer[0]
    assert event["ORGANIZER"] == "mailto:vanphong@sngv.example"


def test_the_hour_is_that_of_vietnam_and_the_zone_comes_with_it() -> None:
    calendar = read(written(EVENT).encode())
    zone, event = calendar.one("VTIMEZONE"), calendar.one("VEVENT")
    assert event.parameters("DTSTART") == {"TZID": "Asia/Ho_Chi_Minh"} == event.parameters("DTEND")
    local = datetime.strptime(event["DTSTART"], "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(zone["TZID"]))
    assert local == EVENT.starts_at
    assert event["DTEND"] > event["DTSTART"] == "20261126T080000"
    assert zone.one("STANDARD")["TZOFFSETTO"] == "+0700"


def test_no_server_can_accept_or_decline_in_its_owners_place() -> None:
    for method in Method:
        calendar = read(written(replace(EVENT, method=method)).encode())
        assert calendar["METHOD"] in ("PUBLISH", "CANCEL")
        assert "ATTENDEE" not in calendar.one("VEVENT").properties
        assert "RSVP" not in written(EVENT)


def test_a_meeting_that_is_off_is_taken_away_and_warns_of_nothing() -> None:
    off = read(written(replace(EVENT, method=Method.CANCEL, sequence=2)).encode()).one("VEVENT")
    assert (off["UID"], off["SEQUENCE"], off["STATUS"]) == (EVENT.uid, "2", "CANCELLED")
    assert off.within == []
    assert read(written(EVENT).encode()).one("VEVENT").one("VALARM")["TRIGGER"] == "-PT60M"


def test_a_shared_calendar_shows_others_nothing_of_a_meeting_about_people() -> None:
    assert read(written(EVENT).encode()).one("VEVENT")["CLASS"] == "PRIVATE"


@given(ANY)
@example("ộ" * 200)
@example("a" * 74 + "ộ")
@example("a" * 75)
@example("a" * 76)
@example("🇻🇳" * 30)
def test_a_line_is_folded_at_75_octets_and_no_character_is_cut(text: str) -> None:
    line = "SUMMARY:" + re.sub(r"[\r\n]", "", text)
    parts = folded(line).encode().split(b"\r\n")
    assert all(len(part) <= 75 and part.decode() is not None for part in parts)
    assert all(part.startswith(b" ") for part in parts[1:])
    assert b"".join([parts[0], *(part[1:] for part in parts[1:])]).decode() == line
    assert all(len(part) > 71 for part in parts[:-1])


@given(WRITABLE, WRITABLE, WRITABLE)
@example("\\n", "a\\;b\\,c", "\\")
@example("BEGIN:VEVENT\nATTENDEE:mailto:ai@example.com", ";,:", '"')
def test_any_text_comes_back_as_it_was_typed(summary: str, place: str, description: str) -> None:
    event = read(written(replace(EVENT, summary=summary, place=place, description=description)).encode())
    found = event.one("VEVENT")
    assert found.text("SUMMARY") == summary
    assert found.text("LOCATION") == place
    assert found.text("DESCRIPTION") == description


@given(ANY, ANY)
@example("\r\nATTENDEE:mailto:ai@example.com", 'Sở "Ngoại vụ":mailto:ai@example.com')
def test_no_character_breaks_a_line_or_a_parameter(text: str, name: str) -> None:
    event = replace(EVENT, summary=text, place=text, organizer=(name, "vanphong@sngv.example"))
    found = read(written(event).encode()).one("VEVENT")
    assert len(found.properties) == 11
    assert found["ORGANIZER"] == "mailto:vanphong@sngv.example"
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", "".join(found.properties["SUMMARY"][1]))


def test_what_parts_values_is_marked() -> None:
    assert escaped("a;b,c\\d\r\ne\x07") == "a\\;b\\,c\\\\d\\ne"


@pytest.mark.parametrize("method", list(Method))
async def test_the_file_arrives_over_smtp_byte_for_byte_beside_both_bodies(method: Method) -> None:
    file = attached(replace(EVENT, method=method))
    raw = build(letter(attachments=(file,)), SENT_AT)
    async with Sink() as sink, Connection(Relay("127.0.0.1", sink.port)) as connection:
        sent = letter()
        assert (await connection.deliver(raw, sent.sender_address, sent.to_address)).outcome is Outcome.SENT
    message = parsed(sink.mails[0].raw)
    (received,) = message.iter_attachments()
    assert received.get_content_type() == "text/calendar"
    assert received.get_param("method") == method.value
    assert received.get_param("charset") == "utf-8"
    assert received.get_filename() == "hoi-nghi.ics"
    content = received.get_payload(decode=True)
    assert content == file.content
    assert lines_of(content)  # type: ignore[arg-type]
    assert read(content).one("VEVENT").text("SUMMARY") == EVENT.summary  # type: ignore[arg-type]
    assert message.get_body(("plain",)) and message.get_body(("html",))  # noqa: PT018
