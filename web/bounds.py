"""What may stand in an address: numbers that fit the database, page numbers."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import AfterValidator, BeforeValidator, Field

from procedures import papers

LARGEST = 2**31 - 1


def _none_if_blank(given: object) -> object:
    return None if given == "" else given


Chosen = BeforeValidator(_none_if_blank)  # a filter left at "all" is sent as an empty text
ProcedureId = Annotated[int, Path(ge=1, le=LARGEST)]
ProcedureInQuery = Annotated[Annotated[int, Field(ge=1, le=LARGEST)] | None, Chosen, Query()]
UnitInQuery = RowInQuery = ProcedureInQuery
ParagraphInQuery = Annotated[Annotated[int, Field(ge=0, le=LARGEST)] | None, Chosen, Query()]
YearInQuery = Annotated[Annotated[int, Field(ge=2000, le=2200)] | None, Chosen, Query()]
Page = Annotated[int, Query(ge=1, le=10_000)]


def _known(names: tuple[str, ...]) -> AfterValidator:
    """A paper's name: a kind that there is, and a number where there are several of it."""

    def check(name: str) -> str:
        kind, _, occurrence = name.partition("-")
        if kind not in names or (occurrence and occurrence != str(int(occurrence))):
            raise ValueError("no such paper")
        return name

    return AfterValidator(check)


_NAME = Path(pattern=r"^[a-z_]{1,40}(-[0-9]{1,4})?$")
WrittenPaper = Annotated[str, _NAME, _known(papers.WRITTEN)]
PaperWithScan = Annotated[str, _NAME, _known(papers.KINDS)]
