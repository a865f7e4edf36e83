"""Names, subjects and messages that try to break a letter, or to make it long."""

from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Agency, Procedure, Resolution, RollEntry, Unit
from models.store import database
from notifications import mime
from notifications.compose.shortening import SUBJECT_LETTERS, by_person, by_unit, fitted, shortened
from tests.letters.story import Story, as_read
from words.dates import short_date

HOSTILE = 'Lê <b>Thị</b> & "Hoa" <script>alert(1)</script>\r\nBcc: ai@example.com\u202e\u200b'
CLEANED = 'Lê <b>Thị</b> & "Hoa" <script>alert(1)</script> Bcc: ai@example.com'
LONG = "Quy chế chi tiêu nội bộ, quản lý tài sản công và nghị quyết về chế độ của người lao động; "
SENT_AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
STAFF_LETTERS = ("resolution_circulated", "resolution_reminder")


def rewrite(table: type, key: int, **changed: object) -> None:
    with database.transaction() as session:
        row = session.get_one(table, key)
        row.sqlmodel_update(changed)
        session.add(row)


@pytest.fixture
def hostile(story: Story) -> Story:
    """Everything that people type is hostile."""
    story.circulated().reminded()
    for number in range(1, 9):
        rewrite(RollEntry, number, full_name=HOSTILE, unit_name=HOSTILE)
    rewrite(Unit, 1, name=HOSTILE)
    rewrite(Procedure, story.number, subject=HOSTILE)
    rewrite(Resolution, story.number, conference=HOSTILE, invitation=f"{HOSTILE}\n\n{{{{ 7 * 7 }}}}")
    rewrite(Agency, 1, name=HOSTILE, contact=HOSTILE, office=HOSTILE)
    return story


def test_what_people_typed_is_escaped_in_html_and_readable_in_text(hostile: Story):
    kinds = dict.fromkeys(STAFF_LETTERS)
    letters = [letter for kind in kinds for letter in hostile.letters(kind)]
    hostile.reported()
    officers = ("resolution_missing", "resolution_missing_in_unit", "resolution_closing_paper")
    letters += [letter for kind in officers for letter in hostile.letters(kind)]
    for letter in letters:
        assert not any(tag in letter.html for tag in ("<b>", "<script", "alert(1)</"))
        assert f"“{CLEANED}”" in letter.text
        assert f"“{CLEANED}”" in as_read(letter.html)
        assert not any(mark in letter.text + letter.html for mark in "\r\u202e\u200b")
        mime.build(letter, SENT_AT)


def test_a_name_cannot_add_a_line_or_a_header(hostile: Story):
    letter = hostile.letters("resolution_circulated")[0]
    assert letter.to_name == letter.sender_name == CLEANED
    assert f"Kính gửi đồng chí {CLEANED},\n" in letter.text
    raw = mime.build(letter, SENT_AT)
    assert b"\nBcc:" not in raw


def test_what_hr_writes_is_never_a_template(hostile: Story):
    letter = hostile.letters("resolution_circulated")[0]
    assert "{{ 7 * 7 }}" in letter.text
    assert "{{ 7 * 7 }}" in letter.html


def test_letters_stay_small_when_every_field_is_full(story: Story):
    story.previewed().circulated()
    filled = {"name": 200, "contact": 300, "office": 200}
    rewrite(Agency, 1, **{field: _long(letters) for field, letters in filled.items()})
    rewrite(Procedure, story.number, subject=_long(500))
    rewrite(Resolution, story.number, invitation=_long(1000))
    for number in range(1, 9):
        rewrite(RollEntry, number, full_name=_long(200), unit_name=_long(200))
    rewrite(Unit, 1, name=_long(200))
    kinds = [*STAFF_LETTERS, "resolution_preview"]
    story.reminded()
    letters = [letter for kind in kinds for letter in story.letters(kind)]
    story.reported()
    for kind in ("resolution_missing", "resolution_missing_in_unit", "resolution_closing_paper"):
        letters += story.letters(kind)
    assert max(len(mime.build(letter, SENT_AT)) for letter in letters) < mime.SMALL
    assert max(len(letter.subject) for letter in letters) <= SUBJECT_LETTERS


def _long(letters: int) -> str:
    return (LONG * 12)[:letters].strip()


def people(names: list[str], unit: str = "Phòng Lãnh sự") -> list[RollEntry]:
    return [RollEntry(procedure_id=1, staff_member_id=1, full_name=name, unit_name=unit) for name in names]


def test_a_long_list_says_how_many_it_leaves_out():
    names = [f"Nguyễn Thị Phương Thảo {number:03d}" for number in range(300)]
    (line,), left_out = by_unit(people(names))
    assert line.startswith("Phòng Lãnh sự (300): Nguyễn Thị Phương Thảo 000, ")
    assert line.count(",") + 1 + left_out == 300
    assert left_out > 200
    lines, left_out = by_person(people(names))
    assert len(lines) + left_out == 300
    assert 30 < len(lines) < 60


def test_people_stand_in_the_order_of_names_and_units_in_theirs():
    lines, left_out = by_unit(people(["Trần Văn Bình", "Lê Thị An"]) + people(["Đỗ Ánh"], "Ban Quản lý"))
    assert lines == ["Ban Quản lý (1): Đỗ Ánh", "Phòng Lãnh sự (2): Lê Thị An, Trần Văn Bình"]
    assert left_out == 0


@given(st.lists(st.text(min_size=1, max_size=200), max_size=80), st.text(max_size=200))
def test_a_list_of_any_names_keeps_to_its_room_and_loses_nobody(names: list[str], unit: str):
    for listed in (by_unit, by_person):
        lines, left_out = listed(people(names, unit))
        assert sum(len(escape(line).encode()) for line in lines) < 3600
        assert (left_out == 0) or lines or len(names) == left_out
    assert len(by_person(people(names))[0]) + by_person(people(names))[1] == len(names)


@given(st.text(max_size=300), st.sampled_from(["", "– trước 17:00 thứ Sáu 27/11", "– trước 23:59 Chủ nhật 27/12"]))
def test_a_subject_keeps_its_act_and_its_deadline_whatever_the_matter(matter: str, rest: str):
    subject = fitted("[Gửi thử] Đọc và xác nhận:", matter, rest)
    assert len(subject) <= SUBJECT_LETTERS
    assert subject.startswith("[Gửi thử] Đọc và xác nhận:")
    assert subject.endswith(rest)


@given(st.text(alphabet="aộ ,", max_size=60), st.integers(2, 60))
def test_a_shortened_text_is_the_text_or_its_beginning_with_an_ellipsis(text: str, letters: int):
    short = shortened(text, letters)
    assert len(short) <= letters
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_a_text_is_cut_between_words():
    assert shortened("Nghị quyết Hội nghị cán bộ", 20) == "Nghị quyết Hội nghị…"
    assert shortened("Nghị quyết Hội nghị, cán bộ", 21) == "Nghị quyết Hội nghị…"
    assert shortened("Nghị quyết Hội nghị cán bộ", 19) == "Nghị quyết Hội…"
    assert shortened("Nghị quyết Hội nghị cán bộ", 26) == "Nghị quyết Hội nghị cán bộ"
    assert shortened("a" * 30, 10) == "a" * 9 + "…"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Nghị quyết Hội nghị năm 2026", "Nghị quyết Hội nghị năm 2026"),
        ("NGHỊ QUYẾT Hội nghị năm 2026", "NGHỊ QUYẾT Hội nghị năm 2026"),
        ("Hội nghị năm 2026", "Nghị quyết Hội nghị năm 2026"),
        ("Về công tác năm 2027", "Nghị quyết về công tác năm 2027"),
        ("Quy chế chi tiêu 2027", "Nghị quyết “Quy chế chi tiêu 2027”"),
    ],
)
def test_a_letter_calls_a_resolution_a_resolution_however_hr_typed_its_subject(story: Story, typed: str, said: str):
    story.circulated()
    rewrite(Procedure, story.number, subject=typed)
    letter = story.letters("resolution_circulated")[0]
    assert f" gửi đồng chí {said}, số 05/NQ-HNCBCC ngày {short_date(story.world.today())}. Đề nghị" in letter.text
