"""What the people of a played agency were told, beside what is kept: counted from mails, HTTP log and papers."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from cli.rehearsal.browser import Browser
from cli.rehearsal.opinion.judging import last_words
from cli.rehearsal.opinion.tables import folded
from cli.rehearsal.post import kind_of, text_of
from models import Role
from notifications.sink import KeptMail
from tests.outside.playing import Rounds
from tests.outside.served import Served

_ABOUT = re.compile(r"/(?:p|procedures)/\d+")


@dataclass(frozen=True)
class Findings:
    """The figures of a run, and which promises they break."""

    figures: dict[str, Any]
    broken: list[str]


async def findings(product: Served, play: Rounds) -> Findings:
    """Judge everything that was played so far."""
    mails = product.sink.mails
    sent = Counter(mail.header("Message-ID") for mail in mails)
    wanted = {row[0] for row in product.rows("SELECT message_id FROM outbox_message WHERE state <> 'cancelled'")}
    queued = dict(product.rows("SELECT message_id, facts FROM outbox_message"))
    unsettled = product.rows("SELECT state, count(*) FROM outbox_message GROUP BY state")
    kept, accepted = play.kept(), play.accepted()
    ends = dict(product.rows("SELECT id, outcome FROM procedure WHERE state <> 'draft'"))
    printed = await _printed(play)
    figures = {
        "rounds": len(play.played),
        "requests": len(play.log.exchanges),
        "sign_ins": play.sign_ins,
        "answers": {"accepted": len(accepted), "on_paper": len(kept - accepted), "kept": len(kept)},
        "printed": sum(printed.values()),
        "letters": {"queued": len(wanted), "sent": len(sent), "again": sent.total() - len(sent)},
        "lost": len(wanted - set(sent)),
        "unknown": len(set(sent) - set(queued)),
        "states": dict(unsettled),
        "two_ids": _under_two_ids(mails, queued),
        "server_errors": sorted({e.path for e in play.log.exchanges if e.status >= 500}),
        "outcomes": dict(Counter(ends[number] for number in play.played)),
        "opinions": _opinions(product, play),
    }
    return Findings(
        figures,
        [
            *(said for said, holds in _promises(play, figures, printed) if not holds),
            *([] if {n: ends[n] for n in play.played} == play.ends else ["a round has another end"]),
        ],
    )


def _promises(play: Rounds, figures: dict[str, Any], printed: dict[int, int]) -> list[tuple[str, bool]]:
    accepted, kept = play.accepted(), play.kept()
    return [
        ("an accepted answer is not kept", accepted <= kept),
        ("a round counts another number than was accepted", len(kept) == play.to_keep()),
        ("a paper prints another number", printed == play.expected()),
        ("a letter was lost", figures["lost"] == 0),
        # One that went before its courier was killed may be cancelled afterwards, when nobody needs it any more.
        ("a letter came that nobody queued", figures["unknown"] == 0),
        ("a letter was never settled as sent", set(figures["states"]) <= {"sent", "cancelled"}),
        ("one message under two Message-IDs", not figures["two_ids"]),
        ("a page answered with a server error", not figures["server_errors"]),
        ("an opinion was lost or doubled", len(set(figures["opinions"].values())) == 1),
    ]


def _under_two_ids(mails: list[KeptMail], facts: dict[str, str]) -> int:
    """How many people got one message, told by its kind, subject, link and facts, under several Message-IDs.

    Whoever changes an opinion is told so in another letter, whose subject says that it was changed; a procedure's
    meetings have one link, and facts that say which meeting a letter is about.
    """
    told: dict[tuple[str, ...], set[str]] = {}
    for mail in mails:
        about, name = _ABOUT.search(text_of(mail)), mail.header("Message-ID")
        if about and kind_of(mail) != "sign_in_code":
            message = kind_of(mail), mail.header("Subject"), about[0], facts.get(name, ""), *mail.recipients
            told.setdefault(message, set()).add(name)
    return sum(len(ids) > 1 for ids in told.values())


async def _printed(play: Rounds) -> dict[int, int]:
    clerk: Browser = await play.desk(Role.CLERK)
    found = {}
    for number in play.played:
        found[number] = 0
        for paper in play.papers_of(number):
            answer = await clerk.client.get(f"/procedures/{number}/papers/{paper}.html")
            found[number] += play.counted(answer.text)
    return found


def _opinions(product: Served, play: Rounds) -> dict[str, int]:
    """How many things were said last, as pages accepted them, as they are kept, and how many are the same."""
    rows = product.rows(
        "SELECT answer.roll_entry_id, comment.paragraph, comment.text FROM comment "
        "JOIN answer ON answer.id = comment.answer_id"
    )
    kept = Counter((entry, place, folded(str(text))) for entry, place, text in rows)
    last = last_words(play.log).items()
    said = Counter((entry, place, folded(text)) for entry, each in last for place, text in each.said.items())
    return {"accepted": said.total(), "kept": kept.total(), "same": (said & kept).total()}
