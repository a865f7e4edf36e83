"""The number of a paper is the clerk's; the law that it names is the lawyer's."""

import pytest

from words.citation import cited
from words.document_number import document_number


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (5, "05/NQ-HNCBCC"),
        (9, "09/NQ-HNCBCC"),
        (10, "10/NQ-HNCBCC"),
        (1234, "1234/NQ-HNCBCC"),
        (None, "     /NQ-HNCBCC"),
    ],
)
def test_a_number_under_ten_has_a_leading_zero_and_none_leaves_room(number: int | None, said: str) -> None:
    assert document_number(number, "NQ-HNCBCC") == said


@pytest.mark.parametrize("number", [0, -3])
def test_a_register_begins_at_one(number: int) -> None:
    with pytest.raises(ValueError, match="begins at 1"):
        document_number(number, "TB-SNgV")


def test_an_unconfirmed_article_is_a_gap_that_everyone_sees() -> None:
    assert cited(None) == "[…]"
    assert cited("Luật Thực hiện dân chủ ở cơ sở") == "Luật Thực hiện dân chủ ở cơ sở"
