"""Incidents that pass a filter, and what is counted beside them.

Each part of a page shows what passes all of the filter but that part's own share of it: the timeline shows other days
than those asked for, the map other places, so that one can go from each to the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from crossclaim.desk.views.board import Board, Line, close
from crossclaim.desk.views.filters import Box, Filter
from crossclaim.ledger.prepare import fold_name

PARTS = ("time", "box", "country", "party", "event", "standing")


@dataclass(frozen=True, slots=True)
class Passed:
    """Lines of a board with the parts of the filter that they fail.

    Attributes:
        pairs: each line that fails one part at most, with that part; the empty text for none.
    """

    pairs: tuple[tuple[Line, str], ...]

    @property
    def lines(self) -> list[Line]:
        """Those that pass all."""
        return [line for line, failed in self.pairs if not failed]

    def but(self, part: str) -> list[Line]:
        """Those that pass all but that part.

        Args:
            part: one of `PARTS`.
        """
        return [line for line, failed in self.pairs if failed in ("", part)]


def passed(board: Board, wanted: Filter, only: frozenset[str] | None = None) -> Passed:
    """The lines of a board that pass a filter, or all of it but one part.

    Args:
        board: all incidents.
        wanted: the filter; its `q` is looked up in the ledger by the caller.
        only: ids that the search found; None where nothing is searched.
    """
    tests = list(_tests(wanted))
    shown = board.lines if wanted.empty else [line for line in board.lines if line.item.claims]
    return Passed(tuple(_pass(shown, tests, only)))


def ordered(lines: Sequence[Line], sort: str) -> list[Line]:
    """Lines of a board, which stand newest first, in another order.

    Args:
        lines: in the board's order.
        sort: one of `crossclaim.desk.views.filters.SORTS`.
    """
    if sort == "oldest":
        dated = [line for line in lines if close(line)]
        vague = [line for line in lines if line.item.first and not close(line)]
        return [*reversed(dated), *reversed(vague), *(line for line in lines if not line.item.first)]
    if sort == "claims":
        return sorted(lines, key=lambda line: -line.item.claims)
    if sort == "conflicts":
        return sorted(lines, key=lambda line: (-line.conflicts, -line.item.claims))
    return list(lines)


def counted(lines: Iterable[Line], values: Callable[[Line], Iterable[str]]) -> list[tuple[str, int]]:
    """How many lines have each value, the most first.

    Args:
        lines: to count.
        values: of a line, each once.
    """
    counts = Counter(value for line in lines for value in dict.fromkeys(values(line)))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


Test = tuple[str, Callable[[Line], bool]]


def _pass(lines: Iterable[Line], tests: Sequence[Test], only: frozenset[str] | None) -> Iterator[tuple[Line, str]]:
    for line in lines:
        if only is not None and line.item.id not in only:
            continue
        failed = [part for part, test in tests if not test(line)]
        if len(failed) < 2:
            yield line, failed[0] if failed else ""


def _tests(wanted: Filter) -> Iterator[Test]:
    if wanted.first or wanted.last:
        yield "time", lambda line: _meets(line, wanted)
    if box := wanted.box:
        yield "box", lambda line: _inside(line, box)
    if countries := frozenset(wanted.countries):
        yield "country", lambda line: line.item.country in countries
    if wanted.parties:
        names = frozenset(fold_name(name) for name in wanted.parties)
        yield "party", lambda line: not names.isdisjoint(line.names)
    if events := frozenset(wanted.events):
        yield "event", lambda line: not events.isdisjoint(line.events)
    if standings := frozenset(wanted.standings):
        yield "standing", lambda line: not standings.isdisjoint(line.standings)


def _meets(line: Line, wanted: Filter) -> bool:
    first, last = line.item.first, line.item.last
    if first is None or last is None:
        return False
    return not (wanted.last and first > wanted.last) and not (wanted.first and last < wanted.first)


def _inside(line: Line, box: Box) -> bool:
    if line.lat is None or line.lon is None:
        return False
    west, south, east, north = box
    across = west <= line.lon <= east if west <= east else line.lon >= west or line.lon <= east
    return across and south <= line.lat <= north
