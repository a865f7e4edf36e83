"""Vietnamese survives the way through SMTP, and nothing smuggles itself into a header."""

import asyncio
import random
import re
from base64 import b64decode
from collections.abc import Iterator
from email import message_from_bytes
from email.header import Header, decode_header, make_header
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32, default
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.letter import Attachment, Letter
from notifications.mime import SMALL, UnsendableLetter, build, is_address, is_small
from notifications.relay import Relay
from notifications.sink import Sink
from notifications.smtp import Connection, Outcome
from tests.notifications.letters import SENT_AT, WORDS, letter

ENCODED_WORD = re.compile(rb"=\?utf-8\?b\?([A-Za-z0-9+/=]*)\?=")
WRITABLE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=120)


def parsed(raw: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(raw, policy=default))


def shown(raw: bytes, header: str) -> str:
    """The words of a header as RFC 2047 has a reader show them; each encoded word must hold whole characters."""
    folded = raw.partition(b"\r\n\r\n")[0]
    assert max(map(len, folded.split(b"\r\n"))) <= 76
    head = folded.replace(b"\r\n ", b" ")
    (line,) = (line for line in head.split(b"\r\n") if line.startswith(header.encode() + b": "))
    assert all(len(word) <= 75 for word in line.split())
    return "".join(b64decode(word).decode() for word in ENCODED_WORD.findall(line))


def number_of(raw: bytes) -> int:
    return int(re.search(rb"\r\nMessage-ID: <(\d+)@", raw)[1])  # type: ignore[index]


def sentence(draw: random.Random, most: int) -> str:
    return " ".join(draw.choices(WORDS.split(), k=draw.randint(1, most)))


async def send_all(letters: Iterator[Letter], relay: Relay) -> None:
    async with Connection(relay) as connection:
        for each in letters:
            delivery = await connection.deliver(build(each, SENT_AT), each.sender_address, each.to_address)
            assert delivery.outcome is Outcome.SENT


async def test_ten_thousand_vietnamese_subjects_and_names_survive_smtp_unchanged() -> None:
    draw = random.Random(2026)
    written = [(sentence(draw, 24), sentence(draw, 12), sentence(draw, 8)) for _ in range(10_000)]
    letters = (
        letter(message_id=f"<{number}@sngv.example>", subject=subject, sender_name=sender, to_name=to)
        for number, (subject, sender, to) in enumerate(written)
    )
    async with Sink() as sink:
        relay = Relay("127.0.0.1", sink.port, per_session=5_000)
        await asyncio.gather(*(send_all(letters, relay) for _ in range(3)))
    received = {
        number_of(mail.raw): (shown(mail.raw, "Subject"), shown(mail.raw, "From"), shown(mail.raw, "To"))
        for mail in sink.mails
    }
    assert received == dict(enumerate(written))


@settings(deadline=None)
@given(subject=WRITABLE, sender=WRITABLE, to=WRITABLE)
def test_any_writable_text_survives_as_subject_and_name(subject: str, sender: str, to: str) -> None:
    raw = build(letter(subject=subject, sender_name=sender, to_name=to), SENT_AT)
    assert (shown(raw, "Subject"), shown(raw, "From"), shown(raw, "To")) == (subject, sender, to)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 76


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=400))
def test_any_text_survives_as_body_over_seven_bits(text: str) -> None:
    raw = build(letter(text=text, html=f"<p>{text}"), SENT_AT)
    lines = re.sub(r"\r\n|\r|\n", "\r\n", text)
    plain, html = message_from_bytes(raw).get_payload()
    assert plain.get_payload(decode=True).decode() == lines
    assert html.get_payload(decode=True).decode() == f"<p>{lines}"
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")


def reference(sent: Letter) -> Message:
    """The same letter by the standard library, in the one way that keeps Vietnamese whole."""
    policy = compat32.clone(max_line_length=76)
    message = MIMEMultipart("alternative", policy=policy)
    for header, name, address in (
        ("From", sent.sender_name, sent.sender_address),
        ("To", sent.to_name, sent.to_address),
    ):
        message[header] = Header(name, "utf-8", header_name=header)
        message[header].append(f"<{address}>", "us-ascii")
    message["Subject"] = Header(sent.subject, "utf-8", header_name="Subject")
    message["Message-ID"] = sent.message_id
    message.attach(MIMEText(sent.text, "plain", "utf-8", policy=policy))
    message.attach(MIMEText(sent.html, "html", "utf-8", policy=policy))
    return message_from_bytes(message.as_bytes())


def read(message: Message) -> list[str]:
    headers = [str(make_header(decode_header(message[name]))) for name in ("Subject", "From", "To", "Message-ID")]
    return headers + [part.get_payload(decode=True).decode().replace("\r\n", "\n") for part in message.get_payload()]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=90), st.integers(1, 30), st.integers(1, 30))
def test_a_letter_reads_the_same_as_one_built_by_the_standard_library(words: list[str], one: int, two: int) -> None:
    subject, sender, to = " ".join(words), " ".join(words[:one]), " ".join(words[-two:])
    sent = letter(subject=subject, sender_name=sender, to_name=to, text=subject, html=f"<p>{subject}</p>")
    raw = build(sent, SENT_AT)
    assert read(message_from_bytes(raw)) == read(reference(sent))
    assert shown(raw, "Subject") == subject


def test_headers_say_that_no_person_wrote_it_and_which_letter_it_follows() -> None:
    message = parsed(build(letter(references="<a@x.example> <b@x.example>"), SENT_AT))
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert message["Message-ID"] == letter().message_id
    assert message["References"] == "<a@x.example> <b@x.example>"
    assert message["In-Reply-To"] == "<b@x.example>"
    assert message["Date"].datetime == SENT_AT
    assert message["Reply-To"].addresses[0].display_name == "Trần Văn Bình"
    assert message["Content-Type"].content_type == "multipart/alternative"


def test_a_letter_built_again_has_the_same_bytes() -> None:
    assert build(letter(), SENT_AT) == build(letter(), SENT_AT)


def test_a_long_message_id_stays_on_the_line_of_its_header() -> None:
    long = f"<{'resolution_missing_in_unit'}.{'0' * 32}@thuc-hien-dan-chu.songoaivu.tinh.example>"
    raw = build(letter(message_id=long, references=f"{long} {long}"), SENT_AT)
    assert f"\r\nMessage-ID: {long}\r\n".encode() in raw
    assert parsed(raw)["References"] == f"{long} {long}"


@pytest.mark.parametrize("header", ["subject", "sender_name", "to_name", "reply_to", "message_id", "references"])
@pytest.mark.parametrize("smuggled", ["a\r\nBcc: x@x.example", "a\nb", "a\rb", "a\x00b", "a\u2028b"])
def test_a_control_character_in_any_header_is_refused(header: str, smuggled: str) -> None:
    value = (smuggled, "b@x.example") if header == "reply_to" else smuggled
    with pytest.raises(UnsendableLetter):
        build(letter(**{header: value}), SENT_AT)


@pytest.mark.parametrize("field", ["sender_address", "to_address"])
@pytest.mark.parametrize(
    "bad", ["", "hoa", "hoa@", "@x", "a b@x.example", "a@b@c", "hoa@x.example\r\nRCPT TO:<b@c>", "hòa@x", "<a@x>"]
)
def test_a_malformed_address_is_refused(field: str, bad: str) -> None:
    with pytest.raises(UnsendableLetter):
        build(letter(**{field: bad}), SENT_AT)


def test_addresses_of_agencies_are_sendable() -> None:
    assert all(map(is_address, ["nguyen.van-a_1@sngv.tinh.gov.example", "o'brien+b@x", "a@localhost"]))


def test_a_nameless_person_gets_the_letter_at_the_bare_address() -> None:
    assert b"\r\nTo: <hoa@sngv.example>\r\n" in build(letter(to_name=""), SENT_AT)


def test_an_attachment_travels_beside_the_words() -> None:
    calendar = Attachment("lịch họp.ics", "text/calendar; method=PUBLISH; charset=utf-8", "SUMMARY:Hội nghị".encode())
    message = parsed(build(letter(attachments=(calendar,)), SENT_AT))
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "lịch họp.ics"
    assert attached.get_payload(decode=True) == calendar.content
    assert message.get_body(("plain",)).get_payload(decode=True) == letter().text.replace("\n", "\r\n").encode()  # type: ignore[union-attr]


def test_style_sheets_go_into_the_elements_for_old_mail_readers() -> None:
    styled = "<html><head><style>p { color: red }</style></head><body><p>Kính gửi</p></body></html>"
    html = parsed(build(letter(html=styled), SENT_AT)).get_body(("html",))
    assert 'style="color: red' in html.get_payload(decode=True).decode()  # type: ignore[union-attr]


def test_a_letter_is_small_below_twenty_thousand_bytes() -> None:
    assert is_small(build(letter(), SENT_AT))
    assert is_small(b"x" * (SMALL - 1))
    assert not is_small(b"x" * SMALL)
