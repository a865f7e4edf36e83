"""A zip archive of office parts, opened only after its directory shows that unpacking it stays small."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from documents.incoming.guard import MEGABYTE, Unreadable, named

MOST_DIRECTORY = 300_000
MOST_MEMBERS = 2_000
MOST_UNPACKED = 200 * MEGABYTE
MOST_MEMBER = 100 * MEGABYTE
MOST_READ = 140 * MEGABYTE
MOST_RATIO = 200
RATIO_COUNTS_FROM = 4 * MEGABYTE
CHUNK = 65_536
PARTS_A_BROKEN_ZIP_RAISES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
    LookupError,
)


class Archive:
    """The parts of an office file by name; every reading is bounded and counted."""

    def __init__(self, data: bytes, filename: str) -> None:
        """Raise Unreadable when the archive is broken, encrypted, or would unpack to too much."""
        self.filename = filename
        self._left = MOST_READ
        try:
            _check_directory(data, filename)
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = self._checked_members(self._zip.infolist())
        except PARTS_A_BROKEN_ZIP_RAISES as error:
            raise broken(filename) from error

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def names(self) -> list[str]:
        """The names of the parts, in small letters."""
        return list(self._members)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of one part, piece by piece; raises Unreadable when the part is missing or broken."""
        try:
            with self._zip.open(self._members[_key(name)]) as part:
                while chunk := part.read(CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise bomb(self.filename)
                    yield chunk
        except PARTS_A_BROKEN_ZIP_RAISES as error:
            raise broken(self.filename) from error

    def _checked_members(self, infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            self._check(info)
            if members.setdefault(_key(info.filename), info) is not info:
                raise broken(self.filename)
        if sum(info.file_size for info in infos) > MOST_UNPACKED:
            raise bomb(self.filename)
        return members

    def _check(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & 1:
            raise Unreadable(f"Tệp {named(self.filename)} được đặt mật khẩu. Bỏ mật khẩu, lưu rồi tải lại.")
        is_dense = info.file_size > RATIO_COUNTS_FROM and info.file_size > MOST_RATIO * info.compress_size
        is_text = _key(info.filename).endswith((".xml", ".rels"))
        if is_dense or (is_text and info.file_size > MOST_MEMBER):
            raise bomb(self.filename)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken(self.filename)


def bomb(filename: str) -> Unreadable:
    """The refusal of a file that is small on disk and unpacks to too much."""
    return Unreadable(
        f"Tệp {named(filename)} nén quá nhiều dữ liệu nên không được mở. Chép riêng nội dung cần gửi sang một tệp "
        "mới, lưu rồi tải lại."
    )


def broken(filename: str) -> Unreadable:
    """The refusal of a file whose parts do not fit together."""
    return Unreadable(
        f"Tệp {named(filename)} bị hỏng hoặc tải lên chưa trọn. Mở lại bằng Excel hoặc Word, lưu thành tệp mới rồi "
        "tải lại."
    )


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _check_directory(data: bytes, filename: str) -> None:
    """zipfile makes an object of each entry before it can be asked how many there are."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        raise broken(filename)
    entries, size = struct.unpack_from("<HI", data, end + 10)
    if data[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        raise broken(filename)
    if entries > MOST_MEMBERS or size > MOST_DIRECTORY:
        raise bomb(filename)
