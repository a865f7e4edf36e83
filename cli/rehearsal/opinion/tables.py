"""Tables of opinions read back from what people see: HR's page with names, the disclosed page, the printed paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from cli.rehearsal.opinion.saying import WHOLE

_NUMBER = re.compile(r"Ý kiến số (\d+)(?: · (\d+) người)?")
_PEOPLE = re.compile(r"^(.*) \((\d+) người(?:, góp ý kín)?\)$")
_SEALED = re.compile(r"Góp ý kín, (\d+) người")
_COUNTS = re.compile(r"Đồng ý với toàn bộ Dự thảo: (\d+) người.*?Có ý kiến: (\d+) người.*?Không trả lời: (\d+) người")
VERDICTS = {"Tiếp thu": "accepted", "Giải trình": "explained"}


@dataclass(frozen=True)
class PublicRow:
    """One row as everyone reads it; spaces folded, the end of the gist as the paper has it."""

    paragraph: int
    gist: str
    people: int
    verdict: str
    response: str


@dataclass(frozen=True)
class NamedRow:
    """One row as HR reads it: its number, and who said what; of sealed opinions how many said it."""

    number: int
    paragraph: int
    gist: str
    voices: tuple[tuple[str, str], ...]
    sealed: int

    @property
    def people(self) -> int:
        return self.sealed or len(self.voices)


def folded(text: str) -> str:
    return " ".join(text.split())


def as_printed(gist: str) -> str:
    return folded(gist).rstrip(" .;")


def named_rows(text: str) -> list[NamedRow]:
    """The rows on one page of HR's table."""
    page = html.document_fromstring(text)
    return [_named(card) for card in page.xpath('//article[starts-with(@id, "row-")]')]


def _named(card: html.HtmlElement) -> NamedRow:
    gist = folded(card.xpath('.//p[@class="said"][not(ancestor::details)]')[0].text_content())
    sealed = _SEALED.search(folded(card.text_content()))
    return NamedRow(
        number=int(card.get("id").removeprefix("row-")),
        paragraph=_paragraph(card.xpath("ancestor::section[1]/h2")[0]),
        gist=gist,
        voices=tuple(_voice(item, gist) for item in card.xpath(".//details//li")),
        sealed=int(sealed[1]) if sealed else 0,
    )


def _voice(item: html.HtmlElement, gist: str) -> tuple[str, str]:
    own = item.xpath('./p[@class="said"]')
    return folded(item.xpath("./strong")[0].text_content()), folded(own[0].text_content()) if own else gist


def public_section(text: str) -> html.HtmlElement:
    """The part of a disclosed page that holds the table."""
    return html.document_fromstring(text).xpath('//section[@aria-labelledby="table"]')[0]


def public_rows(text: str) -> list[PublicRow]:
    """The rows of a disclosed page."""
    found = []
    for item in public_section(text).xpath('.//ol[@class="opinions"]/li'):
        head, gist, verdict, *response = [folded(each.text_content()) for each in item.xpath(".//p")]
        people = _NUMBER.search(head)[2]  # pyright: ignore
        said = VERDICTS[next(word for word in VERDICTS if word in verdict)]
        place = _paragraph(item.xpath("ancestor::section[1]/h3")[0])
        found.append(PublicRow(place, as_printed(gist), int(people or 1), said, " ".join(response)))
    return found


def _paragraph(heading: html.HtmlElement) -> int:
    words = folded(heading.text_content())
    return int(words.removeprefix("Đoạn ")) if words.startswith("Đoạn ") else WHOLE


def printed_rows(text: str) -> list[PublicRow]:
    """The rows of the printed table."""
    return list(_printed(html.document_fromstring(text)))


def _printed(page: html.HtmlElement) -> Iterator[PublicRow]:
    for row in page.iter("tr"):
        cells = [folded(cell.text_content()) for cell in row.iter("td")]
        if len(cells) != 5:
            continue
        _place, paragraph, gist, verdict, response = cells
        match = _PEOPLE.match(gist)
        if match:
            where = int(paragraph) if paragraph.isdecimal() else WHOLE
            yield PublicRow(where, as_printed(match[1]), int(match[2]), VERDICTS[verdict], response)


def printed_counts(text: str) -> tuple[int, int, int]:
    """How many agreed, commented and were silent, as the paper has it."""
    words = folded(html.document_fromstring(text).text_content())
    match = _COUNTS.search(words)
    return (int(match[1]), int(match[2]), int(match[3])) if match else (-1, -1, -1)
