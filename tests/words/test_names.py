"""Names are cleaned, put in Vietnamese order and found without accents."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from words.names import alphabetical_key, clean_name, folded, order_key, signed_name

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"


def test_people_stand_by_given_name_then_family_name_then_middle_name() -> None:
    wanted = ["Bùi Văn An", "Lê Thị An", "Lê Văn An", "Trần An", "Lê Văn Ấn", "Cao Bình", "Đỗ Dũng", "An Văn Đạt"]
    jumbled = wanted[::-1]
    assert sorted(jumbled, key=order_key) == wanted


def test_a_family_name_decides_before_the_middle_names() -> None:
    assert sorted(["Trần An Hòa", "Lê Yên Hòa"], key=order_key) == ["Lê Yên Hòa", "Trần An Hòa"]


def test_letters_decide_before_tones() -> None:
    assert sorted(["má", "mac", "mạ", "mà", "mă", "ma", "mã", "mả"], key=order_key) == [
        *("ma", "mà", "mả", "mã", "má", "mạ"),
        *("mac", "mă"),
    ]


def test_all_the_letters_stand_in_the_order_of_the_alphabet() -> None:
    jumbled = VIETNAMESE[::-1]
    assert "".join(sorted(jumbled, key=order_key)) == VIETNAMESE


def test_where_the_tone_is_written_changes_nothing_but_the_last_word() -> None:
    assert sorted(["Trần Hòa", "Lê Hoà", "Lê Hoa"], key=order_key) == ["Lê Hoa", "Lê Hoà", "Trần Hòa"]


def test_units_stand_by_their_first_word() -> None:
    units = ["Văn phòng", "Phòng Đối ngoại", "Phòng Dân sự", "Ban Giám đốc", "Phòng"]
    assert sorted(units, key=alphabetical_key) == [
        *("Ban Giám đốc", "Phòng", "Phòng Dân sự", "Phòng Đối ngoại", "Văn phòng")
    ]


@pytest.mark.parametrize(
    "written", ["Đỗ Đức", "đỗ đức", "ĐỖ ĐỨC", unicodedata.normalize("NFD", "Đỗ Đức"), " Đỗ \u200bĐức"]
)
def test_a_search_without_accents_finds_the_name(written: str) -> None:
    assert folded(written) == "do duc"


def test_folding_leaves_no_accent_on_any_vietnamese_letter() -> None:
    assert folded(VIETNAMESE).isascii()
    assert folded(VIETNAMESE.upper()) == folded(VIETNAMESE)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Lê   Thị\tHoa\n", "Lê Thị Hoa"),
        ("Lê\u200b Thị\u00a0Hoa\ufeff", "Lê Thị Hoa"),
        ("\u202eLê Hoa\u202c", "Lê Hoa"),
        ("Lê\x00\x07 \u200b Hoa", "Lê Hoa"),
        (unicodedata.normalize("NFD", "Lê Thị Hường"), "Lê Thị Hường"),
        ("Lê\ud800 Hoa", "Lê Hoa"),
        ("\u200b \n", ""),
    ],
)
def test_what_nobody_sees_is_cleaned_from_a_name(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@given(st.text())
def test_a_clean_name_is_composed_on_one_line_and_stays_as_it_is(typed: str) -> None:
    kept = clean_name(typed)
    assert clean_name(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert len(kept.splitlines()) <= 1
    assert "  " not in kept


@given(st.text())
@example("ℋoa")
@example("a\u0345")
def test_folding_twice_changes_nothing_and_composition_does_not_matter(typed: str) -> None:
    assert folded(folded(typed)) == folded(typed)
    assert folded(unicodedata.normalize("NFD", typed)) == folded(typed)


@given(st.lists(st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " 1.-é😀", max_size=12), max_size=8))
def test_any_names_can_be_put_in_order_whatever_their_composition(names: list[str]) -> None:
    in_order = sorted(names, key=order_key)
    decomposed = sorted((unicodedata.normalize("NFD", name) for name in names), key=order_key)
    assert [clean_name(name) for name in decomposed] == [clean_name(name) for name in in_order]


@pytest.mark.parametrize(
    ("typed", "signed"),
    [
        ("Ông Trần Văn Ký", "Trần Văn Ký"),
        ("bà  Lê Thị Giám ", "Lê Thị Giám"),
        ("Lê Thị Giám", "Lê Thị Giám"),
        ("Bà", "Bà"),
        ("Bàng Thị Ông", "Bàng Thị Ông"),
        ("", ""),
    ],
)
def test_no_word_of_courtesy_stands_under_a_signature(typed: str, signed: str) -> None:
    assert signed_name(typed) == signed
