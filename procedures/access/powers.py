"""Vai trò nào làm được việc gì: the one table of powers, asked by every page and verb, printed in docs/roles.md."""

import enum
from dataclasses import dataclass

from models import DutyKind, Role


class Power(enum.StrEnum):
    """Something that not everyone may do; its words stand under `powers` in templates/sentences.yaml."""

    KEEP_DESK = "keep_desk"
    DRAFT = "draft"
    ENTER_PAPER_LIST = "enter_paper_list"
    ANSWER_OPINIONS = "answer_opinions"
    REMARK = "remark"
    JUDGE_ITEMS = "judge_items"
    ASSESS_ITEMS = "assess_items"
    CONCLUDE_CHECK = "conclude_check"
    AGREE_CHECK = "agree_check"
    REVIEW_RULES = "review_rules"
    LIST_PEOPLE = "list_people"
    ASSIGN_DUTIES = "assign_duties"
    KEEP_STAFF = "keep_staff"
    KEEP_LETTERS = "keep_letters"
    KEEP_AGENCY = "keep_agency"
    READ_OWN_RULES = "read_own_rules"
    KEEP_OWN_RULES = "keep_own_rules"
    CORRECT = "correct"
    ASK_ABOUT_ROLES = "ask_about_roles"
    FILE_DOCUMENTS = "file_documents"
    RUN_MEETING = "run_meeting"
    COUNT = "count"
    SEE_BOX = "see_box"
    CONSENT_TO_CODES = "consent_to_codes"
    FILE_PAPERS = "file_papers"
    PRINT_PAPERS = "print_papers"
    WATCH = "watch"
    READ_PAPERS = "read_papers"
    SEE_LETTERS = "see_letters"
    READ_LOG = "read_log"
    DECIDE = "decide"
    KEEP_MACHINE = "keep_machine"
    RETRY_RUN = "retry_run"


@dataclass(frozen=True)
class Terms:
    """Who has a power: any of the roles, or the head of a unit for the own unit.

    `not_if_listed`: not in a procedure that is about this person. `duty`: among the roles, only whoever has it now,
    and those of `without_duty`.
    """

    roles: tuple[Role, ...]
    or_unit_head: bool = False
    not_if_listed: bool = False
    duty: DutyKind | None = None
    without_duty: tuple[Role, ...] = ()


STRONG_ROLES = frozenset({Role.HR, Role.OPERATOR})
_HR, _ANYONE = (Role.HR,), tuple(Role)
_WATCHERS = (Role.HR, Role.MANAGER, Role.CLERK, Role.UNION, Role.INSPECTOR)

POWERS: dict[Power, Terms] = {
    Power.KEEP_DESK: Terms(_HR),
    Power.DRAFT: Terms(_HR, not_if_listed=True),
    Power.ENTER_PAPER_LIST: Terms(_HR, not_if_listed=True),
    Power.ANSWER_OPINIONS: Terms((Role.HR, Role.MANAGER), not_if_listed=True),
    Power.REMARK: Terms((Role.UNION,), not_if_listed=True),
    Power.JUDGE_ITEMS: Terms((Role.HR, Role.MANAGER), not_if_listed=True),
    Power.ASSESS_ITEMS: Terms((Role.HR, Role.MANAGER), not_if_listed=True),
    Power.CONCLUDE_CHECK: Terms((Role.MANAGER,), not_if_listed=True),
    Power.AGREE_CHECK: Terms((Role.UNION,), not_if_listed=True),
    Power.REVIEW_RULES: Terms((Role.HR, Role.MANAGER), not_if_listed=True),
    Power.LIST_PEOPLE: Terms(_HR, not_if_listed=True),
    Power.ASSIGN_DUTIES: Terms(_HR, not_if_listed=True),
    Power.KEEP_STAFF: Terms(_HR),
    Power.KEEP_LETTERS: Terms(_HR),
    Power.KEEP_AGENCY: Terms((Role.HR, Role.OPERATOR)),
    Power.READ_OWN_RULES: Terms((Role.HR, Role.MANAGER)),
    Power.KEEP_OWN_RULES: Terms(_HR),
    Power.CORRECT: Terms(_HR, not_if_listed=True),
    Power.ASK_ABOUT_ROLES: Terms((Role.HR, Role.OPERATOR)),
    Power.FILE_DOCUMENTS: Terms((Role.HR, Role.CLERK), not_if_listed=True),
    Power.RUN_MEETING: Terms(_ANYONE, not_if_listed=True, duty=DutyKind.SECRETARY, without_duty=_HR),
    Power.COUNT: Terms(_ANYONE, not_if_listed=True, duty=DutyKind.TELLER),
    Power.SEE_BOX: Terms(_ANYONE, duty=DutyKind.TELLER, without_duty=_WATCHERS),
    Power.CONSENT_TO_CODES: Terms((Role.UNION, Role.INSPECTOR), not_if_listed=True),
    Power.FILE_PAPERS: Terms((Role.CLERK,), not_if_listed=True),
    Power.PRINT_PAPERS: Terms((Role.CLERK, Role.HR), not_if_listed=True),
    Power.WATCH: Terms(_WATCHERS, or_unit_head=True),
    Power.READ_PAPERS: Terms(_WATCHERS),
    Power.SEE_LETTERS: Terms((Role.HR, Role.MANAGER)),
    Power.READ_LOG: Terms((Role.HR, Role.MANAGER, Role.UNION, Role.INSPECTOR)),
    Power.DECIDE: Terms((Role.MANAGER,), not_if_listed=True, duty=DutyKind.DECIDER),
    Power.KEEP_MACHINE: Terms((Role.OPERATOR,)),
    Power.RETRY_RUN: Terms((Role.OPERATOR, Role.HR)),
}
