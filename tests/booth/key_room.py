"""One holder's side of a ceremony or an opening, as a server shows it under the holder's own link."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ballots.archive import spoken
from ballots.keys.ceremony import Ceremony
from tests.booth.box import HOLDERS, Box

TITLE = "Bổ nhiệm Trưởng phòng Lãnh sự"


@dataclass
class Table:
    """What three holders have in common: the ceremony, then perhaps a box to open and the parts given so far."""

    ceremony: Ceremony
    box: Box | None = None
    is_early: bool = False
    is_over: bool = False
    head_at_close: str = ""
    parts: dict[int, dict[str, str]] = field(default_factory=dict)
    destroyed: set[int] = field(default_factory=set)
    posted: list[Any] = field(default_factory=list)
    hand_out: Callable[[Box], bytes] | None = None


@dataclass
class KeyRoom:
    """Holder `me`'s link."""

    table: Table
    me: int

    def state(self) -> dict[str, Any]:
        """What `state.json` holds, without the agency."""
        ceremony, waiting = self.table.ceremony, self.table.ceremony.waits_for
        holders = [{"name": name, "index": at, "done": at not in waiting} for at, name in enumerate(HOLDERS, 1)]
        told = {"title": TITLE, "ceremony": ceremony.id, "me": self.me, "holders": holders, "round": ceremony.round}
        opening = self._opening()
        purpose = "destroying" if self.table.is_over else "opening" if opening else "ceremony"
        return told | {
            "messages": list(ceremony.messages),
            "purpose": purpose,
            "replaced": False,
            "opening": opening,
        }

    def _opening(self) -> dict[str, Any] | None:
        box = self.table.box
        if box is None:
            return None
        return {
            "uuid": box.election.uuid,
            "title": f"{TITLE}, bước 3",
            "not_before": "17:00 thứ Bảy 05/12/2026",
            "open_now": not self.table.is_early,
            "voters": len(box.last),
            "given": sorted(self.table.parts),
            "wrong": [],
            "archive_url": f"/b/{box.election.uuid}/archive.bel",
            "head_at_close": self.table.head_at_close,
            "spoken": spoken(self.table.head_at_close),
        }

    def take(self, what: str, body: Any) -> dict[str, Any]:
        """What a POST under this link does. Raises `Broken`."""
        self.table.posted.append((what, body))
        if what == "messages":
            self.table.ceremony = self.table.ceremony.hear(body)
            return {}
        if what == "decryption":
            self.table.parts[self.me] = body
            return {"opened": len(self.table.parts) > 1}
        self.table.destroyed.add(self.me)
        return {}
