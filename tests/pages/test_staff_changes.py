"""Who in a new list is whom in the record."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models import StaffCategory
from procedures.staff_changes import Known, Listed, changes

OFFICE, CONSULAR = "Văn phòng", "Phòng Lãnh sự"


def known(number: int = 1, **other: object) -> Known:
    usual = Known(number, "Lê Thị Hoa", OFFICE, StaffCategory.CIVIL_SERVANT, "", "hoa@example.gov.vn", 1990)
    return replace(usual, **other)  # pyright: ignore


def listed(**other: object) -> Listed:
    usual = Listed("Lê Thị Hoa", OFFICE, StaffCategory.CIVIL_SERVANT, "", "hoa@example.gov.vn", 1990)
    return replace(usual, **other)  # pyright: ignore


def of(new: Listed, old: Known) -> tuple[int, int, int]:
    """How many are new, changed, gone when one person's list meets one person's record."""
    found = changes([new], [old], [OFFICE, CONSULAR])
    return len(found.added), len(found.changed), len(found.leaving)


def test_the_same_person_changes_nothing() -> None:
    assert of(listed(), known()) == (0, 0, 0)
    assert changes([listed()], [known()], [OFFICE]).unchanged == 1


def test_an_address_finds_the_person_who_moved_to_another_unit() -> None:
    assert of(listed(unit=CONSULAR), known()) == (0, 1, 0)


def test_an_address_that_passed_to_somebody_else_is_two_people() -> None:
    found = changes([listed(full_name="Trần Văn Nam", birth_year=None)], [known()], [OFFICE])
    assert (len(found.added), len(found.leaving), found.freed) == (1, 1, (1,))


def test_a_name_in_the_same_unit_finds_the_person_whose_address_changed() -> None:
    assert of(listed(email="hoa.lt@example.gov.vn"), known()) == (0, 1, 0)


def test_a_middle_name_that_was_missing_is_a_correction() -> None:
    assert of(listed(full_name="Lê Thị Thanh Hoa"), known()) == (0, 1, 0)


def test_namesakes_of_another_year_of_birth_are_two_people() -> None:
    assert of(listed(email=None, birth_year=1970), known(email=None)) == (1, 0, 1)


def test_a_namesake_in_another_unit_without_address_or_year_is_somebody_else() -> None:
    assert of(listed(unit=CONSULAR, email=None, birth_year=None), known(email=None, birth_year=None)) == (1, 0, 1)


def test_someone_who_comes_back_is_recognised_by_the_address() -> None:
    found = changes([listed()], [known(left=True)], [OFFICE])
    assert [change.is_return for change in found.changed] == [True]


def test_someone_who_left_is_not_taken_for_a_new_namesake() -> None:
    assert of(listed(email=None, birth_year=None), known(email=None, left=True)) == (1, 0, 0)


def test_a_list_that_is_silent_on_posts_leaves_them_as_they_are() -> None:
    assert of(listed(position="", birth_year=None), known(position="Trưởng phòng")) == (0, 0, 0)


people = st.builds(
    Listed,
    full_name=st.sampled_from(["Lê Thị Hoa", "Lê Thị Hòa", "Trần Văn Nam", "Lê Thị Thanh Hoa"]),
    unit=st.sampled_from([OFFICE, CONSULAR]),
    category=st.sampled_from(StaffCategory),
    position=st.sampled_from(["", "Chuyên viên"]),
    email=st.none(),
    birth_year=st.sampled_from([None, 1980, 1990]),
)


@given(st.lists(people, max_size=8), st.lists(people, max_size=8), st.randoms())
def test_everyone_is_counted_once_and_a_list_taken_twice_changes_nothing(
    new: list[Listed], old: list[Listed], chance: object
) -> None:
    addressed = [replace(person, email=f"n{number}@x.vn") for number, person in enumerate(new)]
    kept = [Known(number, *_all(person)) for number, person in enumerate(old, start=1)]
    found = changes(addressed, kept, [OFFICE])
    assert len(found.added) + len(found.changed) + found.unchanged == len(new)
    assert len(found.changed) + found.unchanged + len(found.leaving) == len(old)
    after = [Known(number, *_all(person)) for number, person in enumerate(addressed, start=1)]
    again = changes(addressed, after, [OFFICE, CONSULAR])
    assert (again.added, again.changed, again.leaving, again.unchanged) == ((), (), (), len(new))


def _all(person: Listed) -> tuple:
    return (person.full_name, person.unit, person.category, person.position, person.email, person.birth_year)


def test_namesakes_whom_nothing_tells_apart_stay_who_they_are_while_there_are_as_many() -> None:
    twins = [listed(email=None, birth_year=None), listed(email=None, birth_year=None)]
    record = [known(1, email=None, birth_year=None), known(2, email=None, birth_year=None)]
    same = changes(twins, record, [OFFICE])
    assert (same.unchanged, same.added, same.leaving) == (2, (), ())
    fewer = changes(twins[:1], record, [OFFICE])
    assert (len(fewer.added), len(fewer.leaving)) == (1, 2)
