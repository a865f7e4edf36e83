"""Three hundred lists in the families that offices hand in: each gets the answer known from how it was made."""

import pytest

from documents.incoming.staff_list import as_json
from tests.incoming.families.case import Case
from tests.incoming.families.cells import CELLS
from tests.incoming.families.files import FILES
from tests.incoming.families.sheets import SHEETS
from tests.incoming.families.tables import TABLES
from tests.incoming.families.texts import TEXTS
from tests.incoming.lists import read

CASES: tuple[Case, ...] = (*TABLES, *SHEETS, *CELLS, *TEXTS, *FILES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)
def test_a_list_gets_its_answer(case: Case) -> None:
    units = set(case.units) if case.units is not None else None
    said = as_json(read(case.made(), units, case.filename))
    if case.refused:
        assert (said["accepted"], said["refused"], said["rows"], said["notices"]) == (0, True, [], [])
        assert case.refused in said["why"]
        return
    errors = tuple((error["row"], error["column"]) for error in said["rows"])
    notices = tuple((note["row"], note["column"]) for note in said["notices"])
    assert (said["why"], said["accepted"], errors, notices) == (None, case.accepted, case.errors, case.notices)
    assert all(error["error"].startswith((f"Dòng {error['row']}", "Trang tính")) for error in said["rows"])


def test_no_two_lists_are_called_alike() -> None:
    assert len({case.sentence for case in CASES}) == len(CASES) >= 120
