"""The key page peels sealed words: three browsers in turn, each after it has checked everything by itself."""

import json
from base64 import b64encode
from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Browser, expect

from ballots import credentials, mix, peeling
from ballots.ballot import seal, tracker
from ballots.group import random_scalar
from ballots.proofs.knowledge import sign
from tests.booth.box import HOLDERS, Box, box, made_keys
from tests.booth.holders import Holder
from tests.booth.key_room import KeyRoom, Table
from tests.booth.server import Site

SAID = ("Nên họp sớm hơn.", "", "Đồng ý", "Đồng ý", "Công khai quy hoạch 😀", "")


def worded(said: Sequence[str] = SAID) -> Box:
    """A closed box with an envelope for each ballot."""
    made = box("introduce", voters=len(SAID))
    made.words = 2
    for code, words in zip(made.codes, said, strict=False):
        secret = credentials.private_credential(code, made.election.uuid)
        raw = seal(made.election, secret, [[1, 0, 0, 0]])
        envelope = mix.wrap(words, made.words * 1024, made_keys().ceremony.mix_keys, made.election.uuid)
        signature = sign(mix.to_be_signed(made.election.uuid, tracker(raw), envelope), secret, random_scalar())
        body = {"ballot": raw.decode(), "words": b64encode(envelope).decode(), "words_signature": signature.as_json()}
        made.take(json.dumps(body).encode())
    made.close()
    return made


def seated(site: Site, closed: Box) -> Table:
    """Three holders who have given their shares."""
    site.add(closed)
    table = Table(made_keys().ceremony, box=closed, head_at_close=closed.head.hash)
    for me in (1, 2, 3):
        site.rooms[f"open-{me}"] = KeyRoom(table, me)
        table.parts[me] = {}
    return table


def holder_of(site: Site, browser: Browser, me: int) -> Holder:
    return Holder(browser.new_context().new_page(), f"{site.address}/keys/open-{me}")


def peels(holder: Holder, code: str) -> None:
    holder.open("peel")
    holder.press("Mở lớp của tôi")
    holder.type(code)
    holder.sees("peeled")


def test_three_holders_peel_in_their_browsers_and_the_words_come_out_sorted(site: Site, browser: Browser) -> None:
    closed = worded()
    table = seated(site, closed)
    later = holder_of(site, browser, 2)
    later.open("peel-waiting")
    expect(later.window.locator('[data-fill="peel-waits-for"]')).to_have_text(f"Đang chờ: {HOLDERS[0]}.")
    for me in (1, 2, 3):
        peels(holder_of(site, browser, me), made_keys().codes[me - 1])
    record = peeling.read_record(closed.words_record(table.layers))
    assert peeling.published(record) == sorted(words for words in SAID if words)
    for context in browser.contexts:
        context.close()


def test_a_holder_who_is_waited_for_may_be_represented_when_the_others_are_there(site: Site, window) -> None:
    table = seated(site, worded())
    holder = Holder(window, f"{site.address}/keys/open-3")
    holder.open("peel-waiting")
    holder.press("Tôi có mặt khi mở phong bì")
    expect(window.locator('[data-fill="witnesses"]')).to_contain_text(HOLDERS[2])
    assert table.witnesses == {3}


def test_four_envelopes_are_never_peeled(site: Site, window) -> None:
    seated(site, worded(SAID[:4]))
    holder = Holder(window, f"{site.address}/keys/open-1")
    holder.open("problem")
    expect(window.locator("h1:visible")).to_have_text("Quá ít người bỏ phiếu")


def first_dropped(table: Table) -> None:
    layer = table.layers[0]
    table.layers[0] = layer | {"opened": layer["opened"][1:]}


def first_swapped(table: Table) -> None:
    table.layers[0] = table.layers[0] | {"signature": table.box.sent[min(table.box.sent)]["signature"]}  # pyright: ignore


def envelope_gone(table: Table) -> None:
    assert table.box
    table.box.sent.pop(min(table.box.sent))


def envelope_of_another(table: Table) -> None:
    assert table.box
    one, other = sorted(table.box.sent)[:2]
    table.box.sent[one]["words"] = table.box.sent[other]["words"]


@pytest.mark.parametrize(
    ("alter", "says"),
    [
        (first_dropped, f"{HOLDERS[0]} chuyển đi không đủ số phong bì đã nhận."),
        (first_swapped, f"Phần {HOLDERS[0]} chuyển tới không qua được kiểm tra."),
        (envelope_gone, "Có lá phiếu không có phong bì"),
        (envelope_of_another, "Một phong bì không qua được kiểm tra."),
    ],
)
def test_what_was_altered_on_the_way_is_named_and_nothing_is_peeled(
    site: Site, window, alter: Callable[[Table], None], says: str
) -> None:
    closed = worded()
    table = seated(site, closed)
    record = peeling.read_record(closed.words_record([]))
    table.layers.append(json.loads(peeling.peel(record, made_keys().codes[0], 1)))
    alter(table)
    holder = Holder(window, f"{site.address}/keys/open-2")
    holder.open("problem")
    expect(window.locator('[data-fill="problem-what"]')).to_contain_text(says)
    assert len(table.layers) == 1


def test_the_layer_of_a_browser_is_that_of_python(site: Site, window) -> None:
    closed = worded()
    table = seated(site, closed)
    peels(Holder(window, f"{site.address}/keys/open-1"), made_keys().codes[0])
    record = peeling.read_record(closed.words_record([]))
    assert table.layers == [json.loads(peeling.peel(record, made_keys().codes[0], 1))]
