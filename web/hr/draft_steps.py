"""Các bước soạn một quy trình có hội nghị: the frame of a draft's pages, and which step comes next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from fastapi import Request
from fastapi.responses import Response
from sqlmodel import Session

from models.store.database import reading
from web.errors import moved_on
from web.pages import Errors, page


class Desk(Protocol):
    """What HR works on: whether it is a draft still, and what it lacks before it may be opened."""

    @property
    def is_draft(self) -> bool: ...

    @property
    def lacking(self) -> list[str]: ...


D = TypeVar("D", bound=Desk)


@dataclass(frozen=True)
class DraftSteps(Generic[D]):
    """The steps of one kind's draft, (address, name) in order: first the plan, last the check before it is opened.

    `lacked_by`: which lack belongs to which step; any other is the plan's. Its pages: `templates/pages/hr/KIND`.
    """

    kind: str
    read: Callable[[Session, int], D]
    steps: tuple[tuple[str, str], ...]
    lacked_by: Mapping[str, tuple[str, ...]]

    def desk_of(self, procedure_id: int) -> D:
        """The draft, read for one page."""
        with reading() as session:
            return self.read(session, procedure_id)

    def shown(
        self, request: Request, procedure_id: int, step: str, template: str, errors: Errors = (), **more: object
    ) -> Response:
        """A page of the draft; one that was opened leads to its own page."""
        desk = self.desk_of(procedure_id)
        if not desk.is_draft:
            return moved_on(request, f"/procedures/{procedure_id}", errors[0][1] if errors else "")
        base = f"/hr/procedures/{procedure_id}"
        along = [(name, f"{base}/{key}" if self._is_done(desk, key) else None) for key, name in self.steps]
        place = next(number for number, (key, _name) in enumerate(self.steps, 1) if key == step)
        told = {"desk": desk, "steps": along, "here": place, **more}
        return page(request, f"hr/{self.kind}/{template}.html.jinja", 422 if errors else 200, errors=errors, **told)

    def first_undone(self, procedure_id: int) -> str:
        """The step on which to go on."""
        desk = self.desk_of(procedure_id)
        return next((key for key, _name in self.steps if not self._is_done(desk, key)), self.steps[-1][0])

    def _is_done(self, desk: D, step: str) -> bool:
        if step == self.steps[0][0]:
            return not set(desk.lacking).difference(*self.lacked_by.values())
        return step != self.steps[-1][0] and not set(self.lacked_by[step]).intersection(desk.lacking)
