"""Drafts in YAML files: what may stand in one of each kind, and writing it by the same verbs as the pages."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from procedures import drafts
from procedures.access.actor import Actor
from procedures.opinion import drafting as opinion
from procedures.refusal import Refusal
from procedures.resolution import drafting as resolution
from procedures.rounds import timing


class DraftKind(StrEnum):
    """Loại quy trình soạn được từ tệp."""

    RESOLUTION = "resolution"
    OPINION = "opinion"


class InFile(BaseModel):
    """Những gì mọi bản nháp đều có trong tệp."""

    model_config = ConfigDict(extra="forbid")
    subject: str
    sends_at: datetime | None = None
    closes_at: datetime | None = None
    remind_at: list[datetime] = Field(default_factory=list)

    def write(self, hr: Actor) -> int:
        """Keep the draft; returns its number. Raises Refusal, and then nothing of it is left."""
        number = self.begin(hr)
        try:
            self.fill(hr, number)
            if self.closes_at:
                timing.set_times(hr, number, self.sends_at, self.closes_at, self.remind_at)
        except Refusal:
            drafts.discard(hr, number)
            raise
        return number

    def begin(self, hr: Actor) -> int:
        """A new draft of this kind."""
        raise NotImplementedError

    def fill(self, hr: Actor, number: int) -> None:
        """What it says."""
        raise NotImplementedError


class ArticleInFile(BaseModel):
    """Một điều trong tệp bản nháp."""

    model_config = ConfigDict(extra="forbid")
    heading: str = ""
    paragraphs: list[str] = Field(default_factory=list)


class ResolutionInFile(InFile):
    """Bản nháp nghị quyết trong tệp YAML."""

    conference: str = ""
    adopted_on: date | None = None
    present: int | None = None
    in_favour: int | None = None
    bases: list[str] = Field(default_factory=list)
    articles: list[ArticleInFile] = Field(default_factory=list[ArticleInFile])

    def begin(self, hr: Actor) -> int:
        return resolution.draft(hr, self.subject)

    def fill(self, hr: Actor, number: int) -> None:
        articles = [(article.heading, article.paragraphs) for article in self.articles]
        particulars = self.model_dump(include={"subject", "conference", "adopted_on", "present", "in_favour", "bases"})
        resolution.write_text(hr, number, resolution.Text(**particulars, articles=articles))


class ConsultationInFile(InFile):
    """Bản nháp lấy ý kiến trong tệp YAML; `matter` là khóa của một nội dung trong law/parameters/opinion.yaml."""

    matter: str = ""
    purpose: str = ""
    responsible: str = ""
    paragraphs: list[str] = Field(default_factory=list)
    invitation: str = ""

    def begin(self, hr: Actor) -> int:
        return opinion.draft(hr, self.subject)

    def fill(self, hr: Actor, number: int) -> None:
        plan = self.model_dump(include={"subject", "matter", "purpose", "responsible", "paragraphs"})
        opinion.write_plan(hr, number, opinion.Plan(**plan))
        opinion.invite(hr, number, self.invitation)


IN_FILES: dict[DraftKind, type[InFile]] = {
    DraftKind.RESOLUTION: ResolutionInFile,
    DraftKind.OPINION: ConsultationInFile,
}
