"""What every nominee must fulfil and what their dossier must hold; how old its papers may be."""

from dataclasses import dataclass
from datetime import date

from law.articles import Article
from law.decisions.clock import months_later
from law.parameters import Certainty
from law.period import Period
from law.rules import Rules


@dataclass(frozen=True)
class Item:
    """One condition, or one part of the dossier: how it is said, its article, and how old a paper of it may be."""

    key: str
    label: str
    words: str
    article: Article
    certainty: Certainty
    not_older: Period | None = None

    @property
    def max_age_months(self) -> int | None:
        """The age limit in months, None where there is none."""
        return self.not_older.length if self.not_older else None


def eligibility(rules: Rules) -> tuple[Item, ...]:
    """The conditions of an appointment, in the order of the law."""
    return tuple(_item(rules, "eligibility", key, None) for key in rules.names("eligibility"))


def dossier(rules: Rules) -> tuple[Item, ...]:
    """The parts of the dossier, in the order of the law."""
    dated, limit = rules.names("dossier_dated"), rules.period("dossier_not_older")
    return tuple(_item(rules, "dossier", key, limit if key in dated else None) for key in rules.names("dossier"))


def is_too_old(item: Item, dated_on: date, day: date) -> bool:
    """Is a paper of that date older on the day than the law allows? On the last day of its months it is not."""
    return item.not_older is not None and day > months_later(dated_on, item.not_older.length)


def _item(rules: Rules, of: str, key: str, limit: Period | None) -> Item:
    rule = rules[f"{of}.{key}"]
    return Item(key, rule.label, rule.words, rule.article, rule.certainty, limit)
