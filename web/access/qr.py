"""Mã QR trong trang: drawn here, as SVG, so that nothing is fetched from elsewhere."""

import io

import segno

WIDEST = 264


def drawn(text: str, widest: int = WIDEST) -> str:
    """The picture that a phone reads, at most so many pixels wide."""
    svg, picture = io.BytesIO(), segno.make(text, error="m")
    scale = max(2, widest // picture.symbol_size(border=4)[0])
    picture.save(svg, kind="svg", xmldecl=False, svgns=False, svgclass=None, lineclass=None, light="#fff", scale=scale)
    return svg.getvalue().decode()
