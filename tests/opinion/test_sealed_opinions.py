"""Signed or sealed: each person chooses, nobody is shown which, and sealed opinions enter the table without names."""

from pathlib import Path

import pytest
from sqlmodel import select

from models import AuditEvent
from models.store import database
from procedures.countersigning import signing
from procedures.engine import Waiting
from procedures.opinion import answering, asking, drafting, responding, sealing
from procedures.opinion.answering import AGREES, COMMENTS
from procedures.opinion.table import Table, table_of
from procedures.refusal import Refusal
from procedures.rounds import asking as rounds
from tests import databases
from tests.consulting import Consulting
from tests.opinion.sealed_consulting import AGREE, SealedConsulting
from tests.sealed.test_abstainers import plain
from tests.sealed.test_secrecy import dump
from tests.two_people import strong
from tests.world import SCAN, World

SAID = ("Khoán quá thấp.", "", "Bỏ\x00 Điều 3.\u202e", "Bỏ Điều 3.", "")


@pytest.fixture
def case(world: World) -> SealedConsulting:
    made = SealedConsulting(world)
    made.boxed()
    return made


def refused(verb: object, *given: object) -> str:
    with pytest.raises(Refusal) as why:
        verb(*given)  # pyright: ignore
    assert why.value.sentence
    return why.value.key


def table(case: SealedConsulting) -> Table:
    with database.reading() as session:
        return table_of(session, case.number, with_names=True)


def spoken(case: SealedConsulting) -> None:
    """Five answer sealed, one agrees and one comments by name, one says nothing."""
    for person, words in enumerate(SAID):
        assert case.seal(person, words, AGREE if not words else 1).status_code == 200
    case.consulting.say(5)
    case.consulting.say(6, {2: "Giữ mức cũ."})


def test_the_card_offers_both_ways_sealed_first_and_leads_to_the_booth_with_the_own_code(
    case: SealedConsulting,
) -> None:
    link = case.world.token(case.entry(0))
    page = case.browser.open(f"/p/{link}")
    assert 'value="sealed" checked' in page
    assert 'value="named" checked' not in page
    going = case.browser.submit(f"/p/{link}/opinion/way", {"way": "sealed"})
    [mine] = [each for each in case.voters() if each.roll_entry_id == case.entry(0).id]
    assert (going.status_code, going.headers["location"].split("/b/")[1]) == (303, f"{case.uuid}#{case.code(mine)}")
    case.browser.open(f"/p/{link}")
    assert case.browser.submit(f"/p/{link}/opinion/way", {"way": "named"}).headers["location"] == f"/p/{link}?way=named"
    assert "Xem lại trước khi gửi" in case.browser.open(f"/p/{link}?way=named")
    case.browser.open(f"/p/{link}")
    assert case.browser.submit(f"/p/{link}/opinion/way", {}).status_code == 422


def test_no_letters_go_before_two_people_have_signed_for_the_box(world: World) -> None:
    case = SealedConsulting(world)
    case.opened()
    case.consulting.file("consultation_plan")
    asking.note_plan(case.number)
    with pytest.raises(Waiting, match="sealed_opening"):
        sealing.wait_for_box(case.number)
    sealing.prepare(world.hr, case.number)
    with pytest.raises(Waiting, match="sealed_opening"):
        sealing.wait_for_box(case.number)
    sealing.drop(world.hr, case.number)
    sealing.wait_for_box(case.number)
    asking.ask(case.number)
    assert "Xem lại trước khi gửi" in case.browser.open(f"/p/{case.world.token(case.entry(0))}")


@pytest.mark.parametrize(("without_mail", "may_open"), [(1, True), (2, False)])
def test_too_few_people_with_mail_cannot_be_asked_sealed(any_database: str, without_mail: int, may_open: bool) -> None:
    case = SealedConsulting(World(people=8, without_mail=without_mail))
    hr, number = case.world.hr, case.consulting.draft()
    sealing.offer(hr, number, True)
    if may_open:
        drafting.open_(hr, number)
    else:
        assert refused(drafting.open_, hr, number) == "not_ready"


def test_who_has_answered_one_way_changes_it_in_that_way_only(case: SealedConsulting) -> None:
    assert case.seal(0, "Lần đầu.").status_code == 200
    assert case.seal(0, "Lần sau.").status_code == 200
    assert refused(answering.give, case.world.token(case.entry(0)), AGREES, {}) == "opinion_sealed"
    case.consulting.say(1, {0: "Ký tên."})
    late = case.seal(1, "Gửi kín.")
    assert late.status_code == 409
    assert "ký tên" in late.json()["error"]
    case.consulting.say(1)
    assert "Gửi lại ở phòng phiếu" in case.browser.open(f"/p/{case.world.token(case.entry(0))}")


def test_sealed_opinions_enter_the_table_as_one_group_without_names(case: SealedConsulting) -> None:
    spoken(case)
    case.close()
    before = table(case)
    assert (before.agreed, before.commented, before.unopened, before.silent) == (1, 1, 5, 1)
    with pytest.raises(Waiting, match="sealed_words"):
        sealing.wait_for_words(case.number)
    case.peeled()
    sealing.wait_for_words(case.number)
    assert sealing.hear(case.number) == sealing.hear(case.number) == "heard"
    found = table(case)
    assert (found.agreed, found.commented, found.unopened, found.silent) == (3, 4, 0, 1)
    sealed = [row for row in found.rows if row.is_sealed]
    assert [(row.gist, row.people, row.voices, row.paragraph) for row in sealed] == [
        ("Bỏ Điều 3.", 2, (), 0),
        ("Khoán quá thấp.", 1, (), 0),
    ]
    assert [row.voices[0].full_name for row in found.rows if not row.is_sealed] == [case.entry(6).full_name]


def test_the_table_is_settled_only_with_the_sealed_opinions_in_it_and_answered(case: SealedConsulting) -> None:
    spoken(case)
    case.close()
    hr, number = case.world.hr, case.number
    case.consulting.number = number
    case.consulting.respond_to_all()
    assert refused(responding.settle, hr, number) == "sealed_words_awaited"
    case.peeled()
    sealing.hear(number)
    assert refused(responding.settle, hr, number) == "opinions_unanswered"
    numbers = [row.number for row in table(case).rows]
    assert refused(responding.merge, hr, number, numbers[:2], "Gộp") == "merge_sealed"
    assert responding.part(hr, number, table(case).rows[0].number) == 1
    case.consulting.respond_to_all()
    responding.settle(hr, number)
    page = case.browser.sign_in(hr).open(f"/procedures/{number}/papers/responses_table.html")
    assert "02 người, góp ý kín" in page
    assert "Khoán quá thấp" in page


def test_fewer_than_five_sealed_opinions_are_never_opened_and_the_table_says_so(case: SealedConsulting) -> None:
    for person, words in enumerate(SAID[:4]):
        case.seal(person, words)
    case.close()
    sealing.wait_for_words(case.number)
    assert sealing.hear(case.number) == "too_few"
    found = table(case)
    assert (found.unopened, found.silent, found.rows) == (4, 4, ())
    responding.settle(case.world.hr, case.number)
    page = case.browser.sign_in(case.world.hr).open(f"/procedures/{case.number}/papers/responses_table.html")
    assert "phong bì không mở được: 04 người" in page


def test_two_people_may_give_up_words_whose_key_is_lost(case: SealedConsulting) -> None:
    spoken(case)
    case.close()
    act, facts = "give_up_words", {"sealed": case.sealed_id}
    assert refused(signing.ask, strong(case.world.hr), act, facts, "Mất mã.", case.number) == "words_settled"
    case.wait_for_objections()
    case.open_with(1, 2)
    number = signing.ask(strong(case.world.hr), act, facts, "Mất mã.", case.number)
    signing.sign(strong(case.inspector), number)
    sealing.wait_for_words(case.number)
    assert sealing.hear(case.number) == "lost"
    assert case.state(1)["words"] is None
    assert table(case).unopened == 5


def test_no_log_no_reminder_and_no_sheet_tells_who_took_which_way(case: SealedConsulting) -> None:
    spoken(case)
    with database.reading() as session:
        names = set(session.exec(select(AuditEvent.name)).all())
        assert not names & {"OpinionGiven", "OpinionChanged"}
        left = [entry.id for entry in rounds.to_remind(session, case.number)]
    assert left == [case.entry(7).id]
    entry = case.entry(7)
    enter = (answering.enter_sheet, case.world.hr, case.number, entry.id or 0, COMMENTS, {0: "x"}, SCAN)
    assert refused(*enter) == "sheet_by_mail"
    letters = case.browser.sign_in(case.world.hr).open(f"/hr/outbox?procedure={case.number}")
    assert "Thư mời cho ý kiến" in letters
    assert "ghi nhận" not in letters


def test_a_dump_in_mid_round_holds_no_sealed_word(case: SealedConsulting) -> None:
    spoken(case)
    kept = dump()
    assert "Khoán quá thấp." not in kept
    assert "Giữ mức cũ." in kept


def seen_by_hr(folder: Path, signed: tuple[int, ...]) -> dict[str, str]:
    """Every page of HR, manager and union while some have answered by name and the others sealed."""
    folder.mkdir()
    databases.fresh("sqlite", folder)
    case = SealedConsulting(World())
    case.boxed()
    for person in range(6):
        if person in signed:
            case.consulting.say(person)
        else:
            assert case.seal(person, "", AGREE).status_code == 200
    found: dict[str, str] = {}
    number = case.number
    addresses = (
        *("/", "/hr", "/procedures", f"/procedures/{number}", f"/procedures/{number}/sealed", f"/check/{case.uuid}"),
        *(f"/hr/outbox?procedure={number}", f"/log?procedure={number}", f"/hr/procedures/{number}/sheets", "/unit"),
        *(f"/hr/procedures/{number}/table", f"/b/{case.uuid}/about.json", f"/b/{case.uuid}/archive.bel"),
    )
    for who in (case.world.hr, case.world.manager, case.union):
        reader = case.browser.sign_in(who)
        for each in addresses:
            found[f"{who.full_name} {each.replace(case.uuid, 'UUID')}"] = plain(reader.get(each).text, case.uuid)
    database.engine().dispose()
    return found


def test_two_consultations_that_differ_in_who_signed_show_the_same(tmp_path: Path) -> None:
    one, other = seen_by_hr(tmp_path / "one", (0, 1)), seen_by_hr(tmp_path / "other", (3, 4, 5))
    for address, page in one.items():
        if "archive.bel" not in address and "about.json" not in address:
            assert page == other[address], address


def test_a_consultation_without_sealed_opinions_goes_on_as_before(world: World) -> None:
    case = Consulting(world)
    case.asked()
    case.say(0)
    case.closed()
    sealing.wait_for_words(case.number)
    assert sealing.hear(case.number) == "not_needed"
    case.respond_to_all()
    responding.settle(world.hr, case.number)


def test_a_later_deadline_is_the_boxs_too(case: SealedConsulting) -> None:
    later = case.sealed.closes_at + (case.sealed.closes_at - case.world.now())
    facts = {"closes_at": later.isoformat(), "remind_at": []}
    number = signing.ask(strong(case.world.hr), "extend_deadline", facts, "Thêm ngày.", case.number)
    signing.sign(strong(case.inspector), number)
    assert case.sealed.closes_at == later
    assert len(case.world.letters("deadline_extended")) == 8


def test_the_box_closes_with_the_consultation_and_not_before(case: SealedConsulting) -> None:
    facts = {"sealed": case.sealed_id}
    asked = (signing.ask, strong(case.world.hr), "close_sealed_round", facts, "Xong sớm.", case.number)
    assert refused(*asked) == "words_not_early"
    case.browser.sign_in(case.world.hr)
    page = case.browser.open(f"/procedures/{case.number}/sealed")
    assert "Gửi lại liên kết và mã cho" in page
    assert "Đề nghị đóng hòm" not in page
