"""What sealed opinions must have kept: each in the table once and without a name, the box as its voters filled it."""

import io
from collections import Counter
from collections.abc import Sequence

from ballots.exact import Broken
from ballots.verify import verify
from cli.rehearsal.opinion.sealing import SealedOpinions
from cli.rehearsal.opinion.tables import NamedRow, folded
from cli.rehearsal.promises import Left
from cli.rehearsal.sealed import judging as box

_BY_NAME = "SELECT email FROM answer JOIN roll_entry ON roll_entry.id = roll_entry_id WHERE email IS NOT NULL"


def counted(left: Left, opinions: SealedOpinions | None) -> int:
    """How many answered sealed, by the archive alone."""
    if opinions is None:
        return 0
    archive = left.out / "archives" / f"{opinions.uuid}-public.bel"
    try:
        return verify(io.BytesIO(archive.read_bytes()), head_at_close=opinions.head_at_close).counted
    except (Broken, OSError):
        return -1


def opened(opinions: SealedOpinions | None) -> tuple[int, int]:
    """How many agreed and commented sealed, as far as the box was opened."""
    if opinions is None or not opinions.is_opened:
        return 0, 0
    agreed, commented = opinions.result[0]
    return agreed, commented


def promises(left: Left, opinions: SealedOpinions, named: Sequence[NamedRow]) -> dict[str, bool]:
    """What the sealed half of a consultation promised; `named`: the rows as HR reads them."""
    sealed = [row for row in named if row.sealed]
    tabled = Counter({row.gist: row.sealed for row in sealed})
    sent = Counter({folded(words): people for words, people in opinions.said.items()})
    expected = sent if opinions.is_opened else Counter[str]()
    by_name = {email for (email,) in left.rows(_BY_NAME)}
    both = by_name & {voter.address for voter in opinions.cast}
    return {
        f"sealed opinions lost {expected - tabled}, made up {tabled - expected}": tabled == expected,
        "a sealed opinion stands with a name or a paragraph": not any(row.voices or row.paragraph for row in sealed),
        f"kept by name though sealed: {len(both)}": not both,
        **(box.promises(left, [opinions]) if opinions.is_opened else {}),
    }
