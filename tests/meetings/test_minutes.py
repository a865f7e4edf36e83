"""The course of a meeting is written down; one of before is typed in; a wrong count is put right by two people."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import CountEntry, DocumentKind
from models.store import database
from notifications import links
from procedures.access.actor import Actor
from procedures.countersigning import reading, signing
from procedures.filing import file_signed
from procedures.meetings import seeing
from procedures.meetings.holding import attending, minutes, typing_in
from procedures.meetings.holding.typing_in import Excused
from procedures.meetings.tallying import correcting, counting
from procedures.meetings.tallying.count import Count
from procedures.overview import record
from procedures.refusal import Refusal
from tests.meeting_world import Meeting28, refused
from tests.two_people import request, strong
from tests.world import SCAN
from words.dates import local_day


@pytest.fixture
def case(any_database: str) -> Meeting28:
    return Meeting28()


def test_the_course_is_written_until_the_minutes_are_signed(case: Meeting28) -> None:
    case.concluded(3, 0)
    for _ in range(2):
        minutes.write_course(case.secretary, *case.here, "Chủ trì nêu lý do.\r\nThảo luận.")
    assert case.meeting.course == "Chủ trì nêu lý do.\nThảo luận."
    assert refused(minutes.write_course, case.union, *case.here, "x") == "not_your_duty"
    assert refused(minutes.write_course, case.secretary, *case.here, "x" * 20_001) == "course_too_long"
    day = local_day(case.world.now())
    file_signed(case.world.clerk, case.number, "meeting_minutes-11", 4, "BB-SNgV", day, "Lê Thị Giám", SCAN)
    assert refused(minutes.write_course, case.secretary, *case.here, "Khác") == "minutes_signed"


def test_a_meeting_ends_after_it_opened_and_not_in_the_future(case: Meeting28) -> None:
    case.call()
    now = case.world.now()
    assert refused(minutes.end_meeting, case.secretary, *case.here, now) == "meeting_not_opened"
    case.open()
    early, late = now - timedelta(hours=1), now + timedelta(hours=1)
    assert refused(minutes.end_meeting, case.secretary, *case.here, early) == "ended_before_opening"
    assert refused(minutes.end_meeting, case.secretary, *case.here, late) == "ended_in_future"
    case.world.move(hours=1)
    minutes.end_meeting(case.secretary, *case.here, late)
    assert case.meeting.ended_at == late


def typed(case: Meeting28, *votes: int, present: int = 3) -> None:
    count = Count(present, present, present, 0, 0, dict(zip(case.nominees, votes, strict=False)))
    typing_in.type_in(case.world.hr, *case.here, case.today, present, {case.post_id: count}, SCAN)


def test_a_meeting_held_on_paper_is_typed_in_once_with_its_scan(any_database: str) -> None:
    case = Meeting28(starts_at_step=2)
    for _ in range(2):
        typed(case, 2, 1)
    assert refused(typed, case, 1, 2) == "typed_in_otherwise"
    there = case.attendance()
    assert (there.summoned, there.present) == (3, 3)
    assert not any(row.is_present for row in there.rows)
    assert case.conclude().chosen == case.nominees[:1]
    assert case.world.letters("meeting_list_wanted") == []
    case.prepare(2)
    assert len(case.world.letters("meeting_list_wanted")) == 1


def typed_with_one_away(case: Meeting28, present: int, document: int, place: int = 1) -> None:
    count = Count(present, present, present, 0, 0, {case.nominees[0]: present})
    away = Excused([case.entry(place).id or 0], document)
    typing_in.type_in(case.world.hr, *case.here, case.today, present, {case.post_id: count}, SCAN, away)


def test_whoever_was_away_by_force_majeure_leaves_the_base_of_a_meeting_on_paper(any_database: str) -> None:
    case = Meeting28(starts_at_step=2)
    other, document = case.document(), case.document(DocumentKind.FORCE_MAJEURE, "40-CV/SNV")
    assert refused(typed_with_one_away, case, 2, other) == "excuse_document"
    assert refused(typed_with_one_away, case, 3, document) == "present_impossible"
    assert case.attendance().excused == 0
    for _ in range(2):
        typed_with_one_away(case, 2, document)
    assert refused(typed_with_one_away, case, 2, document, 0) == "typed_in_otherwise"
    assert refused(typed, case, 2, 0, present=2) == "typed_in_otherwise"
    assert (case.attendance().summoned, case.attendance().excused) == (3, 1)
    assert case.conclude().reason == "majority"
    with database.reading() as session:
        told = [seeing.may_see(session, case.entry(place), case.meeting) for place in (0, 1, 2)]
    assert told == [True, False, True]


def test_where_nobody_leaves_the_base_none_does_on_paper(any_database: str) -> None:
    case = Meeting28(starts_at_step=3, old_law=True)
    document = case.document(DocumentKind.FORCE_MAJEURE, "40-CV/SNV")
    assert refused(typed_with_one_away, case, 2, document) == "nobody_excused"


def test_what_cannot_be_true_of_a_meeting_on_paper_is_refused(any_database: str) -> None:
    case = Meeting28(starts_at_step=2)
    assert refused(typed, case, 2, 1, present=4) == "present_impossible"
    assert refused(typed, case, 3, 1) == "count_votes"
    nothing = (case.world.hr, *case.here, case.today, 3, {}, SCAN)
    assert refused(typing_in.type_in, *nothing) == "count_of_each_post"
    tomorrow = case.today + timedelta(days=1)
    count = {case.post_id: Count(3, 3, 3, 0)}
    assert refused(typing_in.type_in, case.world.hr, *case.here, tomorrow, 3, count, SCAN) == "held_in_future"
    long_ago = case.today - timedelta(days=400)
    assert refused(typing_in.type_in, case.world.hr, *case.here, long_ago, 3, count, SCAN) == "held_before_the_last"


def test_a_meeting_of_the_software_is_not_typed_in(case: Meeting28) -> None:
    assert refused(typed, case, 2, 1) == "meeting_not_on_paper"


def asked_to_correct(case: Meeting28, *votes: int) -> int:
    count, asker = case.count(*votes), strong(case.world.hr)
    return correcting.correct_count(asker, *case.here, case.post_id, count, "Đọc nhầm một phiếu.", SCAN)


def corrected(case: Meeting28, *votes: int, by: Actor | None = None) -> int:
    asked = asked_to_correct(case, *votes)
    signing.sign(by or case.union, asked)
    return asked


def test_a_wrong_count_is_put_right_by_two_people_and_concluded_anew(case: Meeting28) -> None:
    case.concluded(3, 0)
    case.world.move(days=8)
    number = corrected(case, 0, 3)
    first, second = case.conclusions()
    assert (first.chosen, second.chosen) == (case.nominees[:1], case.nominees[1:])
    assert (first.revision, second.revision) == (1, 2)
    with database.reading() as session:
        row = counting.settled(session, case.meeting, case.post())
        assert row
        assert (row.entry, row.account_id) == (counting.CORRECTED, case.world.hr.account_id)
    signing.sign(case.union, number)
    assert len(case.conclusions()) == 2


def test_a_second_correction_of_one_count_waits_for_the_first(case: Meeting28) -> None:
    case.concluded(3, 0)
    first = asked_to_correct(case, 0, 3)
    assert refused(asked_to_correct, case, 1, 2) == "act_waits"
    signing.withdraw(strong(case.world.hr), first)
    signing.sign(case.union, asked_to_correct(case, 1, 2))
    assert refused(signing.sign, case.union, first) == "act_settled"
    signing.sign(case.union, asked_to_correct(case, 0, 3))
    assert len(case.conclusions()) == 3


def test_a_stop_that_rested_on_a_wrong_count_is_no_stop(case: Meeting28) -> None:
    assert case.concluded(0, 0).reason == "stop"
    corrected(case, 3, 0)
    assert (case.conclusions()[-1].reason, case.post().outcome) == ("majority", None)


def test_a_correction_says_what_cannot_be(case: Meeting28) -> None:
    assert refused(corrected, case, 3, 0) == "count_not_settled"
    case.concluded(3, 0)
    assert refused(corrected, case, 3, 0) == "count_same"
    assert refused(corrected, case, 3, 3) == "count_votes"
    case.prepare(2)
    case.summon()
    case.at = 11
    assert refused(corrected, case, 0, 3) == "count_correction_late"
    with database.reading() as session:
        assert {row.entry for row in session.exec(select(CountEntry)).all()} == {1, 2}


def test_the_request_names_no_figure_by_name(case: Meeting28) -> None:
    case.concluded(3, 0)
    asked = correcting.correct_count(
        strong(case.world.hr), *case.here, case.post_id, case.count(1, 1, blank=1), "Sót một phiếu.", SCAN
    )
    with database.reading() as session:
        said = reading.request_of(session, case.union, asked)
    assert "số phiếu của 2 nhân sự thay đổi" in said.does
    assert "phiếu hợp lệ 2" in said.does
    assert not any(person.full_name in said.does for person in case.people())
    assert request(asked).state.value == "asked"
    with pytest.raises(Refusal, match="needs_role"):
        signing.sign(strong(case.world.hr), asked)


def test_the_record_of_a_meeting_reads_as_sentences_without_figures_or_names(case: Meeting28) -> None:
    case.call(chair="Ông Trần Văn Chủ")
    attending.reply(case.entry(0), case.meeting_id, True)
    attending.note_absence(case.secretary, *case.here, case.entry(2).id or 0, "Đi công tác")
    entry = case.entry(0)
    code = links.typed_code(entry.id or 0, entry.link_version)
    attending.check_in_by_code(attending.hall_token(case.meeting), entry.email or "", code)
    case.open(1)
    case.enter(case.union, case.count(2, 0))
    case.enter(case.inspector, case.count(1, 1))
    case.counted(2, 0)
    minutes.write_course(case.secretary, *case.here, "Thảo luận.")
    minutes.end_meeting(case.secretary, *case.here, case.world.now())
    with database.reading() as session:
        said = [entry.sentence for entry in record.record_of(session, case.number)]
    assert "Hai lần nhập kết quả kiểm phiếu hội nghị bước 1 không khớp; cả hai bị bỏ, nhập lại từ đầu." in said
    assert "Lê Thị Thư chốt điểm danh hội nghị bước 1: 2/3 người có mặt." in said
    assert "1 lượt báo dự hoặc không dự hội nghị." in said
    told = " ".join(said)
    assert not any(entry.full_name in told for _, entry in case.attendees())


def test_how_many_were_at_a_meeting_on_paper_is_put_right_with_its_count(any_database: str) -> None:
    case = Meeting28(starts_at_step=2)
    typed(case, 2, 0)
    assert case.conclude().reason == "majority"
    votes = {case.nominees[0]: 1, case.nominees[1]: 1}
    facts = (case.post_id, Count(2, 2, 2, 0, 0, votes), "Đọc nhầm số người có mặt.", SCAN)
    signing.sign(case.union, correcting.correct_count(strong(case.world.hr), *case.here, *facts))
    assert case.attendance().present == 2
    assert case.conclusions()[-1].reason == "thirty_percent"
    everyone = Count(4, 2, 2, 0, 0, votes)
    refused_for = (correcting.correct_count, strong(case.world.hr), *case.here, case.post_id, everyone, "Sai.", SCAN)
    assert refused(*refused_for) == "present_impossible"  # pyright: ignore
