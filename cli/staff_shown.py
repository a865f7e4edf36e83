"""What reading a staff list found, as a person at the terminal reads it."""

from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from documents.incoming.guard import named
from documents.incoming.staff_list import Finding, StaffList


def show(found: StaffList, file: Path) -> None:
    """The whole finding on the terminal."""
    console = Console()
    if found.refused:
        console.print(Text(f"Không nhận tệp. {found.refused}"), soft_wrap=True)
        return
    summary = f"Tệp {named(file.name)}: nhận được {len(found.people)} người, {_count(found.errors)} phải sửa."
    console.print(Text(summary), soft_wrap=True)
    for title, findings in (("Phải sửa", found.errors), ("Cần biết", found.notices)):
        if findings:
            console.print(_table(title, findings))


def _count(errors: list[Finding]) -> str:
    return f"{len({(error.sheet, error.row) for error in errors})} dòng"


def _table(title: str, findings: list[Finding]) -> Table:
    """Rows that say the same of one column stand together: "5, 7, 8"."""
    table = Table(title=title, title_justify="left", show_lines=False)
    for heading in ("Dòng", "Cột", "Nội dung"):
        table.add_column(heading, overflow="fold")
    same = sorted(findings, key=lambda finding: (finding.sheet, finding.column, finding.what))
    groups = [list(group) for _, group in groupby(same, lambda found: (found.sheet, found.column, found.what))]
    for group in sorted(groups, key=lambda group: (group[0].sheet, group[0].row)):
        numbers = ", ".join(str(finding.row) for finding in group)
        where = f"{group[0].sheet}: {numbers}" if group[0].sheet else numbers
        table.add_row(Text(where), Text(group[0].column), Text(group[0].what))
    return table
