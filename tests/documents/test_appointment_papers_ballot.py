"""The ballot: every nominee once, in the order of names, nothing that leads to a voter, two on a page if they fit."""

import dataclasses
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from documents import pdf
from documents.paper import Form, Heading, Letterhead, Paper, Paragraph, Table
from documents.papers.appointment.ballot import BOX, BallotVerb, ballot
from documents.papers.appointment.facts import Candidate, Post, PostOnBallot, by_name
from tests.documents.appointment_paper_samples import ballot_facts, two_posts
from tests.documents.appointment_samples import CONSULAR, HOA, OFFICE, SY, meeting
from tests.documents.measure import text, words
from tests.documents.samples import letterhead

PLAIN = ballot(ballot_facts())


def tables(made: Paper) -> list[Table]:
    return [block for block in made.blocks if isinstance(block, Table)]


def said(made: Paper) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Paragraph | Heading)]


@pytest.mark.parametrize(
    ("verb", "kind", "name", "column"),
    [
        (BallotVerb.ORIENTATION, "orientation_ballot", "Phiếu định hướng giới thiệu", "Định hướng giới thiệu"),
        (BallotVerb.INTRODUCTION, "introduction_ballot", "Phiếu giới thiệu", "Đồng ý giới thiệu"),
        (BallotVerb.VOTING, "voting_ballot", "Phiếu biểu quyết", "Đồng ý bổ nhiệm"),
    ],
)
def test_the_verb_of_the_step_names_the_ballot_and_the_column_to_tick(
    verb: BallotVerb, kind: str, name: str, column: str
) -> None:
    made = ballot(ballot_facts(verb=verb))
    assert (made.kind, made.type_name) == (kind, name)
    assert tables(made)[0].columns[-1].title == column
    assert f"01 ô ở cột “{column}”." in said(made)[0]


def test_it_names_the_meeting_its_step_and_day_and_the_post() -> None:
    assert PLAIN.subject == f"Nhân sự bổ nhiệm chức vụ {CONSULAR.name}"
    assert said(PLAIN)[0].startswith("Tại Hội nghị tập thể lãnh đạo mở rộng (bước 2), ngày 26/11/2026. Đồng chí giới")
    again = ballot(ballot_facts(meeting=meeting(2, convening=2)))
    assert "(bước 2, họp lại lần 02)" in said(again)[0]


def test_each_nominee_has_a_row_with_a_box_in_the_order_of_names() -> None:
    assert [row.cells for row in tables(PLAIN)[0].rows] == [
        ("1", "Lê Thị Hoa", "1984", "Phó Trưởng phòng Lãnh sự - Người Việt Nam ở nước ngoài", BOX),
        ("2", "Hoàng Đình Sỹ", "1981", "Phó Trưởng phòng, Phòng Hợp tác quốc tế", BOX),
    ]


def test_a_ballot_has_no_number_and_none_can_be_given() -> None:
    assert "Số:" not in text(pdf.render(PLAIN))
    for head in (letterhead("PB-SNgV"), letterhead("", 7)):
        with pytest.raises(ValueError, match="no number"):
            ballot_facts(letterhead=head)


def test_all_copies_are_alike() -> None:
    assert ballot(ballot_facts()) == PLAIN
    assert text(pdf.render(PLAIN)).count("Lê Thị Hoa") == 2


def test_the_stamp_or_the_chair_has_room_in_the_upper_left_corner() -> None:
    assert PLAIN.stamp_room == "(đóng dấu treo)"
    assert ballot(ballot_facts(chair_signs=True)).stamp_room == "(chữ ký của người chủ trì hội nghị)"
    seen = words(pdf.render(ballot(ballot_facts(posts=two_posts()))))
    stamp = next(word for word in seen if word.text.startswith("(đóng"))
    title = next(word for word in seen if word.text == "PHIẾU")
    assert stamp.right < 90
    assert title.top - stamp.bottom > 12


def test_whoever_fills_it_in_may_sign_or_not() -> None:
    (signer,) = PLAIN.signers
    assert (signer.post, signer.note, signer.name) == ("Người ghi phiếu", "(có thể ký tên hoặc không ký tên)", "")


def test_another_person_may_be_named_only_where_the_law_says_so() -> None:
    assert not [line for line in said(PLAIN) if "người khác" in line]
    made = ballot(ballot_facts(may_add=True))
    assert said(made)[-1].startswith("Giới thiệu người khác: ……")
    assert "hoặc ghi rõ họ và tên, năm sinh, chức vụ, đơn vị của 01 người khác" in said(made)[0]


def test_several_posts_stand_on_one_ballot_each_with_its_own_list() -> None:
    made = ballot(ballot_facts(posts=two_posts(), may_add=True))
    assert made.subject == "Nhân sự bổ nhiệm 02 chức vụ"
    assert [line for line in said(made) if line[0] in "12"] == [
        f"1. Chức vụ {CONSULAR.name}",
        f"2. Chức vụ {OFFICE.name}",
    ]
    assert [[row.cells[1] for row in table.rows] for table in tables(made)] == [
        ["Lê Thị Hoa", "Hoàng Đình Sỹ"],
        ["Trần Văn Bình", "Đặng Thị Lý"],
    ]
    assert len([line for line in said(made) if line.startswith("Giới thiệu người khác")]) == 2
    assert "01 người cho mỗi chức vụ" in said(made)[0]


def test_nobody_stands_twice_for_a_post_but_namesakes_may_both_stand() -> None:
    with pytest.raises(ValueError, match="twice"):
        PostOnBallot(CONSULAR, (HOA, HOA))
    namesake = dataclasses.replace(HOA, birth_year=1990)
    assert PostOnBallot(CONSULAR, (HOA, namesake))
    with pytest.raises(ValueError, match="at least one post"):
        ballot_facts(posts=())


names = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxy ", min_size=1, max_size=30)


@given(st.lists(st.builds(Candidate, names, names, names, st.integers(1960, 2000)), max_size=8, unique=True))
def test_every_nominee_is_on_the_ballot_once_whatever_the_order(candidates: list[Candidate]) -> None:
    made = ballot(ballot_facts(posts=(PostOnBallot(CONSULAR, tuple(candidates)),)))
    turned = ballot(ballot_facts(posts=(PostOnBallot(CONSULAR, tuple(reversed(candidates))),)))
    listed = sorted((row.cells[1], row.cells[2]) for row in tables(made)[0].rows)
    assert listed == sorted((" ".join(each.full_name.split()), str(each.birth_year)) for each in candidates)
    assert [row.cells[1] for row in tables(made)[0].rows] == [row.cells[1] for row in tables(turned)[0].rows]


def test_names_stand_by_the_given_name_and_namesakes_the_elder_first() -> None:
    younger = dataclasses.replace(HOA, birth_year=1990)
    people = tuple(Candidate(name) for name in ("Tạ Út", "Lê Văn Ân", "Lê Văn An", "Bùi Ánh"))
    assert [each.full_name for each in by_name(people)] == ["Lê Văn An", "Bùi Ánh", "Lê Văn Ân", "Tạ Út"]
    assert by_name((younger, SY, HOA)) == (HOA, younger, SY)


def pages(made: Paper) -> int:
    return len(PdfReader(BytesIO(pdf.render(made))).pages)


def many(count: int, standing: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(f"Nguyễn Thị Minh Người{number}", standing, birth_year=1980) for number in range(count))


LONG_TITLE = "Trưởng phòng Theo dõi công tác phòng, chống tham nhũng và cải cách tư pháp"
LONG_ISSUER = "Ban Quản lý Khu kinh tế tỉnh và các khu công nghiệp trên địa bàn tỉnh Hà Tĩnh"


@pytest.mark.parametrize("count", [2, 3, 6])
@pytest.mark.parametrize("standing", ["Chuyên viên", "Phó Trưởng phòng " + "Lãnh sự " * 5])
@pytest.mark.parametrize("issuer", ["Sở Y tế", LONG_ISSUER])
@pytest.mark.parametrize("title", ["Trưởng phòng", LONG_TITLE])
def test_a_ballot_on_one_post_never_runs_over_to_a_second_page(
    count: int, standing: str, issuer: str, title: str
) -> None:
    head = Letterhead("UBND tỉnh Hà Tĩnh", issuer, "Hà Tĩnh")
    made = ballot(ballot_facts(letterhead=head, posts=(PostOnBallot(Post(title), many(count, standing)),)))
    assert pages(made) == 1


def test_two_fit_on_a_sheet_only_where_the_ballot_is_small() -> None:
    assert PLAIN.form is Form.HALF
    for facts in (
        ballot_facts(posts=two_posts()),
        ballot_facts(may_add=True),
        ballot_facts(posts=(PostOnBallot(CONSULAR, many(8, "Chuyên viên")),)),
    ):
        assert ballot(facts).form is Form.SLIP
    assert pages(ballot(ballot_facts(posts=two_posts(), may_add=True))) == 1


def test_the_two_are_cut_in_the_middle_of_the_sheet() -> None:
    titles = [word for word in words(pdf.render(PLAIN)) if word.text == "THIỆU"]
    upper, lower = (word.top for word in titles)
    assert upper < 297 / 2 < lower
    assert max(word.bottom for word in words(pdf.render(PLAIN))) < 297 - 20
