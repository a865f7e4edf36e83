"""The number and symbol of a paper: `05/NQ-HNCBCC`, or room for the clerk (văn thư) to write the number."""

BLANK_NUMBER = "     "


def document_number(number: int | None, symbol: str) -> str:
    """The number, with a leading zero under ten, and the symbol; five spaces for a number that is not given yet.

    Raises ValueError for a number below one: the clerk's register begins at 1.
    """
    if number is None:
        return f"{BLANK_NUMBER}/{symbol}"
    if number < 1:
        raise ValueError(f"a paper's number begins at 1: {number}")
    return f"{number:02d}/{symbol}"
