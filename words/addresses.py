"""Địa chỉ thư trên trang hẹp: where a mail address may go on in the next line."""

from markupsafe import Markup, escape


def breakable(address: str) -> Markup:
    """The address as HTML that breaks before its @ where the column is too narrow for all of it."""
    return escape(address).replace("@", Markup("<wbr>@"))
