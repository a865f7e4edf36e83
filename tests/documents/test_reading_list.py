"""The lists of readers: by unit in the agency's order, people by Vietnamese names, each row numbered."""

import dataclasses
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from documents.paper import Paper, Paragraph, Row, RowKind, Table
from documents.papers.reading_list import Acknowledgement, Means, Reader, acknowledgement_list, signing_list
from tests.documents import samples

FACTS = samples.reading_list_facts()


def table(paper: Paper) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table))


def rows(paper: Paper, kind: RowKind = RowKind.PLAIN) -> list[tuple[str, ...]]:
    return [row.cells for row in table(paper).rows if row.kind is kind]


def sentences(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph)]


def test_the_list_to_sign_has_a_column_for_the_day_and_the_signature() -> None:
    made = signing_list(FACTS)
    assert [column.title for column in table(made).columns] == ["STT", "Họ và tên", "Chức vụ", "Ngày đọc", "Ký nhận"]
    assert table(made).roomy
    assert made.subject == f"Ký nhận đã đọc {samples.RESOLUTION}"
    assert all(cells[3:] == ("", "") for cells in rows(made))


def test_signing_is_reading_not_agreeing() -> None:
    assert "không phải là ý kiến tán thành" in sentences(signing_list(FACTS))[0]
    assert sentences(signing_list(FACTS))[1] == "Danh sách ký xong nộp về Văn phòng Sở trước 17:00 thứ Sáu 20/3/2026."


def test_units_follow_the_agencys_order_and_people_the_order_of_names() -> None:
    made = signing_list(FACTS)
    assert [cells[0] for cells in rows(made, RowKind.GROUP)] == [
        "Đơn vị: Ban Giám đốc (03 người)",
        "Đơn vị: Văn phòng (09 người)",
        "Đơn vị: Phòng Lãnh sự - Người Việt Nam ở nước ngoài (08 người)",
        "Đơn vị: Phòng Hợp tác quốc tế (08 người)",
    ]
    assert [cells[1] for cells in rows(made)][3:12] == [
        *("Phan Thị Ngọc Ánh", "Bùi Xuân Ân", "Trần Văn Bình", "Đỗ Thị Thùy Dương", "Nguyễn Văn Hoa", "Nguyễn Văn Hòa"),
        *("Đặng Thị Lý", "Hồ Hữu Phước", "Dương Thị Út"),
    ]


def test_units_that_the_agency_did_not_order_follow_by_the_alphabet() -> None:
    made = signing_list(dataclasses.replace(FACTS, units=("Văn phòng",)))
    assert [cells[0].split(" (")[0].removeprefix("Đơn vị: ") for cells in rows(made, RowKind.GROUP)] == [
        *("Văn phòng", "Ban Giám đốc", "Phòng Hợp tác quốc tế", "Phòng Lãnh sự - Người Việt Nam ở nước ngoài")
    ]


def test_the_final_list_says_how_and_when_each_person_acknowledged() -> None:
    found = {cells[1]: cells[3:] for cells in rows(acknowledgement_list(FACTS))}
    assert found["Lê Thị Hoa"] == ("Qua thư điện tử", "14:41 09/3/2026")
    assert found["Trần Văn Bình"] == ("Ký trên bản giấy", "09:05 12/3/2026")
    assert found["Ngô Bá Khá"] == ("Chưa xác nhận", "–")


def test_the_final_list_sums_up_on_the_number_it_was_circulated_to() -> None:
    assert sentences(acknowledgement_list(FACTS))[0] == (
        "Đến 17:00 thứ Sáu 20/3/2026, có 26/28 người xác nhận đã đọc (đạt 92,9 % trên tổng số người được phổ biến), "
        "trong đó 25 người xác nhận qua thư điện tử, 01 người ký trên bản giấy. Còn 02 người chưa xác nhận."
    )


def test_when_all_acknowledged_nobody_is_said_to_be_missing() -> None:
    given = Acknowledgement(Means.MAIL, datetime(2026, 3, 9, tzinfo=UTC))
    readers = tuple(dataclasses.replace(reader, acknowledged=given) for reader in FACTS.readers)
    said = " ".join(sentences(acknowledgement_list(dataclasses.replace(FACTS, readers=readers))))
    assert "28/28 người xác nhận đã đọc (đạt 100,0 %" in said
    assert "chưa xác nhận" not in said


def test_a_list_of_nobody_is_still_a_paper() -> None:
    empty = dataclasses.replace(FACTS, readers=())
    assert rows(signing_list(empty)) == []
    assert "0/0 người xác nhận đã đọc (đạt – trên" in sentences(acknowledgement_list(empty))[0]


@given(st.lists(st.builds(Reader, st.text(max_size=8), st.sampled_from(["Văn phòng", "Phòng A", "Phòng Á"]))))
def test_everyone_stands_on_the_list_once_under_the_own_unit(readers: list[Reader]) -> None:
    made = table(signing_list(dataclasses.replace(FACTS, readers=tuple(readers)))).rows
    plain = [row for row in made if row.kind is RowKind.PLAIN]
    assert [row.cells[0] for row in plain] == [str(number) for number in range(1, len(readers) + 1)]
    assert units_of(made) == sorted(reader.unit for reader in readers)
    assert len([row for row in made if row.kind is RowKind.GROUP]) == len({reader.unit for reader in readers})


def units_of(made: tuple[Row, ...]) -> list[str]:
    unit, found = "", []
    for row in made:
        if row.kind is RowKind.GROUP:
            unit = row.cells[0].removeprefix("Đơn vị: ").split(" (")[0]
        else:
            found.append(unit)
    return sorted(found)
