"""The articles that the rules cite (law/parameters/articles.yaml): citation, gist, document, dates in force."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from law.reading import Place, read

CUSTOM = "tap_quan"
FILE = Path(__file__).parent / "parameters" / "articles.yaml"


@dataclass(frozen=True)
class Article:
    """One article: `short` fits beside a number, `cited` stands in a paper, `gist` is in plain words.

    `basis` is how its document is named among the bases of a paper: a law by its name and day, without its number.
    """

    key: str
    short: str
    citation: str
    gist: str
    document: str
    document_short: str
    since: date
    until: date | None
    certainty: str
    amended: str = ""
    basis: str = ""

    @property
    def is_custom(self) -> bool:
        """Whether no text says it: the law leaves it to the custom of agencies."""
        return self.key == CUSTOM

    @property
    def cited(self) -> str:
        """The whole citation, with the text that amended it."""
        joint = "; " if self.document_short.islower() else " "
        return self._amended(f"{self.citation}{joint}{self.document_short}")

    @property
    def as_basis(self) -> str:
        """The citation among the bases of a paper."""
        return self._amended(f"{self.citation} {self.basis}") if self.basis else self.cited

    @property
    def named(self) -> str:
        """Its document by name alone, as whoever cites it would begin."""
        return (self.basis or self.document).partition(" ngày ")[0]

    def _amended(self, whole: str) -> str:
        return f"{whole}, {self.amended}" if self.amended else whole

    def is_in_force(self, day: date) -> bool:
        """`until` is the last day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def frozen(self) -> dict[str, str | None]:
        """As JSON, complete."""
        until = self.until.isoformat() if self.until else None
        return {**asdict(self), "since": self.since.isoformat(), "until": until}


def article(key: str) -> Article:
    """The article of a key such as "dan_chu.51.2.c". Raises KeyError."""
    return articles()[key]


@cache
def articles() -> Mapping[str, Article]:
    """Every article by its key. Raises BadData."""
    return parse_articles(read(FILE, "law/parameters/articles.yaml"))


def parse_articles(root: Place) -> dict[str, Article]:
    """The articles from a file's data."""
    fields = root.fields(required=("documents", "articles"))
    documents = {key: _document(key, place) for key, place in fields["documents"].entries().items()}
    return {key: _article(key, place, documents) for key, place in fields["articles"].entries().items()}


def thaw_article(key: str, place: Place) -> Article:
    """The article that Article.frozen() wrote."""
    required = ("short", "citation", "gist", "document", "document_short", "since", "certainty")
    fields = place.fields(required=required, optional=("key", "until", "amended", "basis"))
    until = fields.get("until")
    return Article(
        key,
        since=fields["since"].day(),
        until=until.day() if until and until.value is not None else None,
        **{name: str(fields[name].value) for name in ("amended", "basis") if name in fields},
        **{name: fields[name].text() for name in required if name != "since"},
    )


def _document(key: str, place: Place) -> Article:
    fields = place.fields(required=("title", "short", "from"), optional=("until", "basis"))
    until = fields["until"].day() if "until" in fields else None
    title, short = fields["title"].text(), fields["short"].text()
    basis = fields["basis"].text() if "basis" in fields else ""
    return Article(key, "", "", "", title, short, fields["from"].day(), until, "", basis=basis)


def _article(key: str, place: Place, documents: Mapping[str, Article]) -> Article:
    required = ("document", "short", "citation", "gist", "certainty")
    fields = place.fields(required=required, optional=("from", "until", "amended"))
    document = fields["document"].text()
    if document not in documents:
        raise fields["document"].wrong(f'không có văn bản "{document}" trong mục documents')
    whole = replace(
        documents[document],
        key=key,
        amended=fields["amended"].text() if "amended" in fields else "",
        **{name: fields[name].text() for name in ("short", "citation", "gist", "certainty")},
    )
    since = fields["from"].day() if "from" in fields else whole.since
    until = fields["until"].day() if "until" in fields else whole.until
    return replace(whole, since=since, until=until)
