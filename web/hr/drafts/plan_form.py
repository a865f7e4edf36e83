"""Các ô của bước Nội dung khi lấy ý kiến: under which part of the law, for what, by whom, and the draft."""

from documents.incoming import draft_text
from models import Consultation
from procedures.access.actor import Actor
from procedures.opinion import drafting, sealing
from procedures.overview.desks.draft import Draft

NAMES = ("matter", "purpose", "responsible", "text", "sealed")
LONGEST = {"purpose": 2_000, "responsible": 300, "text": draft_text.LONGEST_TEXT}
SAID = {"purpose": "Mục đích", "responsible": "Tên đơn vị", "text": "Dự thảo"}
Values, Wrong = dict[str, str], list[tuple[str, str]]


def values_of(draft: Draft) -> Values:
    """What is kept, as it would be typed."""
    kept = draft.consultation or Consultation(procedure_id=0)
    text = draft_text.typed([each.text for each in draft.paragraphs])
    sealed = "1" if kept.offers_sealed else ""
    said = {"matter": kept.matter, "purpose": kept.purpose, "responsible": kept.responsible}
    return {**said, "text": text, "sealed": sealed}


def keep(actor: Actor, draft: Draft, values: Values, seen: int | None) -> Wrong:
    """Keep what was typed; or say what is wrong, by control, and keep nothing. Raises Refusal."""
    too_long = [name for name, most in LONGEST.items() if len(values[name].strip()) > most]
    if too_long:
        return [(name, f"{SAID[name]} dài quá {LONGEST[name]} ký tự. Viết gọn lại.") for name in too_long]
    plan = drafting.Plan(
        subject=draft.procedure.subject,
        matter=values["matter"],
        purpose=values["purpose"],
        responsible=" ".join(values["responsible"].split()),
        paragraphs=draft_text.paragraphs_of(values["text"]),
    )
    drafting.write_plan(actor, draft.procedure.id or 0, plan, seen)
    sealing.offer(actor, draft.procedure.id or 0, values["sealed"] == "1")
    return []


def fill(values: Values, content: bytes, name: str) -> list[str]:
    """Put the paragraphs of a Word file into the control; returns what to look at. Raises Unreadable."""
    found = draft_text.read_draft(content, name)
    values["text"] = draft_text.typed(found.paragraphs)
    return found.notes


def numbered(values: Values) -> list[str]:
    """The paragraphs as people would read them, in the order of their numbers."""
    return draft_text.paragraphs_of(values["text"])
