"""The recovery code: a holder's only secret. All else that is a holder's follows from it and from public messages."""


def new_recovery_code() -> str:
    """28 characters in seven groups of four: 130 random bits and two check characters."""
    raise NotImplementedError


def plain_code(typed: str) -> str:
    """The code as it was typed, without dashes and confusions. Raises ValueError where it cannot be one."""
    raise NotImplementedError
