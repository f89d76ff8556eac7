"""The graph of origins as a picture: who first said it on the left, what printed it on the right."""

from __future__ import annotations

from collections.abc import Iterator

from crossclaim.accounts.chart import INK, QUIET, RULE, Path, Picture, Point, Shape, Text
from crossclaim.desk.views.origins import Flow, Node
from crossclaim.export.phrases import plain

WIDTH, TOP, ROW, FOOT = 860, 44, 26, 12
COLUMNS = ((0, 250, "first said by"), (330, 530, "relayed by"), (610, 860, "printed in"))
"""Left and right end of each column, and its heading."""

LETTER = 5.6
"""Pixels that a letter of this size takes, nearly."""


def origins_picture(title: str, found: Flow) -> Picture:
    """The picture of a graph of origins.

    Args:
        title: for those who cannot see it.
        found: the graph.
    """
    rows = max([len([n for n in found.nodes if n.column == c]) for c in range(3)])
    height = TOP + ROW * max(1, rows) + FOOT
    at = _positions(found, rows)
    shapes: list[Shape] = [
        Text(left, 18, head, 11, colour=QUIET)
        for c, (left, _, head) in enumerate(COLUMNS)
        if any(n.column == c for n in found.nodes)
    ]
    most = max((n for _, _, n in found.links), default=1)
    for one, two, number in sorted(found.links, key=lambda link: -link[2]):
        shapes.append(_curve(_end(one, at), (COLUMNS[two.column][0], at[two]), 1 + 5 * number / most))
    for node in found.nodes:
        shapes += _node(node, at[node])
    if not found.nodes:
        shapes.append(Text(0, TOP, "no claims", colour=QUIET))
    return Picture(WIDTH, height, plain(title), tuple(shapes))


def _positions(found: Flow, rows: int) -> dict[Node, float]:
    """Heights of nodes: each column in its order, spread over the height of the longest."""
    at = {}
    for column in range(3):
        nodes = [n for n in found.nodes if n.column == column]
        gap = ROW * rows / max(1, len(nodes))
        for place, node in enumerate(nodes):
            at[node] = round(TOP + min(gap, ROW * 2) * (place + 0.5), 1)
    return at


def _node(node: Node, y: float) -> Iterator[Shape]:
    left, right, _ = COLUMNS[node.column]
    count = f" {node.claims:,}"
    name = _short(node.name, (right - left - 22) / LETTER - len(count))
    yield Point(left + 5, y, "circle", INK)
    yield Text(left + 14, y + 4, f"{name}{count}", 11, colour=INK, halo=True)


def _end(node: Node, at: dict[Node, float]) -> tuple[float, float]:
    """Where links leave a node: after its words."""
    left, right, _ = COLUMNS[node.column]
    words = min(len(node.name) + len(f" {node.claims:,}"), (right - left - 22) / LETTER)
    return min(right, left + 22 + words * LETTER), at[node]


def _curve(start: tuple[float, float], end: tuple[float, float], width: float) -> Path:
    """An S-shaped line, as a row of points."""
    (x1, y1), (x2, y2) = start, end
    steps = [n / 16 for n in range(17)]
    points = [(round(x1 + (x2 - x1) * t, 1), round(y1 + (y2 - y1) * t * t * (3 - 2 * t), 1)) for t in steps]
    return Path(tuple(points), RULE, round(width, 1))


def _short(name: str, most: float) -> str:
    return name if len(name) <= most else f"{name[: max(1, int(most) - 1)]}…"
