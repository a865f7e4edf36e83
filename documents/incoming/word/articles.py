"""Articles ("Điều 1.") out of lines, in the ways they are typed; without them, one article a numbered part."""

import re
from dataclasses import dataclass, field

from documents.incoming.word.paragraphs import Line

ARTICLE = re.compile(r"đ\s?iều\s+(\d{1,3}|[IVX]{1,5})\s*([.:)/–-]+)?\s*(.*)$", re.IGNORECASE | re.DOTALL)
CHAPTER = re.compile(r"(chương|mục|phần)\s+([IVX]+|\d+|thứ \w+)\b[.: –-]*", re.IGNORECASE)
ROMAN_PART = re.compile(r"([IVX]{1,5})\s*[.)/–-]\s*(\S.*)")
NUMBERED_PART = re.compile(r"(\d{1,2})\s*[.)/]\s+(\S.*)|(\d{1,2})\s*[.)/](?!\d)(\S.*)")
HEADED = (ROMAN_PART, NUMBERED_PART)
ANNEX = re.compile(r"phụ lục\b", re.IGNORECASE)
CONTINUES = re.compile(r"(của|và|tại|theo|khoản|điểm|luật|nghị|quy|thông tư|bộ luật|này|nêu trên|trên)\b")
LONGEST_HEADING = 16
ROMAN = {"I": 1, "V": 5, "X": 10}
CHECK = "Đọc lại trước khi gửi."


@dataclass
class ArticleText:
    """One article: its number, its heading (may be empty) and its paragraphs."""

    number: int
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)


def articles_of(lines: list[Line]) -> tuple[list[ArticleText], list[str]]:
    """The articles and the notes for who checks them."""
    notes: list[str] = []
    lines = _without_annex(lines, notes)
    articles: list[ArticleText] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if found := _article(line, articles[-1].number if articles else None):
            articles.append(found)
        elif CHAPTER.match(line.text) and (place < len(lines)):
            notes.append(f'Dòng "{line.text[:40]}" là tên chương, mục nên không đưa vào điều nào.')
            place += lines[place].text.isupper()
        elif articles:
            _add(articles[-1], line)
    if not articles:
        return _without_articles(lines)
    return articles, notes + _doubts(articles)


def is_heading(text: str) -> bool:
    """Whether a line begins a part numbered "I." or "1."."""
    return any(pattern.match(text) for pattern in HEADED)


def _article(line: Line, before: int | None) -> ArticleText | None:
    match = ARTICLE.match(line.text)
    if not match or (line.is_in_table and not match[2]):
        return None
    number, rest = _number(match[1]), match[3].strip()
    is_reference = rest[:1].islower() or rest[:1] == "," or CONTINUES.match(rest.lower())
    if not match[2] and (is_reference or number != (before or 0) + 1 or not match[1].isdigit()):
        return None
    article = ArticleText(number)
    if rest:
        _open(article, rest, line.is_bold)
    return article


def _open(article: ArticleText, text: str, is_bold: bool) -> None:
    """The words after the number are a heading where they are few and end as none of sentences do."""
    is_headline = not text.endswith((".", ":", ";", ",")) and len(text.split()) <= LONGEST_HEADING
    if is_headline or (is_bold and len(text.split()) <= 3 * LONGEST_HEADING):
        article.heading = text.rstrip(".:")
    else:
        article.paragraphs.append(_paragraph(text))


def _add(article: ArticleText, line: Line) -> None:
    if not article.heading and not article.paragraphs:
        _open(article, line.text, line.is_bold)
    else:
        article.paragraphs.append(_paragraph(line.text))


def _paragraph(text: str) -> str:
    return re.sub(r"\s*\./\.$", ".", text)


def _without_articles(lines: list[Line]) -> tuple[list[ArticleText], list[str]]:
    for pattern, name in ((ROMAN_PART, "I, II, III"), (NUMBERED_PART, "1, 2, 3")):
        if sum(pattern.match(line.text) is not None for line in lines) > 1:
            return _parts(lines, pattern), [f"Văn bản không có Điều: mỗi phần đánh số {name} thành một điều. {CHECK}"]
    texts = [_paragraph(line.text) for line in lines]
    note = f"Văn bản không có Điều và không đánh số: cả văn bản thành một điều. {CHECK}"
    return ([ArticleText(1, "", texts)], [note]) if texts else ([], [])


def _parts(lines: list[Line], pattern: re.Pattern[str]) -> list[ArticleText]:
    articles: list[ArticleText] = []
    for line in lines:
        if match := pattern.match(line.text):
            articles.append(ArticleText(len(articles) + 1))
            _open(articles[-1], next(text for text in reversed(match.groups()) if text), line.is_bold)
        elif articles:
            _add(articles[-1], line)
        else:
            articles.append(ArticleText(1, "", [_paragraph(line.text)]))
    return articles


def _without_annex(lines: list[Line], notes: list[str]) -> list[Line]:
    start = next(
        (place for place, line in enumerate(lines) if ANNEX.match(line.text) and line.text[:7].isupper()), None
    )
    if start is None:
        return lines
    notes.append(f"Phụ lục của văn bản không đọc vào các điều. {CHECK}")
    return lines[:start]


def _doubts(articles: list[ArticleText]) -> list[str]:
    numbers = [article.number for article in articles]
    doubts = [
        f"Sau Điều {before} là Điều {after}. {CHECK}"
        for before, after in zip([0, *numbers], numbers, strict=False)
        if after != before + 1
    ]
    return doubts + [
        f"Điều {article.number} không có nội dung. {CHECK}"
        for article in articles
        if not article.heading and not article.paragraphs
    ]


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = [ROMAN[letter] for letter in text.upper()]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
