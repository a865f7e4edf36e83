"""Cases that lawyers write ("66 of 99 present: quorate"), checked with the functions that the procedures use."""

from law.cases.answers import Answer, CaseRule
from law.cases.checking import Refused, Verdict, answer, check
from law.cases.known import RULES

__all__ = ["RULES", "Answer", "CaseRule", "Refused", "Verdict", "answer", "check"]
