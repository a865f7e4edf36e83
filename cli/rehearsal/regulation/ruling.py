"""The play of the agency's own rules: asked about or adopted by the conference, issued, disclosed, reviewed."""

from datetime import date
from pathlib import Path

from cli import sample
from cli.rehearsal.browser import Browser
from cli.rehearsal.cast import Cast
from cli.rehearsal.faults import ANSWERING, CLOSING, REMINDING
from cli.rehearsal.opinion.consulting import ConsultationPlay
from cli.rehearsal.play import SIGNED, Mishap, Tell
from cli.rehearsal.stage import Stage
from law.decisions.opinion import Way
from law.decisions.regulation import way_of
from law.rules import rules_on
from models import Procedure, Role
from models.store.database import reading
from procedures.regulation import steps
from procedures.resolution.items.schedule import MORNING
from words.dates import at_local, short_date

AMENDED = " và các đơn vị trực thuộc."
REASON = "Đã có quy định chung của cấp trên."


class RulesPlay(ConsultationPlay):
    """From a draft to the review of its first year; a day before the law has the conference adopt rules on spending."""

    papers = (steps.DECISION, steps.NOTICE)

    def __init__(
        self,
        stage: Stage,
        cast: Cast,
        out: Path,
        mishap: Mishap,
        tell: Tell,
        seed: int = 1,
        regime: date | None = None,
    ) -> None:
        super().__init__(stage, cast, out, mishap, tell, seed)
        self.regime, self.rules, self.consultation = regime, 0, 0

    def draw(self, seed: int) -> None:
        """Which rules, by a seed; the head always issues them."""
        super().draw(seed)
        self.is_issued = True

    async def run(self) -> None:
        """From an empty database to rules that are repealed after a year."""
        await self.set_up()
        if self._by_conference():
            self.draft = sample.SPENDING_RULES
            await self.adopt()
        else:
            await self.consult()
        await self.issue()
        await self.review()
        await self.ended()
        await self.every_letter()

    async def begin_rules(self) -> Browser:
        """HR's draft of the rules, up to its last step."""
        hr = await self.begin("regulation", self.draft.subject)
        text = "\n\n".join(self.draft.paragraphs)
        await hr.press("Lưu và sang bước 3", sort=self.draft.matter, in_force_on="", text=text)
        self.rules = self.procedure
        return hr

    async def adopt(self) -> None:
        """The conference adopts the rules on paper; HR files its resolution."""
        hr = await self.begin_rules()
        await hr.press("Mở quy trình ban hành")
        await self.scene("adopting")
        await hr.open(f"/procedures/{self.rules}/adoption")
        scan = {"scan": ("nghi-quyet-da-ky.pdf", SIGNED)}
        said = {"number": "05/NQ-HNCBCC", "dated_on": short_date(self.today()), "issuer": sample.CONFERENCE}
        await hr.press("Lưu nghị quyết hội nghị", files=scan, **said)

    async def consult(self) -> None:
        """Everyone is asked about the draft; each opinion is answered, the draft amended, the head decides."""
        hr = await self.begin_rules()
        await hr.press("Soạn việc lấy ý kiến")
        self.procedure = self.consultation = int(hr.address.rstrip("/").split("/")[-2])
        text, matter = "\n\n".join(self.draft.paragraphs), self.draft.matter
        about = {"purpose": self.draft.purpose, "responsible": "Văn phòng Sở", "matter": matter, "text": text}
        await hr.press("Lưu và sang bước 3", **about)
        await self.time_and_invite(hr, "", closes_in=6, reminder_in=3)
        await hr.press("Mở lấy ý kiến")
        await hr.open(f"/hr/procedures/{self.rules}/rules/check")
        await hr.press("Mở quy trình ban hành")
        await self.sign()
        await self.arrived("opinion_asked", self.cast.by_mail)
        await self.scene(ANSWERING)
        await self.say(self.cast.at_once, "opinion_asked")
        await self.enter_sheets()
        await self.scene(REMINDING)
        await self.scene(CLOSING)
        await self.move_past(self.closes_at)
        await self.told("opinion_closed", Role.HR, Role.MANAGER)
        await self.respond()
        await self.decide()

    async def decide(self) -> None:
        """The union remarks where the law asks for it; the head decides, in the consultation."""
        await self.scene("deciding")
        if self.draft.matter == "democracy_rules":
            await self.union_remarks()
        await self.told("opinion_decision_asked", Role.MANAGER)
        manager = await self.desk(Role.MANAGER)
        await manager.open(f"/procedures/{self.consultation}/decision")
        await manager.press("Xem lại", decision="issued")
        await manager.press("Quyết định ban hành")

    async def issue(self) -> None:
        """The clerk files the signed decision; everyone is told, by the rules and by the table of the consultation."""
        await self.scene("issuing")
        await self.told("rules_await_signature", Role.CLERK)
        self.procedure = self.rules
        await self.file(steps.DECISION, 12, "QĐ-SNgV")
        await self.arrived("rules_disclosed", self.cast.by_mail)
        if self.consultation:
            await self.arrived("opinion_disclosed", self.cast.by_mail)
        await self.file(steps.NOTICE, 14, "TB-SNgV")
        await self.keep_papers()
        anyone = await Browser(self.stage.base, self.log).open(
            self.post.link(self.cast.never[0].email, "rules_disclosed")
        )
        (self.out / "pages").mkdir(parents=True, exist_ok=True)
        (self.out / "pages" / "rules.html").write_text(anyone.text, encoding="utf-8")

    async def review(self) -> None:
        """The posting ends; in time before a year is over HR and the head are asked to review; HR says repealed."""
        await self.scene("reviewing")
        await self.move(hours=40 * 24)
        with reading() as session:
            turn = steps.turn_of(session, session.get_one(Procedure, self.rules), 1)
        if turn is None:
            raise LookupError("the rules have no day")
        await self.move_past(at_local(turn.asked_on, MORNING))
        await self.told("rules_review_asked", Role.HR, Role.MANAGER)
        hr = await (await self.desk(Role.HR)).open(f"/procedures/{self.rules}/reviews/1")
        await hr.press("Ghi kết quả rà soát", result="repealed", note=REASON)

    def _by_conference(self) -> bool:
        return self.regime is not None and way_of(rules_on("opinion", self.regime), "spending_rules") is Way.CONFERENCE
