"""`danchu draft appointment FILE.yaml`: the same draft as from the pages, or a sentence and nothing of it."""

from pathlib import Path

import pytest
import yaml
from sqlmodel import select
from typer.testing import CliRunner

from cli.main import app
from models import Appointment, Nominee, PolicyWay, Procedure, ProcedureState
from models.store import database
from procedures.access import duties
from procedures.access.duties import DutyKind
from procedures.appointment import drafting
from tests.appointment.appointing import SUBJECT, Appointing
from tests.two_people import person


@pytest.fixture
def case(world: object) -> Appointing:
    return Appointing(world)  # pyright: ignore


def draft(file: Path, given: dict[str, object]) -> tuple[int, str]:
    file.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
    result = CliRunner().invoke(app, ["draft", "appointment", str(file)])
    return result.exit_code, result.output


def whole(case: Appointing) -> dict[str, object]:
    people = [{"person": person(3).email, "planned_work": "Phụ trách lãnh sự"}, {"person": person(4).full_name}]
    return {
        "subject": SUBJECT,
        "way": "submitted",
        "authority": "Giám đốc Sở",
        "posts": [{"title": "Trưởng phòng", "unit_name": "Phòng Lãnh sự", "people": people}],
        "secretary": case.world.clerk.email,
        "tellers": [case.union.email, case.inspector.email],
        "decider": case.world.manager.email,
        "invitation": "Mời các đồng chí dự đủ.",
    }


def test_a_file_makes_a_draft_that_lacks_nothing_and_opens(case: Appointing, tmp_path: Path) -> None:
    code, said = draft(tmp_path / "bn.yaml", whole(case))
    assert (code, "Đã có bản nháp số 1." in said) == (0, True)
    case.number = 1
    assert case.lacking() == []
    with database.reading() as session:
        kept = session.get_one(Appointment, 1)
        assert (kept.way, kept.invitation) == (PolicyWay.SUBMITTED, "Mời các đồng chí dự đủ.")
        assert [each.planned_work for each in session.exec(select(Nominee)).all()] == ["Phụ trách lãnh sự", ""]
        tellers = duties.holders_now(session, 1, DutyKind.TELLER)
        assert {each.email for each in tellers} == {case.union.email, case.inspector.email}
    drafting.open_(case.world.hr, 1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"posts": [{"title": "Trưởng phòng", "people": [{"person": "Ai Đó"}]}]}, "Không thấy người này"),
        ({"posts": [{"title": " "}]}, "Chưa ghi tên vị trí"),
        ({"decider": "ai@example.gov.vn"}, "Chưa chọn người"),
        ({"subject": " "}, ""),
    ],
)
def test_what_cannot_be_kept_leaves_no_draft(
    case: Appointing, tmp_path: Path, wrong: dict[str, object], sentence: str
) -> None:
    code, said = draft(tmp_path / "bn.yaml", whole(case) | wrong)
    assert code
    assert sentence in said
    with database.reading() as session:
        assert session.exec(select(Procedure).where(Procedure.state != ProcedureState.ANNULLED)).all() == []


def test_a_key_that_no_case_has_is_named(case: Appointing, tmp_path: Path) -> None:
    code, said = draft(tmp_path / "bn.yaml", whole(case) | {"ket_qua": 1, "closes_at": "2026-12-01T17:00:00+07:00"})
    assert code
    assert "ket_qua" in said
    assert "closes_at" in said
