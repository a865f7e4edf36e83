"""XML read as it comes: no document type, no entities, bounded depth, elements and length of a token."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import Protocol
from xml.parsers import expat

from documents.incoming.files.archive import bomb, broken
from documents.incoming.guard import Unreadable, named

MOST_DEPTH = 60
MOST_ELEMENTS = 3_000_000
MOST_TREE_ELEMENTS = 400_000
MOST_TOKEN = 1_000_000


class Listener(Protocol):
    """Who is told of the elements, by their names without prefix, in the order of the file."""

    def start(self, name: str, attributes: dict[str, str]) -> object: ...
    def end(self, name: str) -> object: ...
    def text(self, data: str) -> object: ...


class _Bounded:
    def __init__(self, listener: Listener, filename: str, most_elements: int) -> None:
        self.listener, self.filename = listener, filename
        self.left, self.depth = most_elements, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.left -= 1
        self.depth += 1
        if self.left < 0 or self.depth > MOST_DEPTH:
            raise bomb(self.filename)
        self.listener.start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.listener.end(name.rpartition(":")[2] if ":" in name else name)

    def refuse(self, *_: object) -> None:
        raise Unreadable(
            f"Tệp {named(self.filename)} có phần khai báo lạ (DTD) mà tệp Excel và Word thường không có, nên không "
            "được mở. Chép nội dung sang một tệp mới rồi tải lại."
        )


def walk(chunks: Iterable[bytes], listener: Listener, filename: str, most_elements: int = MOST_ELEMENTS) -> int:
    """Tell the listener each element and text; the number of elements. Raises Unreadable on bad or huge XML."""
    bounded = _Bounded(listener, filename, most_elements)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = bounded.start, bounded.end
    parser.CharacterDataHandler = listener.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = bounded.refuse
    fed = 0
    try:
        for chunk in chunks:
            fed += len(chunk)
            parser.Parse(chunk, False)
            if fed - parser.CurrentByteIndex > MOST_TOKEN:
                raise bomb(filename)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise broken(filename) from error
    return most_elements - bounded.left


class _TreeBuilder:
    def __init__(self) -> None:
        self.builder = ET.TreeBuilder()
        self.text = self.builder.data
        self.end = self.builder.end

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.builder.start(name, {key.rpartition(":")[2]: value for key, value in attributes.items()})


def tree(chunks: Iterable[bytes], filename: str) -> ET.Element:
    """The whole part as elements whose names and attributes stand without prefix; for the small parts."""
    listener = _TreeBuilder()
    walk(chunks, listener, filename, MOST_TREE_ELEMENTS)
    return listener.builder.close()
