"""The key page while the keys are made: the code, the paper, the waiting room."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from ballots import keys
from ballots.election import new_uuid
from ballots.keys.ceremony import Ceremony
from tests.booth.box import HOLDERS, spoken_through
from tests.booth.holders import Holder
from tests.booth.key_room import KeyRoom, Table
from tests.booth.server import Site

TOKENS = ("holder-one-link", "holder-two-link", "holder-three-link")


def seated(site: Site, table: Table) -> None:
    """Gives each holder a link to the table."""
    for me, token in enumerate(TOKENS, 1):
        site.rooms[token] = KeyRoom(table, me)


@pytest.fixture
def table(site: Site) -> Table:
    table = Table(Ceremony(new_uuid()))
    seated(site, table)
    return table


@pytest.fixture
def holders(site: Site, browser: Browser) -> Iterator[list[Holder]]:
    """Three holders, each at a phone of the own."""
    contexts = [browser.new_context(viewport={"width": 390, "height": 844}) for _ in TOKENS]
    yield [
        Holder(context.new_page(), f"{site.address}/keys/{token}")
        for context, token in zip(contexts, TOKENS, strict=True)
    ]
    for context in contexts:
        context.close()


def test_three_holders_make_the_keys_by_typing_one_code_each(holders, table, site):
    codes = []
    for holder in holders:
        holder.open("begin")
        codes.append(holder.get_code())
        holder.type(codes[-1])
    for holder in holders:
        holder.sees("made")
        assert (holder.clicks, holder.typed) == (3, 1)
    assert table.ceremony.is_done
    for index, code in enumerate(codes, 1):
        assert keys.share(table.ceremony, code, index)
        assert not [line for line in site.seen if code in line or code.replace("-", "") in line]
        assert code.replace("-", "") not in str(table.posted)


def test_the_waiting_room_says_for_whom_it_waits(holders, table):
    first = holders[0]
    first.open("begin")
    first.type(first.get_code())
    first.sees("waiting")
    expect(first.window.locator('[data-fill="waits-for"]')).to_have_text(f"Đang chờ: {HOLDERS[1]}, {HOLDERS[2]}.")
    second = keys.new_recovery_code()
    table.ceremony = table.ceremony.hear(keys.say(table.ceremony, second, 2))
    expect(first.window.locator('[data-fill="waits-for"]')).to_have_text(f"Đang chờ: {HOLDERS[2]}.", timeout=30_000)


def test_a_code_typed_back_wrongly_goes_no_further(holders, table):
    holder = holders[0]
    holder.open("begin")
    code = holder.get_code()
    holder.type(code[:-1] + ("1" if code[-1] != "1" else "2"))
    expect(holder.window.locator("#e-recovery")).to_contain_text("Mã gõ sai một chỗ")
    holder.type(keys.new_recovery_code())
    expect(holder.window.locator("#e-recovery")).to_contain_text("Mã này khác mã vừa lấy")
    assert not table.ceremony.messages
    holder.press("Xem lại mã")
    assert "-".join(holder.window.locator(".recovery > li").all_inner_texts()) == code


def test_a_holder_who_left_goes_on_from_any_device_with_the_code(holders, table):
    codes = [keys.new_recovery_code() for _ in TOKENS]
    table.ceremony = spoken_through(codes, table.ceremony, 2)
    table.ceremony = table.ceremony.hear(keys.say(table.ceremony, codes[1], 2))
    holder = holders[0]
    holder.open("type-back")
    holder.type(codes[0].lower().replace("-", " "))
    holder.sees("waiting")
    expect(holder.window.locator('[data-fill="waits-for"]')).to_have_text(f"Đang chờ: {HOLDERS[2]}.")
    assert table.ceremony.waits_for == [3]


def test_another_holders_code_is_refused(holders, table):
    codes = [keys.new_recovery_code() for _ in TOKENS]
    table.ceremony = spoken_through(codes, table.ceremony, 1)
    holders[0].open("type-back")
    holders[0].type(codes[1])
    holders[0].sees("problem")
    expect(holders[0].window.locator("h1:visible")).to_have_text("Không phải mã của đồng chí")


def test_a_tampered_message_stops_the_ceremony_in_a_sentence(holders, table):
    codes = [keys.new_recovery_code() for _ in TOKENS]
    table.ceremony = spoken_through(codes, table.ceremony, 1)
    message = table.ceremony.messages[1]
    message["signature"] = {"challenge": "1", "response": "1"}
    holders[0].open("problem")
    expect(holders[0].window.locator("h1:visible")).to_have_text("Lập khóa không khớp")
    expect(holders[0].window.locator('[data-fill="problem-remedy"]')).to_contain_text("ceremony-signature (1 2)")


def test_the_saved_file_holds_the_code_and_what_to_do_with_it(holders, table):
    holder = holders[0]
    holder.open("begin")
    holder.press("Lấy mã khôi phục")
    holder.sees("code")
    code = "-".join(holder.window.locator(".recovery > li").all_inner_texts())
    with holder.window.expect_download() as saved:
        holder.press("Lưu thành tệp")
    text = saved.value.path().read_text(encoding="utf-8")
    assert code in text
    assert HOLDERS[0] in text
    assert "Không gửi qua thư" in text
    holder.sees("type-back")


def test_when_no_box_needs_the_key_a_holder_states_that_the_code_is_destroyed(holders, table):
    table.is_over = True
    holder = holders[2]
    holder.open("destroy")
    holder.press("Ghi nhận đã hủy")
    expect(holder.window.locator("#e-destroyed")).to_be_visible()
    assert not table.destroyed
    holder.window.get_by_label("Tôi đã hủy mọi bản của mã khôi phục").check()
    holder.press("Ghi nhận đã hủy")
    holder.sees("nothing")
    assert table.destroyed == {3}
    holder.open("nothing")
    expect(holder.window.locator('[data-fill="nothing-what"]')).to_have_text("Đã ghi nhận đồng chí hủy mã khôi phục.")


def test_a_holder_keeps_the_code_while_the_result_may_be_disputed_and_reads_until_when(holders, table):
    table.is_over, table.kept_until = True, "12/3/2027"
    holders[0].open("nothing")
    what = holders[0].window.locator('[data-fill="nothing-what"]')
    expect(what).to_contain_text("giữ mã khôi phục đến hết thời hạn khiếu nại; từ 12/3/2027")


def test_a_holder_whose_keys_others_replaced_may_still_state_it(holders, table):
    table.is_over = table.is_replaced = True
    holders[0].open("destroy")
