"""Every rule that a case may name."""

from collections.abc import Mapping

from law.cases import appointing, approving, clocks, consulting
from law.cases.answers import CaseRule

RULES: Mapping[str, CaseRule] = {**clocks.RULES, **consulting.RULES, **appointing.RULES, **approving.RULES}
