"""Who counted the ballots, as a table that the minutes of every count print."""

from collections.abc import Sequence

from documents.paper import Column, Row, Table
from documents.papers.appointment.facts import Official
from documents.wording import Wording


def tellers_table(tellers: Sequence[Official], words: Wording) -> Table:
    """A row a teller, the one who leads them first; its words are the paper's `teller_columns` and `duty`."""
    columns = map(Column, words.lines("teller_columns"), (7, 34, 39, 20), ("center", "left", "left", "center"))
    rows = (
        Row((str(place), each.full_name, each.standing, words.text("duty", is_first=place == 1)))
        for place, each in enumerate(tellers, 1)
    )
    return Table(tuple(columns), tuple(rows))
