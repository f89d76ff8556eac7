"""How many requests were answered, by status, and the Prometheus text of counts."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

TEXT = "text/plain; version=0.0.4; charset=utf-8"
"""The media type of Prometheus' text format."""


class Meter:
    """Counts answers by status since the program began; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock, self._statuses = threading.Lock(), Counter[int]()

    def count(self, status: int) -> None:
        """One more answer."""
        with self._lock:
            self._statuses[status] += 1

    def statuses(self) -> dict[int, int]:
        """How many answers each status had."""
        with self._lock:
            return dict(self._statuses)


class Metered:
    """Counts the answers of an app.

    Args:
        app: that answers.
        meter: that counts.
    """

    def __init__(self, app: ASGIApp, meter: Meter) -> None:
        self.app, self._meter = app, meter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._meter.count(message["status"])
            await send(message)

        await self.app(scope, receive, counted if scope["type"] == "http" else send)


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric of the text: its values by labels.

    Attributes:
        name: after Prometheus' rules for names.
        kind: gauge or counter.
        help: what it is.
        values: a number by labels (name, value).
    """

    name: str
    kind: str
    help: str
    values: Mapping[tuple[tuple[str, str], ...], int]


def text(metrics: Iterable[Metric]) -> str:
    r"""Metrics in Prometheus' text format 0.0.4.

    >>> text([Metric("a_b", "gauge", "What it is.", {(("c", 'x"y'),): 2})])
    '# HELP a_b What it is.\n# TYPE a_b gauge\na_b{c="x\\"y"} 2\n'
    """
    lines = []
    for metric in metrics:
        lines += [f"# HELP {metric.name} {metric.help}", f"# TYPE {metric.name} {metric.kind}"]
        for labels, number in sorted(metric.values.items()):
            inside = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels)
            lines.append(f"{metric.name}{{{inside}}} {number}" if inside else f"{metric.name} {number}")
    return "".join(f"{line}\n" for line in lines)


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
