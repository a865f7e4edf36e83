"""The sections along the top of the page: which address, for whom."""

from models import Role
from procedures.access.actor import Actor
from procedures.overview.sight import READERS_OF_THE_LOG, WATCHERS

SECTIONS: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("Hôm nay", "/", frozenset()),
    ("Bàn làm việc", "/hr", frozenset({Role.HR})),
    ("Quy trình", "/procedures", frozenset(WATCHERS)),
    ("Văn bản", "/papers", frozenset({Role.CLERK})),
    ("Cán bộ", "/hr/staff", frozenset({Role.HR})),
    ("Thư", "/hr/outbox", frozenset({Role.HR})),
    ("Cơ quan", "/hr/agency", frozenset({Role.HR, Role.OPERATOR})),
    ("Quy định", "/law/own", frozenset({Role.HR, Role.MANAGER})),
    ("Vai trò", "/accounts", frozenset({Role.HR, Role.OPERATOR})),
    ("Nhật ký", "/log", frozenset(READERS_OF_THE_LOG)),
    ("Hệ thống", "/operator", frozenset({Role.OPERATOR})),
)
OWN_UNIT = ("Đơn vị của tôi", "/unit")


def sections(actor: Actor | None, path: str, heads_a_unit: bool = False) -> list[tuple[str, str, bool]]:
    """Label, address and whether the page stands in it, of each section that the person may open."""
    if actor is None:
        return []
    open_to = [(label, href) for label, href, roles in SECTIONS if not roles or actor.could_hold(*roles)]
    if heads_a_unit:
        open_to.insert(1, OWN_UNIT)
    here = max((href for _label, href in open_to if _stands_in(path, href)), key=len, default="")
    return [(label, href, href == here) for label, href in open_to]


def _stands_in(path: str, href: str) -> bool:
    return path == href or (href != "/" and path.startswith(href + "/"))
