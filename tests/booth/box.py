"""A sealed round in memory, as a server would keep it: holders' codes, voters' codes, the archive so far."""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ballots import archive, credentials, keys, mix
from ballots.ballot import check, tracker
from ballots.election import Election, Question, make_election, new_uuid
from ballots.exact import Broken, compact
from ballots.keys.ceremony import Ceremony
from ballots.proofs.knowledge import read_proof

HOUR = 1_796_004_000
HOLDERS = ("Phạm Thị Hương", "Đỗ Văn Khải", "Lê Thu Lan")
PEOPLE = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Cường", "Võ Ngọc Dung", "Hoàng Minh Đức")
KINDS = {
    "introduce": [
        Question("Giới thiệu nhân sự Trưởng phòng Lãnh sự", (*PEOPLE[:3], "Không chọn ai (phiếu trắng)"), 1, 1)
    ],
    "agree": [Question(f"{name}, Trưởng phòng Lãnh sự", ("Đồng ý", "Không đồng ý"), 1, 1) for name in PEOPLE[:2]],
    "levels": [Question(name, ("Tín nhiệm cao", "Tín nhiệm", "Tín nhiệm thấp"), 1, 1) for name in PEOPLE[:3]],
    "several": [Question("Bầu Ban Thanh tra nhân dân", PEOPLE, 0, 3)],
    "several_or_blank": [Question("Bầu Ban Thanh tra nhân dân", (*PEOPLE, "Phiếu trắng"), 1, 3)],
}


@dataclass(frozen=True)
class Keys:
    """Three holders' recovery codes and the ceremony that they finished."""

    codes: tuple[str, ...]
    ceremony: Ceremony


def spoken_through(codes: Sequence[str], ceremony: Ceremony, rounds: int = keys.ROUNDS) -> Ceremony:
    """The ceremony after the holders spoke until the end of round `rounds`."""
    while ceremony.round <= rounds:
        said = [keys.say(ceremony, codes[index - 1], index) for index in ceremony.waits_for]
        for message in said:
            ceremony = ceremony.hear(message)
    return ceremony


@cache
def made_keys() -> Keys:
    """One set of keys for all tests: making them again each time would prove nothing more."""
    codes = tuple(keys.new_recovery_code() for _ in HOLDERS)
    return Keys(codes, spoken_through(codes, Ceremony(new_uuid())))


@dataclass
class Box:
    """One round: the election, who may vote, and the records of its archive."""

    election: Election
    codes: list[str]
    records: list[archive.Record]
    mode: str = "basic"
    is_closed: bool = False
    words: int = 0
    envelopes: dict[str, bytes] = field(default_factory=dict)
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)
    last: dict[str, bytes] = field(default_factory=dict)
    signer: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    shown_key: Ed25519PublicKey | None = None

    @property
    def head(self) -> archive.Head:
        return archive.head_of(self.records)

    @property
    def public(self) -> list[str]:
        return [credentials.public_credential(code, self.election.uuid) for code in self.codes]

    def take(self, body: bytes) -> dict[str, object]:
        """Appends a ballot and gives the receipt; the same bytes again get the same receipt. Raises `Broken`."""
        said = json.loads(body) if self.words else {}
        raw = said["ballot"].encode() if self.words else body
        ballot = check(self.election, raw, self.public)
        if self.words:
            self._keep_words(said, tracker(raw), ballot.credential)
        if self.last.get(ballot.credential) != raw:
            self.records += archive.append_ballot(self.head, raw)
            self.last[ballot.credential] = raw
        return self._receipt(tracker(raw))

    def _receipt(self, found: str) -> dict[str, object]:
        head = self.head
        said = f"{self.election.uuid}|{found}|{head.height}|{head.hash}"
        signature = b64encode(self.signer.sign(said.encode())).decode()
        return {"tracker": found, "height": head.height, "head": head.hash, "signature": signature}

    @property
    def receipt_key(self) -> str:
        """What the booth checks receipts with."""
        return b64encode((self.shown_key or self.signer.public_key()).public_bytes_raw()).decode()

    def _keep_words(self, said: dict[str, Any], found: str, credential: str) -> None:
        envelope, signature = b64decode(said["words"], validate=True), read_proof(said["words_signature"])
        uuid, size = self.election.uuid, self.words * 1024
        mix.check_envelope(uuid, found, credential, envelope, signature, size=size, holders=len(HOLDERS))
        self.envelopes[credential] = envelope
        posted = {"words": said["words"], "signature": said["words_signature"]}
        self.sent[credential] = {"credential": credential, "tracker": found, **posted}

    def words_record(self, layers: Sequence[Any]) -> bytes:
        """The record of the words after so many layers."""
        ceremony = made_keys().ceremony
        return compact(
            {
                "uuid": self.election.uuid,
                "size": self.words * 1024,
                "ceremony": {"id": ceremony.id, "messages": list(ceremony.messages[:3])},
                "envelopes": [self.sent[credential] for credential in sorted(self.sent)],
                "layers": list(layers),
            }
        )

    def close(self) -> None:
        self.is_closed = True
        self.records += archive.end_ballots(self.head)

    @property
    def file(self) -> bytes:
        return archive.write(self.records)


def box(kind: str = "introduce", voters: int = 9, mode: str = "basic") -> Box:
    """An open round that asks questions of this kind."""
    return box_of(KINDS[kind], voters, mode)


def box_of(questions: Sequence[Question], voters: int = 9, mode: str = "basic") -> Box:
    """An open round that asks these questions."""
    ceremony = made_keys().ceremony
    about = "Hội nghị cán bộ chủ chốt, Sở Ngoại vụ tỉnh Bình Minh."
    election = make_election(new_uuid(), "Lấy phiếu Trưởng phòng Lãnh sự", about, ceremony.public_key, questions)
    codes = [credentials.new_code() for _ in range(voters)]
    public = [credentials.public_credential(code, election.uuid) for code in codes]
    records = archive.begin(election, ceremony.trustees, credentials.credentials_json(public), HOUR)
    return Box(election, codes, list(records), mode)


SENTENCES = {
    "ballot-credential": "Mã này không có trong danh sách của cuộc bỏ phiếu. Đồng chí gõ lại mã trong thư mời.",
}


def sentence(broken: Broken) -> str:
    """What a server says of a ballot that it does not take."""
    return SENTENCES.get(broken.rule, "Lá phiếu không qua được kiểm tra của hòm phiếu.")
