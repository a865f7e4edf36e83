"""Links, typed codes, sign-in codes and authenticator keys: derived from a key outside the database, never stored."""

import base64
import hashlib
import hmac
import re

from settings import link_key, settings

_TOKEN = re.compile(r"([1-9][0-9]{0,17})-([0-9a-f]{32})")
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def _mac(*parts: object) -> bytes:
    return hmac.digest(link_key(), "\x1f".join(str(part) for part in parts).encode(), hashlib.sha256)


def token(entry_id: int, link_version: int) -> str:
    """`<roll entry>-<128 bits in hex>`: the same for every letter to one person until the version changes."""
    return f"{entry_id}-{_mac('link', entry_id, link_version)[:16].hex()}"


def entry_of(given: str) -> int | None:
    """The roll entry that a well-formed token speaks of; says nothing yet of whether it is genuine."""
    match = _TOKEN.fullmatch(given)
    return int(match[1]) if match else None


def is_genuine(given: str, entry_id: int, link_version: int) -> bool:
    return hmac.compare_digest(given.encode(), token(entry_id, link_version).encode())


def typed_code(entry_id: int, link_version: int) -> str:
    """The first 40 bits of the link's HMAC in eight letters and figures: `K7QM-29XF`."""
    number = int.from_bytes(_mac("link", entry_id, link_version)[:5], "big")
    letters = in_letters(number, 8)
    return f"{letters[:4]}-{letters[4:]}"


def in_letters(number: int, length: int) -> str:
    """The low 5 x `length` bits of a number, in letters and figures that nobody mistakes for one another."""
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * length - 5, -1, -5))


def same_code(given: str, entry_id: int, link_version: int) -> bool:
    """Compare a code as people type it: any case, with or without the dash and spaces."""
    cleaned = re.sub(r"[\s\-–]", "", given).upper()
    return hmac.compare_digest(cleaned.encode(), typed_code(entry_id, link_version).replace("-", "").encode())


def sign_in_code(request_id: int, browser_hash: str) -> str:
    """Six digits for one browser's one wish to sign in."""
    return f"{int.from_bytes(_mac('sign-in', request_id, browser_hash)[:8], 'big') % 1_000_000:06d}"


def totp_key(account_id: int, version: int) -> str:
    """The key of an account's authenticator, 160 bits in base 32: the same until the version changes."""
    return base64.b32encode(_mac("totp", account_id, version)[:20]).decode()


def form_token(*about: object) -> str:
    """A token that a form carries back, bound to what it is about (session, page, link)."""
    return base64.urlsafe_b64encode(_mac("form", *about)[:18]).decode()


def message_id(kind: str, procedure_id: int | None, addressee: str, number: int) -> str:
    """The Message-ID of a letter: a function of what it is, so that a letter sent twice is one letter."""
    host = re.sub(r"^https?://|[:/].*$", "", settings().base_url)
    return f"<{kind}.{_mac('letter', kind, procedure_id, addressee, number)[:16].hex()}@{host}>"


def page(path: str) -> str:
    """The full address of a page of this agency."""
    return settings().base_url.rstrip("/") + path


def holder_token(holder_id: int, link_version: int) -> str:
    """The link of a key holder: `<holder>-<128 bits in hex>`, the same for every letter until the version changes."""
    return f"{holder_id}-{_mac('holder', holder_id, link_version)[:16].hex()}"


def is_genuine_holder(given: str, holder_id: int, link_version: int) -> bool:
    return hmac.compare_digest(given.encode(), holder_token(holder_id, link_version).encode())


def receipt_seed() -> bytes:
    """The 32 bytes behind the key that signs the receipts of sealed ballots."""
    return _mac("receipt-key")
