"""An XLS of Excel 97-2003 built byte by byte: one sheet of labels in the container that such files have."""

import struct

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def old_workbook(rows: list[list[str]], extra: bytes = b"") -> bytes:
    """The rows as text cells; `extra` records stand before the sheet's end."""
    return container(_stream(rows, extra))


def container(stream: bytes, name: str = "Workbook") -> bytes:
    """The stream in a compound file: header, one table of sectors, the directory, the sectors."""
    stream = stream.ljust(4096, b"\0")
    stream += b"\0" * (-len(stream) % SECTOR)
    count = len(stream) // SECTOR
    table = [TABLE, END, *range(3, count + 2), END]
    assert len(table) <= SECTOR // 4
    table += [FREE] * (SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<I", 0) + b"\xff" * 432
    directory = _entry("Root Entry", 5, END, 0, child=1) + _entry(name, 2, 2, len(stream)) + b"\0" * 256
    return header + struct.pack(f"<{SECTOR // 4}I", *table) + directory + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    stored = name.encode("utf-16-le") + b"\0\0"
    head = stored.ljust(64, b"\0") + struct.pack("<HBB", len(stored), kind, 1)
    return head + struct.pack("<III", FREE, FREE, child) + b"\0" * 36 + struct.pack("<II", start, size) + b"\0" * 4


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _stream(rows: list[list[str]], extra: bytes) -> bytes:
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0x7CC, 0, 0))
    name = b"\x05\x01" + "Sheet".encode("utf-16-le")
    end = _record(0x0A, b"")
    place = len(begin) + 4 + 6 + len(name) + len(end)
    book = begin + _record(0x85, struct.pack("<IH", place, 0) + name) + end
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0x7CC, 0, 0))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if text:
                label = struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
                sheet += _record(0x204, label)
    return book + sheet + extra + end


def far_cell(row: int, column: int) -> bytes:
    """A record of one number in a cell far from the others."""
    return _record(0x203, struct.pack("<HHHd", row, column, 0, 1.0))
