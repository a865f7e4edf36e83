"""Bước 3: each nominee's conditions and dossier, item by item: met or not, on what paper, with its scan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from models import StoredFile
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.appointment.nominees import eligibility
from procedures.appointment.nominees.eligibility import Item
from procedures.filing import Upload
from procedures.overview.desks.appointment.case import Candidate, candidate_of
from procedures.refusal import Refusal
from web import typed
from web.bounds import LARGEST, ProcedureId
from web.clerk.papers import ENDINGS
from web.csrf import form_of
from web.hr.appointment.wizard import Hr, shown
from web.hr.reading_list import scan_in
from web.pages import Errors, see_other
from web.seen import Seen, after, last_event, mark_of
from words.dates import short_date

router = APIRouter(prefix="/hr/procedures/{procedure_id}/nominees", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]
NomineeId = Annotated[int, Path(ge=1, le=LARGEST)]
ItemKey = Annotated[str, Path(pattern=r"^[a-z_]{1,20}\.[a-z_]{1,40}$")]
MET = {"yes": True, "no": False, "": None}
Wrong = list[tuple[str, str]]


@dataclass(frozen=True)
class Typed:
    """What stands in the controls of one item."""

    met: str
    evidence: str
    dated_on: str
    from_database: bool

    @classmethod
    def kept(cls, item: Item) -> "Typed":
        met = {True: "yes", False: "no", None: ""}[item.met]
        return cls(met, item.evidence, short_date(item.dated_on) if item.dated_on else "", item.from_database)

    @classmethod
    def posted(cls, form: FormData, name: str) -> "Typed":
        met = str(form.get(f"met_{name}") or "")
        evidence = str(form.get(f"evidence_{name}") or "").replace("\r\n", "\n").strip()
        day = str(form.get(f"day_{name}") or "").strip()[:40]
        return cls(met if met in MET else "", evidence[: eligibility.LONGEST_EVIDENCE + 1], day, f"data_{name}" in form)

    @property
    def mark(self) -> str:
        return mark_of(self.met, self.evidence, self.dated_on, self.from_database)


def was(item: Item) -> str:
    """The mark that the page carries for an item: what was not touched is not saved, whoever saved it meanwhile."""
    return Typed.kept(item).mark


def name_of(item: Item) -> str:
    """How its controls are called."""
    return item.key.replace(".", "-")


@router.get("")
def nominees(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Nhân sự nào đã rà soát đến đâu."""
    return shown(request, procedure_id, "nominees")


@router.get("/{nominee_id}")
def nominee(request: Request, _actor: Hr, procedure_id: ProcedureId, nominee_id: NomineeId) -> Response:
    """Tiêu chuẩn, điều kiện và hồ sơ của một người."""
    seen, candidate = last_event(procedure_id), _candidate(procedure_id, nominee_id)
    items = [*candidate.conditions, *candidate.parts]
    return _shown(request, procedure_id, candidate, {item.key: Typed.kept(item) for item in items}, seen)


@router.post("/{nominee_id}")
def found(
    request: Request, actor: Hr, procedure_id: ProcedureId, nominee_id: NomineeId, form: Posted, seen: Seen = None
) -> Response:
    """Lưu những mục đã ghi; one that cannot be kept does not hold up the others."""
    candidate = _candidate(procedure_id, nominee_id)
    items = [*candidate.conditions, *candidate.parts]
    typed_in = {item.key: Typed.kept(item) for item in items}
    save = _Saving(actor, procedure_id, nominee_id, seen)
    for item in items:
        name, scan = name_of(item), _scan(form, item)
        said = Typed.posted(form, name)
        if f"evidence_{name}" in form and (scan or said.mark != form.get(f"was_{name}")):
            typed_in[item.key] = said
            save.keep(item, said, scan)
    if save.errors:
        return _shown(request, procedure_id, _candidate(procedure_id, nominee_id), typed_in, save.knows, save.errors)
    here = f"/hr/procedures/{procedure_id}/nominees/{nominee_id}"
    return see_other(here, f"Đã lưu {save.count} mục." if save.count else "Không có gì thay đổi.")


class _Saving:
    """One press of a button, item by item: how many were kept, what is wrong, and what the page knows afterwards."""

    def __init__(self, actor: Actor, procedure_id: int, nominee_id: int, seen: int | None) -> None:
        self.actor, self.procedure_id, self.nominee_id, self.seen = actor, procedure_id, nominee_id, seen
        self.knows, self.count, self.errors = seen, 0, Wrong()

    def keep(self, item: Item, said: Typed, scan: Upload | None) -> None:
        """Keep one item, if it was changed."""
        if said == Typed.kept(item) and scan is None:
            return
        if len(said.evidence) > eligibility.LONGEST_EVIDENCE:
            self._wrong(item, "evidence", f"dài quá {eligibility.LONGEST_EVIDENCE} ký tự. Viết gọn lại.")
        elif MET[said.met] is None and (said.evidence or scan):
            self._wrong(item, "met", "chọn đã đạt hay chưa.")
        else:
            self._find(item, said, scan)

    def _find(self, item: Item, said: Typed, scan: Upload | None) -> None:
        found = (MET[said.met], said.evidence)
        where = (self.actor, self.procedure_id, self.nominee_id, item.key)
        try:
            eligibility.find(*where, *found, typed.day(said.dated_on), said.from_database, scan, self.seen)
            self.count += 1
        except typed.Unclear as unclear:
            self._wrong(item, "day", unclear.sentence)
        except Refusal as refusal:
            self.knows = after(refusal, self.procedure_id, self.knows)
            self._wrong(item, CONTROLS.get(refusal.field or "", "met"), refusal.sentence)

    def _wrong(self, item: Item, control: str, sentence: str) -> None:
        self.errors.append((f"{control}_{name_of(item)}", f"{item.label}: {sentence}"))


CONTROLS = {"evidence": "evidence", "dated_on": "day", "from_database": "data", "scan": "scan"}


def _scan(form: FormData, item: Item) -> Upload | None:
    scan = form.get(f"scan_{name_of(item)}")
    if scan is None or isinstance(scan, str) or not scan.filename:
        return None
    return scan_in(UploadFile(scan.file, filename=scan.filename))


@router.get("/{nominee_id}/{key}/scan")
def scan(_actor: Hr, procedure_id: ProcedureId, nominee_id: NomineeId, key: ItemKey) -> Response:
    """Bản quét của một mục."""
    candidate = _candidate(procedure_id, nominee_id)
    item = next((each for each in (*candidate.conditions, *candidate.parts) if each.key == key), None)
    with reading() as session:
        file = session.get(StoredFile, item.scan_id) if item and item.scan_id else None
    return as_file(file, f"ho-so-{nominee_id}-{key.replace('.', '-')}")


def as_file(file: StoredFile | None, name: str) -> Response:
    """A stored scan for the browser to show; 404 where there is none."""
    if file is None:
        raise HTTPException(404)
    place = f'inline; filename="{name}.{ENDINGS[file.media_type]}"'
    return Response(file.content, media_type=file.media_type, headers={"Content-Disposition": place})


def _candidate(procedure_id: int, nominee_id: int) -> Candidate:
    with reading() as session:
        candidate = candidate_of(session, procedure_id, nominee_id)
    if candidate is None:
        raise HTTPException(404)
    return candidate


def _shown(
    request: Request,
    procedure_id: int,
    candidate: Candidate,
    typed_in: dict[str, Typed],
    seen: int | None,
    errors: Errors = (),
) -> Response:
    groups: Sequence[tuple[str, list[Item]]] = (("eligibility", candidate.conditions), ("dossier", candidate.parts))
    told = {"candidate": candidate, "groups": groups, "typed": typed_in, "name_of": name_of, "was": was, "seen": seen}
    told |= {"page_title": candidate.nominee.full_name, "made_here": eligibility.MADE_HERE}
    return shown(request, procedure_id, "nominee", errors, **told)
