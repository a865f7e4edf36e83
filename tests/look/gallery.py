"""A gallery of the pages' look: every macro with sample contexts, served under the product's own strict policy."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from web.edge.headers import POLICY
from words.environment import TEMPLATES, environment

HERE = Path(__file__).parent
STATIC = TEMPLATES.parent / "web" / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def samples() -> dict[str, Any]:
    """The sample contexts: `every` and, by name, `pages`."""
    return yaml.safe_load((HERE / "samples.yaml").read_text(encoding="utf-8"))


@cache
def _environment() -> Environment:
    return environment().overlay(loader=ChoiceLoader([FileSystemLoader(HERE), FileSystemLoader(TEMPLATES)]))


def rendered(name: str, **more: object) -> str:
    """The page of that name as HTML."""
    page = dict(samples()["pages"][name])
    template = page.pop("template", name)
    return _environment().get_template(f"pages/{template}.html.jinja").render(samples()["every"] | page | more)


class Gallery(BaseHTTPRequestHandler):
    """Answers `/<page>` and `/static/<file>`; `/<page>?dark` asks for the dark theme by attribute."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        file = STATIC / Path(path).name
        if path.startswith("/static/") and file.is_file():
            self._send(file.read_bytes(), KINDS[file.suffix])
        elif path[1:] in samples()["pages"]:
            self._send(rendered(path[1:], theme="dark" if query == "dark" else None).encode(), "text/html")
        else:
            self.send_error(404)

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests read the browser's messages, not the server's."""


@contextmanager
def served() -> Iterator[str]:
    """The gallery's address, while it is open."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gallery)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
