"""Việc phải làm theo nghị quyết, trong bản nháp: one form that adds an item, or writes one anew."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from models.store.database import reading
from procedures.overview.desks.draft import draft_of
from procedures.refusal import Refusal
from procedures.resolution.items import drafting
from procedures.resolution.items.drafting import Wanted
from procedures.resolution.items.listing import Item, item_of
from web import typed
from web.bounds import LARGEST, ProcedureId
from web.hr.drafts.wizard import Hr, shown
from web.pages import Errors, see_other
from web.seen import after, last_event
from words.dates import short_date

router = APIRouter(prefix="/hr/procedures", default_response_class=HTMLResponse)
ItemId = Annotated[int, Path(ge=1, le=LARGEST)]
ItemInQuery = Annotated[int | None, Query(ge=1, le=999)]
Number = Annotated[str, Field(max_length=10, pattern="^[0-9]*$")]


class Values(BaseModel):
    """What is typed of one item; `item` is the number of one that is written anew, empty for a new one.

    `seen` is the last event that the page knew.
    """

    item: Number = ""
    text: Annotated[str, Field(max_length=20_000)] = ""
    source: Annotated[str, Field(max_length=40)] = ""
    place: Annotated[str, Field(max_length=2_000)] = ""
    owner: Number = ""
    due_on: Annotated[str, Field(max_length=40)] = ""
    seen: Annotated[int | None, Field(ge=0, le=LARGEST)] = None

    @classmethod
    def kept(cls, item: Item) -> "Values":
        row = item.row
        return cls(
            item=str(row.number),
            text=row.text,
            source=row.source.value,
            place=row.place,
            owner=str(row.owner_id),
            due_on=short_date(row.due_on),
        )

    def wanted(self) -> Wanted:
        """What is meant; raises Unclear where the day cannot be read."""
        return Wanted(self.text, self.source, self.place, int(self.owner or 0), typed.day(self.due_on))


Posted = Annotated[Values, Form()]


@router.get("/{procedure_id}/items")
def asked(request: Request, actor: Hr, procedure_id: ProcedureId, item: ItemInQuery = None) -> Response:
    """Những việc đã ghi, và chỗ ghi một việc."""
    seen = last_event(procedure_id)
    with reading() as session:
        if draft_of(session, procedure_id).resolution is None:
            return see_other(f"/hr/procedures/{procedure_id}/text")
        values = Values.kept(item_of(session, procedure_id, item)) if item else Values()
    values.seen = seen
    return _shown(request, actor, procedure_id, values)


@router.post("/{procedure_id}/items")
def written(request: Request, actor: Hr, procedure_id: ProcedureId, values: Posted) -> Response:
    """Lưu một việc."""
    try:
        wanted = values.wanted()
        if values.item:
            drafting.replace(actor, procedure_id, int(values.item), wanted, values.seen)
        else:
            drafting.add(actor, procedure_id, wanted)
    except typed.Unclear as unclear:
        return _shown(request, actor, procedure_id, values, [("due_on", unclear.sentence)])
    except Refusal as refusal:
        values.seen = after(refusal, procedure_id, values.seen)
        return _shown(request, actor, procedure_id, values, [(refusal.field or "text", refusal.sentence)])
    return see_other(f"/hr/procedures/{procedure_id}/items", "Đã lưu việc phải làm.")


@router.post("/{procedure_id}/items/{item_id}/remove")
def removed(actor: Hr, procedure_id: ProcedureId, item_id: ItemId) -> Response:
    """Bỏ một việc; những việc sau lên một số."""
    drafting.remove(actor, procedure_id, item_id)
    return see_other(f"/hr/procedures/{procedure_id}/items", "Đã bỏ việc.")


def _shown(request: Request, actor: Hr, procedure_id: int, values: Values, errors: Errors = ()) -> Response:
    return shown(request, actor, procedure_id, "items", 422 if errors else 200, errors, values=values.model_dump())
