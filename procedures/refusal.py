"""Lời từ chối: what a person may not do now, said with the remedy."""

from typing import Any

from words.sentences import say


class Refusal(Exception):
    """A lawful no: its key names a sentence under `refusals` in templates/sentences.yaml."""

    def __init__(self, key: str, field: str | None = None, **facts: Any) -> None:
        super().__init__(key)
        self.key, self.field, self.facts = key, field, facts

    @property
    def sentence(self) -> str:
        return say(f"refusals.{self.key}", **self.facts)
