"""What a rehearsed appointment left outside: forms that pages accepted, the count as kept and as printed."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxml import html

from cli.rehearsal.appointment.ballots import LINES, Counted
from cli.rehearsal.appointment.held import Held
from cli.rehearsal.browser import Exchange, Log
from cli.rehearsal.promises import Left
from models import AuditEvent
from procedures.log import first_broken

SENT = 303
Rows = Callable[[str], list[tuple[Any, ...]]]
_REPLY = re.compile(r"/p/(\d+)-[0-9a-f]+/meetings/(\d+)/reply")
_COUNT = re.compile(r"/procedures/\d+/meetings/(\d+)/count/\d+")
_PRINTED = re.compile(
    r"Số phiếu phát ra: (\d+).*?Số phiếu thu về: (\d+).*?Số phiếu hợp lệ: (\d+).*?Số phiếu không hợp lệ: (\d+)"
)


@dataclass(frozen=True)
class Sheet:
    """The four figures of ballots of one meeting, whoever wrote them; `unfit`: invalid and blank together."""

    issued: int
    returned: int
    valid: int
    unfit: int

    @classmethod
    def of(cls, count: Counted) -> "Sheet":
        return cls(count.issued, count.returned, count.valid, count.invalid + count.blank)


def _accepted(log: Log, pattern: re.Pattern[str]) -> Iterable[tuple[re.Match[str], Exchange]]:
    for each in log.exchanges:
        match = pattern.fullmatch(each.path) if each.method == "POST" and each.status == SENT else None
        if match:
            yield match, each


def replies(log: Log) -> dict[tuple[int, int], bool]:
    """The last reply that pages accepted, by entry and meeting."""
    return {(int(match[1]), int(match[2])): dict(each.sent)["comes"] == "yes" for match, each in _accepted(log, _REPLY)}


def kept_replies(read: Rows) -> dict[tuple[int, int], bool]:
    """The same as the record has it."""
    rows = read("SELECT roll_entry_id, meeting_id, will_attend FROM attendee WHERE will_attend IS NOT NULL")
    return {(entry, meeting): bool(comes) for entry, meeting, comes in rows}


def entered(log: Log) -> dict[int, list[Counted]]:
    """The sheets that tellers handed in, by meeting, in order."""
    found: dict[int, list[Counted]] = {}
    for match, each in _accepted(log, _COUNT):
        found.setdefault(int(match[1]), []).append(_typed(dict(each.sent)))
    return found


def _typed(sent: dict[str, str]) -> Counted:
    votes = {name.removeprefix("votes_"): int(value) for name, value in sent.items() if name.startswith("votes_")}
    return Counted(*(int(sent[line]) for line in LINES), votes=_in_order(votes))


def _in_order(votes: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(votes.items(), key=lambda each: int(each[0])))


def kept_counts(left: Left) -> dict[int, Counted]:
    """The count that holds of each meeting: the last attempt of both tellers, where the two are one."""
    rows = left.rows(
        f"SELECT meeting_id, {', '.join(LINES)}, votes FROM count_entry ORDER BY meeting_id, attempt, entry"  # noqa: S608
    )
    found: dict[int, list[Counted]] = {}
    for meeting, *lines, votes in rows:
        found.setdefault(meeting, []).append(Counted(*lines, votes=_in_order(json.loads(votes))))
    return {meeting: sheets[-1] for meeting, sheets in found.items() if sheets[-2:] == [sheets[-1]] * 2}


def printed(left: Left, held: Held) -> Sheet | None:
    """The figures in the minutes of the count; None where there is no such paper, or it has no such figures."""
    path = left.out / "papers" / f"counting_minutes-{held.number}.html"
    if not path.is_file():
        return None
    return figures_in(path.read_text(encoding="utf-8"))


def figures_in(minutes: str) -> Sheet | None:
    """The figures that the minutes of a count print; None where they have none."""
    match = _PRINTED.search(" ".join(html.document_fromstring(minutes).text_content().split()))
    return Sheet(*map(int, match.groups())) if match else None


def conclusions(left: Left) -> dict[int, tuple[str, set[str], bool]]:
    """The last word on each meeting by the record: reason, who was chosen, whether that was a person's choice."""
    rows = left.rows(
        "SELECT meeting_id, reason, chosen, decided_by, decided_on_document FROM conclusion ORDER BY revision"
    )
    return {
        meeting: (reason, {str(number) for number in json.loads(chosen)}, bool(by or document))
        for meeting, reason, chosen, by, document in rows
    }


def broken_link(left: Left) -> int | None:
    """The number of the first event of the kept log that does not fit its chain; None where all do."""
    rows = left.rows(
        "SELECT number, at, actor, name, procedure_id, facts, previous, hash FROM audit_event ORDER BY number"
    )
    head = left.rows("SELECT hash FROM audit_head")[0][0]
    return first_broken((_event(*row) for row in rows), head)


def _event(
    number: int, at: str, actor: str, name: str, of: int | None, facts: str, before: str, own: str
) -> AuditEvent:
    said: Any = json.loads(facts)
    when = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return AuditEvent(
        number=number, at=when, actor=actor, name=name, procedure_id=of, facts=said, previous=before, hash=own
    )
