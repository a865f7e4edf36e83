"""Bốn bước soạn một lần lấy phiếu."""

from typing import Annotated

from fastapi import Depends

from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview.desks.poll import poll_desk
from web.hr.draft_steps import DraftSteps
from web.session import requires

Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
DRAFT = DraftSteps(
    kind="poll",
    read=poll_desk,
    steps=(
        ("poll", "Kế hoạch"),
        ("polled", "Người được lấy phiếu"),
        ("duties", "Nhiệm vụ"),
        ("poll/open", "Kiểm tra và mở"),
    ),
    lacked_by={
        "polled": ("polled",),
        "duties": ("secretary", "tellers", "holders"),
        "poll/open": ("hr_not_concerned", "clerk"),
    },
)
