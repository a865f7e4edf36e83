"""The dated values of law/parameters/*.yaml: read them once, and pick the one in force on a day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from law.articles import articles
from law.period import LENGTH_KEYS, Period, Unit
from law.reading import Place, read
from law.threshold import Base, Strictness, Threshold

FOLDER = Path(__file__).parent / "parameters"
OF_EACH, PLACE = "of_each_meeting", "place"
LIMITS = tuple(strictness.value for strictness in Strictness)
OF_AN_AGENCY = ("agency_may_change", "never_below_law")
FORMS = (*LIMITS, "days", "months", "hours", "number", "choice", "list", "ended")

Content = Threshold | Period | int | str | tuple[int | str, ...]


class NotInForce(LookupError):
    """No rule is in force on that day; the message is a Vietnamese sentence."""

    def __init__(self, what: str, day: date) -> None:
        super().__init__(f'Dữ liệu luật không có quy định "{what}" áp dụng cho ngày {in_figures(day)}.')
        self.what, self.day = what, day


class Certainty(StrEnum):
    """How far a value may be trusted, from the agency's own lawyer down to unsure."""

    CONFIRMED = "confirmed"
    READ = "V1"
    SECOND_HAND = "V2"
    RECALLED = "R"
    UNSURE = "R?"


@dataclass(frozen=True)
class DatedValue:
    """What the law says from one day on. `content` is None where the rule ended on that day."""

    since: date
    content: Content | None
    article: str
    certainty: Certainty
    note: str = ""
    words: str = ""


@dataclass(frozen=True)
class Parameter:
    """One number, period, list or choice of the law, through time (newest last).

    `among` is its vocabulary: each word with how it is said, "" where each value says it itself.
    `never_below_law`: a period which an agency may make longer, and not shorter.
    """

    key: str
    label: str
    unit: Unit
    values: tuple[DatedValue, ...]
    agency_may_change: bool = False
    never_below_law: bool = False
    among: Mapping[str, str] = field(default_factory=dict[str, str])

    def on(self, day: date) -> DatedValue | None:
        """The value in force on the day, or None."""
        begun = [value for value in self.values if value.since <= day]
        return begun[-1] if begun and begun[-1].content is not None else None


@dataclass(frozen=True)
class ParameterFile:
    """All parameters of one kind of procedure."""

    kind: str
    label: str
    parameters: Mapping[str, Parameter]


def kinds() -> tuple[str, ...]:
    """Every kind that has a file: clock, conference, inspection_board, resolution, ..."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yaml") if file.stem != "articles"))


@cache
def parameters_of(kind: str) -> ParameterFile:
    """The file of a kind. Raises KeyError for an unknown kind, BadData for a mistake in the file."""
    if kind not in kinds():
        raise KeyError(kind)
    return parse_file(kind, read(FOLDER / f"{kind}.yaml", f"law/parameters/{kind}.yaml"))


def parse_file(kind: str, root: Place) -> ParameterFile:
    """A parameter file from its data; what `meetings` says stands among the parameters as `<meeting>.<name>`."""
    fields = root.fields(required=("label", "parameters"), optional=(OF_EACH, "meetings"))
    parameters = {key: _parameter(key, place) for key, place in fields["parameters"].entries().items()}
    if "meetings" in fields:
        shapes = fields[OF_EACH].entries() if OF_EACH in fields else {}
        if PLACE not in shapes:
            raise fields["meetings"].wrong(f'mục "{OF_EACH}" chưa nói đến "{PLACE}"')
        for meeting, place in fields["meetings"].entries().items():
            parameters |= _of_meeting(meeting, place, shapes)
    return ParameterFile(kind, fields["label"].text(), parameters)


def _of_meeting(meeting: str, place: Place, shapes: Mapping[str, Place]) -> dict[str, Parameter]:
    needed = [name for name, shape in shapes.items() if not _is_optional(shape.entries())]
    fields = place.fields(required=("label", PLACE, *needed), optional=shapes)
    label = fields.pop("label").text()
    found = {
        name: _dated(f"{meeting}.{name}", f"{label} – {shapes[name].entries()['label'].text()}", shapes[name], values)
        for name, values in fields.items()
    }
    gone = [value for value in found[PLACE].values if value.content is None]
    return {parameter.key: _ended_with(parameter, gone) for parameter in found.values()}


def _is_optional(shape: Mapping[str, Place]) -> bool:
    return "optional" in shape and shape["optional"].flag()


def _ended_with(parameter: Parameter, gone: Iterable[DatedValue]) -> Parameter:
    # A meeting that left the law takes with it what the law said of it.
    known = {value.since for value in parameter.values}
    ended = (*parameter.values, *(value for value in gone if value.since not in known))
    return replace(parameter, values=tuple(sorted(ended, key=lambda value: value.since)))


def _parameter(key: str, place: Place) -> Parameter:
    fields = place.fields(required=("label", "unit", "values"), optional=("among", *OF_AN_AGENCY))
    return _dated(key, fields["label"].text(), place, fields["values"])


def _dated(key: str, label: str, shape: Place, dated: Place) -> Parameter:
    fields = shape.fields(required=("label", "unit"), optional=("among", *OF_AN_AGENCY, "optional", "values"))
    unit = fields["unit"].word(Unit)
    among = _vocabulary(fields["among"]) if "among" in fields else {}
    values = [parse_value(value.key_day(), value, unit, among) for value in dated.entries().values()]
    if not values:
        raise dated.wrong("chưa có giá trị nào")
    of_an_agency = {name: name in fields and fields[name].flag() for name in OF_AN_AGENCY}
    return Parameter(
        key, label, unit, tuple(sorted(values, key=lambda value: value.since)), among=among, **of_an_agency
    )


def parse_value(since: date, place: Place, unit: Unit, among: Mapping[str, str]) -> DatedValue:
    """One dated value; the article it cites must exist."""
    fields = place.fields(required=("article", "certainty"), optional=(*FORMS, "of", "note", "words"))
    article = fields["article"].text()
    if article not in articles():
        raise fields["article"].wrong(f'articles.yaml không có điều "{article}"')
    content = parse_content(place, fields, unit, among)
    return DatedValue(
        since,
        content,
        article,
        fields["certainty"].word(Certainty),
        fields["note"].text() if "note" in fields else "",
        fields["words"].text() if "words" in fields else said_of(content, among),
    )


def parse_content(place: Place, fields: Mapping[str, Place], unit: Unit, among: Collection[str]) -> Content | None:
    """What the value says. Exactly one of FORMS must be there, and it must fit the unit."""
    forms = [form for form in FORMS if form in fields]
    if len(forms) != 1:
        raise place.wrong(f"cần đúng một trong các khóa: {', '.join(FORMS)}")
    form, said = forms[0], fields[forms[0]]
    if "of" in fields and form not in LIMITS:
        raise fields["of"].wrong('"of" chỉ đi với ngưỡng (at_least, more_than, at_most)')
    if (form in LENGTH_KEYS.values() or unit in LENGTH_KEYS) and form not in (LENGTH_KEYS.get(unit), "list", "ended"):
        raise said.wrong(f'khóa "{form}" không hợp với đơn vị "{unit}"')
    if form in LENGTH_KEYS.values():
        return Period(said.whole(), unit)
    if form == "list":
        return tuple(_item(item, among) for item in said.items())
    if form == "number":
        return said.whole()
    if form == "choice":
        return str(_item(said, among))
    if form == "ended":
        said.flag()
        return None
    return _threshold(Strictness(form), said, fields.get("of"))


def said_of(content: Content | None, among: Mapping[str, str]) -> str:
    """How the vocabulary says a choice or a list; "" where it does not."""
    items = content if isinstance(content, tuple) else (content,)
    said = [among.get(item, "") if isinstance(item, str) else "" for item in items]
    return "; ".join(said) if all(said) else ""


def _vocabulary(place: Place) -> dict[str, str]:
    if isinstance(place.value, list):
        return {item.text(): "" for item in place.items()}
    return {key: said.text() for key, said in place.entries().items()}


def _item(place: Place, among: Collection[str]) -> int | str:
    if among and place.value not in among:
        raise place.wrong(f'không có từ "{place.value}"; chỉ có: {", ".join(among)}')
    return place.text() if isinstance(place.value, str) else place.whole()


def _threshold(strictness: Strictness, said: Place, of: Place | None) -> Threshold:
    limit, base = said.fraction(), of.word(Base) if of else None
    if base is None and limit.denominator != 1:
        raise said.wrong('tỷ lệ phải nói rõ tính trên số nào: thêm "of"')
    if base is not None and limit > 1:
        raise said.wrong("tỷ lệ không thể lớn hơn 1")
    return Threshold(limit, strictness, base)


def in_figures(day: date) -> str:
    """05/3/2026: the day in two figures, the month padded for 1 and 2 only."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month < 3 else f"{day.day:02d}/{day.month}/{day.year}"
