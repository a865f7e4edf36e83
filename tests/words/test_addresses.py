"""A mail address on a narrow page."""

from words.addresses import breakable


def test_an_address_breaks_before_its_at_and_is_escaped() -> None:
    assert breakable("an@so.gov.vn") == "an<wbr>@so.gov.vn"
    assert breakable('<b>"@x') == "&lt;b&gt;&#34;<wbr>@x"
