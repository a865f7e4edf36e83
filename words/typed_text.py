"""Lời đã gõ: what people typed at length, without what cannot be seen or printed."""

import unicodedata


def tidied(text: str) -> str:
    """What was typed, in NFC, with plain line ends and no character that cannot be seen."""
    lines = "\n".join(unicodedata.normalize("NFC", text).splitlines())
    kept = (each for each in lines if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cf", "Cs"))
    return "".join(kept).strip()
