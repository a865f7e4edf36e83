"""Văn bản nghị quyết gõ thành một ô: each article begins with a line `Điều 1. ...`, a paragraph a line below it."""

import re
from typing import Any

from models import ResolutionArticle
from web.typed import Unclear
from words.names import clean_name

Articles = list[tuple[str, list[str]]]
_BEGINS = re.compile(r"Điều\s+(\d{1,3})\s*(?:[.:]\s*(.*))?", re.IGNORECASE)
LONGEST_HEADING = 500
EXAMPLE = "Bắt đầu mỗi điều bằng một dòng như: Điều 1. Thông qua các báo cáo."


def read(text: str) -> Articles:
    """The articles, numbered by their order; raises Unclear, naming the line, where the numbering is broken."""
    articles: Articles = []
    for number, typed in enumerate(text.splitlines(), start=1):
        line = clean_name(typed)
        if not line:
            continue
        begins = _BEGINS.fullmatch(line)
        if begins:
            articles.append((_heading(begins, len(articles) + 1, number), []))
        elif articles:
            articles[-1][1].append(line)
        else:
            raise Unclear(f'Dòng {number}: "{line[:40]}" đứng trước Điều 1. {EXAMPLE}')
    return [_without_bare_heading(article) for article in articles]


def _heading(begins: re.Match[str], expected: int, line: int) -> str:
    if int(begins[1]) != expected:
        raise Unclear(f"Dòng {line}: đang chờ Điều {expected} mà gặp Điều {int(begins[1])}. Đánh lại số các điều.")
    if len(begins[2] or "") > LONGEST_HEADING:
        raise Unclear(f"Dòng {line}: tên điều dài quá {LONGEST_HEADING} ký tự. Xuống dòng sau tên điều.")
    return begins[2] or ""


def _without_bare_heading(article: tuple[str, list[str]]) -> tuple[str, list[str]]:
    """An article of one sentence has no heading: the sentence is its text."""
    heading, paragraphs = article
    return ("", [heading]) if heading and not paragraphs else article


def written(articles: list[ResolutionArticle]) -> str:
    """The kept articles as they are typed, so that reading it again gives the same."""
    return typed([(article.heading, _lines(article.paragraphs)) for article in articles])


def typed(articles: Articles) -> str:
    """Articles, numbered by their order, as one text."""
    return "\n\n".join(_typed(number, *article) for number, article in enumerate(articles, start=1))


def _typed(number: int, heading: str, lines: list[str]) -> str:
    if not heading and len(lines) == 1:
        return f"Điều {number}. {lines[0]}"
    return "\n".join([f"Điều {number}. {heading}".rstrip(), *lines])


def _lines(paragraphs: list[Any]) -> list[str]:
    return [str(line) for each in paragraphs for line in (each if isinstance(each, list) else [each])]
