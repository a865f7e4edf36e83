"""The three who hold the keys of a rehearsed procedure: each makes a recovery code; two of them open a box."""

import asyncio
import io
import json
import re
from collections.abc import Sequence
from typing import Any

from ballots import credentials, keys, peeling
from ballots.opening import open_share
from cli.rehearsal.browser import Browser
from cli.rehearsal.play import Play
from cli.rehearsal.post import PATIENCE
from models import Role

_PAGE = re.compile(r"https?://\S+/keys/[1-9][0-9]*-[0-9a-f]{32}")


class Holders:
    """Key holders by their addresses; their recovery codes are known to this play alone."""

    def __init__(self, play: Play, addresses: Sequence[str]) -> None:
        self.play, self.addresses = play, tuple(addresses)
        self.codes: dict[str, str] = {}

    async def make_keys(self) -> None:
        """HR asks for keys; the three speak in turn, round after round, each by the link of the own letter. Once."""
        if self.codes:
            return
        await self.play.scene("keys")
        hr = await self.play.desk(Role.HR)
        await hr.open(f"/procedures/{self.play.procedure}/sealed")
        await hr.press("Mời tạo khóa")
        await self.play.post.wait("keys_asked", self.addresses)
        self.codes = {address: keys.new_recovery_code() for address in self.addresses}
        for _ in range(keys.ROUNDS):
            for address in self.addresses:
                await self._speak(address)

    async def _speak(self, address: str) -> None:
        seen = await self.state(address)
        said = keys.say(keys.read_ceremony(seen["ceremony"], seen["messages"]), self.codes[address], seen["me"])
        await self._send(address, "messages", json.dumps(said, ensure_ascii=False, separators=(",", ":")))

    async def make_slips(self, uuid: str, address: str) -> list[str]:
        """The holder who was asked by letter makes the codes of a round; the server gets their public halves alone."""
        await self.play.post.wait("slips_asked", [address])
        slips = (await self.state(address))["slips"]
        codes = [credentials.new_code() for _ in range(slips["count"])]
        halves = sorted(credentials.public_credential(code, uuid) for code in codes)
        await self._send(address, "slips", json.dumps({"uuid": uuid, "credentials": halves}))
        return codes

    async def open_box(self, uuid: str, absent: str = "") -> None:
        """Two of those who are not absent check the archive and give their shares."""
        for address in [each for each in self.addresses if each != absent][:2]:
            await self.play.post.wait("box_to_open", [address])
            await self._give_share(address, await self._ready(address, uuid))

    async def _ready(self, address: str, uuid: str) -> dict[str, Any]:
        """Wait until this box may be opened; raises TimeoutError after ten minutes."""
        async with asyncio.timeout(PATIENCE):
            while True:
                seen = await self.state(address)
                opening = seen["opening"]
                if opening and opening["uuid"] == uuid and opening["open_now"]:
                    return seen
                await asyncio.sleep(0.3)

    async def _give_share(self, address: str, seen: dict[str, Any]) -> None:
        secret = keys.share(keys.read_ceremony(seen["ceremony"], seen["messages"]), self.codes[address], seen["me"])
        archive = await self._browser().fetch(seen["opening"]["archive_url"])
        partial, strong = open_share(io.BytesIO(archive), seen["me"], secret)
        await self._send(address, "decryption", json.dumps({"partial": partial.decode(), "strong": strong.decode()}))

    async def peel_words(self, uuid: str) -> None:
        """The three check the record of the words against the archive and take off their layers, in turn."""
        for address in self.addresses:
            await self._peel(address, await self._their_turn(address, uuid))

    async def _their_turn(self, address: str, uuid: str) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE):
            while True:
                seen = await self.state(address)
                words = seen["words"]
                if words and (words["uuid"], words["turn"]) == (uuid, seen["me"]) and words["open_now"]:
                    return seen
                await asyncio.sleep(0.3)

    async def _peel(self, address: str, seen: dict[str, Any]) -> None:
        archive = await self._browser().fetch(seen["words"]["archive_url"])
        record = peeling.read_record(await self._browser().fetch(seen["words"]["record_url"]))
        peeling.check(record, *peeling.trackers_of(io.BytesIO(archive)))
        layer = await asyncio.to_thread(peeling.peel, record, self.codes[address], seen["me"])
        await self._browser().send(f"{self._page(address)}/words", layer)

    async def state(self, address: str) -> dict[str, Any]:
        """What this holder's page reads."""
        return json.loads(await self._browser().fetch(f"{self._page(address)}/state.json"))

    async def _send(self, address: str, what: str, body: str) -> None:
        await self._browser().send(f"{self._page(address)}/{what}", body.encode())

    def _page(self, address: str) -> str:
        letters = self.play.post.of("keys_asked", address)
        return _PAGE.search(letters[-1].text)[0]  # pyright: ignore

    def _browser(self) -> Browser:
        return Browser(self.play.stage.base, self.play.log)
