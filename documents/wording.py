"""The words of a paper, from templates/papers/<paper>/*.jinja, filled in with the facts of one case."""

import dataclasses
import re
from enum import StrEnum

from words.environment import render
from words.names import clean_name


class Wording:
    """The filled-in words of one kind of paper; a fact can never add a line or a paragraph of its own."""

    def __init__(self, paper: str, **facts: object) -> None:
        """`paper` is the folder of words, the facts are what its templates name."""
        self._paper = paper
        self._facts = {name: _on_one_line(fact) for name, fact in facts.items()}

    def text(self, name: str, **facts: object) -> str:
        """The words of one file on one line, filled in with these facts too."""
        return clean_name(self._rendered(name, **facts))

    def lines(self, name: str, **facts: object) -> tuple[str, ...]:
        """The words of one file, filled in with these facts too, an item for each line that is not blank."""
        return tuple(filter(None, map(clean_name, self._rendered(name, **facts).splitlines())))

    def paragraphs(self, name: str) -> tuple[str, ...]:
        """The words of one file, a paragraph for each run of lines between blank lines."""
        return tuple(filter(None, map(clean_name, re.split(r"\n\s*\n", self._rendered(name)))))

    def _rendered(self, name: str, **facts: object) -> str:
        more = {fact: _on_one_line(value) for fact, value in facts.items()}
        return render(f"papers/{self._paper}/{name}.jinja", **self._facts, **more)


def _on_one_line(fact: object) -> object:
    if isinstance(fact, str):
        return fact if isinstance(fact, StrEnum) else clean_name(fact)
    if isinstance(fact, tuple):
        return tuple(map(_on_one_line, fact))
    if dataclasses.is_dataclass(fact) and not isinstance(fact, type):
        parts = {part.name: _on_one_line(getattr(fact, part.name)) for part in dataclasses.fields(fact)}
        return dataclasses.replace(fact, **parts)
    return fact
