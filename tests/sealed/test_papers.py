"""What is said of a sealed round on paper and in letters; codes on slips; an annulled round's codes are gone."""

from collections.abc import Iterator

import pytest
from sqlmodel import select

from models import AuditEvent, RoundMode, RoundPlace
from models.store import database
from notifications import booth, round_keys
from notifications.compose import compose
from procedures.meetings.summoning import form
from procedures.sealed import closing, publishing, slips
from tests.meeting_world import WITHOUT_MAIL, refused
from tests.sealed.sealing import Sealed28
from tests.two_people import done, strong
from tests.web.browser import Browser, words_of


class WithoutMail(Sealed28):
    """One of those who are there has no address."""

    def there(self) -> list[int]:
        return [WITHOUT_MAIL, *super().there()[: self.people - 1]]


@pytest.fixture
def case(sqlite: None) -> Iterator[WithoutMail]:
    yield WithoutMail()
    database.engine().dispose()


def test_both_minutes_name_the_box_the_booth_and_who_opened_it(case: WithoutMail) -> None:
    case.whole([0, 0, 0, 1, 0])
    case.conclude()
    clerk = Browser().sign_in(case.world.clerk)
    aloud = publishing.head_aloud(case.sealed)
    for kind in ("counting_minutes", "meeting_minutes"):
        said = words_of(clerk.open(f"/procedures/{case.number}/papers/{kind}-{case.at}.html"))
        assert "bỏ phiếu kín niêm phong" in said
        assert aloud in said
        assert booth.in_groups(case.sealed.booth_print) in said
        assert "phát phiếu" not in said
    counting = words_of(clerk.open(f"/procedures/{case.number}/papers/counting_minutes-{case.at}.html"))
    assert f"hồ sơ hòm phiếu {case.uuid}.bel" in counting
    assert "Số phiếu phát ra: 09 phiếu" in counting
    assert "Số phiếu thu về: 05 phiếu" in counting


def test_the_summons_speaks_of_sealed_ballots_and_no_paper_ballot_is_printed(case: WithoutMail) -> None:
    case.file_hybrid()
    form.choose_form(case.world.hr, *case.here, RoundMode.SEALED)
    case.summon(place_kind=RoundPlace.HYBRID, call_link="https://hop.example.gov.vn/1")
    with database.reading() as session:
        letters = [compose(session, each) for each in case.world.letters("meeting_summons")]
    said = [each.text for each in letters if each]
    assert said
    assert all("liên kết và mã bỏ phiếu đến trong một thư riêng" in text for text in said)
    assert not any("phiếu giấy" in text for text in said)
    clerk = Browser().sign_in(case.world.clerk)
    assert f"_ballot-{case.at}" not in clerk.open("/papers")


def test_a_teller_prints_a_slip_for_whoever_has_no_mail_and_its_code_votes(case: WithoutMail) -> None:
    case.let_vote()
    (slip,) = slips.printed(strong(case.teller), case.number, case.sealed_id)
    voter = next(each for each in case.voters() if case.code(each) == slip.code)
    assert slip.address.endswith(f"/b/{case.uuid}#{slip.code}")
    assert case.cast(case.ballot(voter, 1)).status_code == 200
    page = Browser().sign_in(case.teller)
    page.open(f"/procedures/{case.number}/sealed")
    answer = page.submit(f"/procedures/{case.number}/sealed/{case.sealed_id}/slips")
    assert slip.code in answer.text
    assert slip.full_name in answer.text
    with database.reading() as session:
        kept = session.exec(select(AuditEvent).where(AuditEvent.name == "SlipsPrinted")).all()
    assert [each.facts["slips"] for each in kept] == [1, 1]
    assert refused(slips.printed, strong(case.world.hr), case.number, case.sealed_id) == "not_your_duty"
    case.close()
    assert refused(slips.printed, strong(case.teller), case.number, case.sealed_id) == "round_closed"


def test_the_codes_of_an_annulled_round_cannot_be_made_again(case: WithoutMail) -> None:
    case.let_vote()
    assert round_keys.read(case.uuid)
    done(case.world.hr, strong(case.union), "annul", case.number)
    closing.carry_on(case.number)
    assert round_keys.read(case.uuid) is None
