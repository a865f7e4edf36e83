"""What is to be said of one cell: where it stands, what is wrong, what to do."""

from dataclasses import dataclass

REMEDY = "Sửa trong tệp rồi tải lại, hoặc bỏ dòng này."


class Wrong(Exception):
    """A cell that cannot be taken; `what` says in Vietnamese what is wrong with it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Finding:
    """One error or notice; `row` is the number that the spreadsheet shows, `sheet` is empty where there is one only."""

    row: int
    column: str
    what: str
    sheet: str = ""

    @property
    def place(self) -> str:
        sheet = f'Trang tính "{self.sheet}", dòng' if self.sheet else "Dòng"
        return f"{sheet} {self.row}, cột {self.column}" if self.column else f"{sheet} {self.row}"

    @property
    def sentence(self) -> str:
        """The place and the matter, as it is read alone."""
        return f"{self.place}: {self.what}"


def listed(words: list[str]) -> str:
    """The words as a list in a sentence: "a, b và c"."""
    return " và ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
