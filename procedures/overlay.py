"""Quy định riêng của cơ quan: its own values and its lawyer's confirmations, laid over the law; no version is lost."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from law.overlay import Confirmation, Overlay, OwnValue, load_overlay
from law.overlay_text import with_confirmations, with_value
from law.parameters import Parameter, parameters_of
from law.reading import BadData
from law.rules import Rule, Rules, rules_on
from models import Agency, AgencyOverlay
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged
from words.dates import local_day
from words.names import clean_name

LONGEST = 300
LARGEST = 1000
WRITTEN_RULES = ("OwnRuleSet", "OwnRuleEnded", "RuleConfirmed")


@dataclass(frozen=True)
class Line:
    """One rule as it binds this agency, beside what the law alone says."""

    parameter: Parameter
    rule: Rule
    law: Rule
    confirmation: Confirmation | None
    own: tuple[OwnValue, ...]

    @property
    def is_own(self) -> bool:
        """Whether the agency's own value counts today."""
        return self.rule.article != self.law.article


def law_on(session: Session, kind: str, day: date) -> Rules:
    """The rules of a kind of procedure on a day, with what the agency laid over them.

    Raises NotInForce where nothing was in force, KeyError for an unknown kind.
    """
    return rules_on(kind, day, overlay_of(session, kind))


def overlay_of(session: Session, kind: str) -> Overlay | None:
    """The agency's overlay of a kind, as last written; None where it has none. Raises BadData."""
    text = _text(session, kind)
    return load_overlay(text, kind) if text else None


def lines(session: Session, kind: str, day: date) -> list[Line]:
    """Every rule of a kind on a day, in the law's order. Raises as law_on()."""
    overlay, law = overlay_of(session, kind), rules_on(kind, day)
    return [_line(rule, law[rule.key], overlay, kind) for rule in rules_on(kind, day, overlay)]


def set_value(
    actor: Actor,
    kind: str,
    key: str,
    since: date,
    said: Mapping[str, object],
    *,
    article: str,
    document: str,
    by: str,
    seen: int | None = None,
) -> None:
    """Enter the agency's own value of a rule from a day on; `said` is one form, such as {"days": 7}.

    `by` is the lawyer who checked it. Procedures already begun keep their rules.
    `seen`: as in check_unchanged(). Raises Refusal where the law does not leave it to the agency, `written_meanwhile`.
    """
    article, document, by = _said(article, "article"), _said(document, "document"), _said(by, "by")
    _check_numbers(said)

    def written(text: str) -> str:
        return with_value(text, kind, key, since, said, article=article, document=document, by=by)

    name = "OwnRuleEnded" if "ended" in said else "OwnRuleSet"
    _write(actor, kind, written, name, seen, [key], since=since.isoformat(), article=article, document=document, by=by)


def end_value(actor: Actor, kind: str, key: str, since: date, *, article: str, document: str, by: str) -> None:
    """Give a rule back to the law from a day on; raises Refusal."""
    set_value(actor, kind, key, since, {"ended": True}, article=article, document=document, by=by)


def confirm(
    actor: Actor, kind: str, keys: Collection[str], *, by: str, document: str, on: date, seen: int | None = None
) -> None:
    """Enter that the agency's lawyer found the law's values of some rules right, in a document, on a day.

    `seen`: as in check_unchanged(). Raises Refusal, also `written_meanwhile`.
    """
    if not keys:
        raise Refusal("no_rule_chosen", field="rules")
    by, document = _said(by, "by"), _said(document, "document")

    def written(text: str) -> str:
        return with_confirmations(text, kind, keys, by=by, document=document, on=on)

    _write(actor, kind, written, "RuleConfirmed", seen, keys, by=by, document=document, on=on.isoformat())


def _text(session: Session, kind: str) -> str:
    last = col(AgencyOverlay.id).desc()
    return session.exec(select(AgencyOverlay.text).where(AgencyOverlay.kind == kind).order_by(last)).first() or ""


def _line(rule: Rule, law: Rule, overlay: Overlay | None, kind: str) -> Line:
    own = overlay.changed.get(rule.key) if overlay else None
    confirmation = overlay.confirmed.get(rule.key) if overlay else None
    holds = confirmation if confirmation and law.since <= confirmation.on else None
    values = tuple(value for value in (own.values if own else ()) if isinstance(value, OwnValue))
    return Line(parameters_of(kind).parameters[rule.key], rule, law, holds, values)


def _write(
    actor: Actor,
    kind: str,
    written: Callable[[str], str],
    name: str,
    seen: int | None,
    keys: Collection[str],
    **facts: str,
) -> None:
    account_id = actor.account_for(Power.KEEP_OWN_RULES)
    with transaction() as session:
        # Held, so that of two who write at once the second adds to what the first wrote.
        session.get(Agency, 1, with_for_update=True)
        for key in keys:
            check_unchanged(session, actor, None, WRITTEN_RULES, seen, about={"kind": kind, "key": key})
        now, text = clock.now(session), _text(session, kind)
        if facts.get("on", "") > local_day(now).isoformat():
            raise Refusal("confirmed_in_future", field="on")
        try:
            new = written(text)
        except BadData as mistake:
            raise Refusal("own_rule_wrong", field="value", why=mistake.why) from mistake
        if new == text:
            return
        session.add(AgencyOverlay(kind=kind, text=new, account_id=account_id, recorded_at=now))
        for key in keys:
            log.write(session, actor.name_in_log, name, kind=kind, key=key, **facts)


def _said(text: str, what: str) -> str:
    said = clean_name(text)
    if not said:
        raise Refusal("own_rule_lacks", field=what, what=what)
    if len(said) > LONGEST:
        raise Refusal("own_rule_too_long", field=what, at_most=LONGEST)
    return said


def _check_numbers(said: Mapping[str, object]) -> None:
    for content in said.values():
        for item in content if isinstance(content, list | tuple) else (content,):
            if type(item) is int and not 1 <= item <= LARGEST:
                raise Refusal("own_rule_number", field="value", at_most=LARGEST)
