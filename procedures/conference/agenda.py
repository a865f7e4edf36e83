"""Chương trình: what the law calls each item of the agenda."""

from collections.abc import Mapping

from law.rules import Rules


def titles(rules: Rules) -> Mapping[str, str]:
    """The items of the agenda in the order of the law, by their keys, each as a line of its own begins."""
    said = rules["agenda"].words.split("; ")
    return {key: words[0].upper() + words[1:] for key, words in zip(rules.names("agenda"), said, strict=True)}
