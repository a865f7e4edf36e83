"""While a round is open nothing that HR can open, download or receive depends on who abstained."""

import asyncio
import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import Session, col, select

import settings
from ballots.verify import verify
from models import Account, VoterCredential
from models.store import database
from notifications.compose import compose
from notifications.outbox import Deliverer
from notifications.relay import Relay
from notifications.sink import Sink
from procedures.access.actor import Actor
from procedures.overview.sealed import SealedDesk, Standing, desk_of
from procedures.sealed import closing
from tests import databases
from tests.sealed.sealing import Sealed28
from tests.web.browser import Browser

VOTING = 5
LINK = re.compile(r'href="(/[^"#]*)')
NOT_OF_THE_ROUND = ("/static/", "/law/", "/guide/")
ELSEWHERE = (
    "/procedures/{0}/sealed",
    "/log?procedure={0}",
    "/hr/outbox?procedure={0}",
    "/check/{1}",
    "/b/{1}/about.json",
    "/b/{1}/archive.bel",
)


def seen_by_hr(folder: Path, abstains: int) -> dict[str, str]:
    """Whatever HR finds by following every link, and every mail to whoever runs the procedure, two days into a round.

    Five of nine have voted; `abstains` is the place of one who has not.
    """
    folder.mkdir()
    databases.fresh("sqlite", folder)
    settings.use({"DANCHU_QUIET_FROM": "7", "DANCHU_QUIET_UNTIL": "7"})
    case = Sealed28()
    case.let_vote(timedelta(days=3))
    voters = case.voters()
    for voter in [voter for at, voter in enumerate(voters) if at != abstains][:VOTING]:
        assert case.cast(case.ballot(voter, 0)).status_code == 200
    case.world.move(days=2)
    closing.carry_on(case.number)
    found = {address: plain(text, case.uuid) for address, text in pages(case).items()}
    found |= {f"mail {at}": plain(text, case.uuid) for at, text in enumerate(mails_to_officers())}
    database.engine().dispose()
    return {address.replace(case.uuid, "UUID"): text for address, text in found.items()}


def pages(case: Sealed28) -> dict[str, str]:
    browser = case.browser.sign_in(case.world.hr)
    found: dict[str, str] = {}
    waiting = ["/", "/hr", *(each.format(case.number, case.uuid) for each in ELSEWHERE)]
    while waiting:
        address = waiting.pop()
        if address in found or address.startswith(NOT_OF_THE_ROUND):
            continue
        found[address] = said(browser, address)
        waiting += [link.replace("&amp;", "&") for link in LINK.findall(found[address])]
    return found


def said(browser: Browser, address: str) -> str:
    """What a page or a file says: of a Word file or a PDF its words, of an archive what it is."""
    answer = browser.get(address)
    kind = answer.headers.get("content-type", "")
    if "wordprocessingml" in kind:
        return zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    if "pdf" in kind and len(answer.content) > 1000:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    if address.endswith(".bel"):
        return str(verify(io.BytesIO(answer.content)))
    return f"{answer.status_code} {answer.content.decode(errors='replace')}"


def mails_to_officers() -> list[str]:
    """Every mail to someone with an account, as it was delivered, sorted."""

    async def deliver() -> list[EmailMessage]:
        async with Sink() as sink:
            await Deliverer("officers", compose, Relay("127.0.0.1", sink.port)).deliver_due()
            return [mail.message for mail in sink.mails if mail.recipients[0] in officers]

    with database.reading() as session:
        officers = set(session.exec(select(Account.email)).all())
    return sorted(f"{mail['To']} {mail['Subject']}\n{text_of(mail)}" for mail in asyncio.run(deliver()))


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return body.get_content() if body else ""


def plain(text: str, uuid: str) -> str:
    """The text without what differs from run to run: the round's name, times, tokens, heads of the chain."""
    text = text.replace(uuid, "UUID")
    text = re.sub(r'name="csrf" value="[^"]*"', "", text)
    text = re.sub(r"\d{1,2}:\d{2}(:\d{2})?|\d{1,2}/\d{1,2}/\d{4}", "TIME", text)
    text = re.sub(r"\d+ giờ \d+ phút|ngày \d+ tháng \d+", "TIME", text)
    text = re.sub(r"còn [^<]*|\d+ (giây|phút|giờ) trước", "LEFT", text)
    return re.sub(r"[0-9a-f]{12,64}|(\d{4}[ -]){3,}\d{4}|[A-Za-z0-9+/]{43}=?|\d{60,}", "HASH", text)


def differing(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {address for address in one.keys() | other.keys() if one.get(address) != other.get(address)}


def test_two_rounds_that_differ_in_who_abstained_show_and_tell_hr_the_same(tmp_path: Path) -> None:
    one, other = seen_by_hr(tmp_path / "one", 0), seen_by_hr(tmp_path / "other", 4)
    assert len(one) > 100
    assert sum(address.endswith(".docx") for address in one) > 5
    assert sum(address.startswith("mail") for address in one) > 3
    assert not differing(one, other)


def desk_with_abstainers_first(session: Session, actor: Actor, procedure_id: int) -> SealedDesk:
    """A careless desk: among those to whom a code may be sent again, who has no ballot in the box comes first."""
    found = desk_of(session, actor, procedure_id)
    with_ballot = select(VoterCredential.roll_entry_id).where(col(VoterCredential.last_height).is_not(None))
    voted = set(session.exec(with_ballot).all())

    def missing_first(round_: Standing) -> Standing:
        return replace(round_, voters=tuple(sorted(round_.voters, key=lambda voter: voter[0] in voted)))

    return replace(found, rounds=tuple(map(missing_first, found.rounds)))


def test_the_comparison_finds_a_name_that_is_planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.sealed.desk.desk_of", desk_with_abstainers_first)
    one, other = seen_by_hr(tmp_path / "one", 0), seen_by_hr(tmp_path / "other", 4)
    assert differing(one, other) == {"/procedures/1/sealed"}
