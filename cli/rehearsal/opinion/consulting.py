"""The play of a consultation: everyone is asked about a draft, each opinion is answered, the head decides."""

from pathlib import Path

from cli import sample
from cli.rehearsal.cast import Cast
from cli.rehearsal.faults import ANSWERING, CLOSING, REMINDING
from cli.rehearsal.opinion.answering import Answering
from cli.rehearsal.opinion.deciding import Deciding
from cli.rehearsal.play import Mishap, Tell
from cli.rehearsal.stage import Stage
from models import Role


class ConsultationPlay(Answering, Deciding):
    """A draft from the wizard to the last day of its posting; the seed draws who says what, and what is decided."""

    papers = ("consultation_plan", "opinion_sheet", "responses_table", "disclosure_notice")

    def __init__(
        self, stage: Stage, cast: Cast, out: Path, mishap: Mishap, tell: Tell, seed: int = 1, is_sealed: bool = False
    ) -> None:
        super().__init__(stage, cast, out, mishap, tell)
        self.is_sealed = is_sealed
        self.draw(seed)

    def draw(self, seed: int) -> None:
        """What is asked about, and what becomes of it, by a seed."""
        self.seed = seed
        self.draft = sample.DEMOCRACY_RULES if seed % 2 else sample.SPENDING_RULES
        self.is_issued = seed % 4 != 0

    async def run(self) -> None:
        """From an empty database to the end of the posting."""
        await self.set_up()
        await self.draft_and_open()
        if self.is_sealed:
            await self.make_box()
        await self.sign()
        await self.scene("asking")
        await self.arrived("opinion_asked", self.cast.by_mail)
        await self.scene(ANSWERING)
        await self.say(self.cast.at_once, "opinion_asked")
        await self.enter_sheets()
        await self.scene(REMINDING)
        await self.move_past(self.reminder_at)
        await self.arrived("opinion_reminder", [*self.cast.after_reminder, *self.cast.never])
        await self.scene("answering after the reminder")
        await self.say(self.cast.after_reminder, "opinion_reminder")
        await self.think_better()
        await self.scene(CLOSING)
        await self.come_too_late()
        if self.is_sealed:
            await self.open_words()
        await self.respond()
        await self.decide()
        await self.disclose()
        await self.wait_out_posting()
        await self.ended()
        await self.every_letter()

    async def draft_and_open(self) -> None:
        """HR's wizard, step by step."""
        hr = await self.begin("opinion", self.draft.subject)
        await hr.press(
            "Lưu và sang bước 3",
            matter=self.draft.matter,
            purpose=self.draft.purpose,
            responsible="Văn phòng Sở",
            text="\n\n".join(self.draft.paragraphs),
            **({"sealed": "1"} if self.is_sealed else {}),
        )
        await self.time_and_invite(hr, "Đề nghị đồng chí đọc kỹ Điều 2.", closes_in=6, reminder_in=3)
        await hr.press("Mở lấy ý kiến")

    async def sign(self) -> None:
        """The clerk's letter arrives; the clerk enters number, date and scan of the head's plan."""
        await self.scene("signing")
        await self.told("opinion_plan_awaits_signature", Role.CLERK)
        await self.file("consultation_plan", 7, "KH-SNgV")

    async def come_too_late(self) -> None:
        """The deadline passes while somebody looks the answer over; it is refused at once, and shown to be copied."""
        late = await self.sign_by_name(self.post.link(self.cast.never[0].email, "opinion_reminder"))
        await late.press("Xem lại trước khi gửi", choice="comment", said_1="Tôi muốn góp thêm một ý, e đã muộn.")
        await self.move_past(self.closes_at)
        await late.press("Gửi ý kiến")
        self.late_answers += late.status == 200
        self.lost_when_late = "Tôi muốn góp thêm một ý, e đã muộn." not in late.words
        await self.told("opinion_closed", Role.HR, Role.MANAGER)
