"""The full name of a person: what is cleaned, what is refused, and when two spellings are one name."""

import re
import unicodedata

from documents.incoming.guard import quoted
from documents.incoming.people.cells import checked
from documents.incoming.people.finding import Wrong
from words.names import clean_name

LONGEST_NAME = 100
MOST_FIGURES = 6
BESIDE_LETTERS = " '’ʼ.-‐()0123456789"
TONES = "\u0300\u0301\u0303\u0309\u0323"
FAMILY_NAMES = (
    "nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đinh|trương|đào|mai|cao|lương|trịnh|tạ|hà"
)
ADDRESS = re.compile(rf"^((đ/c|đ\.c|đc|đồng chí|(ông|bà)(?=[.:]| ({FAMILY_NAMES}) ))[.:]? +)+", re.IGNORECASE)
BESIDE_NAME = re.compile(
    r"\(| [-‐] |^(gs|pgs|ts|ths|bs|cn|ks|ls|ncs)\b[. ]|\b(trưởng|phó) (phòng|ban)\b", re.IGNORECASE
)
STRAYS = re.compile(r"^['‘’“”\"]+ *|^\d{1,4}[.)] +| *\(?\*+\)?$|[ ,;:.]+$")


def name_of(text: str, is_formula: bool = False) -> str:
    """The full name, clean and in usual capitals; raises Wrong."""
    shown = checked(text, is_formula)
    if len(shown) > 2 * LONGEST_NAME:
        raise _too_long(shown)
    name = ADDRESS.sub("", STRAYS.sub("", shown), count=1)
    if "@" in name:
        raise Wrong(f"{quoted(name)} là địa chỉ thư, không phải họ tên. Kiểm tra xem các cột có bị lệch không.")
    if strange := next((character for character in name if not _belongs(character)), None):
        raise Wrong(f'{quoted(name)} có ký tự "{strange}" không dùng trong họ tên. Gõ lại họ tên bằng chữ.')
    if name.upper() in ("TRUE", "FALSE"):
        raise Wrong(f"{quoted(name)} là ô đúng/sai của bảng tính, không phải họ tên. Gõ họ tên đầy đủ.")
    if not any(map(str.isalpha, name)):
        raise Wrong(f"{quoted(name)} không có chữ cái nào. Gõ họ tên đầy đủ.")
    if sum(map(str.isdigit, name)) > MOST_FIGURES:
        raise Wrong(f"{quoted(name)} có nhiều chữ số, không giống họ tên. Kiểm tra xem các cột có bị lệch không.")
    if len(name) > LONGEST_NAME:
        raise _too_long(name)
    return checked(_in_usual_capitals(name))


def _too_long(name: str) -> Wrong:
    return Wrong(f"{quoted(name)} dài quá {LONGEST_NAME} ký tự. Chỉ để họ tên trong ô này.")


def doubt_about(name: str) -> str | None:
    """What to look at again in a name that is taken."""
    if any(map(str.isdigit, name)):
        return f"{quoted(name)} có chữ số. Kiểm tra lại họ tên."
    if BESIDE_NAME.search(name):
        return f"{quoted(name)} có học vị, chức vụ hoặc ghi chú trong ô họ tên. Nếu đúng vậy, chỉ để lại họ tên."
    if len(name.split()) == 1:
        return f"{quoted(name)} chỉ có một tiếng. Kiểm tra xem có thiếu họ hoặc tên không."
    return None


def spelling_key(text: str) -> str:
    """Equal for two spellings of the same words: case, punctuation and the place of the tone ("hoà", "hòa") aside."""
    words = re.split(r"[\W_]+", clean_name(text).casefold())
    return " ".join(map(_word_key, filter(None, words)))


def _word_key(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    letters = "".join(character for character in decomposed if character not in TONES)
    return letters + "".join(character for character in decomposed if character in TONES)


def _belongs(character: str) -> bool:
    return character in BESIDE_LETTERS or unicodedata.name(character, "").startswith("LATIN ")


def _in_usual_capitals(name: str) -> str:
    if not (name.isupper() or name.islower()):
        return name
    return re.sub(r"[^\W\d_]+", lambda word: _capitalized(word[0]), name)


def _capitalized(word: str) -> str:
    return "".join(_turned(letter, letter.lower() if place else letter.upper()) for place, letter in enumerate(word))


def _turned(letter: str, other: str) -> str:
    """Some letters have no other case of one letter."""
    return other if len(other) == 1 and _belongs(other) else letter
