"""What we remember: SQLModel tables, one noun a file."""

from models.account import Account, Role, RoleHolding, SignInRequest, WebSession, WrongCode
from models.agency import Agency, DemoMarker, Unit
from models.appointment import Appointment, Finding, FindingKind, HeadState, Nominee, PolicyWay, Post
from models.audit import AuditEvent, AuditHead
from models.bodies import Position, PositionHolding
from models.conference import (
    AgendaItem,
    Attending,
    Conference,
    ConferenceCause,
    ConferenceDraft,
    ConferenceQuestion,
    ConferenceVote,
    MatterRound,
)
from models.confidence_poll import ConfidencePoll, PolledPerson, PollQuestion
from models.countersigning import ActState, CountersignedAct
from models.delegate import Delegate, DelegateSeats
from models.disclosure import Disclosure
from models.duty import Duty, DutyKind, ListedPerson
from models.emulation import EmulationPact, Reward
from models.engine import CourierHeartbeat, Nudge
from models.evidence import CaseDocument, DocumentKind
from models.items import (
    CheckedItem,
    ItemReport,
    ItemSource,
    ItemState,
    Judgement,
    ReportKind,
    ResolutionCheck,
    ResolutionItem,
)
from models.key_ceremony import CeremonyMessage, KeyCeremony, KeyHolder
from models.letter_ballot import LetterBallot
from models.meeting import Attendee, CheckIn, Conclusion, CountEntry, Meeting, NotSummoned
from models.opinion import Comment, Consultation, Decision, DraftParagraph, MergedOpinion, Verdict
from models.outbox import LetterState, OutboxMessage
from models.overlay import AgencyOverlay
from models.paper import FiledPaper, PaperState, StoredFile
from models.procedure import Procedure, ProcedureState, StepRecord
from models.regulation import Regulation, RegulationReview, RegulationSort, ReviewResult
from models.resolution import Resolution, ResolutionArticle
from models.round import Answer, AnswerChannel, LeftOut, RollEntry, Round, RoundMode, RoundPlace
from models.sealed_round import (
    ArchiveRecord,
    BoxState,
    CodeMode,
    HolderDecryption,
    SealedRound,
    SlipCount,
    VoterCredential,
)
from models.sealed_words import EnvelopeWitness, PeeledWords, SealedWords
from models.staff import StaffCategory, StaffMember
from models.year_report import YearEntry, YearHeading
from models.yearly import ConferenceYear

__all__ = [
    "Account",
    "ActState",
    "Agency",
    "AgencyOverlay",
    "AgendaItem",
    "Answer",
    "AnswerChannel",
    "Appointment",
    "ArchiveRecord",
    "Attendee",
    "Attending",
    "AuditEvent",
    "AuditHead",
    "BoxState",
    "CaseDocument",
    "CeremonyMessage",
    "CheckIn",
    "CheckedItem",
    "CodeMode",
    "Comment",
    "Conclusion",
    "Conference",
    "ConferenceCause",
    "ConferenceDraft",
    "ConferenceQuestion",
    "ConferenceVote",
    "ConferenceYear",
    "ConfidencePoll",
    "Consultation",
    "CountEntry",
    "CountersignedAct",
    "CourierHeartbeat",
    "Decision",
    "Delegate",
    "DelegateSeats",
    "DemoMarker",
    "Disclosure",
    "DocumentKind",
    "DraftParagraph",
    "Duty",
    "DutyKind",
    "EmulationPact",
    "EnvelopeWitness",
    "FiledPaper",
    "Finding",
    "FindingKind",
    "HeadState",
    "HolderDecryption",
    "ItemReport",
    "ItemSource",
    "ItemState",
    "Judgement",
    "KeyCeremony",
    "KeyHolder",
    "LeftOut",
    "LetterBallot",
    "LetterState",
    "ListedPerson",
    "MatterRound",
    "Meeting",
    "MergedOpinion",
    "Nominee",
    "NotSummoned",
    "Nudge",
    "OutboxMessage",
    "PaperState",
    "PeeledWords",
    "PolicyWay",
    "PollQuestion",
    "PolledPerson",
    "Position",
    "PositionHolding",
    "Post",
    "Procedure",
    "ProcedureState",
    "Regulation",
    "RegulationReview",
    "RegulationSort",
    "ReportKind",
    "Resolution",
    "ResolutionArticle",
    "ResolutionCheck",
    "ResolutionItem",
    "ReviewResult",
    "Reward",
    "Role",
    "RoleHolding",
    "RollEntry",
    "Round",
    "RoundMode",
    "RoundPlace",
    "SealedRound",
    "SealedWords",
    "SignInRequest",
    "SlipCount",
    "StaffCategory",
    "StaffMember",
    "StepRecord",
    "StoredFile",
    "Unit",
    "Verdict",
    "VoterCredential",
    "WebSession",
    "WrongCode",
    "YearEntry",
    "YearHeading",
]
