"""Công chức, viên chức, người lao động, cán bộ, in the words and abbreviations of personnel lists."""

import re
from functools import lru_cache

from documents.incoming.guard import quoted
from documents.incoming.people.cells import bare, refuse_without_value
from documents.incoming.people.fields import Category, heading_key
from documents.incoming.people.finding import Wrong

CADRE, CIVIL_SERVANT = Category.CADRE, Category.CIVIL_SERVANT
PUBLIC_EMPLOYEE, CONTRACT_WORKER = Category.PUBLIC_EMPLOYEE, Category.CONTRACT_WORKER
WORDS = (
    (CIVIL_SERVANT, r"\b(cong ?chuc|cc|c c|civil servants?)\b"),
    (PUBLIC_EMPLOYEE, r"\b(vien ?chuc|vc|v c|hdlv|hop dong lam viec|public employees?)\b"),
    (
        CONTRACT_WORKER,
        r"\b(nld|n l d|lao ?dong|ld|hop ?dong|hd|(hd|nd) ?\d+|hd ?ld|ldhd|contract|contractors?|workers?)\b",
    ),
    (CADRE, r"\b(can ?bo|cb|cadres?)\b"),
)
LABELS = {
    CADRE: "cán bộ",
    CIVIL_SERVANT: "công chức",
    PUBLIC_EMPLOYEE: "viên chức",
    CONTRACT_WORKER: "người lao động",
}
MARKS = re.compile(r"[xX×vV✓✔☑●+1√*üþP\uf0fc\uf0fe]|có|true", re.IGNORECASE)  # ü, þ, P: ticks of the Wingdings fonts
CHOICES = "công chức, viên chức, người lao động hoặc cán bộ"


@lru_cache(maxsize=4_096)
def category_in(text: str) -> Category | None:
    """The one category that the text names; None where it names none, or several."""
    key = heading_key(text).replace("hop dong lam viec", "hdlv")
    named = {category for category, words in WORDS if re.search(words, key)}
    if len(named) == 2 and CADRE in named:
        named = named & {CONTRACT_WORKER} or named
    return named.pop() if len(named) == 1 else None


def category_of(text: str) -> Category:
    """The category in a cell; raises Wrong with the words that may stand there."""
    refuse_without_value(bare(text))
    if category := category_in(text[:200]):
        return category
    raise Wrong(f"{quoted(text.strip())} không rõ là đối tượng nào. Ghi một trong: {CHOICES}.")


def is_mark(text: str, category: Category) -> bool:
    """Whether a cell under a heading such as "Viên chức" is ticked, or says the heading's words again."""
    return MARKS.fullmatch(text.strip()) is not None or category_in(text) is category
