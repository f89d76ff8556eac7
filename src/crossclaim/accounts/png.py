"""A picture as PNG, drawn with Pillow, which the extra "plot" brings."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

from crossclaim.accounts.chart import PAGE, Line, Path, Picture, Point, Text
from crossclaim.accounts.svg import R, corners
from crossclaim.errors import OptionError

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SCALE = 2
"""Pixels for each pixel of the picture, so that it is sharp on today's screens."""

ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def png(picture: Picture) -> bytes:
    """The picture as a PNG file.

    Raises:
        OptionError: Pillow is not installed.
    """
    try:
        from PIL import Image, ImageDraw
    except ImportError as error:
        raise OptionError("PNG needs Pillow: pip install 'crossclaim[plot]', or ask for .svg") from error
    image = Image.new("RGB", (picture.width * SCALE, picture.height * SCALE), PAGE)
    draw = ImageDraw.Draw(image)
    for shape in picture.shapes:
        if isinstance(shape, Line):
            ends = [shape.x1 * SCALE, shape.y1 * SCALE, shape.x2 * SCALE, shape.y2 * SCALE]
            draw.line(ends, fill=shape.colour, width=max(1, round(shape.width * SCALE)))
        elif isinstance(shape, Text):
            _text(draw, shape)
        elif isinstance(shape, Path):
            _path(draw, shape)
        else:
            _mark(draw, shape)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _path(draw: ImageDraw, path: Path) -> None:
    points = [(x * SCALE, y * SCALE) for x, y in path.points]
    if path.fill and len(points) > 2:
        draw.polygon(points, fill=path.fill)
    if path.width:
        closed = [*points, points[0]] if path.fill else points
        draw.line(closed, fill=path.colour, width=max(1, round(path.width * SCALE)), joint="curve")


def _text(draw: ImageDraw, text: Text) -> None:
    from PIL import ImageFont

    font = ImageFont.load_default(text.size * SCALE)
    draw.text(
        (text.x * SCALE, text.y * SCALE),
        drawable(text.words),
        fill=text.colour,
        font=font,
        anchor=ANCHORS[text.anchor],
        stroke_width=SCALE if text.halo else 0,
        stroke_fill=PAGE,
    )


def drawable(words: str) -> str:
    """Letters that Pillow's own font has: others lose their marks, or become a question mark.

    >>> drawable("Ménaka, Ţina…")
    'Menaka, Tina...'
    """
    bare = unicodedata.normalize("NFKD", words)
    return "".join(c for c in bare if not unicodedata.combining(c)).encode("latin-1", "replace").decode("latin-1")


def _mark(draw: ImageDraw, point: Point) -> None:
    outline = [(x * SCALE, y * SCALE) for x, y in corners(point)]
    if point.mark in ("circle", "ring"):
        x, y, r = point.x * SCALE, point.y * SCALE, R * SCALE
        fill = point.colour if point.mark == "circle" else PAGE
        draw.ellipse((x - r, y - r, x + r, y + r), fill=fill, outline=point.colour, width=2 * SCALE)
    elif point.mark == "cross":
        a, b, c, d = outline
        draw.line([a, c], fill=point.colour, width=2 * SCALE)
        draw.line([b, d], fill=point.colour, width=2 * SCALE)
    else:
        draw.polygon(outline, fill=point.colour)
