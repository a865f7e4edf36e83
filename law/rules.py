"""The rules of one kind of procedure on one day: typed access, and freezing them into the procedure."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from law.articles import Article, article, thaw_article
from law.parameters import Certainty, Content, DatedValue, NotInForce, Parameter, kinds, parameters_of, parse_content
from law.period import LENGTH_KEYS, Period, Unit
from law.reading import Place, Source
from law.threshold import Threshold
from law.working_days import calendar_of, years

if TYPE_CHECKING:
    from law.overlay import Overlay

KEPT = 64


@dataclass(frozen=True)
class Rule:
    """One value in force, with the article it rests on."""

    key: str
    label: str
    unit: Unit
    content: Content
    since: date
    article: Article
    certainty: Certainty
    note: str = ""
    words: str = ""

    @property
    def value(self) -> int | str | tuple[int | str, ...] | Threshold:
        """As plainly as it can be said: a number, a length, a word, a list; a share stays a Threshold."""
        if isinstance(self.content, Threshold):
            return self.content if self.content.base else self.content.limit.numerator
        return self.content.length if isinstance(self.content, Period) else self.content

    def frozen(self) -> dict[str, object]:
        """As JSON; the article is named by its key."""
        return {
            "label": self.label,
            "unit": self.unit.value,
            **_frozen_content(self.content),
            "since": self.since.isoformat(),
            "article": self.article.key,
            "certainty": self.certainty.value,
            "note": self.note,
            "words": self.words,
        }


@dataclass(frozen=True)
class Rules:
    """What a procedure of this kind, begun on this day, must obey.

    Asking for a rule that is not in force on the day raises NotInForce, for one that does not exist KeyError.
    """

    kind: str
    label: str
    on: date
    _rules: Mapping[str, Rule]

    def __getitem__(self, key: str) -> Rule:
        if key not in self._rules:
            if key not in parameters_of(self.kind).parameters:
                raise KeyError(key)
            raise NotInForce(f"{self.label} ({key})", self.on)
        return self._rules[key]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __contains__(self, key: str) -> bool:
        return key in self._rules

    def threshold(self, key: str) -> Threshold:
        """The value as a threshold. Raises TypeError where it is something else."""
        value = self[key].content
        if not isinstance(value, Threshold):
            raise TypeError(f"{self.kind}.{key} is not a threshold")
        return value

    def period(self, key: str) -> Period:
        """The value as a length of time. Raises TypeError where it is something else."""
        value = self[key].content
        if not isinstance(value, Period):
            raise TypeError(f"{self.kind}.{key} is not a period")
        return value

    def days(self, key: str) -> int:
        """The length of a period counted in days (of whatever sort: see `period(key).unit`)."""
        period = self.period(key)
        if LENGTH_KEYS[period.unit] != "days":
            raise TypeError(f"{self.kind}.{key} is counted in {period.unit}")
        return period.length

    def choice(self, key: str) -> str:
        """The value as one word of the vocabulary of its file."""
        value = self[key].content
        if not isinstance(value, str):
            raise TypeError(f"{self.kind}.{key} is not a choice")
        return value

    def number(self, key: str) -> int:
        """The value as one whole number. Raises TypeError where it is something else."""
        value = self[key].content
        if not isinstance(value, int):
            raise TypeError(f"{self.kind}.{key} is not a number")
        return value

    def numbers(self, key: str) -> tuple[int, ...]:
        """The value as a list of whole numbers."""
        return tuple(item for item in self._list(key) if isinstance(item, int))

    def names(self, key: str) -> tuple[str, ...]:
        """The value as a list of words of the vocabulary of its file."""
        return tuple(item for item in self._list(key) if isinstance(item, str))

    def frozen(self) -> dict[str, object]:
        """Everything, as JSON: it stays readable when the YAML has moved on."""
        return {
            "kind": self.kind,
            "label": self.label,
            "on": self.on.isoformat(),
            "values": {rule.key: rule.frozen() for rule in self},
            "articles": {rule.article.key: rule.article.frozen() for rule in self},
        }

    @classmethod
    def thaw(cls, frozen: Mapping[str, object] | str) -> "Rules":
        """The rules that `frozen()` wrote, given as it gave them or as the text of that. Raises BadData."""
        return _thawed_before(frozen if isinstance(frozen, str) else json.dumps(frozen))

    @classmethod
    def thaw_one(cls, frozen: Mapping[str, Any], key: str) -> "Rules":
        """The same with one of them alone, much faster. Raises BadData, KeyError where it is not among them."""
        rule = frozen["values"][key]
        cited = {rule["article"]: frozen["articles"][rule["article"]]}
        return cls.thaw({**frozen, "values": {key: rule}, "articles": cited})

    def _list(self, key: str) -> tuple[int | str, ...]:
        value = self[key].content
        if not isinstance(value, tuple):
            raise TypeError(f"{self.kind}.{key} is not a list")
        return value


def rules_on(kind: str, day: date, overlay: "Overlay | None" = None) -> Rules:
    """The rules in force on the day, with what the agency laid over them.

    Raises KeyError for an unknown kind, NotInForce where nothing of the kind is in force.
    """
    file = parameters_of(kind)
    found = [_rule(parameter, value) for parameter in file.parameters.values() if (value := parameter.on(day))]
    if not found:
        raise NotInForce(file.label, day)
    rules = {rule.key: rule for rule in found}
    if overlay is not None:
        rules = overlay.laid_over(rules, day)
    return Rules(kind, file.label, day, rules)


def load_all() -> None:
    """Reads every data file of the law now, so that a mistake in one stops the start and not a procedure."""
    for kind in kinds():
        parameters_of(kind)
    for year in years():
        calendar_of(year)


def _rule(parameter: Parameter, value: DatedValue) -> Rule:
    assert value.content is not None  # Parameter.on() gives no ended value
    cited = article(value.article)
    head = (parameter.key, parameter.label, parameter.unit, value.content, value.since, cited)
    return Rule(*head, value.certainty, value.note, value.words)


def _frozen_content(content: Content) -> dict[str, object]:
    if isinstance(content, Threshold):
        limit = {content.strictness.value: str(content.limit)}
        return {**limit, "of": content.base.value} if content.base else {**limit}
    if isinstance(content, Period):
        return {LENGTH_KEYS[content.unit]: content.length}
    if isinstance(content, int):
        return {"number": content}
    return {"choice": content} if isinstance(content, str) else {"list": list(content)}


@lru_cache(maxsize=KEPT)
def _thawed_before(text: str) -> Rules:
    # A page asks for the rules of one procedure again and again, and they never change.
    return _thawed_whole(json.loads(text))


def _thawed_whole(frozen: Mapping[str, object]) -> Rules:
    fields = Place(frozen, (), Source("rules", {})).fields(required=("kind", "label", "on", "values", "articles"))
    cited = {key: thaw_article(key, place) for key, place in fields["articles"].entries().items()}
    rules = {key: _thawed(key, place, cited) for key, place in fields["values"].entries().items()}
    return Rules(fields["kind"].text(), fields["label"].text(), fields["on"].day(), rules)


def _thawed(key: str, place: Place, cited: Mapping[str, Article]) -> Rule:
    fields = place.entries()
    unit = fields["unit"].word(Unit)
    content = parse_content(place, fields, unit, ())
    if content is None or fields["article"].text() not in cited:
        raise place.wrong("bản lưu quy định không đầy đủ")
    return Rule(
        key,
        fields["label"].text(),
        unit,
        content,
        fields["since"].day(),
        cited[fields["article"].text()],
        fields["certainty"].word(Certainty),
        str(fields["note"].value),
        str(fields["words"].value),
    )
