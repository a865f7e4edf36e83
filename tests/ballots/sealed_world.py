"""One small sealed round that the tests share, and ways to build archives of it, right ones and broken ones."""

import io
import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from gmpy2 import mpz, powmod

from ballots import archive, exact
from ballots.archive import Record
from ballots.ballot import Ballot, check, seal
from ballots.credentials import credentials_json, derive_code, private_credential, public_credential
from ballots.election import Election, Question, make_election
from ballots.group import P, Q, hash_scalar, inverse, power, powers_of_g, random_scalar
from ballots.keys import Ceremony, say, share
from ballots.opening import open_share
from ballots.proofs.decryption import ordinary
from ballots.proofs.knowledge import prove, respond
from ballots.tally import Partial, Tally, add_up, read_partial, result
from ballots.verify import Report, verify

HOUR = 1796011200
ROUND_KEY = bytes(range(32))
CODES = {
    1: "0000-1111-2222-3333-4444-5555-669G",
    2: "7777-8888-9999-AAAA-BBBB-CCCC-DDZJ",
    3: "EEEE-FFFF-GGGG-HHHH-JJJJ-KKKK-MMVA",
}
QUESTIONS = (
    Question("Đồng chí giới thiệu ai?", ("Nguyễn Thị An", "Trần Văn Bình", "Không giới thiệu ai"), 1, 1),
    Question("Chọn đến hai người", ("Một", "Hai", "Ba"), 0, 2),
)
VOTES = [
    [[1, 0, 0], [1, 1, 0]],
    [[0, 1, 0], [0, 0, 0]],
    [[1, 0, 0], [0, 1, 0]],
    [[0, 0, 1], [1, 0, 0]],
    [[1, 0, 0], [0, 0, 1]],
    [[0, 1, 0], [1, 0, 1]],
]
REVOTE = [[0, 0, 1], [0, 0, 0]]
COUNTS = [[2, 2, 2], [2, 1, 2]]
"""What comes out: voter 1 votes again in the end."""

Step = tuple[str, list[bytes]]


@dataclass(frozen=True)
class Box:
    """A finished round: six voters, one of whom voted twice; holders 1 and 3 opened."""

    ceremony: Ceremony
    election: Election
    codes: list[str]
    credentials: bytes
    cast: list[bytes]
    tally: Tally
    partials: dict[int, bytes]

    @property
    def setup(self) -> Step:
        return setup(self.election.raw, self.ceremony.trustees, self.credentials)

    @property
    def opened(self) -> list[Step]:
        return [self.setup, *(ballot(raw) for raw in self.cast)]

    @property
    def closed(self) -> list[Step]:
        return [*self.opened, END]

    @property
    def summed(self) -> list[Step]:
        return [*self.closed, summed(self.tally.as_json(), self.tally.voters, self.tally.weight)]

    @property
    def shared(self) -> list[Step]:
        return [*self.summed, *(shared(owner, raw) for owner, raw in self.partials.items())]

    @property
    def finished(self) -> list[Step]:
        return [*self.shared, counted(COUNTS)]

    def secret(self, voter: int) -> mpz:
        return private_credential(self.codes[voter], self.election.uuid)

    def checked(self, raws: Iterable[bytes]) -> list[tuple[Ballot, int]]:
        return [(check(self.election, raw), 1) for raw in raws]


@cache
def ceremony() -> Ceremony:
    """A ceremony that was held to its end."""
    held = Ceremony("CeremonyAbcdefgh")
    while held.waits_for:
        for index in list(held.waits_for):
            message = say(held, CODES[index], index)
            held = held.hear(json.loads(exact.compact(message)))
    return held


@cache
def box() -> Box:
    """The round of this file, from its first message to its result."""
    held, uuid = ceremony(), "RoundAbcdefghijk"
    election = make_election(uuid, "Hội nghị “cán bộ chủ chốt”", "Bước 2 \\ /", held.public_key, QUESTIONS)
    codes = [derive_code(ROUND_KEY, str(number)) for number in range(1, 7)]
    credentials = credentials_json(public_credential(code, uuid) for code in codes)
    cast = [seal(election, private_credential(code, uuid), votes) for code, votes in zip(codes, VOTES, strict=True)]
    cast.append(seal(election, private_credential(codes[0], uuid), REVOTE))
    tally = add_up(election, [(check(election, raw), 1) for raw in cast])
    made = Box(held, election, codes, credentials, cast, tally, {})
    closed = written(made.closed)
    partials = {owner: open_share(io.BytesIO(closed), owner, share(held, CODES[owner], owner))[0] for owner in (1, 3)}
    assert result(election, held.trustees, tally, partials) == COUNTS
    return replace(made, partials=partials)


def election_of(*questions: Question) -> Election:
    return make_election("RoundZyxwvutsrqp", "Tên", "", ceremony().public_key, questions)


def written(steps: Iterable[Step], timestamp: int = HOUR) -> bytes:
    """An archive of these steps in which every hash is right, whatever the steps say."""
    return archive.write(records(steps, timestamp))


def records(steps: Iterable[Step], timestamp: int = HOUR) -> list[Record]:
    made = [Record("BELENIOS", exact.compact({"version": 1, "timestamp": str(timestamp)}))]
    parent = ""
    for height, (kind, parts) in enumerate(steps):
        event: dict[str, Any] = {"parent": parent} if parent else {}
        event |= {"height": height, "type": kind}
        if parts:
            event["payload"] = exact.digest(parts[-1])
        body = exact.compact(event)
        made += [Record(exact.digest(part) + ".data.json", part) for part in parts]
        made.append(Record(exact.digest(body) + ".event.json", body))
        parent = exact.digest(body)
    return made


END: Step = ("EndBallots", [])


def setup(election: bytes, trustees: bytes, credentials: bytes) -> Step:
    parts = {"election": election, "trustees": trustees, "credentials": credentials}
    return "Setup", [*parts.values(), exact.compact({name: exact.digest(part) for name, part in parts.items()})]


def ballot(raw: bytes) -> Step:
    return "Ballot", [raw]


def summed(tally: bytes, voters: int, weight: int) -> Step:
    sized = {"num_tallied": voters, "total_weight": weight, "encrypted_tally": exact.digest(tally)}
    return "EncryptedTally", [tally, exact.compact(sized)]


def shared(owner: int, factors: bytes) -> Step:
    return "PartialDecryption", [factors, exact.compact({"owner": owner, "payload": exact.digest(factors)})]


def counted(counts: Sequence[Sequence[int | str]]) -> Step:
    return "Result", [exact.compact({"result": counts})]


def report(raw: bytes, **expected: Any) -> Report:
    return verify(io.BytesIO(raw), **expected)


def broken(raw: bytes, **expected: Any) -> str:
    """The rule that an archive breaks; nothing where it breaks none."""
    try:
        report(raw, **expected)
    except exact.Broken as refusal:
        return refusal.rule
    return ""


def resigned(raw: bytes, secret: mpz, **changed: Any) -> bytes:
    """A ballot with some fields changed and signed again by its voter."""
    said = {**json.loads(raw), **changed}
    del said["signature"]
    hash_ = exact.short_digest(exact.compact(said))
    return exact.compact({**said, "signature": {"hash": hash_, "proof": prove(f"sig|{hash_}", secret).as_json()}})


def false_factor(owner: int) -> bytes:
    """A wrong factor that carries a right ordinary proof: the fault of the format that the strong proof mends."""
    made = box()
    secret, key = share(made.ceremony, CODES[owner], owner), made.ceremony.verification_key(owner)
    partial = read_partial(made.election, open_share_of(owner)[0])
    alpha = made.tally.sums[0][0].alpha
    nonce, second = random_scalar(), powers_of_g(random_scalar())
    challenge = hash_scalar(f"{ordinary(made.election.fingerprint, key)}|", [powers_of_g(nonce), second])
    proof = respond(secret, nonce, challenge)
    factor = power(second * inverse(power(alpha, proof.response)) % P, powmod(challenge, -1, Q))
    factors = ((factor, *partial.factors[0][1:]), *partial.factors[1:])
    return Partial(factors, ((proof, *partial.proofs[0][1:]), *partial.proofs[1:])).as_json()


@cache
def open_share_of(owner: int) -> tuple[bytes, bytes]:
    made = box()
    return open_share(io.BytesIO(written(made.closed)), owner, share(made.ceremony, CODES[owner], owner))


def tool(folder: Path, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """belenios-tool of Debian, in a folder of its own; bounded, for a false share makes it count without end."""
    environment = {"PATH": "/usr/bin:/bin", "BELENIOS_USE_URANDOM": "1"}
    return subprocess.run(
        ["timeout", "60", "prlimit", "--as=2000000000", "belenios-tool", *arguments],
        cwd=folder,
        env=environment,
        input=given or "",
        capture_output=True,
        text=True,
        check=False,
    )


def tool_accepts(folder: Path, raw: bytes, uuid: str) -> bool:
    (folder / f"{uuid}.bel").write_bytes(raw)
    return tool(folder, "election", "verify").returncode == 0
