"""Trả lại chữ đã gõ: the longer texts of a post that was not kept, for the browser that sent them alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from unicodedata import normalize

from fastapi import Request
from starlette.datastructures import FormData

SHORTEST = 20
MOST = 500_000  # characters on one page: the longest text that a form of ours takes
MOST_TEXTS = 300
# Where people sign in, and where ballots are cast or counted.
NEVER = re.compile(r"/(sign-in|sign-out|code|lost-link|b|keys|check|here|demo)(/|$)|.*/(count|slips)(/|$)")
_TAG = re.compile(r"<[^>]*>")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Typed:
    """Texts in the order of the form; `is_cut` where not all of them found room."""

    texts: tuple[str, ...] = ()
    is_cut: bool = False


def remember(request: Request, form: FormData) -> None:
    """Keep the form of a post for as long as it is answered; only for a post whose origin was found to be ours."""
    request.state.handed_in = form


def typed_in(request: Request) -> Typed:
    """What a person wrote into the form of this post: words, never a token, a code, a choice or a number."""
    form: FormData | None = getattr(request.state, "handed_in", None)
    if form is None or NEVER.match(request.url.path):
        return Typed()
    written = dict.fromkeys(_clean(value) for _name, value in form.multi_items() if isinstance(value, str))
    return _within_bounds(filter(_is_long, written))


def lost_on(request: Request, html: str) -> Typed:
    """What was typed and stands nowhere on the page that answers the post, as where the form is gone meanwhile."""
    typed = typed_in(request)
    if not typed.texts:
        return typed
    read, in_controls = _bare(unescape(_TAG.sub("", html))), _bare(unescape(html))
    is_shown = {text: (bare := _bare(text)) in read or bare in in_controls for text in typed.texts}
    return Typed(tuple(text for text in typed.texts if not is_shown[text]), typed.is_cut)


def _within_bounds(texts: Iterable[str]) -> Typed:
    shown: list[str] = []
    left = MOST
    for text in texts:
        if left < SHORTEST or len(shown) == MOST_TEXTS:
            return Typed(tuple(shown), is_cut=True)
        shown.append(text[:left])
        left -= len(text)
    return Typed(tuple(shown), is_cut=left < 0)


def _bare(text: str) -> str:
    """Letters and figures alone: a page may set the rest otherwise."""
    return re.sub(r"\W+", "", normalize("NFC", text))


def _clean(value: str) -> str:
    return _UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _is_long(text: str) -> bool:
    return len(text) >= SHORTEST and bool(re.search(r"\s", text))
