"""The consultation of the sample agency: asked four days ago, two days left, some have answered, one has no mail."""

from collections.abc import Sequence
from datetime import timedelta

from cli import sample
from models import RollEntry
from models.store import clock
from models.store.database import reading
from notifications import links
from procedures import filing
from procedures.access.actor import Actor
from procedures.opinion import answering, asking, drafting
from procedures.opinion.steps import PLAN
from procedures.rounds import timing
from procedures.rounds.asking import missing
from words.dates import at_local, local_day

DRAFT = sample.SPENDING_RULES
LASTS, REMINDED_AFTER = 6, (3, 5)
SAID: tuple[dict[int, str], ...] = (
    {2: "Mức khoán còn thấp so với thực tế đi các xã biên giới. Đề nghị 700.000 đồng."},
    {},
    {4: "Nên khoán theo phòng, không khoán theo người.", 0: "Dự thảo rõ ràng, dễ thực hiện hơn năm 2026."},
    {},
    {2: "Đề nghị nêu rõ ngày lẻ trong tháng cộng dồn thế nào."},
    {3: "Đề nghị thanh toán tiền làm thêm trước ngày 10 tháng sau."},
    {},
    {2: "mức khoán còn thấp so với thực tế đi các xã biên giới. Đề nghị 700.000 đồng"},
    {5: "Nên giữ lại 20 % lập quỹ phúc lợi trước khi chi thu nhập tăng thêm."},
    {},
)


def ask(hr: Actor, clerk: Actor, head: str, scan: filing.Upload) -> int:
    """Open it, file the head's plan and send the draft to everyone; returns its number."""
    number = drafting.draft(hr, DRAFT.subject)
    plan = drafting.Plan(DRAFT.subject, DRAFT.matter, DRAFT.purpose, "Văn phòng Sở", list(DRAFT.paragraphs))
    drafting.write_plan(hr, number, plan)
    drafting.invite(hr, number, "Đề nghị đồng chí đọc kỹ Điều 2 và Điều 4, là hai điều thay đổi nhiều nhất.")
    with reading() as session:
        today = local_day(clock.now(session))
    reminders = [at_local(today + timedelta(days=days), 8, 0) for days in REMINDED_AFTER]
    timing.set_times(hr, number, None, at_local(today + timedelta(days=LASTS), 17, 0), reminders)
    drafting.open_(hr, number)
    filing.file_signed(clerk, number, PLAN, 31, "KH-SNgV", today, head, scan)
    asking.note_plan(number)
    asking.ask(number)
    return number


def answer(number: int, since: int, until: int) -> None:
    """Those from one place to another answer by their links, each with something else to say."""
    for entry, said in zip(_waiting(number, by_mail=True), SAID[since:until], strict=False):
        choice = answering.COMMENTS if said else answering.AGREES
        answering.give(links.token(entry.id or 0, entry.link_version), choice, said)


def hand_in(hr: Actor, number: int, scan: filing.Upload) -> None:
    """The first of those without mail brings the printed sheet."""
    entry = _waiting(number, by_mail=False)[0]
    answering.enter_sheet(hr, number, entry.id or 0, answering.COMMENTS, {1: "Đề nghị in cỡ chữ lớn hơn."}, scan)


def _waiting(number: int, by_mail: bool) -> Sequence[RollEntry]:
    with reading() as session:
        return [entry for entry in missing(session, number) if bool(entry.email) == by_mail]
