"""What the pages read, on each kind of database."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import LetterState, StaffMember, StoredFile
from models.store import database
from procedures import handed_in, people
from procedures.filing import Upload
from procedures.overview import turnout
from procedures.overview.desks.draft import draft_of, letter_of, proposed
from procedures.overview.desks.letters import outbox
from procedures.overview.desks.machine import machine
from procedures.overview.desks.register import register
from procedures.overview.desks.staff import staff
from procedures.overview.portfolio import Asked, portfolio
from procedures.overview.view import view
from procedures.refusal import Refusal
from procedures.resolution import circulation
from procedures.staff_changes import Listed
from tests.world import World
from words.dates import local_day


@pytest.fixture
def number(world: World) -> int:
    """A resolution that was sent, and that three people have read."""
    number = world.signed(timedelta(days=5), (timedelta(days=2),))
    circulation.sign(number)
    circulation.circulate(number)
    world.acknowledge(number, 3)
    return number


def test_turnout_is_counted_whole_and_by_unit(world: World, number: int) -> None:
    with database.reading() as session:
        whole = turnout.counts(session, [number, 999])
        own = turnout.counts(session, [number], "Văn phòng")
        units = turnout.by_unit(session, number)
    assert (whole[number].answered, whole[number].summoned, whole[999].summoned) == (3, 8, 0)
    assert (own[number].answered, own[number].summoned) == (1, 3)
    assert [(each.unit, each.answered, each.summoned) for each in units] == [
        ("Phòng Lãnh sự", 1, 3),
        ("Văn phòng", 1, 3),
        ("Phòng Hợp tác quốc tế", 1, 2),
    ]


@pytest.mark.parametrize("steps", [1, 2, 3, 7, 240])
def test_a_curve_of_few_points_still_ends_at_all_of_them(world: World, number: int, steps: int) -> None:
    with database.reading() as session:
        points = turnout.curves(session, [number], steps)[number]
    counts = [count for _at, count in points]
    assert counts == sorted(set(counts))
    assert counts[-1] == 3
    assert len(counts) == min(steps, 3)
    assert [at for at, _ in points] == sorted(at for at, _ in points)


def test_everyone_stands_once_with_first_letter_and_answer(world: World, number: int) -> None:
    with database.reading() as session:
        everyone = turnout.people(session, number)
        office = turnout.people(session, number, "Văn phòng")
    assert len(everyone) == 8
    assert {person.first_letter for person in everyone} == {LetterState.QUEUED}
    assert sum(person.channel is not None for person in everyone) == 3
    assert {person.unit for person in office} == {"Văn phòng"}


def test_the_page_of_a_procedure_walks_the_steps_in_the_order_of_the_law(world: World, number: int) -> None:
    with database.reading() as session:
        found = view(session, world.hr, number)
    assert [(step.key, step.status) for step in found.course] == [
        ("opened", "done"),
        ("signed", "done"),
        ("circulated", "done"),
        ("reminded", "now"),
        ("closed", "ahead"),
        ("missing_named", "ahead"),
        ("reported", "ahead"),
    ]
    assert found.next_reminder == found.reminders[0]
    assert found.record
    assert len(found.missing) == 5


def test_letters_portfolio_register_and_machine_are_read(world: World, number: int) -> None:
    with database.reading() as session:
        letters = outbox(session, (LetterState.QUEUED,), number)
        lines = portfolio(session, world.hr, Asked()).running
        papers = register(session, world.now().year)
        state = machine(session)
    assert letters.found == letters.totals[LetterState.QUEUED] == len(letters.letters)
    assert [(line.id, line.place.waiting_for) for line in lines] == [(number, "answers")]
    assert [paper.kind for paper, _ in papers.filed] == ["resolution"]
    assert state.letters[LetterState.QUEUED] >= letters.found
    assert state.is_migrated


def test_a_draft_is_read_with_its_letter_and_proposed_times(world: World) -> None:
    number = world.draft()
    with database.reading() as session:
        draft, letter = draft_of(session, number), letter_of(session, world.hr, number)
        times = proposed(draft.rules, draft.now)
    assert letter is not None
    assert not letter.subject.startswith("[")
    assert letter.text.startswith("Kính gửi đồng chí (họ và tên),")
    assert times.closes_at is not None
    assert local_day(times.closes_at).weekday() < 5
    assert [at < times.closes_at for at in times.remind_at] == [True, True]
    assert draft.disclose_by is not None


def test_a_list_is_taken_whole_or_not_at_all(world: World) -> None:
    listed = [Listed("Lê Thị Hoa", "Thanh tra", "civil_servant", "", "nguoi1@example.gov.vn")]  # pyright: ignore
    with database.reading() as session:
        seen = people.compared(session, listed).fingerprint
    with pytest.raises(Refusal, match="list_moved_on"):
        people.take_list(world.hr, listed, "another", leave=False)
    done = people.take_list(world.hr, listed, seen, leave=False)
    assert (done.added, done.left) == (1, 0)
    with database.reading() as session:
        owners = session.exec(select(StaffMember.full_name).where(StaffMember.email == "nguoi1@example.gov.vn")).all()
        found = staff(session, "hoa")
        assert owners == ["Lê Thị Hoa"]
        assert [person.unit for person in found.people] == ["Thanh tra"]
        assert found.all == 9


def test_a_list_in_hand_is_forgotten_after_a_day(world: World) -> None:
    first = handed_in.keep(world.hr, Upload("a.csv", b"x"))
    with database.transaction() as session:
        file = handed_in.kept(session, first.id or 0)
        file.stored_at -= handed_in.KEPT_FOR * 2
        session.add(file)
    handed_in.keep(world.hr, Upload("b.csv", b"y"))
    with database.reading() as session:
        assert session.exec(select(StoredFile.name)).all() == ["b.csv"]
