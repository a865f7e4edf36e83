"""What a measurement says: a figure, the baseline beside it, their ratio, and the goal that the ratio is held to."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Line:
    """One figure. `ratio` is to the table's baseline; `goal` as in ">= 0.04" or "<= 2", empty where there is none."""

    what: str
    value: float
    unit: str
    ratio: float | None = None
    goal: str = ""

    @property
    def is_kept(self) -> bool | None:
        """Whether the goal is met; None where there is no goal."""
        if not self.goal:
            return None
        sign, bound = self.goal.split()
        measured = self.value if self.ratio is None else self.ratio
        return measured >= float(bound) if sign == ">=" else measured <= float(bound)


@dataclass
class Table:
    """Some figures beside one baseline; notes say what a reader must know of how they came about."""

    title: str
    baseline: str
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, what: str, value: float, unit: str, ratio: float | None = None, goal: str = "") -> None:
        self.lines.append(Line(what, value, unit, ratio, goal))

    def __str__(self) -> str:
        head = [self.title, f"baseline: {self.baseline}", ""]
        wide = max((len(line.what) for line in self.lines), default=0)
        rows = [_row(line, wide) for line in self.lines]
        return "\n".join([*head, *rows, *(f"  ({note})" for note in self.notes), ""])


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of all values do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def p95(values: Sequence[float]) -> float:
    return percentile(values, 0.95)


def middle(values: Sequence[float]) -> float:
    return float(median(values))


def _row(line: Line, wide: int) -> str:
    ratio = "" if line.ratio is None else f"{line.ratio:.3g} x"
    verdict = {None: "", True: "kept", False: "MISSED"}[line.is_kept]
    return (
        f"  {line.what:<{wide}}  {_figure(line.value):>9} {line.unit:<9} {ratio:>9}  {line.goal:<8} {verdict}".rstrip()
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
