"""The sealed half of a rehearsed consultation, played on the product's own pages and letters, without Prefect."""

import asyncio
import random
from collections import Counter
from pathlib import Path

from sqlmodel import select

from ballots.peeling import published
from cli.rehearsal.opinion.saying import AGREE, COMMENT, Saying
from cli.rehearsal.opinion.sealing import SealedOpinions
from cli.rehearsal.sealed.holders import Holders
from cli.rehearsal.sealed.voting import Voter
from models import Answer
from models.store.database import reading
from procedures.opinion import asking, sealing
from procedures.sealed.words import record
from tests.opinion.sealed_consulting import SealedConsulting
from tests.rehearsal.played import Played, carried_on, on_stage
from tests.world import World

SAYINGS = (
    Saying(COMMENT, {2: "Bỏ Điều 2.", 3: "Giữ Điều 3."}),
    Saying(COMMENT, {0: "Khoán quá thấp."}),
    Saying(AGREE),
    Saying(COMMENT, {1: "Khoán quá thấp."}),
    Saying(AGREE),
)
LATER = Saying(COMMENT, {1: "Nghĩ lại: bỏ cả Điều 1."})


async def test_some_answer_sealed_and_one_thinks_better_and_three_peel_what_they_said(
    sqlite: None, tmp_path: Path
) -> None:
    case = SealedConsulting(World())
    case.opened()
    async with on_stage(case, tmp_path) as play:
        holders = Holders(play, [each.email for each in (case.union, case.inspector, case.teller)])
        async with carried_on(case.number):
            box = await boxed(case, play, holders)
            voters = [Voter(entry.full_name, entry.email or "") for entry in case.world.entries(case.number)]
            for voter, saying in zip(voters, SAYINGS, strict=False):
                await box.send(voter, play.post.link(voter.address, "opinion_asked"), saying)
            await box.send(voters[0], play.post.link(voters[0].address, "opinion_asked"), LATER)
            await box.close()
            await box.open_box()
            await box.holders.peel_words(box.uuid)
    assert (box.revoted, len(box.cast), box.result) == (1, 5, [[2, 3]])
    assert box.said == Counter({"Khoán quá thấp.": 2, LATER.said[1]: 1})
    with reading() as session:
        assert Counter(filter(None, published(record.read(session, box.sealed)))) == box.said
        assert not session.exec(select(Answer)).all()


async def boxed(case: SealedConsulting, play: Played, holders: Holders) -> SealedOpinions:
    """The keys, the box, and then the letters."""
    await holders.make_keys()
    asked = [entry.email for entry in case.world.entries(case.number) if entry.email]
    box = SealedOpinions(play, holders, random.Random(4), asked)
    await box.prepare()
    await box.agree()
    await box.open()
    await asyncio.to_thread(case.consulting.file, "consultation_plan")
    await asyncio.to_thread(asking.note_plan, case.number)
    await asyncio.to_thread(sealing.wait_for_box, case.number)
    await asyncio.to_thread(asking.ask, case.number)
    await play.post.wait("opinion_asked", asked)
    return box
