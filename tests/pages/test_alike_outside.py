"""Two cases that differ only in how ballots fell are the same, page by page and letter by letter, to those outside."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from models import Account, DocumentKind, OutboxMessage, RollEntry, StaffMember
from models.store import database
from notifications.compose import compose
from procedures.access.actor import Actor
from tests import databases
from tests.appointment.appointing import member
from tests.meeting_world import Meeting28
from tests.pages.test_unannounced import addresses, outsiders
from tests.web.browser import Browser

OF_A_CASE = re.compile(r"/((procedures|papers|log|disclosures|unit|operator|p|here|hr/outbox)\b.*)?")
IN_PREPARATION = re.compile(r"/hr/procedures/\d+/(meetings|nominees|documents|duties).*")
TOKENS = r'name="csrf" value="[^"]*"|[0-9a-f]{24,}|\d{4}( \d{4}){3,}|[A-Z2-9]{4}-[A-Z2-9]{4}'
MADE_ANEW = re.compile(TOKENS + r"|\d{1,2}:\d\d(:\d\d)?|\d+ giờ( \d+ phút)?|\d+,\d GB")
UNIT_HEAD, VOTER = 15, 3
FOUR_MEETINGS, FIVE_MEETINGS = (3, (19, 5), (8, 16)), (2, (5, 1), (2, 4))
Seen = dict[tuple[str, str, str], str]


@pytest.mark.parametrize(("silent", "one", "other"), [FOUR_MEETINGS, FIVE_MEETINGS])
def test_how_ballots_fell_changes_nothing_that_anyone_outside_reads(
    tmp_path: Path, silent: int, one: tuple[int, int], other: tuple[int, int]
) -> None:
    told = [seen(tmp_path / name, silent, votes) for name, votes in (("one", one), ("other", other))]
    assert told[0].keys() == told[1].keys()
    assert [about for about, text in told[0].items() if text != told[1][about]] == []


def seen(folder: Path, silent: int, votes: tuple[int, int]) -> Seen:
    """Everything that people outside can open while a case goes on, and all its letters; by when, who and where."""
    folder.mkdir()
    databases.fresh("sqlite", folder)
    found, viewers = Seen(), list[Actor | None]()
    for moment, case in story(silent, votes):
        viewers = viewers or outside(case)
        for viewer in viewers:
            found |= {(moment, viewer.full_name if viewer else "", path): said for path, said in opened(case, viewer)}
    found |= {("letters", "", str(at)): text for at, text in enumerate(letters(case))}
    database.engine().dispose()
    return found


def story(silent: int, votes: tuple[int, int]) -> Iterator[tuple[str, Meeting28]]:
    """From the count of a meeting whose result is not announced to the next meeting, held where pages are opened."""
    case = Meeting28(old_law=silent == FIVE_MEETINGS[0])
    for step in range(1, silent):
        if step > 1:
            case.prepare(step)
        case.call()
        case.open()
        if silent == FOUR_MEETINGS[0]:
            case.counted(step, step)
        case.conclude()
    case.prepare(silent)
    case.call()
    case.open()
    case.enter(case.union, case.count(*votes))
    yield "one has counted", case
    case.enter(case.inspector, case.count(*votes))
    case.conclude()
    yield "concluded", case
    if silent == FOUR_MEETINGS[0]:
        case.file(DocumentKind.NEW_ISSUES)
        case.file(DocumentKind.PARTY_OPINION)
    case.prepare(silent + 1)
    case.call()
    case.open()
    yield "the next is open", case


def outside(case: Meeting28) -> list[Actor | None]:
    """Roles without a part in the case, a nominee who is a manager, the head of a unit, and a voter with a link."""
    with database.transaction() as session:
        head = session.get_one(StaffMember, UNIT_HEAD)
        account = Account(full_name=head.full_name, email=head.email or "", staff_member_id=head.id)
        session.add(account)
        session.flush()
        unit_head = Actor(head.full_name, account.email, account.id, head.id)
    return [*outsiders(case), unit_head, None]


def opened(case: Meeting28, viewer: Actor | None) -> Iterator[tuple[str, str]]:
    """The status and the words of each page about cases, without what is made anew each time."""
    token = "0" if viewer else voter_token(case)
    with Browser() as browser:
        if viewer:
            browser.sign_in(viewer)
        for path in addresses(case, token):
            is_of_a_case = OF_A_CASE.fullmatch(path) or IN_PREPARATION.fullmatch(path)
            if is_of_a_case and not path.endswith((".pdf", ".docx", ".bel")):
                answer = browser.get(path)
                said = f"{answer.status_code} {MADE_ANEW.sub('', answer.text)}"
                yield (path if viewer else path.replace(token, "link")), said


def voter_token(case: Meeting28) -> str:
    """The link of someone who voted at the silent meeting, and has no part in the next."""
    with database.reading() as session:
        of_one = RollEntry.staff_member_id == member(VOTER)
        return case.world.token(session.exec(select(RollEntry).where(of_one)).one())


def letters(case: Meeting28) -> list[str]:
    with database.reading() as session:
        rows = session.exec(select(OutboxMessage).where(OutboxMessage.procedure_id == case.number)).all()
        written = [(row, compose(session, row)) for row in rows]
    return [MADE_ANEW.sub("", f"{row.kind} {each.subject} {each.text}") for row, each in written if each]
