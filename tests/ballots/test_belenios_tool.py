"""belenios-tool of Debian and we accept each other's elections, at every stage."""

import json
import re
from pathlib import Path

from ballots.ballot import check, seal
from ballots.credentials import private_credential, public_credential
from ballots.election import read_election
from ballots.verify import Report, verify
from tests.ballots.faults import FAULTS
from tests.ballots.sealed_world import COUNTS, box, tool, tool_accepts, written

ONE = {"answers": ["Đồng ý", "Không"], "min": 1, "max": 1, "question": "Câu “1”?"}
BLANK = {"answers": ["A", "B"], "blank": True, "min": 1, "max": 1, "question": "Hai"}
GROUP = ("--group", "BELENIOS-2048")
MANY = {"answers": ["A", "B", "C"], "min": 0, "max": 5, "question": "Ba"}


class TheirElection:
    """An election made by belenios-tool in a folder of its own."""

    def __init__(self, folder: Path, *questions: object, weights: tuple[str, ...] = ("", "", "")) -> None:
        self.folder, self.voters = folder, len(weights)
        template = {"description": "Mô tả", "name": "Tên /x", "questions": questions}
        (folder / "template.json").write_text(json.dumps(template, ensure_ascii=False))
        self.uuid = self.run("setup", "generate-token").strip()
        named = [f"v{at}@x,v{at}{',' if weight else ''}{weight}" for at, weight in enumerate(weights)]
        (folder / "voters.txt").write_text("\n".join(named) + "\n")
        self.run("setup", "generate-credentials", "--uuid", self.uuid, *GROUP, "--file", "voters.txt")
        self._rename("*.pubcreds", "public_creds.json")
        private = self._rename("*.privcreds", "private.txt").read_text().splitlines()
        self.codes = [line.split()[-1] for line in private]
        (folder / "public_keys.jsons").write_text("")

    def run(self, *arguments: str, given: str | None = None) -> str:
        done = tool(self.folder, *arguments, given=given)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def single_keys(self, count: int) -> None:
        for _ in range(count):
            self.run("setup", "generate-trustee-key", *GROUP)
        keys = sorted(self.folder.glob("*.pubkey"))
        (self.folder / "public_keys.jsons").write_text("".join(key.read_text().strip() + "\n" for key in keys))

    def two_of_three(self) -> None:
        make = ("setup", "generate-trustee-key-threshold", *GROUP)
        for _ in range(3):
            self.run(*make, "--step", "1")
        self._join("*.cert", "certs")
        self.run(*make, "--certs", "certs", "--step", "2")
        keys = sorted(self.folder.glob("*.key"))
        third = (*make, "--certs", "certs", "--step", "3", "--threshold", "2", "--key")
        (self.folder / "polynomials").write_text("".join(self.run(*third, key.name) for key in keys))
        self.run(*make, "--certs", "certs", "--step", "4", "--polynomials", "polynomials")
        for key in keys:
            given = key.with_suffix(".vinput").read_text()
            said = self.run(*make, "--certs", "certs", "--key", key.name, "--step", "5", given=given)
            key.with_suffix(".voutput").write_text(said)
        given = "".join(key.with_suffix(".voutput").read_text() for key in keys)
        last = (*make, "--certs", "certs", "--step", "6", "--polynomials", "polynomials")
        (self.folder / "threshold.json").write_text(self.run(*last, given=given))

    def begin(self) -> None:
        self.run("setup", "make-trustees")
        self.run("setup", "make-election", "--uuid", self.uuid, *GROUP, "--template", "template.json")
        self.run("archive", "init")

    def cast(self, voter: int, choices: object) -> None:
        (self.folder / "code").write_text(self.codes[voter])
        (self.folder / "choices").write_text(json.dumps(choices))
        self.add("Ballot", self.run("election", "generate-ballot", "--privcred", "code", "--ballot", "choices"))

    def add(self, kind: str, data: str = "") -> None:
        self.run("archive", "add-event", f"--type={kind}", given=data)

    def end(self) -> None:
        self.add("EndBallots")

    def sum_up(self) -> None:
        self.add("EncryptedTally", self.run("election", "compute-encrypted-tally"))

    def open(self, owner: int, key: Path) -> None:
        if key.suffix == ".privkey":
            share = self.run("election", "decrypt", "--privkey", key.name, "--trustee-id", str(owner))
        else:
            decryption = key.with_suffix(".dkey").name
            made = ("--key", key.name, "--decryption-key", decryption, "--trustee-id", str(owner))
            share = self.run("election", "decrypt-threshold", *made)
        self.add("PartialDecryption", share)

    def conclude(self) -> None:
        self.add("Result", self.run("election", "compute-result"))
        self.run("election", "verify")

    @property
    def report(self) -> Report:
        return verify(self.folder / f"{self.uuid}.bel")

    def _rename(self, pattern: str, name: str) -> Path:
        [found] = self.folder.glob(pattern)
        return found.rename(self.folder / name)

    def _join(self, pattern: str, name: str) -> None:
        joined = "".join(each.read_text().strip() + "\n" for each in sorted(self.folder.glob(pattern)))
        (self.folder / name).write_text(joined)


def test_their_election_with_single_keys_and_a_revote_passes_at_every_stage(tmp_path: Path) -> None:
    theirs = TheirElection(tmp_path, ONE, BLANK)
    theirs.single_keys(2)
    theirs.begin()
    assert theirs.report == Report("open", 0, 0, None)
    for voter, choices in enumerate([[[1, 0], [0, 1, 0]], [[0, 1], [1, 0, 0]], [[1, 0], [0, 0, 1]]]):
        theirs.cast(voter, choices)
    theirs.cast(0, [[0, 1], [1, 0, 0]])
    assert theirs.report == Report("open", 4, 3, None)
    theirs.end()
    assert theirs.report.stage == "closed"
    theirs.sum_up()
    assert theirs.report.stage == "encrypted_tally"
    for owner, key in enumerate(sorted(tmp_path.glob("*.privkey")), 1):
        theirs.open(owner, key)
        assert theirs.report.stage == "partial"
    theirs.conclude()
    assert theirs.report == Report("result", 4, 3, [[1, 2], [2, 0, 1]])


def test_their_election_opened_by_two_of_three_passes_with_weights_and_without_the_second_holder(
    tmp_path: Path,
) -> None:
    theirs = TheirElection(tmp_path, MANY, weights=("1", "2", "90000000000"))
    theirs.two_of_three()
    theirs.begin()
    for voter, choices in enumerate([[[1, 1, 0]], [[0, 0, 0]], [[0, 1, 0]]]):
        theirs.cast(voter, choices)
    theirs.end()
    theirs.sum_up()
    keys = sorted(tmp_path.glob("*.key"))
    order = _in_order_of_certificates(theirs, keys)
    theirs.open(1, order[0])
    theirs.open(3, order[2])
    assert theirs.report.stage == "partial"
    theirs.conclude()
    assert theirs.report == Report("result", 3, 3, [[1, 90000000001, 0]])


def _in_order_of_certificates(theirs: TheirElection, keys: list[Path]) -> list[Path]:
    """The keys in the order in which the certificates were joined."""
    certs = (theirs.folder / "certs").read_text().splitlines()
    return sorted(keys, key=lambda key: certs.index(key.with_suffix(".cert").read_text().strip()))


def test_their_election_opened_by_one_single_key_and_two_of_three_passes(tmp_path: Path) -> None:
    theirs = TheirElection(tmp_path, ONE)
    theirs.single_keys(1)
    theirs.two_of_three()
    theirs.begin()
    theirs.cast(0, [[1, 0]])
    theirs.end()
    theirs.sum_up()
    [single] = tmp_path.glob("*.privkey")
    theirs.open(1, single)
    for owner, key in enumerate(_in_order_of_certificates(theirs, list(tmp_path.glob("*.key"))), 2):
        theirs.open(owner, key)
    theirs.conclude()
    assert theirs.report == Report("result", 1, 1, [[1, 0]])


def test_their_election_in_which_nobody_votes_passes(tmp_path: Path) -> None:
    theirs = TheirElection(tmp_path, ONE)
    theirs.single_keys(1)
    theirs.begin()
    theirs.end()
    theirs.sum_up()
    [key] = tmp_path.glob("*.privkey")
    theirs.open(1, key)
    theirs.conclude()
    assert theirs.report == Report("result", 0, 0, [[0, 0]])


def test_a_ballot_of_ours_is_taken_into_their_archive(tmp_path: Path) -> None:
    theirs = TheirElection(tmp_path, ONE, BLANK, MANY)
    theirs.single_keys(1)
    theirs.begin()
    raw = re.search(rb'\{"version":1,"description".*?"uuid":"\w+"\}', (tmp_path / f"{theirs.uuid}.bel").read_bytes())
    assert raw
    election = read_election(raw[0])
    ours = seal(election, private_credential(theirs.codes[0], theirs.uuid), [[1, 0], [1, 0, 0], [0, 0, 0]])
    theirs.add("Ballot", ours.decode())
    theirs.cast(1, [[0, 1], [0, 0, 1], [1, 1, 1]])
    theirs.run("election", "verify")
    assert theirs.report == Report("open", 2, 2, None)
    assert check(election, ours, [public_credential(code, theirs.uuid) for code in theirs.codes])


def test_they_accept_our_archive_at_every_stage(tmp_path: Path) -> None:
    made = box()
    for steps in ([made.setup], made.opened, made.closed, made.summed, made.shared[:-1], made.shared, made.finished):
        assert tool_accepts(tmp_path, written(steps), made.election.uuid)


def test_they_find_our_result(tmp_path: Path) -> None:
    made = box()
    (tmp_path / f"{made.election.uuid}.bel").write_bytes(written(made.shared))
    assert json.loads(tool(tmp_path, "election", "compute-result").stdout) == {"result": COUNTS}


def test_they_pass_what_we_refuse_and_refuse_what_we_refuse(tmp_path: Path) -> None:
    uuid = box().election.uuid
    passed = ["end_in_the_middle_so_that_later_ballots_do_not_count", "fifty_voters_more", "ended_twice"]
    refused = ["two_votes_where_one_is_allowed", "a_record_that_nobody_uses", "a_ballot_of_nobody"]
    assert [name for name in passed if tool_accepts(tmp_path, FAULTS[name][1](), uuid)] == passed
    assert not [name for name in refused if tool_accepts(tmp_path, FAULTS[name][1](), uuid)]
