"""An agency of many years: thousands of procedures with their rolls, answers, steps and papers, put in by bulk."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Insert, String, func, insert, literal, literal_column, select, text
from sqlmodel import col

from law.rules import rules_on
from models import Answer, AuditEvent, Decision, FiledPaper, Procedure, RollEntry, Round, StaffMember, StepRecord, Unit
from models.store.database import engine, is_sqlite
from models.store.types import Instant
from procedures.kinds import KINDS
from procedures.opinion.steps import DECIDED
from words.dates import local_day

PEOPLE, UNITS = 220, 12
OPEN, UNSENT, AFTER_CLOSE, LATE_EACH, YEARS = 240, 20, 20, 25, 5
LASTS, LONGEST_LATE = timedelta(days=10), timedelta(hours=3)
MATTERS = ("Quy chế chi tiêu nội bộ", "Nội quy cơ quan", "Hội nghị cán bộ, công chức", "Quy chế thi đua, khen thưởng")
Row = dict[str, Any]


def fill(procedures: int, author: int, now: datetime) -> dict[str, int]:
    """Put in so many procedures, of which OPEN are open, the others ended over the years; returns rows by table.

    They are of the kinds that ask once by mail: a procedure by meetings has neither roll nor answers of its own.
    A roll has 20 to 200 people, 110 on average. Everyone answers at an even pace; what ended did so with 92.5 %.
    """
    with engine().begin() as connection:
        _people(connection)
        first = (connection.scalar(select(func.max(col(Procedure.id)))) or 0) + 1
        by_mail = [key for key, kind in KINDS.items() if not (kind.by_meetings or kind.without_round)]
        rules = {key: rules_on(key, local_day(now)).frozen() for key in by_mail}
        whole = [
            (_procedure(first, place, procedures, rules, author, now), procedures - place)
            for place in range(procedures)
        ]
        connection.execute(insert(Procedure), [row for row, _left in whole])
        connection.execute(insert(Round), [_round(row, left, now) for row, left in whole])
        connection.execute(insert(StepRecord), [step for row, left in whole for step in _steps(row, left)])
        connection.execute(insert(FiledPaper), [paper for row, left in whole for paper in _papers(row, left)])
        connection.execute(_rolls(first, connection.scalar(select(func.max(col(StaffMember.id)))) or 0))
        connection.execute(_answers(now))
        connection.execute(_events())
        tables = {"procedures": Procedure, "people on rolls": RollEntry, "answers": Answer}
        counts = {
            name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()
        }
    if not is_sqlite():  # what its autovacuum would have done by the next morning
        with engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return counts


def _people(connection: Connection) -> None:
    connection.execute(insert(Unit), [{"name": f"Phòng số {number}"} for number in range(UNITS)])
    last = connection.scalar(select(func.max(col(Unit.id)))) or 0
    same = {"category": "civil_servant", "position": "", "is_unit_head": False}
    people = [{"full_name": f"Trần Thị Số {n}", "unit_id": last - n % UNITS, **same} for n in range(PEOPLE)]
    connection.execute(insert(StaffMember), people)


def _procedure(first: int, place: int, many: int, rules: Row, author: int, now: datetime) -> Row:
    left, kind = many - place, list(rules)[place % len(rules)]
    is_open = left <= OPEN
    before = LASTS * 0.9 * left / OPEN if is_open else LASTS * 2 + timedelta(days=365 * YEARS) * (left - OPEN) / many
    outcome = "all_read" if kind == "resolution" else "issued"
    return {
        "id": first + place,
        "kind": kind,
        "subject": f"{MATTERS[place % len(MATTERS)]}, việc số {first + place}",
        "state": "open" if is_open else "closed",
        "begun_on": local_day(now - before),
        "rules": rules[kind],
        "flow_revision": 1,
        "outcome": None if is_open else outcome,
        "drafted_by": author,
        "drafted_at": now - before,
        "opened_at": now - before,
        "closed_at": None if is_open else now - before + LASTS,
    }


def _round(row: Row, left: int, now: datetime) -> Row:
    opened, closes = row["opened_at"], row["opened_at"] + LASTS
    is_late = left <= OPEN and left % LATE_EACH == 0
    is_closed = left > OPEN - AFTER_CLOSE
    return {
        "id": row["id"],
        "procedure_id": row["id"],
        "number": 1,
        "mode": "named",
        "place": "correspondence",
        "sends_at": opened,
        "closes_at": now - LONGEST_LATE * left / OPEN if is_late else closes,
        "remind_at": [(opened + LASTS / 2).isoformat()],
        "opened_at": None if left <= UNSENT else opened,
        "closed_at": min(closes, now) if is_closed else None,
        "roll_hash": "",
    }


def _steps(row: Row, left: int) -> Iterator[Row]:
    """All steps of what has ended; of what is open, as many as its round shows to be over."""
    kind = KINDS[row["kind"]]
    sent, over = kind.steps.index(kind.asked) + 1, kind.steps.index(kind.closed) + 1
    done = len(kind.steps) if left > OPEN else 1 if left <= UNSENT else over if left > OPEN - AFTER_CLOSE else sent
    facts = dict.fromkeys(("summoned", "letters", "on_paper", "returned", "opinions", "missing"), 20)
    same = {"procedure_id": row["id"], "article": "", "facts": facts, "recorded_at": row["opened_at"]}
    for step in kind.steps[:done]:
        outcome = Decision.ISSUED.value if step is DECIDED else "done"
        yield {**same, "step": step.key, "occurrence": int(step is kind.reminded), "outcome": outcome}


def _papers(row: Row, left: int) -> Iterator[Row]:
    kind = KINDS[row["kind"]]
    made = kind.papers.values() if left > OPEN else (kind.signed_first,)
    state = "draft" if left <= UNSENT else "signed"
    same = {"procedure_id": row["id"], "occurrence": 0, "symbol": "TB", "signer": "", "content_hash": ""}
    for paper in made:
        yield {
            **same,
            "kind": paper,
            "state": state,
            "number": row["id"],
            "dated_on": row["begun_on"],
            "made_at": row["opened_at"],
        }


def _rolls(first: int, last_person: int) -> Insert:
    """A different part of the staff on each roll: straight from the tables, a million rows are no work for Python."""
    number, person = col(Procedure.id), col(StaffMember.id)
    size = 20 + number * 37 % 181
    is_on = (person > last_person - PEOPLE) & ((person + number * 7) % PEOPLE < size) & (number >= first)
    rows = (
        select(number, person, col(StaffMember.full_name), col(Unit.name), literal_column("''"), literal_column("1"))
        .select_from(Procedure)
        .join(StaffMember, is_on)
        .join(Unit, col(Unit.id) == col(StaffMember.unit_id))
        .order_by(number, person)
    )
    columns = ["procedure_id", "staff_member_id", "full_name", "unit_name", "position", "link_version"]
    return insert(RollEntry).from_select(columns, rows)


def _answers(now: datetime) -> Insert:
    thousandth = col(RollEntry.id) % 1000 * 613 % 1000
    at = _later(thousandth * (LASTS // timedelta(seconds=925)))
    fixed = [literal_column(value) for value in ("'{}'", "'link'", "'0000'", "0")]
    rows = (
        select(col(Round.id), col(RollEntry.id), at, *fixed)
        .join(RollEntry, col(RollEntry.procedure_id) == col(Round.procedure_id))
        .where(col(Round.opened_at).is_not(None), thousandth < 925, at <= literal(now, Instant()))
        .order_by(col(Round.id), at)
    )
    columns = ["round_id", "roll_entry_id", "answered_at", "content", "channel", "receipt", "changes"]
    return insert(Answer).from_select(columns, rows)


def _later(seconds: Any) -> Any:
    """The instant so many seconds after a round began, as either database counts and keeps it."""
    if is_sqlite():
        by = seconds.cast(String) + literal_column("' seconds'")
        return func.strftime("%Y-%m-%d %H:%M:%f000", col(Round.opened_at), by)
    return col(Round.opened_at) + func.make_interval(0, 0, 0, 0, 0, 0, seconds)


def _events() -> Insert:
    """What the log has of the answers to open procedures, far behind the events that are written in earnest."""
    number = literal_column("1000000") + func.row_number().over(order_by=col(Answer.id))
    name, empty, zeros = literal_column("'Acknowledged'"), literal_column("'{}'"), literal_column("'0'")
    rows = (
        select(
            number,
            col(Answer.answered_at),
            literal_column("'clock'"),
            name,
            col(Round.procedure_id),
            empty,
            zeros,
            zeros,
        )
        .join(Round, col(Round.id) == col(Answer.round_id))
        .join(Procedure, col(Procedure.id) == col(Round.procedure_id))
        .where(col(Procedure.state) == "open")
    )
    columns = ["number", "at", "actor", "name", "procedure_id", "facts", "previous", "hash"]
    return insert(AuditEvent).from_select(columns, rows)
