"""Writes an agency's overlay: its YAML text with one value of its own, or some confirmations, more."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import cast

import yaml

from law.overlay import load_overlay
from law.reading import read_text

Data = dict[str, object]


def with_value(
    text: str, kind: str, key: str, since: date, said: Mapping[str, object], *, article: str, document: str, by: str
) -> str:
    """The text with the agency's value of a rule from a day on; `said` is one form, such as {"days": 7}.

    `by` is the lawyer who checked it. A value of the same rule and day gives way, another day's stays.
    Raises BadData where the law does not allow it.
    """
    whole = _read(text, kind, document)
    of_rule = _part(_part(whole, "values"), key)
    of_rule[since.isoformat()] = {**said, "article": article, "document": document, "by": by}
    return _written(whole, kind)


def with_confirmations(text: str, kind: str, keys: Collection[str], *, by: str, document: str, on: date) -> str:
    """The text with the word of the agency's lawyer that the law's values of these rules are right. Raises BadData."""
    whole = _read(text, kind, document)
    for key in keys:
        _part(whole, "confirmed")[key] = {"by": by, "document": document, "on": on.isoformat()}
    return _written(whole, kind)


def _read(text: str, kind: str, document: str) -> Data:
    if not text:
        return {"kind": kind, "document": document}
    load_overlay(text, kind)
    return cast("Data", read_text(text, kind).value)


def _part(data: Data, name: str) -> Data:
    return cast("Data", data.setdefault(name, {}))


def _written(data: Data, kind: str) -> str:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    load_overlay(text, kind)
    return text
