"""What a rehearsal with sealed ballots must have kept, by the archives that it left and by the mails alone."""

import io
from collections import Counter
from collections.abc import Iterable, Sequence

from ballots.archive import spoken
from ballots.exact import Broken
from ballots.verify import Report, verify
from cli.rehearsal.post import kind_of, text_of
from cli.rehearsal.promises import Left
from cli.rehearsal.sealed.voting import SealedVote


def report_of(left: Left, vote: SealedVote) -> Report | None:
    """What the whole archive says, every rule checked; None where one is broken or there is no archive."""
    try:
        archive = (left.out / "archives" / f"{vote.uuid}.bel").read_bytes()
        return verify(io.BytesIO(archive), roll=vote.voters, head_at_close=vote.head_at_close, stage="result")
    except (Broken, OSError):
        return None


def promises(left: Left, votes: Sequence[SealedVote]) -> dict[str, bool]:
    """What each round promised."""
    found: dict[str, bool] = {}
    for vote in votes:
        report, said = report_of(left, vote), f"sealed round {vote.uuid}: "
        counted = (report.counted, report.result) if report else None
        found |= {
            f"{said}the archive does not verify to its result": report is not None,
            f"{said}counted {counted}, voted {len(vote.cast)}, {vote.result}": counted == (len(vote.cast), vote.result),
            f"{said}the public archive does not verify": _is_public(left, vote),
            f"{said}not exactly one letter at the close for each voter, with the number of the box": _told(left, vote),
        }
    return found


def unsaid(votes: Iterable[SealedVote]) -> list[str]:
    """What neither Prefect nor anyone else may know: codes of voters and of holders."""
    return [code for vote in votes for code in (*vote.codes.values(), *vote.holders.codes.values())]


def _is_public(left: Left, vote: SealedVote) -> bool:
    """It ends with the ballots or with the result, and is the beginning of the whole one."""
    folder = left.out / "archives"
    public, whole = ((folder / name).read_bytes() for name in (f"{vote.uuid}-public.bel", f"{vote.uuid}.bel"))
    try:
        stage = verify(io.BytesIO(public), roll=vote.voters, head_at_close=vote.head_at_close).stage
    except Broken:
        return False
    return stage in ("closed", "result") and whole.startswith(public)


def _told(left: Left, vote: SealedVote) -> bool:
    number = spoken(vote.head_at_close)
    letters = {mail.header("Message-ID"): mail for mail in left.mails if kind_of(mail) == "ballots_closed"}
    of_it = [mail for mail in letters.values() if number in " ".join(text_of(mail).split())]
    return Counter(address for mail in of_it for address in mail.recipients) == Counter(vote.told)
