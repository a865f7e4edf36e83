"""What the sample agency has lived through when the demo opens: told with the same verbs as the pages."""

import asyncio
from datetime import date, timedelta
from itertools import pairwise

from sqlmodel import col, select

from cli import sample
from cli.demo import appointment, carried_out, conference, confidence_poll, consultation, lawyer, rules, sealed_vote
from models import Account, Role, RoleHolding, StaffCategory, StaffMember
from models.store import clock
from models.store.database import reading
from notifications import links
from notifications.compose import compose
from notifications.outbox import Deliverer
from procedures import agency, demo, filing, people
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.resolution import answering, circulation, drafting
from procedures.rounds import timing
from procedures.rounds.asking import missing
from procedures.staff_changes import Listed
from procedures.yearly import keeping as yearly
from words.dates import at_local, local_day

BEHIND = timedelta(days=4)
PEOPLE, WITHOUT_MAIL = 28, 2
HAVE_READ, HAVE_ANSWERED = (9, 6, 4), (0, 4, 8, 10)
CATEGORIES = {
    "Công chức": StaffCategory.CIVIL_SERVANT,
    "Viên chức": StaffCategory.PUBLIC_EMPLOYEE,
    "Người lao động": StaffCategory.CONTRACT_WORKER,
}
SCAN = filing.Upload(
    "nghi-quyet-da-ky.pdf",
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
)


def tell() -> None:
    """Fill an empty, marked database: agency, people, roles; one procedure of each kind under way, and a draft."""
    listed = sample.people(PEOPLE, seed=2026, without_mail=WITHOUT_MAIL)
    accounts.init(_holders(listed))
    hr, clerk = actor_with(Role.HR), actor_with(Role.CLERK)
    agency.write(hr, _particulars(listed))
    _take(hr, listed)
    lawyer.confirm(hr, f"{listed[4].full_name}, {listed[4].unit}")
    number = _circulate(hr, clerk)
    drafting.draft(hr, "Nghị quyết Hội nghị cán bộ, công chức bất thường về sắp xếp các phòng")
    asked = consultation.ask(hr, clerk, listed[0].full_name, SCAN)
    rules.wait_for(hr, asked)
    followed = carried_out.carry_out(hr, clerk, SCAN)
    deliver()
    for readers, (since, until) in zip(HAVE_READ, pairwise(HAVE_ANSWERED), strict=True):
        demo.move_clock(timedelta(hours=20))
        _read(number, readers)
        consultation.answer(asked, since, until)
        deliver()
    consultation.hand_in(hr, asked, SCAN)
    carried_out.report(hr, followed)
    demo.move_clock(BEHIND - timedelta(hours=20) * len(HAVE_READ))
    tellers = (actor_with(Role.UNION), actor_with(Role.INSPECTOR))
    case = appointment.stand_at_key_cadres(hr, clerk, actor_with(Role.MANAGER), tellers, SCAN)
    appointment.reply(case)
    deliver()
    poll = confidence_poll.send_papers(hr, clerk, listed[0].full_name, tellers, SCAN, deliver)
    deliver()
    confidence_poll.ask(poll)
    three = (*tellers, actor_with(Role.OPERATOR))
    sealed = sealed_vote.hold(appointment.Cast(hr, clerk, actor_with(Role.MANAGER), three), SCAN)
    deliver()
    sealed_vote.vote(sealed)
    held = conference.invite(hr, clerk, tellers[0], listed[0].full_name, SCAN)
    conference.reply(held)
    yearly.begin(hr, _end_of_year())
    deliver()


def _end_of_year() -> date:
    with reading() as session:
        return date(local_day(clock.now(session)).year, 12, 31)


def deliver() -> None:
    """Send what is queued to the demo's own sink, so that the tray tells the story in its order."""
    asyncio.run(Deliverer("demo", compose).deliver_due())


def _holders(listed: list[sample.Person]) -> dict[Role, list[tuple[str, str]]]:
    held = {Role.MANAGER: 0, Role.HR: 1, Role.INSPECTOR: 4, Role.CLERK: 6, Role.UNION: 8, Role.OPERATOR: 9}
    return {role: [(listed[index].full_name, listed[index].email)] for role, index in held.items()}


def _particulars(listed: list[sample.Person]) -> agency.Particulars:
    return agency.Particulars(
        name="Sở Ngoại vụ tỉnh Bình Minh",
        governing_body="Ủy ban nhân dân tỉnh Bình Minh",
        symbol="SNgV",
        place="Bình Minh",
        head_title="Giám đốc",
        head_name=listed[0].full_name,
        union_title="Chủ tịch Công đoàn",
        union_name=listed[8].full_name,
        contact=f"{listed[1].full_name}, Văn phòng Sở, máy lẻ 102",
        office="Văn phòng Sở Ngoại vụ tỉnh Bình Minh",
    )


def actor_with(role: Role) -> Actor:
    """The first account that holds a role, as it would act."""
    with reading() as session:
        account = session.exec(select(Account).join(RoleHolding).where(RoleHolding.role == role)).first()
        if account is None:
            raise LookupError(f"nobody holds {role.value}")
        return Actor(account.full_name, account.email, account.id, account.staff_member_id, frozenset({role}))


def _take(hr: Actor, listed: list[sample.Person]) -> None:
    new = [
        Listed(each.full_name, each.unit, CATEGORIES[each.category], each.position, each.email or None, each.birth_year)
        for each in listed
    ]
    with reading() as session:
        seen = people.compared(session, new).fingerprint
    people.take_list(hr, new, seen, leave=False)
    with reading() as session:
        ids = list(session.exec(select(StaffMember.id).order_by(col(StaffMember.id))).all())
    people.set_unit_heads(hr, [number or 0 for number in ids], [number or 0 for number in ids[: len(sample.UNITS)]])


def _circulate(hr: Actor, clerk: Actor) -> int:
    number = drafting.draft(hr, sample.SUBJECT)
    drafting.write_text(
        hr,
        number,
        drafting.Text(
            subject=sample.SUBJECT,
            conference=sample.CONFERENCE,
            adopted_on=sample.ADOPTED_ON,
            present=26,
            in_favour=25,
            bases=list(sample.BASES),
            articles=[(heading, list(paragraphs)) for heading, paragraphs in sample.ARTICLES],
        ),
    )
    with reading() as session:
        today = local_day(clock.now(session))
    closes_at = at_local(today + timedelta(days=7), 17, 0)
    remind_at = [at_local(today + timedelta(days=days), 8, 0) for days in (3, 6)]
    timing.set_times(hr, number, None, closes_at, remind_at)
    drafting.open_(hr, number)
    filing.file_signed(clerk, number, "resolution", 5, "NQ-HNCBCC", sample.ADOPTED_ON, "Đoàn Chủ tịch", SCAN)
    circulation.sign(number)
    circulation.circulate(number)
    return number


def _read(number: int, readers: int) -> None:
    with reading() as session:
        waiting = [entry for entry in missing(session, number) if entry.email]
    for entry in waiting[:readers]:
        answering.acknowledge(links.token(entry.id or 0, entry.link_version))
