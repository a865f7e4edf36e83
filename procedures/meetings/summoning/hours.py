"""Giờ họp, nơi họp: what may be fixed for a meeting, whether it is set or moved."""

from datetime import datetime, timedelta

from procedures.refusal import Refusal

LONGEST_PLACE = 300
FARTHEST = timedelta(days=366)  # a year mistyped would summon everybody to nothing


def check_hour_and_place(starts_at: datetime, place: str, now: datetime) -> None:
    """Raise Refusal `meeting_in_past`, `meeting_too_far`, `meeting_placeless` or `text_too_long`."""
    if starts_at <= now:
        raise Refusal("meeting_in_past", field="starts_on")
    if starts_at > now + FARTHEST:
        raise Refusal("meeting_too_far", field="starts_on", at=starts_at)
    if not place.strip():
        raise Refusal("meeting_placeless", field="place")
    if len(place.strip()) > LONGEST_PLACE:
        raise Refusal("text_too_long", field="place", at_most=LONGEST_PLACE)
