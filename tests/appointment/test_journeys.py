"""Cases as people walk them by the pages: two posts at once, and a meeting in the hall and on the call at once."""

import pytest

from models import CheckIn, DocumentKind, RoundPlace
from models.store import database
from notifications.compose import compose
from procedures.access.actor import Actor
from procedures.appointment import ending, meeting_steps
from procedures.appointment.drafting import PostPlan
from procedures.meetings.holding import attending
from procedures.meetings.tallying.count import LINES, Count
from tests.appointment.appointing import DEPUTY_CHAIR, SECOND_POST
from tests.meeting_world import refused
from tests.papers_of_a_case import PapersOfACase
from tests.web.browser import Browser, words_of
from tests.world import SCAN
from web.app import create_app

SCANNED = {"scan": (SCAN.name, SCAN.content)}
CALL = "https://hop.example.gov.vn/1"


class TwoPosts(PapersOfACase):
    """6 is named for the first post, 7 for the second."""

    def draft(self, *_posts: PostPlan, **other: object) -> int:
        return super().draft(DEPUTY_CHAIR, SECOND_POST, **other)

    def name(self, place: int, post: int = 1, work: str = "") -> int:
        return super().name(place, post + (place == 7), work)

    def both_count(self, *votes: int) -> None:
        """Both tellers type each post's sheet on the page; `votes` by post."""
        for teller in (self.union, self.inspector):
            pages = signed_in(teller)
            pages.open(f"{base(self)}/count")
            for post, nominee, cast in zip(self.posts(), self.nominees, votes, strict=True):
                if post.outcome is None:
                    count = Count(self.present, self.present, self.present, 0, 0, {nominee: cast})
                    answer = pages.submit(
                        f"{base(self)}/count/{post.id}", sheet(count), {"scan": (SCAN.name, SCAN.content)}
                    )
                    assert answer.status_code == 303, words_of(answer.text)
                    pages.open(f"{base(self)}/count")
        meeting_steps.note_count(self.number, self.at)

    @property
    def present(self) -> int:
        return self.attendance().present

    def meets(self, step: int, *votes: int) -> dict[int, str]:
        """Held and counted by the pages; the reasons by post."""
        if self.at // 10 != step:
            self.prepare(step)
        self.call()
        self.open()
        self.both_count(*votes)
        self.conclude()
        self.minute()
        return {each.post_id: each.reason for each in self.conclusions()}


def sheet(count: Count) -> dict[str, str]:
    votes = {f"votes_{number}": str(cast) for number, cast in count.votes.items()}
    return {"attempt": "1", **{line: str(getattr(count, line)) for line in LINES}, **votes}


def signed_in(actor: Actor) -> Browser:
    return Browser(create_app()).sign_in(actor)


def base(case: PapersOfACase) -> str:
    return f"/procedures/{case.number}/meetings/{case.meeting_id}"


@pytest.fixture
def two(sqlite: None) -> TwoPosts:
    return TwoPosts()


def test_two_posts_are_voted_on_at_once_each_by_itself_and_one_may_stop(two: TwoPosts) -> None:
    first, second = (post.id or 0 for post in two.posts())
    assert two.meets(1, 3, 1) == {first: "majority", second: "thirty_percent"}
    ballot, minutes = two.words("orientation_ballot-11"), two.words("counting_minutes-11")
    for said in (ballot, minutes):
        assert said.index("Trưởng phòng, Phòng Lãnh sự") < said.index("Phó Trưởng phòng, Phòng Lãnh sự")
        assert "Nguyễn Thị Số 6" in said
        assert "Nguyễn Thị Số 7" in said
    assert two.meets(2, 5, 1) == {first: "majority", second: "stop"}
    assert [post.outcome for post in two.posts()] == [None, "stopped"]
    two.prepare(3)
    two.call()
    assert "Nguyễn Thị Số 7" not in two.words("introduction_ballot-31")
    two.open()
    assert words_of(signed_in(two.union).open(f"{base(two)}/count")).count("Số phiếu phát ra") == 1
    two.both_count(20, 0)
    two.conclude()
    two.minute()
    two.file(DocumentKind.NEW_ISSUES)
    two.file(DocumentKind.PARTY_OPINION)
    assert two.meets(4, 3, 0) == {first: "majority"}
    two.finished()
    ends(two)


def ends(two: TwoPosts) -> None:
    """The post that is filled goes to the authority; that which is not is reported, and never called late."""
    proposal, report = two.words("appointment_proposal"), two.words("case_report")
    assert "Nguyễn Thị Số 6" in proposal
    assert "Nguyễn Thị Số 7 " not in proposal.split("Kết quả")[0]
    assert "tại bước 2: " in report
    assert "không tiếp tục thực hiện" in report
    assert "chưa hoàn thành" not in report
    two.decided()
    assert [post.outcome for post in two.posts()] == ["appointed", "stopped"]
    assert "Nguyễn Thị Số 7" not in two.words("appointment_notice")
    two.world.move(days=25)
    assert ending.end(two.number) == "appointed"
    assert "Nguyễn Thị Số 7" in words_of(signed_in(two.world.manager).open(f"/procedures/{two.number}"))


@pytest.fixture
def case(sqlite: None) -> PapersOfACase:
    return PapersOfACase()


def test_a_meeting_in_the_hall_and_on_the_call_counts_both_and_says_so(case: PapersOfACase) -> None:
    case.document(DocumentKind.HYBRID_MEETING)
    case.summon(place_kind=RoundPlace.HYBRID, call_link=CALL)
    with database.reading() as session:
        letters = [compose(session, message) for message in case.world.letters("meeting_summons")]
    texts = [letter.text for letter in letters if letter]
    assert texts
    assert not any(CALL in text for text in texts)
    assert all("trực tuyến" in text for text in texts)
    entry = case.entry(1)
    own = words_of(Browser(create_app()).open(f"/p/{case.world.token(entry)}"))
    assert CALL in own
    case.world.move(days=3, minutes=1)
    secretary = signed_in(case.secretary)
    secretary.open(base(case))
    for person, how in ((entry, "call"), (case.entry(0), "list")):
        fields = {"person": str(person.id), "there": "yes", "how": how}
        assert secretary.submit(f"{base(case)}/present", fields).status_code == 303
        secretary.open(base(case))
    assert {row.how for row in case.attendance().rows if row.is_present} == {CheckIn.CALL, CheckIn.LIST}
    assert secretary.submit(f"{base(case)}/open").status_code == 303
    meeting_steps.note_meeting(case.number, case.at)
    case.counted(2, 0)
    assert case.conclude().reason == "majority"
    assert "trực tuyến" in case.words("meeting_invitation-11")
    assert "trực tuyến" in case.words("meeting_minutes-11")
    assert "có mặt: 02/03 người" in case.words("meeting_minutes-11")


def test_the_old_law_knows_no_meeting_on_the_call(sqlite: None) -> None:
    old = PapersOfACase(old_law=True)
    assert refused(old.set, place_kind=RoundPlace.HYBRID, call_link=CALL) == "meeting_never_hybrid"
    old.call()
    old.come(1)
    entry = old.entry(0).id or 0
    assert refused(attending.check_in, old.secretary, *old.here, entry, True, CheckIn.CALL) == "meeting_has_no_call"
