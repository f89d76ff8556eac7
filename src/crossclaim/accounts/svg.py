"""A picture as SVG: no script, no request to anywhere, text as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from crossclaim.accounts.chart import PAGE, Line, Path, Picture, Point, Shape, Text

R = 4.5
"""Half the width of a mark."""

UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, in whatever way they are written (XML 1.0, 2.2)."""


def svg(picture: Picture, colours: Mapping[str, str] | None = None) -> str:
    """The picture as one SVG document that also stands inside a page.

    Args:
        picture: the shapes.
        colours: others in place of some, such as a page's own ("var(--ink)"); a picture that is given any has no
            ground of its own.

    >>> svg(Picture(10, 10, "Toll", ()))[:4]
    '<svg'
    """
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{picture.width}" height="{picture.height}" '
        f'viewBox="0 0 {picture.width} {picture.height}" role="img" font-family="system-ui, sans-serif">'
    )
    title = f"<title>{_words(picture.title)}</title>"
    page = f'<rect width="{picture.width}" height="{picture.height}" fill="{PAGE}"/>'
    lines = [head, title, *([] if colours else [page]), *(_shape(s) for s in picture.shapes), "</svg>\n"]
    return "\n".join(lines) if not colours else "\n".join(_recoloured(line, colours) for line in lines)


def _recoloured(line: str, colours: Mapping[str, str]) -> str:
    """A line of SVG with other colours; words between tags stay."""
    for old, new in colours.items():
        line = line.replace(f'="{old}"', f'="{new}"')
    return line


def _words(text: str) -> str:
    return escape(UNHOLDABLE.sub("\ufffd", text))


def _shape(shape: Shape) -> str:
    if isinstance(shape, Line):
        ends = f'x1="{shape.x1:g}" y1="{shape.y1:g}" x2="{shape.x2:g}" y2="{shape.y2:g}"'
        return f'<line {ends} stroke="{shape.colour}" stroke-width="{shape.width:g}"/>'
    if isinstance(shape, Text):
        place = f'x="{shape.x:g}" y="{shape.y:g}" font-size="{shape.size}" text-anchor="{shape.anchor}"'
        halo = f' stroke="{PAGE}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"' if shape.halo else ""
        return f'<text {place} fill="{shape.colour}"{halo}>{_words(shape.words)}</text>'
    return _path(shape) if isinstance(shape, Path) else _mark(shape)


def _path(path: Path) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in path.points)
    kind = "polygon" if path.fill else "polyline"
    return (
        f'<{kind} points="{points}" fill="{path.fill or "none"}" stroke="{path.colour}" stroke-width="{path.width:g}"/>'
    )


def _mark(point: Point) -> str:
    x, y, colour = point.x, point.y, point.colour
    if point.mark == "circle":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{R}" fill="{colour}"/>'
    if point.mark == "ring":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{R - 1}" fill="{PAGE}" stroke="{colour}" stroke-width="2"/>'
    outline = " ".join(f"{a:g},{b:g}" for a, b in corners(point))
    if point.mark == "cross":
        a, b, c, d = corners(point)
        path = f"M{a[0]:g} {a[1]:g}L{c[0]:g} {c[1]:g}M{b[0]:g} {b[1]:g}L{d[0]:g} {d[1]:g}"
        return f'<path d="{path}" stroke="{colour}" stroke-width="2"/>'
    return f'<polygon points="{outline}" fill="{colour}"/>'


def corners(point: Point) -> list[tuple[float, float]]:
    """The corners of a mark that is no circle, around its position."""
    x, y = point.x, point.y
    if point.mark == "diamond":
        return [(x, y - R - 1), (x + R + 1, y), (x, y + R + 1), (x - R - 1, y)]
    if point.mark == "arrow":
        return [(x, y - R), (x + R, y + R), (x - R, y + R)]
    return [(x - R, y - R), (x + R, y - R), (x + R, y + R), (x - R, y + R)]
