"""`danchu booth`: compare the booth that a site serves with what letters and minutes print, from any other machine."""

from typing import Annotated
from urllib.parse import urlsplit

import httpx
import typer

from ballots.archive import spoken
from notifications.booth import fingerprint

app = typer.Typer(no_args_is_help=True, help="Trang bỏ phiếu kín.")
TIMEOUT = 30


@app.callback()
def booth() -> None:
    """Trang bỏ phiếu kín."""


@app.command("hash")
def hash_(url: Annotated[str, typer.Argument(help="Địa chỉ trang bỏ phiếu, phần trước dấu #.")]) -> None:
    """Tính dấu của trang bỏ phiếu mà một địa chỉ đang gửi ra, để đối chiếu với thư và biên bản."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        print("Không phải địa chỉ trang bỏ phiếu. Chép phần trước dấu # của liên kết trong thư.")
        raise typer.Exit(2)
    try:
        with httpx.Client(base_url=f"{parts.scheme}://{parts.netloc}", timeout=TIMEOUT) as client:
            found = fingerprint(lambda path: _fetched(client, path), parts.path)
    except (OSError, httpx.HTTPError) as error:
        print(f"Không đọc được trang: {error}")
        raise typer.Exit(1) from None
    print(found)
    print(spoken(found))


def _fetched(client: httpx.Client, path: str) -> bytes:
    answer = client.get(path)
    if answer.status_code != httpx.codes.OK:
        raise OSError(f"{path}: {answer.status_code}")
    return answer.content
