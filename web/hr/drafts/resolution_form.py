"""Các ô của bước Nội dung khi phổ biến nghị quyết: the conference and the adopted text."""

from dataclasses import dataclass
from typing import Any

from documents.incoming.resolution_text import read_resolution
from models import Resolution
from procedures.access.actor import Actor
from procedures.overview.desks.draft import Draft
from procedures.resolution import drafting
from web import typed
from web.hr.drafts import articles
from words.dates import short_date

NAMES = ("conference", "extraordinary", "adopted_on", "present", "in_favour", "bases", "text")
LONGEST_CONFERENCE, LONGEST_TEXT, MOST_BASES = 300, 200_000, 20
Values, Wrong = dict[str, str], list[tuple[str, str]]


def values_of(draft: Draft) -> Values:
    """What is kept, as it would be typed."""
    resolution = draft.resolution or Resolution(procedure_id=0)
    return {
        "conference": resolution.conference,
        "extraordinary": "yes" if resolution.is_extraordinary else "",
        "adopted_on": short_date(resolution.adopted_on) if resolution.adopted_on else "",
        "present": "" if resolution.present is None else str(resolution.present),
        "in_favour": "" if resolution.in_favour is None else str(resolution.in_favour),
        "bases": "\n".join(resolution.bases),
        "text": articles.written(draft.articles),
    }


def keep(actor: Actor, draft: Draft, values: Values, seen: int | None) -> Wrong:
    """Keep what was typed; or say what is wrong, by control, and keep nothing. Raises Refusal."""
    errors: Wrong = []
    text = _Reading(values, errors).text(draft.procedure.subject)
    if not errors:
        drafting.write_text(actor, draft.procedure.id or 0, text, seen)
    return errors


def fill(values: Values, content: bytes, name: str) -> list[str]:
    """Put what a Word file says into the controls; returns what to look at. Raises Unreadable."""
    found = read_resolution(content, name)
    values["text"] = articles.typed([(each.heading, each.paragraphs) for each in found.articles])
    values["bases"] = "\n".join(found.bases) or values["bases"]
    return found.notes


@dataclass
class _Reading:
    """What was typed, read field by field; what cannot be read goes to `errors`."""

    values: Values
    errors: Wrong

    def text(self, subject: str) -> drafting.Text:
        conference = " ".join(self.values["conference"].split())
        if len(conference) > LONGEST_CONFERENCE:
            self.errors.append(("conference", f"Tên hội nghị dài quá {LONGEST_CONFERENCE} ký tự. Viết gọn lại."))
        if len(self.values["text"]) > LONGEST_TEXT:
            self.errors.append(("text", "Văn bản quá dài. Chỉ giữ phần các điều của nghị quyết."))
        bases = [line for line in map(str.strip, self.values["bases"].splitlines()) if line]
        if len(bases) > MOST_BASES:
            self.errors.append(("bases", f"Nhiều nhất {MOST_BASES} căn cứ, mỗi căn cứ một dòng."))
        return drafting.Text(
            subject=subject,
            conference=conference,
            adopted_on=self._of("adopted_on", typed.day),
            present=self._of("present", typed.whole),
            in_favour=self._of("in_favour", typed.whole),
            bases=bases,
            articles=self._of("text", articles.read) or [],
            is_extraordinary=self.values["extraordinary"] == "yes",
        )

    def _of(self, name: str, read: Any) -> Any:
        try:
            return read(self.values[name])
        except typed.Unclear as unclear:
            self.errors.append((name, unclear.sentence))
            return None
