"""What the law does not announce stands on no page, paper, export or in any mail of whoever may not see it."""

import re

import pytest
from sqlmodel import select

from models import Account, DocumentKind, FiledPaper, OutboxMessage, Role, RoleHolding, StaffMember
from models.store import clock, database
from notifications.compose import compose
from procedures.access.actor import Actor
from procedures.kinds import APPOINTMENT
from scripts.roles import routes
from tests.meeting_world import Meeting28
from tests.web.browser import Browser, words_of

VOTES = (20, 4)
KEY_CADRES = 3


@pytest.fixture
def case(sqlite: None) -> Meeting28:
    """The third meeting of four is concluded: of it nothing is announced."""
    case = Meeting28()
    for step, votes in ((1, (1, 1)), (2, (3, 3)), (KEY_CADRES, VOTES)):
        if step > 1:
            case.prepare(step)
        case.call()
        case.open()
        case.counted(*votes)
        case.conclude()
    return case


def told(case: Meeting28) -> list[str]:
    """What gives the result away: votes beside a name, the share, who passed at this meeting."""
    present = case.attendance().present
    names = [nominee.full_name for nominee in case.people()]
    shares = [f"{100 * votes / present:.1f}".replace(".", ",") + " %" for votes in VOTES]
    return [*(f"{name} {votes} phiếu" for name, votes in zip(names, VOTES, strict=True)), *shares]


def outsiders(case: Meeting28) -> list[Actor]:
    """People with a role, and the people of the list, for whom the law's data has no word."""
    others = [holder(role, f"Ngô Văn {role.value}") for role in (Role.UNION, Role.INSPECTOR)]
    return [*others, case.world.operator, concerned(case)]


def holder(role: Role, name: str, member: StaffMember | None = None) -> Actor:
    """Someone with a role and no duty in the case."""
    email = f"{role.value}-khac@example.gov.vn"
    with database.transaction() as session:
        account = Account(full_name=name, email=email, staff_member_id=member.id if member else None)
        session.add(account)
        session.flush()
        session.add(RoleHolding(account_id=account.id or 0, role=role, granted_at=clock.now(session)))
        return Actor(name, email, account.id, account.staff_member_id, frozenset({role}), is_strong=True)


def concerned(case: Meeting28) -> Actor:
    """A nominee who is a manager too: on the list, so they never see what is not announced."""
    with database.reading() as session:
        member = session.get_one(StaffMember, case.people()[0].staff_member_id)
    return holder(Role.MANAGER, member.full_name, member)


def addresses(case: Meeting28, token: str) -> list[str]:
    """Every page that can be opened, with the numbers of this case; every paper that it has."""
    with database.reading() as session:
        rows = session.exec(select(FiledPaper).where(FiledPaper.procedure_id == case.number)).all()
        names = [row.name for row in rows]
    real = {
        "procedure_id": str(case.number),
        "meeting_id": str(case.meeting_id),
        "post_id": str(case.post_id),
        "nominee_id": str(case.nominees[0]),
        "token": token,
        "key": "dan_chu.52.2",
    }
    found: list[str] = []
    for asked in routes():
        if asked.method != "GET":
            continue
        for name in names if "{name}" in asked.path else [""]:
            found.append(
                re.sub(r"{(\w+)}", lambda part, name=name: {**real, "name": name}.get(part[1], "1"), asked.path)
            )
    return found


def test_the_count_of_the_key_cadres_is_on_no_page_of_anyone_outside(case: Meeting28) -> None:
    secrets, token = told(case), case.world.token(case.entry(0))
    with Browser() as browser:
        for actor in outsiders(case):
            browser.sign_in(actor)
            for path in addresses(case, token):
                if path.endswith((".pdf", ".docx")):
                    continue
                said = words_of(browser.get(path).text)
                assert not [secret for secret in secrets if secret in said], (actor.full_name, path)


def test_those_for_whom_it_is_kept_do_see_it(case: Meeting28) -> None:
    for actor in (case.world.hr, case.world.manager, case.union):
        said = words_of(Browser().sign_in(actor).open(f"/procedures/{case.number}"))
        assert told(case)[0] in said


def test_whoever_attended_reads_on_the_own_card_what_was_announced_and_nothing_of_the_rest(case: Meeting28) -> None:
    for place in (0, 3, 6):
        said = words_of(Browser().open(f"/p/{case.world.token(case.entry(place))}"))
        assert not [secret for secret in told(case) if secret in said]
        assert "không công bố" in said


def test_no_letter_of_the_case_carries_a_count(case: Meeting28) -> None:
    with database.reading() as session:
        rows = session.exec(select(OutboxMessage).where(OutboxMessage.procedure_id == case.number)).all()
        letters = [letter for row in rows if (letter := compose(session, row))]
    assert letters
    for letter in letters:
        assert not re.search(r"\d+ phiếu", letter.text), letter.subject
        assert not [secret for secret in told(case) if secret in letter.text + letter.html]


def test_a_paper_that_says_how_ballots_fell_is_refused_to_whoever_may_not_see_it(case: Meeting28) -> None:
    with database.reading() as session:
        rows = session.exec(select(FiledPaper).where(FiledPaper.occurrence == case.at)).all()
        telling = [row.name for row in rows if row.kind in APPOINTMENT.result_papers]
    assert telling
    for actor in outsiders(case):
        browser = Browser().sign_in(actor)
        for name in telling:
            for ending in ("html", "pdf", "docx"):
                answer = browser.get(f"/procedures/{case.number}/papers/{name}.{ending}")
                assert answer.status_code in (403, 409), (actor.full_name, name)


def test_the_next_ballot_names_who_came_through_and_so_is_for_the_same_people(case: Meeting28) -> None:
    case.file(DocumentKind.NEW_ISSUES)
    case.file(DocumentKind.PARTY_OPINION)
    case.prepare(KEY_CADRES + 1)
    case.summon()
    ballot = f"/procedures/{case.number}/papers/voting_ballot-{case.at}.html"
    for actor in outsiders(case):
        assert Browser().sign_in(actor).get(ballot).status_code in (403, 409), actor.full_name
    for actor in (case.world.hr, case.world.clerk, case.union):
        assert Browser().sign_in(actor).get(ballot).status_code == 200
