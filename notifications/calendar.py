"""A meeting as a calendar file: one event that readers enter, move or take away, and that nobody's server answers."""

import enum
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from notifications.letter import Attachment
from words.dates import VIETNAM

# The law says when a meeting begins, not when it ends; a calendar keeps no time free for an event of no length.
TAKES = timedelta(hours=2)
WARNED_BEFORE = timedelta(hours=1)
FILENAME = "hoi-nghi.ics"
_LINE = 75
_LINE_END = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_UNFIT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{VIETNAM.key}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
)


class Method(enum.StrEnum):
    """What the reader's calendar does with the event; neither lets a mail gateway accept or decline for its owner."""

    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Event:
    """A meeting: `uid` is the same in all its files, `sequence` grows with each change, `written_at` is an instant."""

    uid: str
    sequence: int
    method: Method
    starts_at: datetime
    written_at: datetime
    summary: str
    place: str
    description: str
    organizer: tuple[str, str]


def attached(event: Event) -> Attachment:
    """The event as it travels with a letter."""
    content_type = f"text/calendar; method={event.method.value}; charset=utf-8"
    return Attachment(FILENAME, content_type, written(event).encode())


def written(event: Event) -> str:
    """The event as RFC 5545 writes it: CRLF at the end of each line, no line over 75 octets."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//danchu//VI", f"METHOD:{event.method.value}", *_ZONE)
    lines = (*head, "BEGIN:VEVENT", *_event(event), "END:VEVENT", "END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """A text value: what would end or part it is marked, and what no line may hold is left out."""
    marked = re.sub(r"([\\;,])", r"\\\1", _LINE_END.sub("\n", text))
    return _UNFIT.sub("", marked).replace("\n", "\\n")


def folded(line: str) -> str:
    """The line over several, each at most 75 octets with the space that begins it, no character cut in two."""
    rest, parts, room = line.encode(), [], _LINE
    while len(rest) > room:
        end = room
        while rest[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(rest[:end])
        rest, room = rest[end:], _LINE - 1
    return "\r\n ".join(part.decode() for part in (*parts, rest))


def _event(event: Event) -> list[str]:
    name, address = event.organizer
    lines = [
        f"UID:{event.uid}",
        f"DTSTAMP:{event.written_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTART;TZID={VIETNAM.key}:{_hour(event.starts_at)}",
        f"DTEND;TZID={VIETNAM.key}:{_hour(event.starts_at + TAKES)}",
        f"ORGANIZER;CN={_quoted(name)}:mailto:{address}",
        f"SUMMARY:{escaped(event.summary)}",
        f"LOCATION:{escaped(event.place)}",
        f"DESCRIPTION:{escaped(event.description)}",
        "CLASS:PRIVATE",  # calendars are shared, and the meeting is about people
        "STATUS:" + ("CANCELLED" if event.method is Method.CANCEL else "CONFIRMED"),
    ]
    return lines if event.method is Method.CANCEL else [*lines, *_alarm()]


def _alarm() -> list[str]:
    minutes = WARNED_BEFORE // timedelta(minutes=1)
    return ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Hội nghị", f"TRIGGER:-PT{minutes}M", "END:VALARM"]


def _hour(instant: datetime) -> str:
    return f"{instant.astimezone(VIETNAM):%Y%m%dT%H%M%S}"


def _quoted(name: str) -> str:
    """A parameter's value: it may hold no quotation mark, however marked."""
    plain = _UNFIT.sub("", _LINE_END.sub(" ", name)).replace('"', "'")
    return f'"{plain}"'
