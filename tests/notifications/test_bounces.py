"""Mail that comes back is understood whichever server wrote it, and nothing in a return box breaks the reader."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.bounces import LIMIT, BounceKind, read_bounce

RETURNED = Path(__file__).parent / "returned"
SAMPLES = [path.read_bytes() for path in sorted(RETURNED.glob("*.eml"))]
OURS = "<resolution_circulated.0f1e2d3c4b5a69788796a5b4c3d2e1f0@danchu.sngv.example>"
PERMANENT, EXPIRED, DELAYED = BounceKind.PERMANENT, BounceKind.EXPIRED, BounceKind.DELAYED

UNREACHABLE = "connect to mx.sngv.example[192.0.2.7]:25: Connection timed out"

UNDERSTOOD = [
    ("postfix_unknown_user", PERMANENT, "hoa@sngv.example", "5.1.1", "550 5.1.1 … Recipient rejected: User unknown"),
    ("postfix_delayed", DELAYED, "hoa@sngv.example", "4.4.1", UNREACHABLE),
    ("postfix_gave_up", EXPIRED, "hoa@sngv.example", "4.4.1", UNREACHABLE),
    ("exchange_mailbox_full", PERMANENT, "hoa@sngv.example", "5.2.2", "554 5.2.2 STOREDRV.Deliver; mailbox full"),
    ("exim_no_such_user", PERMANENT, "hoa@so.example", "5.1.1", "550 5.1.1 No such user here"),
    ("qmail_no_mailbox", PERMANENT, "hoa@huyen.example", "5.1.1", "Sorry, no mailbox here by that name. (#5.1.1)"),
    ("sendmail_many_blocks", PERMANENT, "hoa@cu.tinh.example", "5.3.0", "553 … account closed"),
    ("opensmtpd_error", PERMANENT, "hoa@bsd.example", "5.0.0", "550 Invalid recipient"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind", "recipient", "status", "words"), UNDERSTOOD)
def test_a_server_s_report_names_the_letter_the_address_and_the_reason(
    name: str, kind: BounceKind, recipient: str, status: str, words: str
) -> None:
    bounce = read_bounce((RETURNED / f"{name}.eml").read_bytes())
    assert bounce is not None
    assert (bounce.kind, bounce.recipient, bounce.status, bounce.words) == (kind, recipient, status, words)
    assert bounce.message_id == OURS


@pytest.mark.parametrize("path", sorted(RETURNED.glob("none_*.eml")), ids=lambda path: path.stem)
def test_receipts_absences_and_colleagues_are_no_bounces(path: Path) -> None:
    assert read_bounce(path.read_bytes()) is None


def test_every_sample_is_in_a_test() -> None:
    assert len(SAMPLES) == len(UNDERSTOOD) + len(list(RETURNED.glob("none_*.eml")))


def test_lines_that_end_with_carriage_returns_change_nothing() -> None:
    for raw in SAMPLES:
        assert repr_of(raw.replace(b"\n", b"\r\n")) == repr_of(raw)


def repr_of(raw: bytes) -> tuple[object, ...] | None:
    bounce = read_bounce(raw)
    return bounce and (bounce.kind, bounce.message_id, bounce.recipient, bounce.status, bounce.words)


def test_a_report_with_a_huge_letter_in_it_is_read_by_its_beginning() -> None:
    raw = (RETURNED / "exchange_mailbox_full.eml").read_bytes()
    assert repr_of(raw.replace(b"S8OtbmggZ+G7rWk=\n", b"A" * 76 + b"\n" * 2 + b"B" * LIMIT)) == repr_of(raw)


def test_what_it_says_of_a_letter_is_bounded_and_names_nobody() -> None:
    raw = (RETURNED / "opensmtpd_error.eml").read_bytes()
    bounce = read_bounce(raw.replace(b"550 Invalid", b"550 <hoa@bsd.example> " + b"x" * 5_000))
    assert bounce is not None
    assert len(bounce.words) <= 200
    assert "@" not in bounce.words
    assert "hoa" not in repr(bounce)


def test_parts_nested_a_thousand_deep_are_survived() -> None:
    nested = b"From: MAILER-DAEMON@x\n" + b"Content-Type: message/rfc822\n\n" * 4_000
    assert read_bounce(nested) is None


@settings(deadline=None)
@given(st.binary(max_size=3_000))
def test_no_bytes_at_all_break_it(raw: bytes) -> None:
    read_bounce(raw)
    read_bounce(b"From: MAILER-DAEMON@x\n" + raw)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_no_damaged_report_breaks_it(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(SAMPLES)))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(raw)))
        length = data.draw(st.sampled_from([0, 1, 1, 3, 40, 400]))
        raw[start : start + length] = data.draw(st.one_of(st.binary(max_size=12), st.sampled_from(TRAPS)))
    read_bounce(bytes(raw))


TRAPS = [
    b"\xff\xfe", b"\n\n", b"\r", b"=?utf-8?b?=?=", b"Content-Type: text/plain; charset=nonsense\n",
    b"Content-Transfer-Encoding: base64\n", b"Content-Type: message/delivery-status\n\n", b"; charset*0*=x''%ff",
    b"Content-Type: multipart/report\n", b"X-Failed-Recipients: \xff@\xff\n", b"boundary=", b"<>", b"--BQ1.179",
]  # fmt: skip
