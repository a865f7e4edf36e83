"""How the people of a rehearsed consultation answer: by the link of the own mail, on sheets, and once more."""

from cli import sample
from cli.rehearsal.browser import Browser
from cli.rehearsal.opinion.saying import Part, Saying, parts_of
from cli.rehearsal.opinion.sealing import Sealing
from cli.rehearsal.play import SIGNED
from cli.rehearsal.sealed.voting import Voter
from models import Role

SHEET_SCAN = ("phieu-da-ky.pdf", SIGNED)


class Answering(Sealing):
    """The scenes in which opinions come in."""

    draft: sample.Draft

    @property
    def parts(self) -> dict[sample.Person, Part]:
        return parts_of(self.cast, self.seed, len(self.draft.paragraphs))

    async def say(self, people: list[sample.Person], kind: str) -> None:
        """Each opens the link of the own mail, writes, looks again, presses; some press twice; some answer sealed."""
        parts = self.parts
        sealed = self.sealed_ones(parts)

        async def sayer(_index: int, person: sample.Person) -> None:
            link, part = self.post.link(person.email, kind), parts[person]
            if self.box and person in sealed:
                await self.box.send(Voter(person.full_name, person.email), link, part.first)
                return
            await self.send(link, part.first, part.presses_twice)
            if self.box:
                self.box.named.add(person.email)

        await self.all_at_once(people, sayer)
        await self.arrived("opinion_recorded", [person for person in people if person not in sealed])

    async def send(self, link: str, saying: Saying, twice: bool = False) -> Browser:
        browser = await self.sign_by_name(link)
        await browser.press("Xem lại trước khi gửi", **saying.fields(len(self.draft.paragraphs)))
        review = browser.text, browser.address
        await browser.press("Gửi ý kiến")
        if twice:
            browser.text, browser.address = review
            await browser.press("Gửi ý kiến")
        return browser

    async def sign_by_name(self, link: str) -> Browser:
        """The page where opinions with the name are written; where one may answer sealed too, it is chosen."""
        browser = await Browser(self.stage.base, self.log).open(link)
        if browser.has_button("Tiếp tục"):
            await browser.press("Tiếp tục", way="named")
        return browser

    async def think_better(self) -> None:
        """Before the deadline some say something else; it takes the place of what they said."""
        parts = self.parts
        sealed = self.sealed_ones(parts)
        wavering = [p for p in (*self.cast.at_once, *self.cast.after_reminder) if parts[p].later]

        async def changer(_index: int, person: sample.Person) -> None:
            link, later = self.post.link(person.email, "opinion_asked"), parts[person].later
            if later and self.box and person in sealed:
                await self.box.send(Voter(person.full_name, person.email), link, later)
            elif later:
                await self.send(f"{link}?change=1", later)

        await self.all_at_once(wavering, changer)

    async def enter_sheets(self) -> None:
        """HR enters the printed sheet of everyone without mail, each with its scan."""
        await self.scene("sheets")
        hr = await self.desk(Role.HR)
        for person in self.cast.on_paper:
            await hr.open(f"/hr/procedures/{self.procedure}/sheets")
            await hr.open(hr.link(f"Nhập phiếu {person.full_name}"))
            fields = self.parts[person].first.fields(len(self.draft.paragraphs))
            await hr.press("Nhập phiếu", files={"scan": SHEET_SCAN}, **fields)
