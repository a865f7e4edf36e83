"""Names of people: cleaned, put in Vietnamese order (tên, họ, đệm), and folded for a search without accents."""

import re
import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of the dictionaries
SHAPES = "\u0302\u0306\u031b"  # the circumflex, breve and horn that make another letter
COURTESIES = ("ông", "bà")
OTHER_CHARACTERS = len(LETTERS)

WordKey = tuple[tuple[tuple[int, str], ...], int]


def clean_name(text: str) -> str:
    """The text in NFC, one space between words, without zero-width, direction, control or broken characters."""
    spaced = re.sub(r"\s+", " ", text)
    kept = (character for character in spaced if unicodedata.category(character) not in ("Cf", "Cc", "Cs"))
    return re.sub(r" +", " ", unicodedata.normalize("NFC", "".join(kept))).strip()


def signed_name(text: str) -> str:
    """The name as it stands under a signature: without the word of courtesy that was typed before it."""
    name = clean_name(text)
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in COURTESIES else name


def folded(text: str) -> str:
    """The text without accents, in small letters, as a search compares it: "do duc" finds "Đỗ Đức"."""
    # Twice: some letters become capitals only when taken apart, others gain marks only as small letters.
    small = _without_marks(_without_marks(clean_name(text)).casefold())
    return " ".join(small.replace("đ", "d").split())


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(character for character in parts if not unicodedata.combining(character))


def order_key(full_name: str) -> tuple[object, ...]:
    """What a list of people is sorted by: tên, then họ, then đệm; letters first, tones second, as in a dictionary."""
    words = clean_name(full_name).split(" ")
    first, *middle = words[:-1] or [""]
    return _word_key(words[-1]), _word_key(first), tuple(map(_word_key, middle)), clean_name(full_name)


def alphabetical_key(text: str) -> tuple[object, ...]:
    """What names of units are sorted by: word by word from the left, letters first, tones second."""
    return tuple(map(_word_key, clean_name(text).split(" "))), clean_name(text)


def _word_key(word: str) -> WordKey:
    letters: list[str] = []
    tone = 0
    for character in unicodedata.normalize("NFD", word.casefold()):
        if character in TONES:
            tone = TONES.index(character) + 1  # of the syllable: "hoà" and "hòa" are one word
        elif character in SHAPES and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + character)
        elif not unicodedata.combining(character):
            letters.append(character)
    return tuple(map(_letter_key, letters)), tone


def _letter_key(letter: str) -> tuple[int, str]:
    place = LETTERS.find(letter)
    if place >= 0:
        return place, ""
    return (-1 if letter.isdigit() else OTHER_CHARACTERS), letter
