"""Mỗi loại quy trình khác nhau ở đâu, for those who show any of them: its steps, papers, waits, and who reads what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from models import Procedure
from procedures.appointment import steps as appointing
from procedures.conference import steps as conferring
from procedures.confidence_poll import steps as polling
from procedures.engine import Step
from procedures.opinion import steps as consulting
from procedures.regulation import steps as ruling
from procedures.resolution import steps as circulating
from procedures.yearly import steps as yearly


def _all_are_needed(_session: Session, _procedure_id: int) -> frozenset[Step]:
    return frozenset()


@dataclass(frozen=True)
class Kind:
    """One kind of procedure, as desks and dashboards need to know it.

    `signed_first` is the paper that the clerk files before letters go, under the wait `waits_signed`; `waits_answers`
    is the wait while people answer; `after_close` are the steps after that, each with its wait. `open_papers` name
    nobody who has not answered; `unnumbered_papers` are for signing on, not for the register. `discloses_at_once`: the
    law's clock runs from the day on which the procedure began. `symbols` are those that the clerk would likely give.
    `by_meetings`: it walks a list of meetings instead of asking once by mail, and has a page of its own.
    `result_papers` say how ballots fell: who may read one hangs on what the law announces of its meeting.
    `without_round`: it asks nobody by mail, and has a page of its own.
    `spared`, asked about one procedure, are the steps that this one does without.
    `goes_on`: where there are items to carry out, it is followed after its round, as its last run wrote down.
    """

    key: str
    steps: tuple[Step, ...]
    papers: Mapping[Step, str]
    first_letter: str
    open_papers: tuple[str, ...]
    unnumbered_papers: tuple[str, ...]
    symbols: Mapping[str, str]
    asked: Step | None = None
    reminded: Step | None = None
    closed: Step | None = None
    signed_first: str = ""
    waits_signed: str = ""
    waits_answers: str = ""
    by_meetings: bool = False
    without_round: bool = False
    result_papers: tuple[str, ...] = ()
    after_close: tuple[tuple[Step, str], ...] = ()
    discloses_at_once: bool = False
    goes_on: bool = False
    spared: Callable[[Session, int], frozenset[Step]] = _all_are_needed


RESOLUTION = Kind(
    key=circulating.KIND,
    steps=circulating.STEPS,
    asked=circulating.CIRCULATED,
    reminded=circulating.REMINDED,
    closed=circulating.CLOSED,
    papers={
        circulating.SIGNED: "resolution",
        circulating.CIRCULATED: "reading_list",
        circulating.REPORTED: "closing_notice",
        circulating.CHECKED: circulating.CHECK_REPORT,
        circulating.FOLLOWED: circulating.OUTCOME,
    },
    signed_first="resolution",
    waits_signed="signature",
    waits_answers="answers",
    first_letter="resolution_circulated",
    open_papers=("resolution", circulating.CHECK_REPORT, circulating.OUTCOME),
    unnumbered_papers=("reading_list",),
    symbols={
        "resolution": "NQ-HNCBCC",
        "closing_notice": "TB-{agency}",
        circulating.CHECK_REPORT: "BC-{agency}",
        circulating.OUTCOME: "BC-{agency}",
    },
    discloses_at_once=True,
    goes_on=True,
)
OPINION = Kind(
    key=consulting.KIND,
    steps=consulting.STEPS,
    asked=consulting.ASKED,
    reminded=consulting.REMINDED,
    closed=consulting.CLOSED,
    papers={
        consulting.PLAN_SIGNED: consulting.PLAN,
        consulting.ASKED: consulting.SHEET,
        consulting.ANSWERED: consulting.TABLE,
        consulting.ISSUED: consulting.DECISION,
        consulting.DISCLOSED: consulting.NOTICE,
    },
    signed_first=consulting.PLAN,
    waits_signed="plan_signature",
    waits_answers="opinions",
    first_letter="opinion_asked",
    open_papers=(consulting.PLAN, consulting.TABLE, consulting.DECISION, consulting.NOTICE),
    unnumbered_papers=(consulting.SHEET,),
    symbols={
        consulting.PLAN: "KH-{agency}",
        consulting.TABLE: "BC-{agency}",
        consulting.DECISION: "QĐ-{agency}",
        consulting.NOTICE: "TB-{agency}",
    },
    after_close=(
        (consulting.ANSWERED, "table"),
        (consulting.UNION_REMARKED, "union_remark"),
        (consulting.DECIDED, "decision"),
        (consulting.ISSUED, "decision_signature"),
        (consulting.DISCLOSED, "a_run"),
        (consulting.POSTED, "posting"),
    ),
    spared=consulting.spared,
)
APPOINTMENT = Kind(
    key=appointing.KIND,
    steps=appointing.STEPS,
    papers={
        appointing.DOSSIER_COMPLETE: appointing.SUMMARY,
        appointing.PROPOSED: appointing.PROPOSAL,
        appointing.DISCLOSED: appointing.NOTICE,
        appointing.REPORTED: appointing.REPORT,
    },
    first_letter="meeting_summons",
    open_papers=(
        *(appointing.POLICY_PROPOSAL, appointing.INVITATION, appointing.SUMMONS_LIST, *appointing.BALLOTS.values()),
        *(appointing.DECISION, appointing.NOTICE),
    ),
    unnumbered_papers=tuple(appointing.BALLOTS.values()),
    symbols={
        appointing.POLICY_PROPOSAL: "TTr-{agency}",
        appointing.INVITATION: "GM-{agency}",
        appointing.SUMMONS_LIST: "DS-{agency}",
        appointing.MINUTES: "BB-{agency}",
        appointing.COUNTING: "BB-{agency}",
        appointing.SUMMARY: "BTH-{agency}",
        appointing.REPORT: "BC-{agency}",
        appointing.DELAY_REPORT: "BC-{agency}",
        appointing.PROPOSAL: "TTr-{agency}",
        appointing.DECISION: "QĐ-{agency}",
        appointing.NOTICE: "TB-{agency}",
    },
    by_meetings=True,
    result_papers=(
        *(appointing.MINUTES, appointing.COUNTING, appointing.SUMMARY, appointing.REPORT, appointing.DELAY_REPORT),
        appointing.PROPOSAL,
    ),
)
CONFIDENCE_POLL = Kind(
    key=polling.KIND,
    steps=polling.STEPS,
    papers={
        polling.NOTIFIED: polling.NOTICE,
        polling.RESULTS_REPORTED: polling.SUMMARY,
        polling.REPORT_SIGNED: polling.REPORT,
    },
    first_letter="poll_report_wanted",
    open_papers=(polling.NOTICE, polling.INVITATION, polling.SUMMONS_LIST, polling.BALLOT),
    unnumbered_papers=(polling.BALLOT,),
    symbols={
        polling.NOTICE: "TB-{agency}",
        polling.INVITATION: "GM-{agency}",
        polling.SUMMONS_LIST: "DS-{agency}",
        polling.MINUTES: "BB-{agency}",
        polling.COUNTING: "BB-{agency}",
        polling.SUMMARY: "BTH-{agency}",
        polling.REPORT: "BC-{agency}",
    },
    by_meetings=True,
    result_papers=(polling.MINUTES, polling.COUNTING, polling.SUMMARY, polling.REPORT),
)
REGULATION = Kind(
    key=ruling.KIND,
    steps=ruling.STEPS,
    papers={ruling.ISSUED: ruling.DECISION, ruling.DISCLOSED: ruling.NOTICE},
    first_letter="rules_disclosed",
    open_papers=(ruling.DECISION, ruling.COORDINATION, ruling.NOTICE),
    unnumbered_papers=(),
    symbols={
        ruling.DECISION: "QĐ-{agency}",
        ruling.COORDINATION: "QC-{agency}",
        ruling.NOTICE: "TB-{agency}",
    },
    without_round=True,
    spared=ruling.spared,
)
YEARLY = Kind(
    key=yearly.KIND,
    steps=yearly.STEPS,
    papers={},
    first_letter="conference_due",
    open_papers=(),
    unnumbered_papers=(),
    symbols={},
    without_round=True,
)
CONFERENCE = Kind(
    key=conferring.KIND,
    steps=conferring.STEPS,
    papers={
        conferring.PLANNED: conferring.PLAN,
        conferring.DRAFTS_ANSWERED: conferring.REPORT,
        conferring.LETTERS_DECIDED: conferring.LETTER_DECISION,
        conferring.LETTERS_COUNTED: conferring.LETTER_MINUTES,
    },
    first_letter="meeting_summons",
    open_papers=(
        *(conferring.PLAN, conferring.REPORT, conferring.INVITATION, conferring.SUMMONS_LIST, conferring.BALLOT),
        *(conferring.MINUTES, conferring.COUNTING, conferring.PACT, conferring.REWARDS),
        *(conferring.LETTER_DECISION, conferring.LETTER_SHEET, conferring.LETTER_MINUTES),
    ),
    unnumbered_papers=(conferring.BALLOT, conferring.LETTER_SHEET),
    symbols={
        conferring.PLAN: "KH-{agency}",
        conferring.REPORT: "BC-{agency}",
        conferring.PACT: "GƯ-{agency}",
        conferring.REWARDS: "DS-{agency}",
        conferring.INVITATION: "GM-{agency}",
        conferring.SUMMONS_LIST: "DS-{agency}",
        conferring.MINUTES: "BB-HNCBCC",
        conferring.COUNTING: "BB-HNCBCC",
        conferring.LETTER_DECISION: "QĐ-{agency}",
        conferring.LETTER_MINUTES: "BB-{agency}",
    },
    by_meetings=True,
)
EVERY = (RESOLUTION, OPINION, APPOINTMENT, CONFIDENCE_POLL, CONFERENCE, REGULATION, YEARLY)
KINDS = {kind.key: kind for kind in EVERY}
UNNUMBERED = tuple(paper for kind in KINDS.values() for paper in kind.unnumbered_papers)


def kind_of(procedure: Procedure) -> Kind:
    """What this procedure is."""
    return KINDS[procedure.kind]
