"""What every cell of text must be: no formula, no markup, no control characters, no text of an old font."""

import re
import unicodedata
from functools import lru_cache

from documents.incoming.files.grid import UNCOMPUTED
from documents.incoming.files.old_fonts import old_font
from documents.incoming.guard import quoted
from documents.incoming.people.finding import Wrong
from words.names import clean_name

FORMULA_SIGNS = "=+-@|%"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
TURNERS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # they show the text in another order than it is stored
MARKUP = re.compile(r"[<>{}\[\]\\`^~$]|&#?\w{1,10};|://|javascript:", re.IGNORECASE)
CELL_ERROR = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
LOST_LETTERS = re.compile(r"\ufffd|\w\?\w|\?\w+\?")
ETH = str.maketrans("ÐðƉɖ", "ĐđĐđ")  # letters of other tongues that look like đ, left by old keyboards
LONGEST_BLANK = 100  # who draws a longer line than this is not asked what stands behind it
LINE_ENDS = "\t\n\r\x0b\x0c\x85"
NOTHING = (
    r"(còn )?(khuyết|trống)|"
    r"(không|khong|ko|k|chưa|chua)( (có|co|dùng|sử dụng|cấp|tạo|đăng ký|tuyển|tuyển dụng|bố trí))?|"
    "n/a|na|null|none|nil|0|x"
)
BLANK = re.compile(
    rf"[-–—_.*/]*|\(?({NOTHING})( (địa chỉ )?(e-?mail|mail|thư|thư điện tử|hộp thư))?\)?\.?", re.IGNORECASE
)


def bare(text: str) -> str:
    """The text in NFC without the spaces and invisible characters around it."""
    return unicodedata.normalize("NFC", text).strip(f"{INVISIBLE} \u00a0{LINE_ENDS}\u3000")


@lru_cache(maxsize=8_192)
def is_blank(text: str) -> bool:
    """Whether the cell says in some way that there is nothing: empty, a dash, "không có", N/A."""
    return BLANK.fullmatch(clean_name(text[:LONGEST_BLANK])) is not None


@lru_cache(maxsize=8_192)
def checked(text: str, is_formula: bool = False) -> str:
    """The cell's text, clean; raises Wrong for a formula, markup, control characters, lost or outdated letters."""
    shown = bare(text)
    _refuse_formula(shown, is_formula)
    if MARKUP.search(shown):
        raise Wrong(f"{quoted(shown)} có mã đánh dấu hoặc ký hiệu lạ. Gõ lại bằng chữ thường, không có ký hiệu.")
    if any(map(_is_control, shown)) or TURNERS.search(shown):
        raise Wrong(f"{quoted(shown)} có ký tự điều khiển không nhìn thấy. Xóa ô rồi gõ lại bằng tay.")
    if font := old_font(shown, fewest=1):
        raise Wrong(f"{quoted(shown)} gõ bằng {font}. Chuyển ô sang Unicode.")
    if LOST_LETTERS.search(shown):
        raise Wrong(f"{quoted(shown)} bị mất dấu tiếng Việt. Gõ lại đúng dấu.")
    return clean_name(shown).translate(ETH)


def refuse_without_value(shown: str) -> None:
    """Raise Wrong for a formula that gives an error or was never computed."""
    if error := CELL_ERROR.match(shown):
        raise Wrong(f"ô đang báo lỗi công thức {error[0]}. Gõ lại nội dung bằng chữ.")
    if shown == UNCOMPUTED:
        raise Wrong(
            "ô là công thức chưa có kết quả. Mở tệp bằng Excel, dán lại ô dạng giá trị (Paste Values), rồi lưu."
        )


def _refuse_formula(shown: str, is_formula: bool) -> None:
    refuse_without_value(shown)
    if is_formula:
        raise Wrong("ô là công thức, không phải chữ. Chép ô rồi dán lại dạng giá trị (Paste Values).")
    first = unicodedata.normalize("NFKC", shown.lstrip("'’\"" + INVISIBLE).lstrip())[:1]
    if first and first in FORMULA_SIGNS:
        raise Wrong(f'{quoted(shown)} bắt đầu bằng "{first}" như một công thức. Gõ lại bằng chữ.')


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") and character not in LINE_ENDS
