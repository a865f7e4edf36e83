"""The resolution of the sample agency that is carried out: everyone has read it; one item is done, one is overdue."""

from datetime import timedelta

from cli import sample
from models import Judgement
from models.store import clock
from models.store.database import reading
from notifications import links
from procedures import filing
from procedures.access.actor import Actor
from procedures.resolution import answering, circulation, drafting
from procedures.resolution.items import drafting as items
from procedures.resolution.items import following, listing, reporting
from procedures.resolution.items.drafting import Wanted
from procedures.rounds import timing
from procedures.rounds.asking import missing
from words.dates import at_local, local_day

NUMBER = 5
SUBJECT = "Nghị quyết Hội nghị cán bộ, công chức bất thường về sắp xếp nơi làm việc"
CONFERENCE = "Hội nghị cán bộ, công chức, viên chức và người lao động bất thường tháng 11 năm 2026"
ARTICLES = [
    ("Sắp xếp nơi làm việc", ["Các phòng chuyển về tầng 2 và tầng 3 trụ sở Sở trước ngày 31/12/2026."]),
    ("Tổ chức thực hiện", ["Văn phòng chủ trì, các phòng phối hợp; Công đoàn giám sát."]),
]
ITEMS = (
    sample.Item("Lập sơ đồ bố trí phòng làm việc", "article", "Điều 1", 1),
    sample.Item("Lập danh mục tài sản phải chuyển của từng phòng", "discussion", "Ý kiến Phòng Lãnh sự", 2),
    sample.Item("Chuyển xong hồ sơ lưu trữ về kho tầng 3", "article", "Điều 1", 40),
    sample.Item("Bố trí phòng nghỉ cho người lao động nữ", "opinion", "Ý kiến Công đoàn", 75),
)
FIRST_OWNER, PROGRESS = 11, "Đã xếp xong một nửa số giá; còn chờ kệ mới."


def carry_out(hr: Actor, clerk: Actor, scan: filing.Upload) -> int:
    """Circulate it and have everyone read it; the owners have their letters. Returns its number."""
    with reading() as session:
        today = local_day(clock.now(session))
    number = drafting.draft(hr, SUBJECT)
    adopted_on, votes = today - timedelta(days=6), (27, 27)
    text = drafting.Text(SUBJECT, CONFERENCE, adopted_on, *votes, articles=ARTICLES, is_extraordinary=True)
    drafting.write_text(hr, number, text)
    for place, item in enumerate(ITEMS, start=FIRST_OWNER):
        items.add(hr, number, Wanted(item.text, item.source, item.place, place, today + timedelta(days=item.days)))
    timing.set_times(hr, number, None, at_local(today + timedelta(days=5), 17), [])
    drafting.open_(hr, number)
    filing.file_signed(clerk, number, "resolution", 4, "NQ-HNCBCC", today, "Đoàn Chủ tịch", scan)
    circulation.sign(number)
    circulation.circulate(number)
    _everyone_reads(hr, number, scan)
    circulation.close(number)
    circulation.name_missing(number)
    circulation.report(number)
    with reading() as session:
        rows = [item.row for item in listing.items_of(session, number)]
    for row in rows:
        following.entrust(number, row.entrusting)
    return number


def report(hr: Actor, number: int) -> None:
    """The first is done and accepted, of the third its owner tells how far it is, of the others nothing is heard."""
    with reading() as session:
        found = [listing.owner_entry(session, item.row) for item in listing.items_of(session, number)]
    tokens = [links.token(entry.id or 0, entry.link_version) if entry else "" for entry in found]
    done = reporting.report(tokens[0], 1, "completion", "Sơ đồ đã được Giám đốc phê duyệt, dán ở sảnh tầng 1.")
    reporting.judge(hr, number, done, Judgement.ACCEPTED)
    reporting.report(tokens[2], 3, "progress", PROGRESS)


def _everyone_reads(hr: Actor, number: int, scan: filing.Upload) -> None:
    with reading() as session:
        waiting = missing(session, number)
    for entry in waiting:
        if entry.email:
            answering.acknowledge(links.token(entry.id or 0, entry.link_version))
    answering.enter_paper_list(hr, number, [entry.id or 0 for entry in waiting if not entry.email], scan)
