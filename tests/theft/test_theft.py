"""A thief of everything guesses; of a build that leaks, knows; and in mid-round nothing lies about."""

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from ballots import credentials
from models.store import database
from tests import databases
from tests.theft.leaks import LEAKS
from tests.theft.loot import Loot
from tests.theft.stage import Leak, Played, Stage, nothing
from tests.theft.thief import Robbed, Thief, Truth, robbed
from tests.theft.verdict import at_least, beats_guessing

AT_HOME, ROBBED = range(2), range(10, 12)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with databases.own_environment():
        yield Stage(tmp_path_factory.mktemp("theft"))
        database.engine().dispose()


def rob(stage: Stage, seed: int, leak: Leak = nothing) -> tuple[Robbed, Truth]:
    played = stage.play(seed if leak is nothing else seed + 100 * (1 + LEAKS.index(leak)), leak)
    return robbed(Loot(played.folder / "end", played.uuid)), played.truth


@pytest.fixture(scope="module")
def played(stage: Stage) -> Played:
    return stage.play(1000)


def test_the_thief_does_no_better_than_always_naming_the_commonest_option(stage: Stage) -> None:
    thief = Thief([rob(stage, seed) for seed in AT_HOME])
    beats, said = beats_guessing(thief, [rob(stage, seed) for seed in ROBBED])
    assert not beats, said


@pytest.mark.parametrize("leak", LEAKS)
def test_of_a_build_that_leaks_the_thief_names_the_options(stage: Stage, leak: Leak) -> None:
    thief = Thief([rob(stage, seed, leak) for seed in AT_HOME])
    beats, said = beats_guessing(thief, [rob(stage, ROBBED[0], leak)])
    assert beats, said


def test_what_the_thief_has_is_whole(played: Played) -> None:
    """Databases, journal, backup, log, mails and keys lie there, and it is known who cast which ballot when."""
    loot = Loot(played.folder / "end", played.uuid)
    names = [name for name, _ in loot.files()]
    assert {"danchu.db", "danchu.db-wal", "backup.db", "web.log", "keys/link.key"} <= set(names)
    assert sum(name.endswith(".eml") for name in names) > 2 * len(loot.voters)
    assert any("/keys/" in line for line in loot.lines)
    assert not [line for line in loot.lines if "cannot be written" in line]
    assert {voter.entry for voter in loot.voters} == played.truth.keys()
    assert sum(loot.counts) == len(played.truth)
    seen = robbed(loot)
    assert len(seen.clues) > 50
    assert not [clue for clue in seen.clues.values() if clue == played.truth]


def test_a_copy_of_everything_in_mid_round_holds_no_link_no_code_no_choice(played: Played) -> None:
    """Letters that were sent hold links and codes, for their readers; nothing else does, free pages included."""
    assert len(played.secrets) > 20
    secrets = [*played.secrets, *(code.replace("-", "") for code in played.secrets)]
    secrets += [str(credentials.private_credential(code, played.uuid)) for code in played.secrets]
    for name, raw in Loot(played.folder / "middle", played.uuid).files():
        if not name.startswith(("mail/", "keys/")):
            assert not [secret for secret in secrets if secret.encode() in raw], name
            assert not re.search(rb"/p/\d+-[0-9a-f]{16}|/keys/\d+-[0-9a-f]{16}|#[1-9A-Za-z]{3}-[1-9A-Za-z]{3}-", raw), (
                name
            )


def test_of_a_ballot_no_moment_is_kept_in_any_table(played: Played) -> None:
    loot = Loot(played.folder / "end", played.uuid)
    for table in ("archive_record", "voter_credential"):
        for row in loot.table(table):
            texts = [str(value) for name, value in row.items() if name not in ("body", "public_half")]
            assert not re.search(r"\d{2}:\d{2}", " ".join(texts)), table


def test_luck_is_counted_exactly() -> None:
    assert at_least(0, 10, Fraction(1, 3)) == 1
    assert at_least(10, 10, Fraction(1, 2)) == Fraction(1, 1024)
    assert at_least(9, 10, Fraction(1, 2)) == Fraction(11, 1024)
