"""What one agency lays over the law: its own dated values, with its document, and its lawyer's confirmations."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from law.articles import Article
from law.parameters import (
    FORMS,
    Certainty,
    Content,
    DatedValue,
    Parameter,
    in_figures,
    parameters_of,
    parse_content,
    said_of,
)
from law.period import Period
from law.reading import Place, read_text
from law.rules import Rule

OWN = "co_quan."


@dataclass(frozen=True)
class Confirmation:
    """Who found a value right, in which document, on which day. It holds until the law changes the value."""

    by: str
    document: str
    on: date

    def __str__(self) -> str:
        return f"Đã xác nhận: {self.by}, {self.document}, ngày {in_figures(self.on)}."


@dataclass(frozen=True)
class OwnValue(DatedValue):
    """A value that the agency set, the document that sets it, who checked it; an ended one gives back to the law."""

    document: str = ""
    by: str = ""

    @property
    def told(self) -> str:
        """The note that goes with it."""
        return " ".join(part for part in (self.note, f"Pháp chế đã xem: {self.by}." if self.by else "") if part)


@dataclass(frozen=True)
class Overlay:
    """The agency's own values and confirmations for one kind of procedure; `document` where a value names no other."""

    kind: str
    document: str
    changed: Mapping[str, Parameter]
    confirmed: Mapping[str, Confirmation]

    def laid_over(self, rules: Mapping[str, Rule], day: date) -> dict[str, Rule]:
        """The rules as they bind this agency on the day."""
        return {key: self._own(rule, day) for key, rule in rules.items()}

    def _own(self, rule: Rule, day: date) -> Rule:
        own = self.changed[rule.key].on(day) if rule.key in self.changed else None
        if isinstance(own, OwnValue) and own.content is not None:
            head = (rule.key, rule.label, self.changed[rule.key].unit, own.content, own.since)
            return Rule(*head, _article(rule.key, own), Certainty.CONFIRMED, own.told, own.words)
        confirmation = self.confirmed.get(rule.key)
        if confirmation is None or rule.since > confirmation.on:
            return rule
        note = f"{rule.note} {confirmation}".strip()
        return replace(rule, certainty=Certainty.CONFIRMED, note=note)


def _article(key: str, own: OwnValue) -> Article:
    return Article(
        key=f"{OWN}{key}",
        short=own.article,
        citation=own.article,
        gist="Quy định riêng của cơ quan.",
        document=own.document,
        document_short=own.document,
        since=own.since,
        until=None,
        certainty=Certainty.CONFIRMED.value,
    )


def load_overlay(text: str, name: str) -> Overlay:
    """The overlay in an agency's YAML text; `name` is how errors call the file. Raises BadData."""
    fields = read_text(text, name).fields(required=("kind", "document"), optional=("values", "confirmed"))
    kind = fields["kind"].text()
    try:
        known = parameters_of(kind).parameters
    except KeyError:
        raise fields["kind"].wrong(f'không có loại quy trình "{kind}"') from None
    document = fields["document"].text()
    changed = fields["values"].fields(optional=known) if "values" in fields else {}
    confirmed = fields["confirmed"].fields(optional=known) if "confirmed" in fields else {}
    return Overlay(
        kind,
        document,
        {key: _changed(place, known[key], document) for key, place in changed.items()},
        {key: _confirmation(place) for key, place in confirmed.items()},
    )


def _changed(place: Place, parameter: Parameter, document: str) -> Parameter:
    if not parameter.agency_may_change:
        raise place.wrong(f'luật không cho cơ quan quy định khác về "{parameter.label}"; chỉ có thể xác nhận')
    values = [_own_value(value, parameter, document) for value in place.entries().values()]
    return replace(parameter, values=tuple(sorted(values, key=lambda value: value.since)))


def _own_value(place: Place, parameter: Parameter, document: str) -> OwnValue:
    fields = place.fields(required=("article",), optional=(*FORMS, "of", "document", "by", "note", "words"))
    content = parse_content(place, fields, parameter.unit, parameter.among)
    if content is not None and type(content) not in {type(value.content) for value in parameter.values}:
        raise place.wrong("giá trị của cơ quan phải cùng dạng với giá trị của luật")
    note = fields["note"].text() if "note" in fields else ""
    words = fields["words"].text() if "words" in fields else said_of(content, parameter.among)
    _check_length(place, content, parameter.on(place.key_day()) if parameter.never_below_law else None)
    own = fields["document"].text() if "document" in fields else document
    by = fields["by"].text() if "by" in fields else ""
    return OwnValue(place.key_day(), content, fields["article"].text(), Certainty.CONFIRMED, note, words, own, by)


def _check_length(place: Place, own: Content | None, of_law: DatedValue | None) -> None:
    least = of_law.content if of_law else None
    if isinstance(own, Period) and isinstance(least, Period) and own.length < least.length:
        raise place.wrong(f"cơ quan chỉ có thể quy định dài hơn mức chung là {least}")


def _confirmation(place: Place) -> Confirmation:
    fields = place.fields(required=("by", "document", "on"))
    return Confirmation(fields["by"].text(), fields["document"].text(), fields["on"].day())
