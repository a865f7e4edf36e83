"""A decree of next year, written as data: a case begun then walks its meetings and cites them, one of today not."""

from datetime import date
from pathlib import Path

import pytest

from law.decisions.appointment import meetings
from law.rules import Rules
from models import DocumentKind
from procedures.appointment import ending
from procedures.appointment.drafting import PostPlan
from tests.law.test_changed_law import ABOVE, BLOCK, LINE, changed, forget, write
from tests.papers_of_a_case import PapersOfACase
from tests.web.browser import Browser
from web.app import create_app

__all__ = ["changed"]

DECREE = "Nghị định mới"


class NextYear(PapersOfACase):
    """The same case, begun in January."""

    def draft(self, *posts: PostPlan, **other: object) -> int:
        self.world.move(days=(date(2027, 1, 11) - self.today).days)
        return super().draft(*posts, **other)


@pytest.fixture
def decree(changed: Path, sqlite: None) -> None:
    """One line raises the share at the key cadres' meeting, one block adds a meeting after it, both from 2027."""
    write(changed, ABOVE, ABOVE + LINE)
    changed.write_text(changed.read_text(encoding="utf-8") + BLOCK, encoding="utf-8")
    forget()


def law_meetings(case: PapersOfACase) -> list[str]:
    return [each.key for each in meetings(Rules.thaw(case.procedure().rules))]


def page(case: PapersOfACase) -> str:
    """The page of the case, with the article behind each of its meetings."""
    return Browser(create_app()).sign_in(case.world.manager).open(f"/procedures/{case.number}")


def to_the_key_cadres(case: PapersOfACase) -> None:
    case.held(1, 3)
    case.held(2, 6)


@pytest.mark.usefixtures("decree")
def test_a_case_begun_next_year_walks_five_meetings_to_its_decision_and_cites_the_decree() -> None:
    case = NextYear()
    to_the_key_cadres(case)
    case.held(3, 17)
    assert case.conclusions()[-1].reason == "majority"
    assert "17 phiếu, đạt 60,71 %" in case.words("counting_minutes-31")
    assert DECREE in page(case)
    case.held(4, 19)
    assert "Hội nghị công chức của đơn vị" in case.words("meeting_minutes-41")
    assert len(law_meetings(case)) == 5
    case.file(DocumentKind.NEW_ISSUES)
    case.file(DocumentKind.PARTY_OPINION)
    case.held(5, 3)
    case.finished()
    case.decided()
    assert "67,86 %" in case.words("results_summary")
    assert case.posts()[0].outcome == "appointed"


@pytest.mark.usefixtures("decree")
def test_what_passes_today_stops_next_year_and_the_report_says_what_share_was_missed() -> None:
    case = NextYear()
    to_the_key_cadres(case)
    case.held(3, 16)
    assert case.conclusions()[-1].reason == "stop"
    ending.report(case.number)
    assert "Không có nhân sự nào đạt trên 60 % số người được triệu tập có mặt" in case.words("case_report")


@pytest.mark.usefixtures("decree")
def test_a_case_begun_today_keeps_its_four_meetings_and_its_half() -> None:
    case = PapersOfACase()
    to_the_key_cadres(case)
    case.held(3, 16)
    assert case.conclusions()[-1].reason == "majority"
    assert law_meetings(case) == ["leadership", "leadership_extended", "key_cadres", "leadership_final"]
    assert DECREE not in page(case)
