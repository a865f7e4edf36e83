"""Vietnamese typed for the fonts of the nineties (TCVN3, VNI) or read in the wrong encoding, told by its syllables."""

import re
import unicodedata
from collections.abc import Callable

from documents.incoming.guard import Unreadable, named

BETWEEN_WORDS = re.compile(r"[ \t\r\n!-/0-9:-@\[-`{-~]+")  # not the no-break space: misread UTF-8 is full of it
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]"
NUCLEI = """
a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi ôi ơi oo ua uâ uê ui uô uơ uy ưa ưi ươ ưu
yê iêu yêu oai oao oay oeo uây uôi uya uyê uyu ươi ươu uă ue uai uau uao
"""
SYLLABLE = re.compile(f"(?:{ONSET})?(?:{'|'.join(NUCLEI.split())})(?:ng|nh|ch|[ckmnpt])?")
TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
VNI_SHAPES = {
    **dict(zip("âáàåãä", ["\u0302" + tone for tone in ("", *"\u0301\u0300\u0309\u0303\u0323")], strict=True)),
    **dict(zip("êéèúüë", ["\u0306" + tone for tone in ("", *"\u0301\u0300\u0309\u0303\u0323")], strict=True)),
}
VNI_ALONE = dict(zip("ôöñíìæóòî", "ơưđíìỉĩịỵ", strict=True))
VNI_PAIR = re.compile(f"([aeouyôö])([{''.join(VNI_TONES)}])|([aeo])([âáàåãä])|(a)([êéèúüë])")
FEWEST_WORDS = 3


def old_font(text: str, fewest: int = FEWEST_WORDS) -> str | None:
    """The name of what the text was typed in where it reads as Vietnamese only in that; None where it is fine."""
    words = _accented_words(text)
    if len(words) < fewest or _share(words, str) >= 0.5:
        return None
    for name, reading in READINGS.items():
        if _share(words, reading) > 0.8:
            return name
    return None


def refuse_old_font(text: str, filename: str) -> None:
    """Raise Unreadable where the text as a whole was typed for an old font."""
    if font := old_font(text):
        raise Unreadable(
            f"Tệp {named(filename)} gõ bằng {font} nên không đọc đúng được chữ. Chuyển sang Unicode (ví dụ bằng "
            "UniKey, Ctrl+Shift+F6), lưu thành tệp mới rồi tải lại."
        )


def vietnamese_share(text: str) -> float:
    """The part of the words with accents that are Vietnamese syllables; 1 where there are none."""
    return _share(_accented_words(text), str)


def _accented_words(text: str) -> list[str]:
    words = BETWEEN_WORDS.split(text[:20_000])
    return [word for word in words if not word.isascii()]


def _share(words: list[str], reading: Callable[[str], str]) -> float:
    return sum(_is_syllable(reading(word)) for word in words) / len(words) if words else 1.0


def _is_syllable(word: str) -> bool:
    plain, tones = TONES.subn("", unicodedata.normalize("NFD", word.casefold().replace("ð", "đ")))
    return tones < 2 and SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None


def _from_tcvn3(word: str) -> str:
    return "".join(TCVN3.get(character, character) for character in word)


def _from_vni(word: str) -> str:
    def letter(match: re.Match[str]) -> str:
        base, mark = match[1] or match[3] or match[5], match[2] or match[4] or match[6]
        shape = VNI_TONES[mark] if match[2] else VNI_SHAPES[mark]
        return VNI_ALONE.get(base, base) + shape

    paired = VNI_PAIR.sub(lambda match: letter(match).upper(), word.casefold())
    alone = "".join(VNI_ALONE.get(character, character) for character in paired)
    return unicodedata.normalize("NFC", alone.lower())


def _from_misread_utf8(word: str) -> str:
    try:
        return b"".join(_byte(character) for character in word).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return word


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


READINGS = {
    "phông chữ cũ TCVN3 (.VnTime)": _from_tcvn3,
    "phông chữ cũ VNI (VNI-Times)": _from_vni,
    "bảng mã UTF-8 bị đọc nhầm": _from_misread_utf8,
}
