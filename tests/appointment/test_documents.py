"""A document of others is filed with number, date, issuer, gist and scan, once, in its own place."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import AuditEvent, DocumentKind, DutyKind, Nudge
from models.store import database
from procedures import drafts, evidence
from procedures.access import duties
from procedures.evidence import Filed
from procedures.filing import Upload
from procedures.refusal import Refusal
from tests.appointment.appointing import Appointing
from tests.world import SCAN, World

GOOD = Filed(" 12-CV/ĐU ", date(2026, 11, 20), " Đảng ủy  Sở ", "Đồng ý.")


@pytest.fixture
def case(world: World) -> Appointing:
    return Appointing(world)


def documents(case: Appointing, kind: DocumentKind | None = None, meeting: int | None = None) -> list[int]:
    with database.reading() as session:
        return [each.id or 0 for each in evidence.documents_of(session, case.number, kind, meeting)]


def test_a_document_keeps_what_stands_on_it_and_asks_for_a_run(case: Appointing) -> None:
    case.opened(3)
    with database.reading() as session:
        before = session.get_one(Nudge, case.number).asked
    number = evidence.file_document(case.world.clerk, case.number, DocumentKind.PARTY_OPINION, GOOD, SCAN)
    with database.reading() as session:
        kept = evidence.documents_of(session, case.number)[0]
        assert (kept.number, kept.issuer, kept.gist) == ("12-CV/ĐU", "Đảng ủy Sở", "Đồng ý.")
        assert session.get_one(Nudge, case.number).asked == before + 1
        event = session.exec(select(AuditEvent).where(AuditEvent.name == "DocumentFiled")).one()
        assert event.facts == {"kind": "party_opinion", "document": number, "meeting": None, "nominee": None}


def test_the_same_document_again_is_the_first_and_another_stands_beside_it(case: Appointing) -> None:
    case.opened(3)
    first = case.file()
    assert case.file() == first
    assert case.file(number="13-NQ/ĐU") != first
    assert len(documents(case, DocumentKind.POLICY)) == 2


def test_a_meeting_rests_on_its_own_documents_and_on_those_of_the_whole_case(case: Appointing) -> None:
    case.opened(3)
    one, other = case.hold(1), case.hold(2)
    whole = case.file(DocumentKind.SUMMONS_LIST)
    own = case.file(DocumentKind.SUMMONS_LIST, number="14-CV", meeting_id=one)
    assert documents(case, DocumentKind.SUMMONS_LIST, one) == [whole, own]
    assert documents(case, DocumentKind.SUMMONS_LIST, other) == [whole]
    assert documents(case, DocumentKind.POLICY, one) == []


REFUSED: dict[str, tuple[DocumentKind, Filed, Upload]] = {
    "document_number_missing": (DocumentKind.POLICY, Filed(" ", GOOD.dated_on, "Đảng ủy", ""), SCAN),
    "document_issuer_missing": (DocumentKind.POLICY, Filed("1", GOOD.dated_on, " ", ""), SCAN),
    "document_gist_missing": (DocumentKind.HYBRID_MEETING, Filed("1", GOOD.dated_on, "Đảng ủy", " "), SCAN),
    "document_too_long": (DocumentKind.POLICY, Filed("1" * 101, GOOD.dated_on, "Đảng ủy"), SCAN),
    "date_in_future": (DocumentKind.POLICY, Filed("1", date(2999, 1, 1), "Đảng ủy"), SCAN),
    "scan_missing": (DocumentKind.POLICY, GOOD, Upload("", b"")),
    "document_of_no_meeting": (DocumentKind.FORCE_MAJEURE, GOOD, SCAN),
    "document_of_no_nominee": (DocumentKind.WITHDRAWAL, GOOD, SCAN),
}


@pytest.mark.parametrize("key", REFUSED)
def test_a_document_that_lacks_something_is_refused_and_not_kept(case: Appointing, key: str) -> None:
    case.opened(3)
    kind, filed, scan = REFUSED[key]
    with pytest.raises(Refusal, match=key) as refused:
        evidence.file_document(case.world.hr, case.number, kind, filed, scan)
    assert len(refused.value.sentence) > 20
    assert documents(case) == []


def test_a_document_speaks_of_a_meeting_and_a_nominee_of_its_own_case(case: Appointing) -> None:
    nominee, meeting = case.opened(3)[0], case.hold(1)
    case.draft()
    for places in ({"nominee_id": nominee}, {"meeting_id": meeting}):
        with pytest.raises(Refusal, match="document_of_no"):
            evidence.file_document(case.world.hr, case.number, DocumentKind.POLICY, GOOD, SCAN, **places)


def test_nothing_is_filed_in_what_is_over_and_by_whom_it_is_about(case: Appointing) -> None:
    case.draft()
    with pytest.raises(Refusal, match="needs_role"):
        evidence.file_document(case.world.manager, case.number, DocumentKind.POLICY, GOOD, SCAN)
    drafts.discard(case.world.hr, case.number)
    with pytest.raises(Refusal, match="procedure_over"):
        case.file()


def test_a_draft_keeps_documents_too_without_asking_for_a_run(case: Appointing) -> None:
    case.draft()
    case.file(dated_on=case.today - timedelta(days=2))
    with database.reading() as session:
        assert session.get(Nudge, case.number) is None
        assert duties.duties_of(session, case.number, DutyKind.DECIDER)
