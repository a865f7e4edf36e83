"""Năm bước soạn một hội nghị."""

from typing import Annotated

from fastapi import Depends

from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview.desks.conference import conference_desk
from web.hr.draft_steps import DraftSteps
from web.session import requires

Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
DRAFT = DraftSteps(
    kind="conference",
    read=conference_desk,
    steps=(
        ("conference", "Kế hoạch"),
        ("conference/agenda", "Chương trình, dự thảo"),
        ("conference/board", "Bầu Ban Thanh tra nhân dân"),
        ("duties", "Nhiệm vụ"),
        ("conference/open", "Kiểm tra và mở"),
    ),
    lacked_by={
        "conference/agenda": ("conference_resolution",),
        "conference/board": ("board_candidates",),
        "duties": ("secretary", "tellers"),
        "conference/open": ("delegates", "conference_union", "clerk"),
    },
)
