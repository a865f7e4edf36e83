"""Sentences by key, from templates/sentences.yaml: refusals, steps, waits, events, roles."""

from functools import cache
from typing import Any

import yaml
from jinja2 import Template

from settings import ROOT
from words.environment import environment


@cache
def _sentences() -> dict[str, Template]:
    plain = environment().overlay(autoescape=False)
    groups = yaml.safe_load((ROOT / "templates" / "sentences.yaml").read_text(encoding="utf-8"))
    return {
        f"{group}.{key}": plain.from_string(text)
        for group, sentences in groups.items()
        for key, text in sentences.items()
    }


def say(key: str, /, **facts: Any) -> str:
    """The Vietnamese sentence of a key such as `refusals.round_closed`; raises KeyError on an unknown one."""
    return _sentences()[key].render(**facts) if facts else _without_facts(key)


@cache
def _without_facts(key: str) -> str:
    return _sentences()[key].render()
