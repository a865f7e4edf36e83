"""How a paper names the law that it rests on."""

UNCONFIRMED = "[…]"


def cited(citation: str | None) -> str:
    """The citation as confirmed by the agency's lawyer; `[…]` until it is, so that nobody signs a guess."""
    return citation or UNCONFIRMED
