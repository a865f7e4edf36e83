"""The key page when the box is opened: all verified on the holder's device, compared by a person, then opened."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import expect

from ballots import archive, credentials, tally
from ballots.ballot import Ballot, check, seal
from tests.booth.box import Box, box, made_keys
from tests.booth.holders import Holder
from tests.booth.key_room import KeyRoom, Table
from tests.booth.server import Site

DRAW = (0, 1, 1, 2, 3, 1, 0, 1, 2)


def voted(draw: Sequence[int] = DRAW) -> Box:
    """A closed box in which voter i chose answer draw[i]."""
    made = box("introduce", voters=len(DRAW))
    for code, place in zip(made.codes, draw, strict=False):
        secret = credentials.private_credential(code, made.election.uuid)
        made.take(seal(made.election, secret, [[int(place == at) for at in range(4)]]))
    made.close()
    return made


def seated(site: Site, closed: Box, **more: object) -> Table:
    """Three holders' links to a box that may be opened."""
    site.add(closed)
    table = Table(made_keys().ceremony, box=closed, head_at_close=closed.head.hash, **more)
    for me in (1, 2, 3):
        site.rooms[f"open-{me}"] = KeyRoom(table, me)
    return table


def at_the_box(site: Site, window, me: int = 1) -> Holder:
    return Holder(window, f"{site.address}/keys/open-{me}")


def opens(holder: Holder, code: str) -> None:
    holder.open("compare")
    holder.window.get_by_label("Tôi đã so, mười một nhóm số giống biên bản chốt").check()
    holder.press("Gõ mã để mở")
    holder.type(code)
    holder.sees("opened")


def test_a_holder_sees_the_figures_and_the_eleven_groups_then_opens(site, window):
    closed = voted()
    table = seated(site, closed)
    holder = at_the_box(site, window)
    holder.open("compare")
    assert [window.locator(f'[data-fill="{name}"]').inner_text() for name in ("ballots", "counted", "roll")] == [
        "9"
    ] * 3
    assert " ".join(window.locator(".spoken > li").all_inner_texts()) == archive.spoken(closed.head.hash)
    holder.press("Gõ mã để mở")
    expect(window.locator("#e-compared")).to_be_visible()
    assert not table.parts
    opens(holder, made_keys().codes[0])
    expect(window.locator('[data-fill="opened-what"]')).to_contain_text("Đỗ Văn Khải hoặc Lê Thu Lan")


def test_once_the_result_is_shown_to_the_holders_their_page_reports_it(site, window):
    table = seated(site, voted())
    holder = at_the_box(site, window)
    holder.open("compare")
    answers = [["Lê Thị <b>An</b>", 6], ["Không giới thiệu ai", 3]]
    report = {"title": "Bước 3", "voters": 12, "returned": 9, "questions": [["Giới thiệu một người", answers]]}
    table.counted.append(report | {"opened_by": ["Đỗ Văn Khải", "Lê Thu Lan"], "spoken": "0001 0002"})
    holder.open("counted")
    said = " ".join(window.locator('[data-part="counted"]').inner_text().split())
    for words in ("9/12 người đã bỏ phiếu", "Lê Thị <b>An</b> 6", "Không giới thiệu ai 3", "Lê Thu Lan", "0001 0002"):
        assert words in said, words


def test_two_parts_made_in_browsers_give_the_draw_and_pass_every_proof(site, window):
    closed = voted()
    table = seated(site, closed)
    for me in (1, 3):
        opens(at_the_box(site, window, me), made_keys().codes[me - 1])
    expect(window.locator("h1:visible")).to_have_text("Đã đủ hai người mở")
    summed = tally.add_up(closed.election, [(ballot, 1) for ballot in checked(closed)])
    trustees = closed.records[2].body
    for me, part in table.parts.items():
        partial, strong = part["partial"].encode(), part["strong"].encode()
        tally.check_share(closed.election, trustees, me, summed, partial, strong)
    partials = {me: part["partial"].encode() for me, part in table.parts.items()}
    counts = tally.result(closed.election, trustees, summed, partials)
    assert counts == [[DRAW.count(place) for place in range(4)]]


def checked(closed: Box) -> list[Ballot]:
    return [check(closed.election, raw, closed.public) for raw in closed.last.values()]


def test_four_voters_are_never_opened_and_five_are(site, window):
    seated(site, voted(DRAW[:4]))
    holder = at_the_box(site, window)
    holder.open("problem")
    expect(window.locator("h1:visible")).to_have_text("Quá ít người bỏ phiếu")
    seated(site, voted(DRAW[:5]))
    holder.open("compare")


def test_before_its_time_the_box_stays_closed(site, window):
    seated(site, voted(), is_early=True)
    holder = at_the_box(site, window)
    holder.open("early")
    expect(window.locator('[data-fill="not-before"]')).to_have_text("17:00 thứ Bảy 05/12/2026")


def test_a_box_that_is_not_the_one_closed_is_not_opened(site, window):
    table = seated(site, voted())
    table.head_at_close = "0" * 64
    holder = at_the_box(site, window)
    holder.open("problem")
    expect(window.locator("h1:visible")).to_have_text("Hòm phiếu khác lúc chốt")


def test_one_altered_byte_in_a_ballot_is_named_and_nothing_is_opened(site, window):
    closed = voted()
    table = seated(site, closed)
    place = next(at for at, record in enumerate(closed.records) if record.body.startswith(b'{"election_uuid"'))
    body = bytearray(closed.records[place].body)
    body[-40] = ord("1") if body[-40] != ord("1") else ord("2")
    closed.records[place] = archive.Record(closed.records[place].name, bytes(body))
    holder = at_the_box(site, window)
    holder.open("problem")
    expect(window.get_by_text("Đồng chí không mở hòm phiếu này.")).to_be_visible()
    assert not table.parts


def test_another_holders_code_opens_nothing(site, window):
    closed = voted()
    seated(site, closed)
    holder = at_the_box(site, window, me=2)
    holder.open("compare")
    window.get_by_label("Tôi đã so, mười một nhóm số giống biên bản chốt").check()
    holder.press("Gõ mã để mở")
    holder.type(made_keys().codes[0])
    holder.sees("problem")
    expect(window.locator("h1:visible")).to_have_text("Không phải mã của đồng chí")


def test_the_archive_is_read_from_where_the_state_says_without_a_cookie(site, window):
    closed = voted()
    seated(site, closed)
    at_the_box(site, window).open("compare")
    asked = [line for line in site.seen if "/archive.bel" in line]
    assert asked
    assert not [line for line in asked if "Cookie" in line]


@pytest.mark.parametrize("me", [1, 2])
def test_who_has_given_a_part_is_not_asked_again(me, site, window):
    table = seated(site, voted())
    table.parts[me] = {}
    at_the_box(site, window, me).open("opened")
