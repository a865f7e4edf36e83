"""Read `Họ và tên <thư điện tử>` as it is typed at the command line."""

import re

import typer

_NAMED = re.compile(r"\s*(?P<name>[^<>@]+?)\s*<(?P<email>[^<>\s@]+@[^<>\s@]+\.[^<>\s@]+)>\s*")


def people_named(texts: list[str]) -> list[tuple[str, str]]:
    """(full name, email) of each text; raises typer.BadParameter in a sentence on anything else."""
    people = []
    for text in texts:
        match = _NAMED.fullmatch(text)
        if match is None:
            raise typer.BadParameter(f'"{text}" chưa đúng dạng "Họ và tên <thư điện tử>".')
        people.append((match["name"], match["email"].lower()))
    return people
