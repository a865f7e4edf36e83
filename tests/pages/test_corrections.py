"""What two people correct in a running procedure: a deadline, a list, an address, the end; with its pages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models import AuditEvent, LeftOut, Nudge, Procedure, ProcedureState, RollEntry, Round, StaffMember
from models.store import database
from procedures.access.actor import Actor
from procedures.corrections import corrections_of
from procedures.countersigning import signing
from procedures.filing import paper_of
from procedures.refusal import Refusal
from procedures.resolution import answering, circulation, drafting
from procedures.rounds import asking, roll
from tests.pages.test_countersigning import refused
from tests.two_people import done, newcomer, person, since, strong, union_of
from tests.world import World
from words.dates import local_day, moment

WHY = "Theo đề nghị của Phòng Lãnh sự."


def sent(world: World, closes_in: timedelta = timedelta(days=5), *remind_in: timedelta) -> int:
    number = world.signed(closes_in, remind_in)
    circulation.sign(number)
    circulation.circulate(number)
    return number


def round_of(number: int) -> Round:
    with database.reading() as session:
        return asking.round_of(session, number)


def no(world: World, act: str, number: int | None, **facts: Any) -> str:
    return refused(signing.ask, strong(world.hr), act, facts, WHY, number)


class TestDeadline:
    def test_a_later_deadline_is_told_to_those_who_have_not_answered(self, world: World) -> None:
        union, number = union_of(world), sent(world)
        world.acknowledge(number, 3)
        later = round_of(number).closes_at + timedelta(days=2)  # pyright: ignore
        with database.reading() as session:
            before = session.get_one(Nudge, number).asked
        done(world.hr, union, "extend_deadline", number, closes_at=later.isoformat())
        assert round_of(number).closes_at == later
        told = {letter.roll_entry_id for letter in world.letters("deadline_extended")}
        assert told == {entry.id for entry in world.entries(number)[3:]}
        with database.reading() as session:
            assert session.get_one(Nudge, number).asked == before + 1
        world.move(days=6)
        answering.acknowledge(world.token(world.entries(number)[5]))

    def test_each_extension_is_told_anew(self, world: World) -> None:
        union, number = union_of(world), sent(world)
        for days in (6, 7):
            done(world.hr, union, "extend_deadline", number, closes_at=(world.now() + timedelta(days=days)).isoformat())
        assert len(world.letters("deadline_extended")) == 16

    def test_a_reminder_is_added_behind_those_that_are_planned(self, world: World) -> None:
        union, number = union_of(world), sent(world, timedelta(days=5), timedelta(days=2), timedelta(days=4))
        old = round_of(number)
        assert old.closes_at
        added = old.closes_at + timedelta(hours=3)
        facts = {"closes_at": (old.closes_at + timedelta(days=3)).isoformat(), "remind_at": [added.isoformat()]}
        done(world.hr, union, "extend_deadline", number, **facts)
        assert round_of(number).remind_at == [*old.remind_at, added.isoformat()]

    def test_added_reminders_keep_the_rules_and_the_added_time(self, world: World) -> None:
        union_of(world)
        days = (timedelta(days=1), timedelta(days=3), timedelta(days=4, hours=20))
        number, full = sent(world, timedelta(days=5), days[2]), sent(world, timedelta(days=5), *days)
        closes_at = round_of(number).closes_at
        assert closes_at
        later = (closes_at + timedelta(days=3)).isoformat()

        def with_reminder(at: datetime, of: int = number) -> str:
            return no(world, "extend_deadline", of, closes_at=later, remind_at=[at.isoformat()])

        assert with_reminder(closes_at - timedelta(minutes=1)) == "reminder_not_in_added_time"
        assert with_reminder(closes_at + timedelta(days=3)) == "reminder_not_in_added_time"
        assert with_reminder(closes_at + timedelta(hours=1)) == "reminders_too_close"
        assert with_reminder(closes_at + timedelta(days=1), full) == "too_many_reminders"

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(seconds=st.one_of(st.integers(-3 * 86400, 3 * 86400), st.sampled_from([-1, 0, 1])))
    def test_a_deadline_moves_only_later(self, small_world: World, seconds: int) -> None:
        union, number = union_once(small_world), sent(small_world)
        was = round_of(number).closes_at
        assert was
        wanted = was + timedelta(seconds=seconds)
        if seconds > 0:
            done(small_world.hr, union, "extend_deadline", number, closes_at=wanted.isoformat())
            assert round_of(number).closes_at == wanted
        else:
            assert no(small_world, "extend_deadline", number, closes_at=wanted.isoformat()) == "deadline_not_later"

    def test_a_year_mistyped_is_not_taken_for_a_deadline(self, world: World) -> None:
        union, number = union_of(world), sent(world)
        near, far = ((world.now() + timedelta(days=days)).isoformat() for days in (365, 367))
        assert no(world, "extend_deadline", number, closes_at=far) == "deadline_too_far"
        done(world.hr, union, "extend_deadline", number, closes_at=near)

    def test_what_is_over_is_not_prolonged_even_if_it_was_asked_in_time(self, world: World) -> None:
        union, number = union_of(world), sent(world)
        later = (world.now() + timedelta(days=9)).isoformat()
        act = signing.ask(strong(world.hr), "extend_deadline", {"closes_at": later}, WHY, number)
        world.move(days=5)
        assert refused(signing.sign, union, act) == "round_not_running"
        assert no(world, "extend_deadline", number, closes_at=later) == "round_not_running"

    def test_before_the_letters_went_there_is_nothing_to_prolong(self, world: World) -> None:
        union_of(world)
        later = (world.now() + timedelta(days=9)).isoformat()
        assert no(world, "extend_deadline", world.signed(), closes_at=later) == "round_not_running"


def union_once(world: World) -> Actor:
    """The same signer for all examples of one database."""
    if not hasattr(world, "union"):
        world.union = union_of(world)  # pyright: ignore
    since(timedelta(days=8))
    return world.union  # pyright: ignore


class TestList:
    def test_a_forgotten_person_joins_the_list_and_is_asked_at_once(self, world: World) -> None:
        union, number = union_of(world), sent(world)
        member, before = newcomer(), round_of(number).roll_hash
        done(world.hr, union, "add_forgotten_person", number, staff_member_id=member.id)
        entry = world.entries(number)[-1]
        assert (entry.staff_member_id, entry.email, entry.unit_name) == (member.id, member.email, "Văn phòng")
        assert [letter.roll_entry_id for letter in world.letters("resolution_circulated")][-1] == entry.id
        with database.reading() as session:
            event = session.exec(select(AuditEvent).where(AuditEvent.name == "ActSigned")).one()
        after = round_of(number).roll_hash
        assert (event.facts["entry"], event.facts["roll"]) == (entry.id, after)
        assert before != after
        answering.acknowledge(world.token(entry))

    def test_the_new_fingerprint_is_the_one_the_list_would_have_had(self, world: World) -> None:
        union, member = union_of(world), person(4)
        number = world.draft()
        roll.leave_out(world.hr, number, {member.id or 0: "Đi công tác"})
        drafting.open_(world.hr, number)
        done(world.hr, union, "add_forgotten_person", number, staff_member_id=member.id)
        whole = world.opened()
        assert round_of(number).roll_hash == round_of(whole).roll_hash
        with database.reading() as session:
            assert session.exec(select(LeftOut).where(LeftOut.procedure_id == number)).all() == []
        assert world.letters("resolution_circulated") == []

    def test_who_has_no_address_is_asked_on_paper(self, world: World) -> None:
        union, number = union_of(world), sent(world)
        done(world.hr, union, "add_forgotten_person", number, staff_member_id=newcomer(email=None).id)
        with database.reading() as session:
            assert paper_of(session, number, "reading_list")
        assert len(world.letters("resolution_circulated")) == 8

    def test_who_is_on_it_has_left_or_is_unknown_is_not_added(self, world: World) -> None:
        union_of(world)
        number, member = sent(world), newcomer()
        assert no(world, "add_forgotten_person", number, staff_member_id=person(1).id) == "already_on_the_list"
        assert no(world, "add_forgotten_person", number, staff_member_id=10_000) == "person_unknown"
        with database.transaction() as session:
            gone = session.get_one(StaffMember, member.id)
            gone.left_on = local_day(world.now())
            session.add(gone)
        assert no(world, "add_forgotten_person", number, staff_member_id=member.id) == "person_unknown"


class TestAddress:
    def test_the_link_moves_to_the_new_address_and_the_old_one_is_void(self, world: World) -> None:
        union, number = union_of(world), sent(world)
        entry = world.entries(number)[2]
        old_link = world.token(entry)
        done(world.hr, union, "change_address", number, roll_entry_id=entry.id, email=" Dung@Example.gov.VN ")
        with pytest.raises(Refusal):
            answering.acknowledge(old_link)
        now = next(each for each in world.entries(number) if each.id == entry.id)
        assert (now.email, now.link_version) == ("dung@example.gov.vn", entry.link_version + 1)
        with database.reading() as session:
            assert session.get_one(StaffMember, entry.staff_member_id).email == "dung@example.gov.vn"
        assert [letter.facts["is_old"] for letter in world.letters("address_changed")] == [1, 0]
        answering.acknowledge(world.token(now))

    def test_an_address_of_another_a_malformed_and_the_same_one_are_refused(self, world: World) -> None:
        union_of(world)
        number = sent(world)
        entry = world.entries(number)[2]

        def with_email(email: str) -> str:
            return no(world, "change_address", number, roll_entry_id=entry.id, email=email)

        assert with_email("nguoi5@example.gov.vn") == "address_taken"
        assert with_email(world.clerk.email) == "address_taken"
        assert with_email("khong phai thu") == "address_wrong"
        assert with_email("") == "address_missing"
        assert with_email(entry.email or "") == "address_same"

    def test_nobody_of_another_procedure_is_changed(self, world: World) -> None:
        union_of(world)
        number, other = sent(world), sent(world)
        facts = {"roll_entry_id": world.entries(other)[0].id, "email": "x@example.gov.vn"}
        assert no(world, "change_address", number, **facts) == "person_unknown"

    def test_every_open_procedure_that_asks_the_person_follows(self, world: World) -> None:
        union, over = union_of(world), sent(world)
        done(world.hr, union, "annul", over)
        number, asking_too, not_asked_yet = sent(world), sent(world), world.opened()
        member = world.entries(number)[2].staff_member_id
        numbers = (over, number, asking_too, not_asked_yet)
        before = {of: entry_of(world, of, member) for of in numbers}
        done(world.hr, union, "change_address", number, roll_entry_id=before[number].id, email="dung@example.gov.vn")
        after = {of: entry_of(world, of, member) for of in numbers}
        assert {after[of].email for of in numbers[1:]} == {"dung@example.gov.vn"}
        moved = [after[of].link_version - before[of].link_version for of in numbers]
        assert (after[over].email, moved) == (before[over].email, [0, 1, 1, 1])
        for of in (number, asking_too):
            assert refused(answering.acknowledge, world.token(before[of])) == "link_unknown"
            answering.acknowledge(world.token(after[of]))
        told = [(letter.procedure_id, letter.facts["is_old"]) for letter in world.letters("address_changed")]
        assert sorted(told) == [(number, 0), (number, 1), (asking_too, 0)]
        with database.reading() as session:
            followed = session.exec(select(AuditEvent).where(AuditEvent.name == "AddressFollowed")).all()
        assert [(each.procedure_id, each.facts["entry"]) for each in followed] == [
            (asking_too, after[asking_too].id),
            (not_asked_yet, after[not_asked_yet].id),
        ]

    def test_what_was_asked_elsewhere_for_the_same_person_has_moved_on(self, world: World) -> None:
        union = union_of(world)
        number, other = sent(world), sent(world)
        waiting = signing.ask(
            strong(world.hr),
            "change_address",
            {"roll_entry_id": world.entries(other)[2].id, "email": "khac@example.gov.vn"},
            WHY,
            other,
        )
        facts = {"roll_entry_id": world.entries(number)[2].id, "email": "dung@example.gov.vn"}
        done(world.hr, union, "change_address", number, **facts)
        assert refused(signing.sign, union, waiting) == "act_moved_on"

    def test_someone_without_an_address_gets_one_letter(self, world: World) -> None:
        union, member = union_of(world), newcomer(email=None)
        number = sent(world)
        entry = next(each for each in world.entries(number) if each.staff_member_id == member.id)
        done(world.hr, union, "change_address", number, roll_entry_id=entry.id, email="co@example.gov.vn")
        assert [letter.facts["is_old"] for letter in world.letters("address_changed")] == [0]


def entry_of(world: World, number: int, member: int) -> RollEntry:
    return next(each for each in world.entries(number) if each.staff_member_id == member)


class TestEnd:
    def test_an_annulled_procedure_takes_no_answer_and_tells_those_who_were_asked(self, world: World) -> None:
        union, number = union_of(world), sent(world)
        world.acknowledge(number, 1)
        done(world.hr, union, "annul", number)
        assert len(world.letters("procedure_withdrawn")) == 8
        assert refusal_of(answering.acknowledge, world.token(world.entries(number)[1])).key == "round_annulled"
        with database.reading() as session:
            procedure = session.get_one(Procedure, number)
        assert (procedure.state, procedure.next_due, procedure.waiting_for) == (ProcedureState.ANNULLED, None, None)
        assert procedure.closed_at

    def test_where_nobody_was_asked_nobody_is_told(self, world: World) -> None:
        union, number = union_of(world), world.opened()
        done(world.hr, union, "annul", number)
        assert world.letters("procedure_withdrawn") == []

    def test_a_draft_is_discarded_and_not_annulled(self, world: World) -> None:
        union_of(world)
        assert no(world, "annul", world.draft()) == "procedure_not_open"


def refusal_of(call: Callable[..., Any], *args: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        call(*args)
    return refusal.value


def test_corrections_are_told_for_the_papers_earliest_first(world: World) -> None:
    union, number = union_of(world), sent(world)
    old, entry = round_of(number).closes_at, world.entries(number)[0]
    assert old
    later = old + timedelta(days=2)
    done(world.hr, union, "extend_deadline", number, closes_at=later.isoformat())
    done(world.hr, union, "change_address", number, roll_entry_id=entry.id, email="dung@example.gov.vn")
    signing.refuse(union, signing.ask(strong(world.hr), "annul", {}, WHY, number), "Không.")
    with database.reading() as session:
        first, second = corrections_of(session, number)
    assert first.change == f"Gia hạn trả lời từ {moment(old)} đến {moment(later)}"
    assert second.change == f"Đổi địa chỉ thư điện tử của {entry.full_name} (Văn phòng)"
    assert (first.asked_by.full_name, first.asked_by.role) == (world.hr.full_name, "cán bộ tổ chức")
    assert (first.signed_by.full_name, first.signed_by.role) == ("Mai Thị Đoàn", "công đoàn")
    assert first.done_on == local_day(world.now())
