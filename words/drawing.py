"""A curve that climbs by steps, as the path of an SVG."""

from collections.abc import Iterable


def stairs(points: Iterable[tuple[float, float]], width: int, foot: int, height: int) -> str:
    """`H12.8 V15.4 …`: level to each point (share of the width, share of the height above the foot), then up to it."""
    return " ".join([f"H{across * width:.1f} V{foot - up * height:.1f}" for across, up in points])
