"""One holder's side of a ceremony or an opening, as a server shows it under the holder's own link."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ballots import peeling
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
    is_replaced: bool = False
    kept_until: str = ""
    head_at_close: str = ""
    parts: dict[int, dict[str, str]] = field(default_factory=dict)
    destroyed: set[int] = field(default_factory=set)
    posted: list[Any] = field(default_factory=list)
    layers: list[Any] = field(default_factory=list)
    witnesses: set[int] = field(default_factory=set)
    counted: list[dict[str, Any]] = field(default_factory=list)
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
        opening, words = self._opening(), self._words()
        is_kept = self.me in self.table.destroyed or bool(self.table.kept_until)
        spent = "nothing" if is_kept else "destroying"
        purpose = spent if self.table.is_over else "opening" if opening else "ceremony"
        purpose = "nothing" if self.table.counted else purpose
        purpose = "peeling" if words and self.me in self.table.parts else purpose
        return told | {
            "messages": list(ceremony.messages),
            "purpose": purpose,
            "replaced": self.table.is_replaced,
            "over": self.table.is_over,
            "destroyed": self.me in self.table.destroyed,
            "kept_until": self.table.kept_until,
            "opening": opening,
            "words": words,
            "counted": self.table.counted,
        }

    def _words(self) -> dict[str, Any] | None:
        box, turn = self.table.box, len(self.table.layers) + 1
        if box is None or not box.words or turn > len(HOLDERS):
            return None
        return {
            "uuid": box.election.uuid,
            "title": f"{TITLE}, góp ý kín",
            "turn": turn,
            "open_now": not self.table.is_early,
            "not_before": "17:00 thứ Bảy 05/12/2026",
            "by_deputy": False,
            "witnesses": sorted(self.table.witnesses),
            "record_url": f"/keys/open-{self.me}/words.json",
            "archive_url": f"/b/{box.election.uuid}/archive.bel",
            "head_at_close": self.table.head_at_close,
        }

    def words_record(self) -> bytes:
        assert self.table.box is not None
        return self.table.box.words_record(self.table.layers)

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
        if what == "words":
            record = peeling.read_record(self.words_record())
            peeling.check_one(record, self.me, *peeling.read_layer(body))
            self.table.layers.append(body)
            return {"done": len(self.table.layers) == len(HOLDERS)}
        if what == "witness":
            self.table.witnesses.add(self.me)
            return {"by_deputy": False}
        self.table.destroyed.add(self.me)
        return {}
