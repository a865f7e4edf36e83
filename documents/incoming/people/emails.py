"""An e-mail address as people type it into a list: cleaned where the meaning is sure, refused with the reason."""

import re
import unicodedata

from documents.incoming.guard import quoted
from documents.incoming.people.cells import INVISIBLE, LINE_ENDS, bare, is_blank, refuse_without_value
from documents.incoming.people.finding import Wrong

LONGEST_ADDRESS, LONGEST_LOCAL = 254, 64
LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
DOMAIN_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
LABEL = re.compile(r"^((mailto|e-?mail|mail|thư điện tử)\s*:\s*)+", re.IGNORECASE)
WITH_NAME = re.compile(r"[^<>@]*<([^<>\s]+@[^<>\s]+)>")
ENDINGS_OFTEN_MISTYPED = {
    "gmail.con": "gmail.com",
    "gmail.cm": "gmail.com",
    "gmail.co": "gmail.com",
    "gmail.com.vn": "gmail.com",
    "gmai.com": "gmail.com",
    "gmial.com": "gmail.com",
    "gamil.com": "gmail.com",
    "gmail.vn": "gmail.com",
    "yahoo.con": "yahoo.com",
    "yaho.com": "yahoo.com",
    "yahoo.com.vm": "yahoo.com.vn",
}


def email_of(text: str, shares_cell: bool = False) -> str | None:
    """The address in small letters, None where the cell says there is none; raises Wrong.

    `shares_cell`: the column is for phones and addresses together, so only the part with "@" counts.
    """
    shown = bare(text)
    if shares_cell:
        shown = next((part for part in re.split(r"[\s;,/|]+", shown) if "@" in part), "")
    if len(shown) > 2 * LONGEST_ADDRESS:
        raise Wrong(f"{quoted(shown)} quá dài.")
    if "@" not in shown and is_blank(shown):
        return None
    refuse_without_value(shown)
    if named := WITH_NAME.fullmatch(shown):
        shown = named[1]
    address = LABEL.sub("", _without_strays(shown))
    _check(address, shown)
    return address.lower()


def doubt_about(address: str) -> str | None:
    """What to look at again in an address that is taken."""
    domain = address.rpartition("@")[2]
    ending = domain.rpartition(".")[2]
    meant = ENDINGS_OFTEN_MISTYPED.get(domain) or (domain[: -len(ending)] + "vn" if ending in ("vm", "nv") else None)
    return f'{quoted(address)} có thể gõ nhầm tên miền "{meant}". Kiểm tra lại địa chỉ.' if meant else None


def _without_strays(text: str) -> str:
    text = "".join(character for character in text if character not in INVISIBLE)
    return unicodedata.normalize("NFKC", text).strip(" ,;:'\"()" + LINE_ENDS).rstrip(" .,;")


def _check(address: str, shown: str) -> None:
    local, at, domain = address.rpartition("@")
    for is_wrong, what in (
        (address.count("@") > 1 and re.search(r"[\s;,/]", address), "có hơn một địa chỉ. Chỉ để lại một"),
        (re.search(r"\s", address), "có khoảng trắng ở giữa"),
        (not address.isprintable() and any(map(_is_unseen, address)), CONTROL),
        (not at, "thiếu dấu @"),
        (address.count("@") > 1, "có hơn một dấu @"),
        (not local, "thiếu phần tên trước dấu @"),
        (not domain, "thiếu tên miền"),
        (not address.isascii(), "có chữ có dấu, địa chỉ thư không dùng dấu tiếng Việt"),
        ("." not in domain, "có tên miền chưa đủ (thiếu phần sau dấu chấm, ví dụ .gov.vn)"),
        (not _is_domain(domain.lower()), "có tên miền viết sai"),
        (not LOCAL.fullmatch(local), "có phần tên trước dấu @ viết sai"),
        (re.match(r"[=+@|%-]", address), "bắt đầu như một công thức"),
        (len(address) > LONGEST_ADDRESS or len(local) > LONGEST_LOCAL, "quá dài"),
    ):
        if is_wrong:
            raise Wrong(f"{quoted(shown)} {what}.")


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")


CONTROL = "có ký tự điều khiển không nhìn thấy"


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    is_named = re.fullmatch(r"[a-z]{2,24}|xn--[a-z0-9-]+", labels[-1]) is not None
    return is_named and all(DOMAIN_LABEL.fullmatch(label) for label in labels)
