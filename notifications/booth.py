"""Trang bỏ phiếu: the fingerprint of its bytes, the same for every round and voter, so that anyone can compare it."""

import hashlib
import posixpath
import re
from collections.abc import Callable
from functools import cache

from ballots.archive import spoken
from models import SealedRound
from settings import ROOT

Fetch = Callable[[str], bytes]
PAGES = {"booth": "/static/booth/booth.html", "keys": "/static/booth/keys.html"}
MOST_FILES = 200
_IN_PAGE = re.compile(r"""(?:src|href)\s*=\s*["']([^"'#?]+)["']""")
_IN_SCRIPT = re.compile(r"""(?:\bfrom|\bimport|\bimport\(|\bURL\()\s*["']([^"']+\.(?:js|mjs|css))["']""")
_IN_STYLE = re.compile(r"""(?:@import\s*|url\()\s*["']?([^"')]+)["')]""")


def fingerprint(fetch: Fetch, page: str) -> str:
    """SHA-256 over the page and everything of ours that it loads, found by following its references.

    `fetch` gives the bytes of a path of the site; it raises OSError for what is not there.
    """
    found: dict[str, str] = {"page": ""}
    waiting = _read(fetch, page, "page", found)
    while waiting:
        path = waiting.pop()
        if path not in found:
            if len(found) > MOST_FILES:
                raise OSError("too many files")
            waiting |= _read(fetch, path, path, found)
    lines = "".join(f"{digest} {path}\n" for path, digest in sorted(found.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _read(fetch: Fetch, path: str, name: str, found: dict[str, str]) -> set[str]:
    content = fetch(path)
    found[name] = hashlib.sha256(content).hexdigest()
    return set(_references(name, path, content.decode("utf-8", "replace")))


def _references(name: str, path: str, text: str) -> list[str]:
    looks = [_IN_PAGE] if name == "page" else [_IN_STYLE] if path.endswith(".css") else [_IN_SCRIPT]
    found = [reference for look in looks for reference in look.findall(text)]
    resolved = [posixpath.normpath(posixpath.join(posixpath.dirname(path), reference)) for reference in found]
    return [each for each in resolved if each.startswith("/static/")]


def read_here(path: str) -> bytes:
    """The bytes that this installation serves."""
    return (ROOT / "web" / path.removeprefix("/")).read_bytes()


def served_fingerprint(page: str = "booth") -> str:
    """The fingerprint of the page as it stands on this disk now; empty where there is none."""
    try:
        return fingerprint(read_here, PAGES[page])
    except OSError:
        return ""


@cache
def own_fingerprint(page: str = "booth") -> str:
    """The same as this process read it first: letters by the thousand name it."""
    return served_fingerprint(page)


def print_of(sealed: SealedRound | None) -> str:
    """The fingerprint of the page when the round opened; before that, and where it was not kept, of the page of now."""
    return sealed.booth_print if sealed and sealed.booth_print else own_fingerprint()


def in_groups(fingerprint: str) -> str:
    """The same for letters and minutes: eleven groups of four digits."""
    return spoken(fingerprint) if fingerprint else ""


def changed_to(sealed: SealedRound | None) -> str:
    """What the page's fingerprint is now, in groups, where it is another than when the round opened; else empty."""
    own = own_fingerprint()
    return "" if print_of(sealed) == own else in_groups(own)
