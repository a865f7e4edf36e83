"""A circulation told from draft to report, then a consultation; their letters composed at the moment each is sent."""

import re
from datetime import timedelta
from html import unescape

from sqlmodel import select

from models import Agency, OutboxMessage
from models.store import database
from notifications.compose import compose
from notifications.letter import Letter
from procedures.access import sign_in
from procedures.resolution import answering, circulation, drafting
from procedures.rounds import owners
from tests.consulting import Consulting
from tests.letters.appointed import appointed
from tests.letters.carried_out import carried_out
from tests.letters.consulted import consulted
from tests.letters.corrected import corrected
from tests.letters.kept_rules import kept_rules
from tests.letters.yearly import yearly
from tests.world import World

CONTACT = "Trần Văn Bình, Văn phòng, máy lẻ 102"
DEADLINE, REMINDER = timedelta(days=5), timedelta(days=2)


class Story:
    """A world and one circulation in it; each verb carries it one step on."""

    def __init__(self, **changed: str) -> None:
        self.world = World()
        self.change_agency(contact=CONTACT, office="Văn phòng Sở Ngoại vụ")
        self.number = self.world.draft(DEADLINE, (REMINDER,))
        self.change_agency(**changed)

    def change_agency(self, **changed: str) -> None:
        with database.transaction() as session:
            agency = session.get_one(Agency, 1)
            agency.sqlmodel_update(changed)
            session.add(agency)

    def previewed(self) -> "Story":
        drafting.send_preview(self.world.hr, self.number)
        return self

    def opened(self) -> "Story":
        drafting.open_(self.world.hr, self.number)
        return self

    def circulated(self) -> "Story":
        self.opened()
        self.world.sign(self.number)
        circulation.sign(self.number)
        circulation.circulate(self.number)
        return self

    def reminded(self) -> "Story":
        self.world.move(days=2)
        circulation.remind(self.number, 1)
        return self

    def over(self) -> "Story":
        self.world.move(days=6)
        return self

    def closed(self) -> "Story":
        self.over()
        circulation.close(self.number)
        circulation.name_missing(self.number)
        return self

    def reported(self) -> "Story":
        self.closed()
        circulation.report(self.number)
        return self

    def messages(self, kind: str) -> list[OutboxMessage]:
        return self.world.letters(kind)

    def composed(self, kind: str) -> list[Letter | None]:
        """What each queued message of a kind becomes if it is sent now."""
        with database.reading() as session:
            rows = session.exec(select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id))  # pyright: ignore
            return [compose(session, message) for message in rows.all()]

    def letters(self, kind: str) -> list[Letter]:
        """The same, where every one of them is wanted."""
        composed = self.composed(kind)
        assert composed
        assert None not in composed
        return [letter for letter in composed if letter]

    def letter_to(self, kind: str, name: str) -> Letter:
        return next(letter for letter in self.letters(kind) if letter.to_name == name)


def all_letters() -> dict[str, list[Letter]]:
    """At least one letter of every kind; the kinds with variants have each of them."""
    story = Story()
    drafting.invite(story.world.hr, story.number, "Năm nay có ba việc mới.\nĐề nghị đọc kỹ Điều 3.")
    kept = {"resolution_preview": story.previewed().letters("resolution_preview")}
    kept |= yearly(story)
    kept["resolution_awaits_signature"] = story.opened().letters("resolution_awaits_signature")
    kept["resolution_circulated"] = story.circulated().letters("resolution_circulated")
    people = story.world.entries(story.number)
    answering.acknowledge(story.world.token(people[0]))
    kept["answer_recorded"] = story.letters("answer_recorded")
    kept["resolution_reminder"] = story.reminded().letters("resolution_reminder")
    for person in people[:2]:
        owners.reissue(person.email or "")
    kept["link_reissued"] = story.letters("link_reissued")
    kept["link_reissued"] += story.over().letters("link_reissued")
    story.reported()
    for kind in ("resolution_missing", "resolution_missing_in_unit", "resolution_closing_paper"):
        kept[kind] = story.letters(kind)
    sign_in.ask(story.world.hr.email, "192.0.2.1")
    kept["sign_in_code"] = story.letters("sign_in_code")
    case = Consulting(story.world, "democracy_rules")
    told = consulted(story, case)
    kept["link_reissued"] += told.pop("link_reissued")
    kept |= carried_out(story, case.union)
    return kept | told | corrected(story, case.union) | appointed(story) | kept_rules(story)


def as_read(html: str) -> str:
    """What a reader of the HTML sees, on one line: head and tags are gone."""
    body = re.split(r"<body[^>]*>", html)[-1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
