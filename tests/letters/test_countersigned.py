"""Letters of the two-person rule: what each says, to which address, and when it is not sent any more."""

from datetime import timedelta

from models import Account
from models.store import database
from procedures.access.actor import Actor
from procedures.countersigning import signing
from procedures.resolution import answering, circulation
from tests.letters.story import Story, as_read
from tests.two_people import done, newcomer, strong, union_of

WHY = "Đổi hộp thư."


def extended(story: Story, union: Actor, days: int = 9) -> None:
    later = (story.world.now() + timedelta(days=days)).isoformat()
    done(story.world.hr, union, "extend_deadline", story.number, closes_at=later)


def moved(story: Story, union: Actor, person: int, email: str) -> None:
    entry = story.world.entries(story.number)[person]
    done(story.world.hr, union, "change_address", story.number, roll_entry_id=entry.id, email=email)


def test_the_new_deadline_is_told_with_the_old_one_the_reason_and_the_own_link(story: Story) -> None:
    union = union_of(story.circulated().world)
    extended(story, union)
    letter = story.letters("deadline_extended")[0]
    assert letter.subject.startswith("Gia hạn: Nghị quyết Hội nghị")
    assert "thay cho" in letter.text
    assert "Lý do: Theo đề nghị của đơn vị." in letter.text
    entry = story.world.entries(story.number)[0]
    assert f"/p/{story.world.token(entry)}" in letter.text
    assert letter.to_address == entry.email


def test_who_answers_before_it_goes_hears_of_no_deadline_nor_of_one_overtaken(story: Story) -> None:
    union = union_of(story.circulated().world)
    extended(story, union)
    answering.acknowledge(story.world.token(story.world.entries(story.number)[0]))
    extended(story, union, days=10)
    letters = story.composed("deadline_extended")
    assert [letter is None for letter in letters] == [True] * 8 + [False] * 7
    story.world.move(days=11)
    assert set(story.composed("deadline_extended")) == {None}


def test_the_old_address_gets_no_link_and_no_new_address(story: Story) -> None:
    union = union_of(story.circulated().world)
    moved(story, union, 2, "dung@example.gov.vn")
    old, new = story.letters("address_changed")
    assert (old.to_address, new.to_address) == ("nguoi2@example.gov.vn", "dung@example.gov.vn")
    for body in (old.text, old.html):
        assert "/p/" not in body
        assert "dung@" not in body
    assert "báo ngay đầu mối" in as_read(old.html)
    entry = next(each for each in story.world.entries(story.number) if each.email == new.to_address)
    assert f"/p/{story.world.token(entry)}" in new.text
    assert "Hạn: " in new.text


def test_each_procedure_sends_its_own_link_and_the_old_address_hears_of_all_at_once(story: Story) -> None:
    union = union_of(story.circulated().world)
    other = story.world.signed()
    circulation.sign(other)
    circulation.circulate(other)
    moved(story, union, 2, "dung@example.gov.vn")
    old, here, there = story.letters("address_changed")
    assert [each.to_address for each in (old, here, there)] == ["nguoi2@example.gov.vn", *["dung@example.gov.vn"] * 2]
    assert "và 01 việc khác đang hỏi đồng chí vừa được đổi. Thư về các việc này từ nay không gửi" in old.text
    for letter, number in ((here, story.number), (there, other)):
        entry = next(each for each in story.world.entries(number) if each.email == "dung@example.gov.vn")
        assert f"/p/{story.world.token(entry)}" in letter.text
        assert "việc khác" not in letter.text


def test_the_first_letter_that_still_waits_goes_to_the_new_address(story: Story) -> None:
    union = union_of(story.circulated().world)
    moved(story, union, 2, "dung@example.gov.vn")
    letter = next(each for each in story.letters("resolution_circulated") if each.to_address == "dung@example.gov.vn")
    assert letter.text.count("/p/") == 1


def test_an_address_changed_again_gets_no_link_of_before(story: Story) -> None:
    union = union_of(story.circulated().world)
    moved(story, union, 2, "mot@example.gov.vn")
    moved(story, union, 2, "hai@example.gov.vn")
    addresses = [letter and letter.to_address for letter in story.composed("address_changed")]
    assert addresses == ["nguoi2@example.gov.vn", None, "mot@example.gov.vn", "hai@example.gov.vn"]


def test_before_anyone_was_asked_a_new_address_hears_that_the_letter_will_come(story: Story) -> None:
    union = union_of(story.opened().world)
    moved(story, union, 1, "dung@example.gov.vn")
    new = story.letters("address_changed")[1]
    assert "Thư mời sẽ tới địa chỉ này." in new.text
    assert "/p/" not in new.text


def test_an_annulled_procedure_stops_all_other_letters(story: Story) -> None:
    union = union_of(story.circulated().world)
    answering.acknowledge(story.world.token(story.world.entries(story.number)[0]))
    done(story.world.hr, union, "annul", story.number)
    assert set(story.composed("resolution_circulated")) == {None}
    letters = story.letters("procedure_withdrawn")
    assert "Đồng chí không phải làm gì thêm." in letters[0].text
    assert "Điều đồng chí đã trả lời được lưu cùng hồ sơ" in letters[0].text
    assert "đã trả lời" not in letters[1].text


def test_the_signer_is_asked_until_it_is_settled(story: Story) -> None:
    union = union_of(story.circulated().world)
    act = signing.ask(strong(story.world.hr), "annul", {}, WHY, story.number)
    [letter] = story.letters("signature_wanted")
    assert letter.to_address == union.email
    assert letter.subject.startswith("Chờ đồng chí ký: hủy quy trình, Nghị quyết")
    assert f"/countersign/{act}" in letter.text
    assert "Trần Văn Bình (cán bộ tổ chức) đề nghị: hủy quy trình" in letter.text
    signing.refuse(union, act, "Không.")
    assert story.composed("signature_wanted") == [None]


def test_who_asked_hears_that_it_was_signed(story: Story) -> None:
    union = union_of(story.circulated().world)
    act = done(story.world.hr, union, "annul", story.number)
    [letter] = story.letters("act_settled")
    assert (letter.to_address, letter.reply_to) == (story.world.hr.email, ("Mai Thị Đoàn", union.email))
    assert letter.subject.startswith("Đã ký: hủy quy trình, Nghị quyết")
    assert "Mai Thị Đoàn (công đoàn) đã ký đề nghị của đồng chí: hủy quy trình" in letter.text
    assert "Việc đã được làm ngay khi ký." in letter.text
    assert f"/countersign/{act}" in letter.text
    assert "Lý do" not in letter.text


def test_who_asked_hears_why_it_was_refused_once_and_not_with_the_account_closed(story: Story) -> None:
    union, operator = union_of(story.circulated().world), story.world.operator
    act = signing.ask(strong(operator), "grant_role", {"email": "nguoi3@example.gov.vn", "role": "manager"}, WHY)
    for _again in range(2):
        signing.refuse(union, act, "Chưa có quyết định.")
    [letter] = story.letters("act_settled")
    assert letter.subject == "Không được đồng ý: trao vai trò"
    assert "không đồng ý với đề nghị của đồng chí: trao vai trò." in letter.text
    assert "Lý do không đồng ý: Chưa có quyết định." in letter.text
    with database.transaction() as session:
        account = session.get_one(Account, operator.account_id)
        account.closed_at = story.world.now()
        session.add(account)
    assert story.composed("act_settled") == [None]


def test_what_every_holder_of_a_role_hears_is_not_told_twice_to_who_asked(story: Story) -> None:
    union = union_of(story.circulated().world)
    newcomer("Hồ Thị Mới")
    done(story.world.operator, union, "grant_role", None, email="moi@example.gov.vn", role="inspector")
    assert story.composed("act_settled") == []
    assert [each.to_name for each in story.letters("role_changed")].count(story.world.operator.full_name) == 1
    clerk = story.world.clerk.account_id
    done(story.world.operator, union, "change_account_address", None, account_id=clerk, email="thu@example.gov.vn")
    assert [each.to_name for each in story.letters("act_settled")] == [story.world.operator.full_name]


def test_a_changed_role_names_the_person_and_both_hands(story: Story) -> None:
    union = union_of(story.circulated().world)
    newcomer("Hồ Thị Mới")
    done(story.world.operator, union, "grant_role", None, email="moi@example.gov.vn", role="inspector")
    letters = {letter.to_name: letter for letter in story.letters("role_changed")}
    assert set(letters) == {"Trần Văn Bình", "Lê Thị Thư", "Phạm Văn Quản", "Đỗ Văn Máy", "Mai Thị Đoàn", "Hồ Thị Mới"}
    letter = letters["Lê Thị Thư"]
    assert letter.subject == "Trao vai trò Ban Thanh tra nhân dân: Hồ Thị Mới"
    assert "Hồ Thị Mới được trao vai trò Ban Thanh tra nhân dân." in letter.text
    assert "Đỗ Văn Máy (quản trị hệ thống) đề nghị, Mai Thị Đoàn (công đoàn) ký." in letter.text


def test_whose_account_was_closed_hears_of_it_and_is_led_to_the_first_page(story: Story) -> None:
    union = union_of(story.circulated().world)
    manager = story.world.manager
    done(story.world.operator, union, "close_account", None, account_id=manager.account_id)
    letter = story.letter_to("role_changed", manager.full_name)
    assert "Tài khoản của Phạm Văn Quản đã đóng." in letter.text
    assert "/accounts" not in letter.text
    with database.reading() as session:
        assert session.get_one(Account, manager.account_id).closed_at
