"""The test letter of an invitation: to the drafter alone, with a link and a code that open nothing."""

from sqlmodel import Session

from models import Account, OutboxMessage
from notifications import links
from notifications.compose.standing import Standing
from notifications.compose.told import Told, invitation_lines, named

# No roll entry and no alphabet of ours has these.
PREVIEW_PATH, PREVIEW_CODE = "/p/thu-gui-thu", "0000-0000"


def to_drafter(
    session: Session, message: OutboxMessage, stands: Standing, invitation: str, **facts: object
) -> Told | None:
    """Gửi thử, with the agency's words as they are now; None where the account or the procedure is closed for good."""
    account = session.get_one(Account, message.account_id)
    if account.closed_at or stands.is_annulled:
        return None
    return Told(
        account.full_name,
        account.email,
        link=links.page(PREVIEW_PATH),
        code=PREVIEW_CODE,
        asks=named(stands.drafter),
        facts={**stands.facts(), "invitation": invitation_lines(invitation), **facts},
    )
