"""Who has not read is named to those whom the procedure's own rules allow, and to nobody else."""

from datetime import date
from typing import Any

import pytest

from models import Procedure, RollEntry, StaffMember
from models.store import database
from tests.letters.story import Story, as_read

MISSING = [f"Nguyễn Thị Số {number}" for number in range(2, 8)]
OF_THE_OFFICE = ["Nguyễn Thị Số 3", "Nguyễn Thị Số 6"]


@pytest.fixture
def ended(story: Story) -> Story:
    """Persons 0 and 1 have read, six others have not; heads are 0 (Văn phòng), 1 and 2."""
    story.circulated()
    story.world.acknowledge(story.number, 2)
    return story.closed()


def show_to(number: int, *readers: str) -> None:
    with database.transaction() as session:
        procedure = session.get_one(Procedure, number)
        values: dict[str, Any] = procedure.rules["values"]
        shown_to = {**values["shown_to"], "list": list(readers)}
        procedure.rules = {**procedure.rules, "values": {**values, "shown_to": shown_to}}
        session.add(procedure)


def named_in(story: Story, kind: str, name: str) -> list[str]:
    letter = story.letter_to(kind, name)
    in_text = [person for person in MISSING if person in letter.text.partition("Kính gửi")[2].partition("\n")[2]]
    assert in_text == [person for person in MISSING if person in as_read(letter.html).partition(f"{name},")[2]]
    return in_text


def test_hr_and_managers_see_everyone(ended: Story):
    assert named_in(ended, "resolution_missing", "Trần Văn Bình") == MISSING
    assert named_in(ended, "resolution_missing", "Phạm Văn Quản") == MISSING
    text = ended.letter_to("resolution_missing", "Trần Văn Bình").text
    assert "- Phòng Hợp tác quốc tế (2): Nguyễn Thị Số 2, Nguyễn Thị Số 5\n" in text
    assert "2/8 (25,0 %) trên số người trong danh sách" in text


def test_a_role_that_the_rules_leave_out_gets_the_count_alone(ended: Story):
    show_to(ended.number, "hr")
    assert named_in(ended, "resolution_missing", "Trần Văn Bình") == MISSING
    assert named_in(ended, "resolution_missing", "Phạm Văn Quản") == []
    manager = ended.letter_to("resolution_missing", "Phạm Văn Quản")
    assert "Còn 06 người chưa xác nhận. Thư này không nêu tên" in manager.text
    assert "Trưởng đơn vị" not in manager.text


def test_a_unit_head_sees_the_own_unit_only(ended: Story):
    assert named_in(ended, "resolution_missing_in_unit", "Nguyễn Thị Số 0") == OF_THE_OFFICE
    head = ended.letter_to("resolution_missing_in_unit", "Nguyễn Thị Số 0")
    assert "Văn phòng đã xác nhận: 1/3 (33,3 %) trên số người của đơn vị" in head.text


def test_unit_heads_get_nothing_where_the_rules_leave_them_out(ended: Story):
    show_to(ended.number, "hr", "manager")
    assert set(ended.composed("resolution_missing_in_unit")) == {None}


NO_LONGER = [{"is_unit_head": False}, {"email": None}, {"left_on": date(2026, 11, 20)}, {"unit_id": 2}]


@pytest.mark.parametrize("change", NO_LONGER)
def test_a_head_who_is_no_longer_the_units_head_does_not_see_its_names(ended: Story, change: dict[str, Any]):
    with database.transaction() as session:
        head = session.get_one(StaffMember, 1)
        head.sqlmodel_update(change)
        session.add(head)
    letter = ended.composed("resolution_missing_in_unit")[0]
    assert letter is None or not any(person in letter.text for person in OF_THE_OFFICE)


def test_a_unit_where_all_have_read_is_not_written_about(ended: Story):
    with database.transaction() as session:
        for number in (4, 7):
            entry = session.get_one(RollEntry, number)
            entry.unit_name = "Phòng Lãnh sự"
            session.add(entry)
    assert ended.composed("resolution_missing_in_unit")[0] is None


def test_staff_letters_name_nobody_but_their_reader(ended: Story, letters: dict[str, Any]):
    for kind in ("resolution_circulated", "resolution_reminder", "answer_recorded", "link_reissued"):
        for letter in letters[kind]:
            others = {f"Nguyễn Thị Số {number}" for number in range(8)} - {letter.to_name}
            assert not any(person in letter.text + letter.html for person in others)


def test_the_invitation_says_who_will_see_that_someone_has_not_read(story: Story):
    story.circulated()
    seers = {
        ("hr", "manager", "unit_head_own"): "cán bộ tổ chức, lãnh đạo cơ quan và trưởng đơn vị của đồng chí",
        ("hr", "union", "inspector"): "cán bộ tổ chức, Công đoàn và Ban Thanh tra nhân dân",
        ("hr",): "cán bộ tổ chức",
    }
    for readers, said in seers.items():
        show_to(story.number, *readers)
        assert f"chỉ {said} được xem." in story.letters("resolution_circulated")[0].text
