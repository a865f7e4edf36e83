"""Prefect stopped, emptied or hung in mid-case: people are served, and the case goes on when it is back."""

import asyncio
import signal
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from cli.rehearsal.browser import Browser, Log
from cli.rehearsal.post import Post
from notifications import links
from procedures.meetings.holding import attending
from procedures.resolution import circulation
from tests.consulting import Consulting
from tests.meeting_world import Meeting28
from tests.outside.processes import tell, until
from tests.outside.served import Served, served
from tests.world import World

pytestmark = pytest.mark.xdist_group("outside")
SEND = "Gửi ý kiến"
LOOK_OVER = "Xem lại trước khi gửi"


class Reader:
    """A member of staff without the letter at hand: signs in by a mailed code and answers from there."""

    def __init__(self, product: Served, email: str) -> None:
        self.post, self.email = Post(product.folder / "mail"), email
        self.browser = Browser(product.base, Log())

    async def sign_in(self) -> None:
        await self.browser.open("/sign-in")
        await self.browser.press("Gửi mã cho tôi", email=self.email)
        await self.browser.press("Đăng nhập", code=await self.post.code(self.email, 0))

    async def review(self, label: str = "Xem lại", **filled: str) -> None:
        """Come to the last page before the answer, from the list of what waits for this person."""
        mine = next(link for link in self.browser.page.iterlinks() if "/p/" in link[2])[2]
        await self.browser.open(mine)
        await self.browser.press(label, **(filled or {"choice": "read"}))

    async def confirm(self, label: str = "Xác nhận đã đọc") -> int:
        await self.browser.press(label)
        return self.browser.status


def case(world: World, closes_in: timedelta = timedelta(days=5)) -> int:
    number = world.signed(closes_in)
    circulation.sign(number)
    circulation.circulate(number)
    return number


def steps_of(product: Served, number: int) -> list[object]:
    return [row[0] for row in product.rows(f"SELECT step FROM step_record WHERE procedure_id = {number} ORDER BY id")]


def assert_each_once(product: Served) -> None:
    """Each queued letter came, and each came once."""
    queued = {row[0] for row in product.rows("SELECT message_id FROM outbox_message WHERE state <> 'cancelled'")}
    came = Counter(mail.header("Message-ID") for mail in product.sink.mails)
    assert came == Counter(queued)


async def test_with_prefect_gone_and_its_database_deleted_staff_answer_and_the_close_follows_its_return(
    tmp_path: Path,
) -> None:
    nowhere = str(tmp_path / "away")
    async with served(tmp_path, DANCHU_PREFECT_API_URL="") as product:
        world = World()
        number = case(world)
        await product.start()
        await until(lambda: product.is_up("prefect") and product.is_settled())
        await keep_prefect_away(product, nowhere)
        prompt, late = Reader(product, "nguoi1@example.gov.vn"), Reader(product, "nguoi2@example.gov.vn")
        for reader in (prompt, late):
            await reader.sign_in()
            await reader.review()
        assert await prompt.confirm() == 200
        await until(lambda: len(product.mails("answer_recorded")) == 1)
        world.move(days=5, minutes=1)
        assert await late.confirm() == 409
        assert "closed" not in steps_of(product, number)
        took = await prefect_returns(
            product, lambda: "reported" in steps_of(product, number) and len(product.mails("resolution_missing")) == 2
        )
        await until(product.is_settled)
        tell(close_after_return=took)
        assert steps_of(product, number)[-3:] == ["closed", "missing_named", "reported"]
        assert product.rows("SELECT count(*) FROM answer") == [(1,)]
        assert_each_once(product)


async def keep_prefect_away(product: Served, nowhere: str) -> None:
    """Hold its folder back and kill it: as long as a file stands where its folder was, it cannot come up."""
    home = product.folder / "prefect"
    product.signal("prefect", signal.SIGSTOP)
    home.rename(nowhere)
    home.write_text("away", encoding="utf-8")
    product.signal("prefect", signal.SIGKILL)
    await until(lambda: not product.is_up("prefect"))


async def prefect_returns(product: Served, is_closed: Callable[[], bool]) -> float:
    """With an empty database; returns the seconds from its first answer to the last record and mail of the close."""
    (product.folder / "prefect").unlink()
    await until(lambda: product.is_up("prefect"))
    return await until(is_closed)


async def test_with_prefect_gone_a_consultation_takes_opinions_to_the_second_and_closes_on_its_return(
    tmp_path: Path,
) -> None:
    async with served(tmp_path, DANCHU_PREFECT_API_URL="") as product:
        case = Consulting(World())
        number = case.asked()
        await product.start()
        await until(lambda: product.is_up("prefect") and product.is_settled())
        await keep_prefect_away(product, str(tmp_path / "away"))
        prompt, content, late = (Reader(product, f"nguoi{each}@example.gov.vn") for each in (1, 2, 3))
        for reader in (prompt, content, late):
            await reader.sign_in()
        await prompt.review(LOOK_OVER, choice="comment", said_2="Đề nghị khoán 600.000 đồng.")
        await content.review(LOOK_OVER, choice="agree")
        await late.review(LOOK_OVER, choice="comment", said_2="Đề nghị bỏ đoạn này.")
        assert [await reader.confirm(SEND) for reader in (prompt, content)] == [200, 200]
        await until(lambda: len(product.mails("opinion_recorded")) == 2)
        case.world.move(days=5, minutes=1)
        assert await late.confirm(SEND) == 409
        assert "Đề nghị bỏ đoạn này." in late.browser.words
        assert "consultation_closed" not in steps_of(product, number)
        took = await prefect_returns(
            product,
            lambda: "consultation_closed" in steps_of(product, number) and len(product.mails("opinion_closed")) == 2,
        )
        await until(product.is_settled)
        tell(close_of_consultation_after_return=took)
        assert steps_of(product, number)[-3:] == ["asked", "consultation_closed", "sealed_heard"]
        assert product.rows("SELECT count(*) FROM answer") == [(2,)]
        assert [row.gist for row in case.rows()] == ["Đề nghị khoán 600.000 đồng."]
        assert_each_once(product)


async def test_with_prefect_gone_a_meeting_is_held_and_counted_and_concluded_on_its_return(tmp_path: Path) -> None:
    async with served(tmp_path, DANCHU_PREFECT_API_URL="") as product:
        case = Meeting28()
        case.summon()
        await product.start()
        await until(lambda: product.is_up("prefect") and product.is_settled())
        await keep_prefect_away(product, str(tmp_path / "away"))
        invited = Reader(product, case.entry(1).email or "")
        await invited.sign_in()
        await invited.review(comes="yes")
        assert await invited.confirm("Gửi xác nhận") == 200
        case.world.move(days=3, minutes=1)
        hall, entry = f"{product.base}/here/{attending.hall_token(case.meeting)}", case.entry(0)
        code = links.typed_code(entry.id or 0, entry.link_version)
        phone = Browser(product.base, Log())
        await phone.open(hall)
        await phone.press("Xem lại", email=entry.email or "", code=code)
        await phone.press("Tôi có mặt")
        assert phone.status == 200
        case.come(1, 2)
        attending.open_meeting(case.secretary, *case.here)
        for teller in (case.union, case.inspector):
            case.enter(teller, case.count(3, 0))
        assert "votes_counted" not in steps_of(product, case.number)
        took = await prefect_returns(product, lambda: "meeting_concluded" in steps_of(product, case.number))
        await until(product.is_settled)
        tell(meeting_concluded_after_return=took)
        assert [each.reason for each in case.conclusions()] == ["majority"]
        there = [(each.will_attend, each.present_at is not None) for each, _ in case.attendees() if each.has_vote]
        assert there == [(None, True), (True, True), (None, True)]
        assert len(product.mails("meeting_minutes_await_signature")) == 1
        assert_each_once(product)


@pytest.mark.parametrize("back", ["continued", "restarted"])
async def test_with_prefect_hung_mail_and_pages_go_on_and_so_does_the_case_afterwards(
    tmp_path: Path, back: str
) -> None:
    async with served(tmp_path) as product:
        world = World()
        case(world)
        await product.start()
        await until(lambda: product.is_up("prefect") and product.is_settled())
        product.signal("prefect", signal.SIGSTOP)
        second = await asyncio.to_thread(world.signed)
        reader = Reader(product, "nguoi1@example.gov.vn")
        await reader.sign_in()
        await reader.review()
        assert await reader.confirm() == 200
        await until(lambda: len(product.mails("answer_recorded")) == 1)
        assert steps_of(product, second) == ["opened"]
        product.signal("prefect", signal.SIGCONT if back == "continued" else signal.SIGKILL)
        await until(lambda: "circulated" in steps_of(product, second) and product.is_settled())
        assert_each_once(product)


async def test_a_run_whose_courier_was_killed_before_its_step_is_asked_for_again(tmp_path: Path) -> None:
    async with served(tmp_path) as product:
        world = World()
        await product.start()
        await until(lambda: product.is_up("prefect"))
        number, killed = await asyncio.to_thread(world.signed), 0
        await until(lambda: is_claimed(product, number), every=0.01)
        product.signal("prefect", signal.SIGSTOP)
        killed = product.signal("courier", signal.SIGKILL)
        before = steps_of(product, number)
        product.signal("prefect", signal.SIGCONT)
        await until(lambda: "circulated" in steps_of(product, number) and product.is_settled())
        assert killed
        assert before == ["opened"], "the courier was faster than the kill"
        assert len(product.mails("resolution_circulated")) == 8
        assert_each_once(product)


def is_claimed(product: Served, number: int) -> bool:
    return bool(product.rows(f"SELECT 1 FROM nudge WHERE procedure_id = {number} AND lease_owner IS NOT NULL"))
