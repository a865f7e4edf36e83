"""The public record of sealed words: each holder checks all of it, peels a layer, and signs what is handed on."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from ballots import archive as archives
from ballots import exact, mix
from ballots.ballot import tracker
from ballots.exact import Broken, Json, NotExact
from ballots.keys.ceremony import Ceremony, read_ceremony
from ballots.keys.holder import mix_key, signed
from ballots.keys.messages import HOLDERS, INDEXES, Introduction
from ballots.mix import Layer, check_envelope, check_layer, distinct
from ballots.proofs.knowledge import Proof, is_signed, read_proof


@dataclass(frozen=True)
class Sent:
    """The envelope of one voter, with the credential that signed it and the tracker of its ballot."""

    credential: str
    tracker: str
    words: bytes
    signature: Proof


@dataclass(frozen=True)
class Record:
    """Everything about the words of a round: what voters sent, and what holders 1, 2, … have handed on so far."""

    uuid: str
    size: int
    ceremony: Ceremony
    sent: tuple[Sent, ...]
    layers: tuple[tuple[Layer, Proof], ...]

    def before(self, index: int) -> Sequence[bytes]:
        """What holder `index` gets."""
        return [each.words for each in self.sent] if index == 1 else self.layers[index - 2][0].opened


def read_record(raw: bytes) -> Record:
    """A record as it is published. Raises `Broken` (`words-form`, `ceremony-...`)."""
    with exact.reading("words", "record"):
        said = exact.fields(exact.parse(raw), ("uuid", "size", "ceremony", "envelopes", "layers"))
        began = exact.fields(said["ceremony"], ("id", "messages"))
        if not isinstance(began["messages"], list) or not isinstance(said["uuid"], str):
            raise NotExact("another form was asked for")
        ceremony = read_ceremony(str(began["id"]), began["messages"])
        sent, layers = exact.items(said["envelopes"], _sent), exact.items(said["layers"], read_layer)
        if exact.whole(said["size"]) not in mix.SIZES or len(layers) > HOLDERS:
            raise NotExact("another form was asked for")
        return Record(said["uuid"], exact.whole(said["size"]), ceremony, tuple(sent), tuple(layers))


def _sent(value: Json) -> Sent:
    said = exact.fields(value, ("credential", "tracker", "words", "signature"))
    return Sent(str(said["credential"]), str(said["tracker"]), _bytes(said["words"]), read_proof(said["signature"]))


def read_layer(value: Json) -> tuple[Layer, Proof]:
    """What a holder handed on, and the signature of it. Raises `NotExact`."""
    said = exact.fields(value, ("index", "opened", "unopened", "signature"))
    unopened = exact.items(said["unopened"], str)
    return Layer(tuple(exact.items(said["opened"], _bytes)), tuple(unopened)), read_proof(said["signature"])


def _bytes(value: Json) -> bytes:
    try:
        return b64decode(str(value), validate=True)
    except ValueError as wrong:
        raise NotExact("no Base64") from wrong


def trackers_of(archive: BinaryIO) -> tuple[dict[str, str], bytes]:
    """Of each voter in an archive that was verified the tracker of the last ballot; and the trustees."""
    found, previous = dict[str, str](), list[bytes]()
    trustees = b""
    for record in archives.read(archive):
        if record.name.endswith(".event.json"):
            kind = json.loads(record.body)["type"]
            if kind == "Setup":
                trustees = previous[-3]
            elif kind == "Ballot":
                found[json.loads(previous[-1])["credential"]] = tracker(previous[-1])
        previous = [*previous[-3:], record.body]
    return found, trustees


def check(record: Record, trackers: Mapping[str, str], trustees: bytes) -> None:
    """One signed envelope for each ballot that counts, keys of the trustees, and layers that fit and are signed.

    Raises `Broken`: `words-missing`, `words-few`, `words-form`, `words-signature`, `words-dropped`,
    `ceremony-certificate`; of a layer with the holder who made it.
    """
    said = record.ceremony.said_in(Introduction)
    if [each.cert.as_json() for each in said.values()] != json.loads(trustees)[0][1]["certs"]:
        raise Broken("ceremony-certificate", "trustees")
    if {each.credential: each.tracker for each in record.sent} != trackers or len(record.sent) != len(trackers):
        raise Broken("words-missing", f"{len(record.sent)} envelopes, {len(trackers)} ballots")
    for each in record.sent:
        sizes = {"size": record.size, "holders": HOLDERS}
        check_envelope(record.uuid, each.tracker, each.credential, each.words, each.signature, **sizes)
    for index, (layer, signature) in enumerate(record.layers, 1):
        check_one(record, index, layer, signature)
    distinct(record.before(min(len(record.layers) + 1, HOLDERS)))


def check_one(record: Record, index: int, layer: Layer, signature: Proof) -> None:
    """Does what holder `index` hands on fit what came, and is it signed? Raises `Broken`, naming the holder."""
    check_layer(record.before(index), layer, index)
    signer = record.ceremony.said_in(Introduction)[index].verification
    if not is_signed(to_be_signed(record, index, layer), signer, signature):
        raise Broken("words-signature", f"holder {index}")


def to_be_signed(record: Record, index: int, layer: Layer) -> str:
    """What holder `index` signs: what came, what is handed on, what did not open."""
    came, opened = (exact.digest(b"".join(items)) for items in (distinct(record.before(index)), layer.opened))
    return f"danchu/peeled|{record.uuid}|{index}|{came}|{opened}|{','.join(layer.unopened)}"


def peel(record: Record, code: str, index: int) -> bytes:
    """What holder `index` hands on, as JSON; the caller has checked the record.

    Raises ValueError where it is no code, `Broken`: `words-turn`, `words-few`, `words-open`, `ceremony-code`.
    """
    if index != len(record.layers) + 1 or index not in INDEXES:
        raise Broken("words-turn", f"holder {index}")
    layer = mix.peel(record.before(index), mix_key(record.ceremony, code, index), index, record.uuid)
    return sign_layer(record, code, index, layer)


def sign_layer(record: Record, code: str, index: int, layer: Layer) -> bytes:
    """A layer in the name of holder `index`, as it is posted. Raises as `peel` does."""
    signature = signed(record.ceremony, code, index, to_be_signed(record, index, layer))
    opened = [b64encode(each).decode() for each in layer.opened]
    said = {"index": index, "opened": opened, "unopened": list(layer.unopened), "signature": signature.as_json()}
    return exact.compact(said)


def peel_again(record: Record, code: str, index: int) -> None:
    """Did holder `index` hand on just what was inside? The same code tells. Raises `Broken` (`words-swapped`)."""
    layer = mix.peel(record.before(index), mix_key(record.ceremony, code, index), index, record.uuid)
    if len(record.layers) < index or record.layers[index - 1][0] != layer:
        raise Broken("words-swapped", f"holder {index}")


def published(record: Record) -> list[str]:
    """The words of those who said something, sorted, once all layers are off. Raises `Broken` (`words-turn`)."""
    if len(record.layers) < HOLDERS:
        raise Broken("words-turn", f"holder {len(record.layers) + 1}")
    return mix.published(record.layers[-1][0].opened)
