"""A small web server that speaks the HTTP of sealed rounds: booth and key page, under the product's own policy."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ballots.exact import Broken
from settings import ROOT
from tests.booth.box import Box, made_keys, sentence
from tests.booth.key_room import KeyRoom
from web.edge.headers import POLICY

STATIC = ROOT / "web" / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".html": "text/html"}
AGENCY, HELP = "Sở Ngoại vụ tỉnh Bình Minh", "Trần Văn Bình, Văn phòng, máy lẻ 102"
CLOSES = "17:00 thứ Sáu 04/12/2026"
HASH = "4821 0937 5512 8840 1179 2046 3381 7725 9064 1187 5530"


@dataclass
class Site:
    """What is served, and what was asked for: `seen` are the lines and headers of every request."""

    address: str = ""
    boxes: dict[str, Box] = field(default_factory=dict)
    rooms: dict[str, KeyRoom] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    lose_answers: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, box: Box) -> str:
        """Serves a round; gives the booth's address without a code."""
        self.boxes[box.election.uuid] = box
        return f"{self.address}/b/{box.election.uuid}"

    def link(self, box: Box, voter: int = 0) -> str:
        """A voter's personal link."""
        return f"{self.add(box)}#{box.codes[voter]}"

    def about(self, box: Box) -> dict[str, object]:
        state = "closed" if box.is_closed else "open"
        told: dict[str, object] = {
            "title": box.election.name,
            "agency": AGENCY,
            "closes_at": CLOSES,
            "state": state,
            "mode": box.mode,
        }
        said = {"id": made_keys().ceremony.id, "messages": made_keys().ceremony.messages[:3]}
        words: dict[str, object] = {"words": box.words, "ceremony": said} if box.words else {"words": "off"}
        return told | {"help": HELP, "booth_hash": HASH, "receipt_key": box.receipt_key} | words


class Handler(BaseHTTPRequestHandler):
    """One request; `site` is set on the class by `served`."""

    site: Site

    def do_GET(self) -> None:
        self._note()
        match self.path.split("?")[0].split("/")[1:]:
            case ["static", *parts]:
                self._file(STATIC.joinpath(*parts))
            case ["b", uuid, *rest] if uuid in self.site.boxes:
                self._box(self.site.boxes[uuid], rest)
            case ["keys", token, *rest] if token in self.site.rooms:
                self._room(self.site.rooms[token], rest)
            case ["files", name] if name in self.site.files:
                self._send(200, self.site.files[name], "application/octet-stream")
            case ["blank"]:
                self._send(200, b"<!doctype html><title>.</title>", "text/html")
            case _:
                self._tell(404, {"error": "Không có trang này."})

    def do_POST(self) -> None:
        self._note()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        match self.path.split("/")[1:]:
            case ["b", uuid, "ballots"]:
                self._post(lambda: self.site.boxes[uuid].take(body))
            case ["keys", token, what]:
                self._post(lambda: self.site.rooms[token].take(what, json.loads(body)))
            case _:
                self._tell(404, {"error": "Không có trang này."})

    def _post(self, act: Any) -> None:
        try:
            with self.site.lock:
                answer = act()
        except Broken as broken:
            self._tell(422, {"error": sentence(broken)})
            return
        if self.site.lose_answers:
            self.site.lose_answers -= 1
            self.close_connection = True
            return
        self._tell(200, answer)

    def _box(self, box: Box, rest: list[str]) -> None:
        setup = {"election.json": 1, "trustees.json": 2}
        match rest:
            case []:
                self._file(STATIC / "booth" / "booth.html")
            case ["about.json"]:
                self._tell(200, self.site.about(box))
            case ["archive.bel"]:
                self._send(200, box.file, "application/octet-stream")
            case [name] if name in setup:
                self._send(200, box.records[setup[name]].body, "application/json")
            case _:
                self._tell(404, {"error": "Không có trang này."})

    def _room(self, room: KeyRoom, rest: list[str]) -> None:
        if rest == ["words.json"]:
            self._send(200, room.words_record(), "application/json")
        elif rest == ["state.json"]:
            self._tell(200, room.state() | {"agency": AGENCY, "help": HELP})
        else:
            self._file(STATIC / "booth" / "keys.html")

    def _file(self, path: Path) -> None:
        self._send(200, path.read_bytes(), KINDS[path.suffix])

    def _tell(self, status: int, value: object) -> None:
        self._send(status, json.dumps(value).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind if kind.startswith("application") else f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Referrer-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _note(self) -> None:
        self.site.seen.append(f"{self.requestline}\n{self.headers}")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: tests look at `seen`."""


@contextmanager
def served() -> Iterator[Site]:
    """A site on a free port of localhost, closed at the end."""
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("BoundHandler", (Handler,), {"site": site}))
    site.address = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
