"""A picture as SVG: no script, no request to anywhere, text as text."""

from __future__ import annotations

from html import escape

from crossclaim.accounts.chart import Line, Picture, Point, Shape, Text

R = 4.5
"""Half the width of a mark."""


def svg(picture: Picture) -> str:
    """The picture as one SVG document that also stands inside a page.

    >>> svg(Picture(10, 10, "Toll", ()))[:4]
    '<svg'
    """
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{picture.width}" height="{picture.height}" '
        f'viewBox="0 0 {picture.width} {picture.height}" role="img" font-family="system-ui, sans-serif">'
    )
    title = f"<title>{escape(picture.title)}</title>"
    page = f'<rect width="{picture.width}" height="{picture.height}" fill="#ffffff"/>'
    return "\n".join([head, title, page, *(_shape(s) for s in picture.shapes), "</svg>\n"])


def _shape(shape: Shape) -> str:
    if isinstance(shape, Line):
        ends = f'x1="{shape.x1:g}" y1="{shape.y1:g}" x2="{shape.x2:g}" y2="{shape.y2:g}"'
        return f'<line {ends} stroke="{shape.colour}" stroke-width="{shape.width:g}"/>'
    if isinstance(shape, Text):
        place = f'x="{shape.x:g}" y="{shape.y:g}" font-size="{shape.size}" text-anchor="{shape.anchor}"'
        return f'<text {place} fill="{shape.colour}">{escape(shape.words)}</text>'
    return _mark(shape)


def _mark(point: Point) -> str:
    x, y, colour = point.x, point.y, point.colour
    if point.mark == "circle":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{R}" fill="{colour}"/>'
    if point.mark == "ring":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{R - 1}" fill="#ffffff" stroke="{colour}" stroke-width="2"/>'
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
