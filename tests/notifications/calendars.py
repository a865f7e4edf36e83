"""A small reader of RFC 5545, written from its text and not from our writer: unfolds, unescapes, checks the limits."""

import re
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Z-]+")
_PARAMETER = re.compile(r';([A-Z-]+)=("[^"]*"|[^;:,"]*)')


@dataclass
class Component:
    """BEGIN … END: properties by name, each with its parameters and its value, and what lies within."""

    name: str
    properties: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    within: list["Component"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.properties[name][1]

    def text(self, name: str) -> str:
        """A text value as people read it."""
        return re.sub(r"\\(.)", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), self[name])

    def parameters(self, name: str) -> dict[str, str]:
        return self.properties[name][0]

    def one(self, name: str) -> "Component":
        (found,) = [each for each in self.within if each.name == name]
        return found


def lines_of(content: bytes) -> list[bytes]:
    """The lines as they travel; each ends with CRLF and holds no more than 75 octets of whole characters."""
    *lines, last = content.split(b"\r\n")
    assert last == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode()
    return lines


def read(content: bytes) -> Component:
    """The calendar of a file. Raises AssertionError where it breaks RFC 5545."""
    unfolded = b"\r\n".join(lines_of(content)).replace(b"\r\n ", b"").decode()
    root = Component("")
    open_ones = [root]
    for line in unfolded.split("\r\n"):
        name = _NAME.match(line)
        assert name, line
        rest, parameters = line[name.end() :], {}
        while found := _PARAMETER.match(rest):
            parameters[found[1]], rest = found[2].strip('"'), rest[found.end() :]
        assert rest.startswith(":"), line
        _take(open_ones, name[0], parameters, rest[1:])
    assert open_ones == [root]
    return root.one("VCALENDAR")


def _take(open_ones: list[Component], name: str, parameters: dict[str, str], value: str) -> None:
    if name == "BEGIN":
        begun = Component(value)
        open_ones[-1].within.append(begun)
        open_ones.append(begun)
    elif name == "END":
        assert open_ones.pop().name == value
    else:
        assert name not in open_ones[-1].properties, name
        open_ones[-1].properties[name] = (parameters, value)
