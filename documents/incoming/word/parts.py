"""The parts of an administrative text around its articles: the head, the title, the bases, the signatures."""

import re

from documents.incoming.word.articles import ARTICLE, is_heading
from documents.incoming.word.paragraphs import Line

TYPE = re.compile(r"(DỰ THẢO\s*[:-]?\s*)?NGHỊ QUYẾT\b", re.IGNORECASE)
BASIS = re.compile(
    r"[-–+•]?\s*(căn cứ|theo đề nghị|xét|trên cơ sở|thực hiện (luật|nghị định|quy chế|kế hoạch))\b", re.IGNORECASE
)
HEAD = re.compile(
    r".*cộng h(òa|oà) xã hội chủ nghĩa việt nam|đảng cộng sản việt nam|độc lập\s*[-–—]\s*tự do\s*[-–—]|số\s*:|"
    r"[^,]{2,40}, ngày\b.{0,20}\btháng\b.{0,20}\bnăm\b.{0,8}$|dự thảo$",
    re.IGNORECASE,
)
RULE = re.compile(r"[-–—_=*.…~ |]+")
ENACTING = re.compile(r"(hội nghị )?(quyết nghị|quyết định)\s*[:.]?$", re.IGNORECASE)
ENDING = re.compile(
    r"t/?m\.? |kt\. |tl\. |\(?(ký tên|đã ký|ký, )|(đoàn chủ tịch|chủ tọa|chủ trì|thư ký)\b.{0,40}$|"
    r"(đại diện )?((phó )?giám đốc|thủ trưởng( cơ quan)?|chủ tịch( công đoàn)?)$",
    re.IGNORECASE,
)
RECIPIENTS = re.compile(r"nơi nhận\s*(:|$)", re.IGNORECASE)
MOST_LINES_OF_TITLE = 4
LONGEST_TITLE = 300


def body_of(lines: list[Line]) -> list[Line]:
    """The lines from the title to before the signatures."""
    start = next((place for place, line in enumerate(lines) if TYPE.match(line.text) and _is_title(line)), 0)
    kept = [line for line in lines[start:] if not RULE.fullmatch(line.text)]
    first = next((place for place, line in enumerate(kept) if ARTICLE.match(line.text)), len(kept) // 2)
    end = next((place for place, line in enumerate(kept) if _ends(line, place > first)), len(kept))
    return [line for place, line in enumerate(kept[:end]) if place >= first or not _is_head(line)]


def opening_of(lines: list[Line]) -> tuple[str, list[str], int]:
    """The title, the bases, and where the articles begin."""
    start = _first_of_content(lines)
    opening = [line for line in lines[:start] if not ENACTING.match(line.text)]
    first_basis = next((place for place, line in enumerate(opening) if BASIS.match(line.text)), len(opening))
    return _title(opening[:first_basis]), _bases(opening[first_basis:]), start


def _first_of_content(lines: list[Line]) -> int:
    """After the word of enactment; else at the first article or numbered part; else after the title and the bases."""
    articles = [place for place, line in enumerate(lines) if ARTICLE.match(line.text)]
    enacting = [place + 1 for place, line in enumerate(lines) if ENACTING.match(line.text)]
    if articles:
        return articles[0]
    if enacting:
        return enacting[0]
    bases = [place + 1 for place, line in enumerate(lines) if BASIS.match(line.text)]
    headed = [place for place, line in enumerate(lines) if is_heading(line.text) and place >= max(bases, default=0)]
    if bases or headed:
        return headed[0] if headed else bases[-1]
    return 1 if lines and TYPE.match(lines[0].text) else 0


def _title(lines: list[Line]) -> str:
    """The lines under "NGHỊ QUYẾT"; that line too where it says more."""
    texts = [line.text for line in lines if not RULE.fullmatch(line.text)][: MOST_LINES_OF_TITLE + 1]
    if texts and re.fullmatch(r"(dự thảo\s*[:-]?\s*)?nghị quyết", texts[0], re.IGNORECASE):
        texts = texts[1:]
    if len(texts) > 1 and texts[-1].isupper() and not texts[0].isupper():
        texts = texts[:-1]  # who decides, as the line above "QUYẾT NGHỊ"
    return " ".join(texts[:MOST_LINES_OF_TITLE])[:LONGEST_TITLE]


def _bases(lines: list[Line]) -> list[str]:
    """A line that is no basis goes on the one above it where that does not end."""
    bases: list[str] = []
    for line in lines:
        if BASIS.match(line.text):
            bases.append(re.sub(r"^[-–+•]\s*", "", line.text))
        elif bases and not bases[-1].endswith((";", ".", ":")) and not line.text.isupper():
            bases[-1] += f" {line.text}"
    return [basis.rstrip(" ;,.") for basis in bases]


def _is_head(line: Line) -> bool:
    return any(map(HEAD.match, line.text.split(" | ")))


def _is_title(line: Line) -> bool:
    return line.text[:10].isupper() or line.is_bold


def _ends(line: Line, is_after_article: bool) -> bool:
    """Offices stand in capitals over a signature, and in small letters inside an article."""
    if RECIPIENTS.match(line.text):
        return True
    return is_after_article and any(ENDING.match(part) and part[:2].isupper() for part in line.text.split(" | "))
