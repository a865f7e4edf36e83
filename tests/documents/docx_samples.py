"""One paper of each kind and of each odd shape, with the lines of text that its HTML has."""

import dataclasses
import re
from html.parser import HTMLParser

from documents import html
from documents.paper import Article, Block, Column, Letterhead, Marks, Paper, Paragraph, Points, Row, Signer, Table
from documents.papers.appointment.appointment_notice import appointment_notice
from documents.papers.appointment.appointment_proposal import appointment_proposal
from documents.papers.appointment.ballot import BallotVerb, ballot
from documents.papers.appointment.case_report import case_report
from documents.papers.appointment.counting_minutes import counting_minutes
from documents.papers.appointment.meeting_invitation import meeting_invitation
from documents.papers.appointment.meeting_minutes import meeting_minutes
from documents.papers.appointment.policy_proposal import policy_proposal
from documents.papers.appointment.results_summary import results_summary
from documents.papers.appointment.summons_list import summons_list
from documents.papers.closing_notice import closing_notice
from documents.papers.conference.ballot import board_ballot
from documents.papers.conference.counting import board_counting
from documents.papers.conference.invitation import conference_invitation
from documents.papers.conference.letter_ballot import (
    letter_ballot_decision,
    letter_ballot_minutes,
    letter_ballot_sheet,
)
from documents.papers.conference.minutes import conference_minutes
from documents.papers.conference.pact import emulation_pact
from documents.papers.conference.plan import conference_plan
from documents.papers.conference.rewards import reward_list
from documents.papers.confidence.ballot import confidence_ballot
from documents.papers.confidence.counting_minutes import poll_counting_minutes
from documents.papers.confidence.invitation import poll_invitation
from documents.papers.confidence.notice import confidence_notice
from documents.papers.confidence.summary import confidence_report, confidence_summary
from documents.papers.consultation_plan import consultation_plan
from documents.papers.democracy_report import democracy_report
from documents.papers.disclosure_notice import disclosure_notice
from documents.papers.items_report import items_check, items_outcome
from documents.papers.opinion_sheet import Respondent, opinion_sheet
from documents.papers.reading_list import Reader, acknowledgement_list, signing_list
from documents.papers.regulation import coordination_rules, regulation_decision
from documents.papers.regulation_notice import regulation_notice
from documents.papers.resolution import resolution
from documents.papers.responses_table import responses_table
from tests.documents import appointment_paper_samples as appointing
from tests.documents import (
    conference_samples,
    democracy_samples,
    items_samples,
    opinion_samples,
    poll_samples,
    rules_samples,
    samples,
)
from tests.documents.letter_ballot_samples import letter_ballot_facts, letter_count
from tests.documents.test_html import HOSTILE as MARKUP
from tests.documents.test_html import filled
from tests.documents.test_pdf_safety import HOSTILE

LINES = {"p", "h1", "h2", "th", "td", "title", "style"}
LONG = "Trung tâm Phục vụ đối ngoại và Xúc tiến viện trợ phi chính phủ nước ngoài thành phố"
COLUMNS = Column("STT", 10, "center"), Column("Họ và tên", 90)


def kinds() -> dict[str, Paper]:
    """The papers that the product writes, each under the name of the function that makes it."""
    lists = samples.reading_list_facts()
    return (
        {
            "resolution": resolution(samples.resolution_facts()),
            "signing_list": signing_list(lists),
            "acknowledgement_list": acknowledgement_list(lists),
            "closing_notice": closing_notice(samples.closing_notice_facts()),
            "items_check": items_check(items_samples.FACTS),
            "items_outcome": items_outcome(items_samples.FACTS),
            "consultation_plan": consultation_plan(opinion_samples.plan_facts()),
            "opinion_sheet": opinion_sheet(opinion_samples.sheet_facts(), opinion_samples.RESPONDENT),
            "responses_table": responses_table(opinion_samples.table_facts()),
            "disclosure_notice": disclosure_notice(opinion_samples.disclosure_facts()),
            "democracy_report": democracy_report(democracy_samples.FACTS),
            "regulation_decision": regulation_decision(rules_samples.DECISION),
            "coordination_rules": coordination_rules(rules_samples.COORDINATION),
            "regulation_notice": regulation_notice(rules_samples.notice()),
        }
        | of_an_appointment()
        | of_a_poll()
        | of_a_conference()
    )


def of_an_appointment() -> dict[str, Paper]:
    """The papers of an appointment, the ballot on half a sheet."""
    return {
        "policy_proposal": policy_proposal(appointing.policy_proposal_facts()),
        "meeting_invitation": meeting_invitation(appointing.invitation_facts()),
        "summons_list": summons_list(appointing.summons_facts()),
        "ballot": ballot(appointing.ballot_facts()),
        "meeting_minutes": meeting_minutes(appointing.minutes_facts()),
        "counting_minutes": counting_minutes(appointing.counting_facts()),
        "results_summary": results_summary(appointing.summary_facts()),
        "case_report": case_report(appointing.stopped_facts()),
        "appointment_proposal": appointment_proposal(appointing.proposal_facts()),
        "appointment_notice": appointment_notice(appointing.notice_facts()),
    }


def of_a_poll() -> dict[str, Paper]:
    """The papers of a confidence poll that no appointment has."""
    return {
        "confidence_notice": confidence_notice(poll_samples.notice_facts()),
        "poll_invitation": poll_invitation(poll_samples.invitation_facts()),
        "confidence_ballot": confidence_ballot(poll_samples.ballot_facts()),
        "poll_counting_minutes": poll_counting_minutes(poll_samples.counting_facts()),
        "confidence_summary": confidence_summary(poll_samples.result_facts()),
        "confidence_report": confidence_report(poll_samples.result_facts()),
    }


def of_a_conference() -> dict[str, Paper]:
    """The papers of a staff conference."""
    return {
        "conference_plan": conference_plan(conference_samples.plan_facts()),
        "conference_invitation": conference_invitation(conference_samples.invitation_facts()),
        "conference_minutes": conference_minutes(conference_samples.minutes_facts()),
        "emulation_pact": emulation_pact(conference_samples.pact_facts()),
        "reward_list": reward_list(conference_samples.reward_facts()),
        "board_ballot": board_ballot(conference_samples.ballot_facts()),
        "board_counting": board_counting(conference_samples.counting_facts()),
        "letter_ballot_decision": letter_ballot_decision(letter_ballot_facts()),
        "letter_ballot_sheet": letter_ballot_sheet(letter_ballot_facts(""), "", "", None, "Điều 1. Thông qua báo cáo."),
        "letter_ballot_minutes": letter_ballot_minutes(letter_ballot_facts("BB-SNgV"), letter_count()),
    }


def odd() -> dict[str, Paper]:
    """Papers of every other shape: letters, many signers, hostile and long texts, long tables."""
    hostile = tuple(Reader(name, unit) for name in HOSTILE for unit in ("Phòng " + "X" * 300, "<table>"))
    readers = dataclasses.replace(samples.reading_list_facts(), readers=hostile, units=())
    return {
        "hostile_names": signing_list(readers),
        "blank_opinion_sheet": opinion_sheet(opinion_samples.sheet_facts(), Respondent()),
        "hostile_everywhere": filled(MARKUP),
        "long_everywhere": filled(LONG),
        "letter": paper(
            *(Paragraph("Lời văn."), table(3), table(2)),
            type_name="",
            subject="mời dự Hội nghị cán bộ, công chức năm 2026",
            mark="Lưu hành nội bộ",
            addressed_to=("Sở Nội vụ", "Sở Tài chính"),
        ),
        "five_signers": paper(Paragraph("Lời."), signers=signers(5), on_behalf_of="TM. Tổ kiểm phiếu"),
        "articles": paper(
            *(Article(1, "", (Paragraph("Chánh Văn phòng đạt 92,9 %."),)), Article(2, "Thi hành", ())),
            Article(3, "", (Points(("một", "hai"), Marks.LETTERS), Paragraph("Lời."))),
            addressed_to=("Ủy ban nhân dân tỉnh",),
        ),
        "slip": ballot(appointing.ballot_facts(verb=BallotVerb.VOTING, posts=appointing.two_posts(), chair_signs=True)),
        "late": case_report(appointing.late_facts()),
        "long_table": paper(table(150)),
        "long_row": paper(Table(COLUMNS, (Row(("1", "Tờ trình " * 1500)), *table(2).rows))),
        "nothing": paper(signers=(), recipients=()),
        "long_issuer": paper(letterhead=Letterhead("UBND thành phố Hà Nội", LONG, "Thành phố Hồ Chí Minh", "TB-X")),
    }


def paper(*blocks: Block, **changes: object) -> Paper:
    recipients = "Sở Nội vụ", "Lưu: VT, VP"
    head = samples.letterhead("TB-SNgV", 7)
    plain = Paper("x", head, "Thông báo", "Kết quả", blocks, (samples.HEAD,), recipients)
    return dataclasses.replace(plain, **changes)


def table(rows: int) -> Table:
    return Table(COLUMNS, tuple(Row((str(number), f"Người{number}")) for number in range(rows)))


def signers(count: int) -> tuple[Signer, ...]:
    return tuple(Signer(f"Thành viên {number}", f"Lê Thị Số{number}") for number in range(count))


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in LINES:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def said_by_html(given: Paper) -> list[str]:
    """The lines of text of its HTML, in order, without the blank ones."""
    parser = _Lines()
    parser.feed(html.render(given, stylesheet_href="/x").partition("<body>")[2])
    return spoken(parser.lines)


def spoken(lines: list[str]) -> list[str]:
    """Lines with one space between words, without the blank ones."""
    return list(filter(None, (re.sub(r"\s+", " ", line).strip() for line in lines)))
