"""Files that are not, byte for byte, what they should be."""

from ballots import archive, exact
from ballots.archive import Record
from tests.ballots.faults.register import breaks
from tests.ballots.sealed_world import END, HOUR, Step, box, records, written


def _steps() -> list[Step]:
    """A round of one ballot."""
    return [*box().opened[:2], END]


def _raw() -> bytes:
    return written(_steps())


def _with_records(*more: Record, at: int | None = None) -> bytes:
    made = records(_steps())
    place = len(made) if at is None else at
    return archive.write([*made[:place], *more, *made[place:]])


def _data(body: bytes) -> Record:
    return Record(exact.digest(body) + ".data.json", body)


def _event(**changed: object) -> bytes:
    """The archive of an open round with its last event changed."""
    made = records(_steps()[:-1])
    said = {**dict(exact.fields(exact.parse(made[-1].body), ("parent", "height", "type", "payload"))), **changed}
    body = exact.compact({name: value for name, value in said.items() if value is not None})
    return archive.write([*made[:-1], Record(exact.digest(body) + ".event.json", body)])


@breaks("record-stray")
def a_record_that_nobody_uses() -> bytes:
    return _with_records(_data(b"{}"), at=4)


@breaks("record-stray")
def a_record_after_the_last_event() -> bytes:
    return _with_records(_data(b"{}"))


@breaks("record-hash")
def a_record_under_a_wrong_name() -> bytes:
    return _with_records(Record("0" * 64 + ".data.json", b"{}"))


@breaks("record-name")
def a_record_of_another_kind() -> bytes:
    return _with_records(Record("readme.txt", b"x"))


@breaks("event-parent")
def a_chain_that_is_cut() -> bytes:
    return _event(parent="0" * 64)


@breaks("event-height")
def a_height_left_out() -> bytes:
    return _event(height=9)


@breaks("event-payload")
def an_event_that_points_elsewhere() -> bytes:
    return _event(payload="0" * 64)


@breaks("event-form")
def an_event_without_its_payload() -> bytes:
    return _event(payload=None)


@breaks("event-form")
def an_event_with_a_word_more() -> bytes:
    return _event(voter="An")


@breaks("file-header")
def a_record_of_another_hour() -> bytes:
    first, *rest = records(_steps())
    blocks = [archive.block(first, HOUR), *(archive.block(record, HOUR + 60) for record in rest)]
    return b"".join(blocks)


@breaks("file-header")
def a_name_of_an_owner_in_a_header() -> bytes:
    raw = bytearray(_raw())
    raw[1024 + 265 : 1024 + 267] = b"An"
    return bytes(raw)


@breaks("file-header")
def an_end_of_archive_as_tar_writes_it() -> bytes:
    return _raw() + bytes(1024)


@breaks("file-padding")
def words_hidden_in_the_padding() -> bytes:
    raw = bytearray(_raw())
    raw[1023] = 65
    return bytes(raw)


@breaks("file-truncated")
def a_file_cut_short() -> bytes:
    return _raw()[:-700]


@breaks("file-truncated")
def a_file_cut_inside_a_header() -> bytes:
    return _raw() + b"0" * 100


@breaks("file-empty")
def nothing() -> bytes:
    return b""


@breaks("file-foreign")
def a_zip() -> bytes:
    return b"PK" + bytes(range(256)) * 8


@breaks("file-foreign")
def a_tar_of_something_else() -> bytes:
    return archive.block(Record("readme.txt", b"x"), HOUR)


@breaks("version")
def an_archive_of_protocol_two() -> bytes:
    first, *rest = records(_steps())
    newer = Record(first.name, first.body.replace(b'"version":1', b'"version":2'))
    return b"".join(archive.block(record, HOUR) for record in (newer, *rest))


@breaks("header-form")
def a_time_that_is_a_number() -> bytes:
    first, *rest = records(_steps())
    other = Record(first.name, first.body.replace(b'"1796011200"', b"1796011200"))
    return b"".join(archive.block(record, HOUR) for record in (other, *rest))
