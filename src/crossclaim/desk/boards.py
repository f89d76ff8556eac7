"""The board of a ledger's incidents, kept at hand and brought up to date when the ledger changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Lock

from crossclaim.desk.views.board import Board, Line, board, changed, line_of
from crossclaim.ledger import IncidentFilter, Ledger, StoredIncident
from crossclaim.ledger.freshness import Mark
from crossclaim.ledger.standing import Standing


class Boards:
    """Keeps one board; many threads may ask, one at a time brings it up to date.

    Args:
        ledger: whose incidents it shows.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._lock = ledger, Lock()
        self._mark, self._board = Mark(), board(())
        self._marks: dict[str, Mark] = {}
        self._began = Mark()

    def now(self) -> Board:
        """The board as the ledger is now.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        return self.marked()[1]

    def marked(self) -> tuple[Mark, Board]:
        """The board with the mark of the ledger that it is of."""
        mark, _ = self._ledger.touched()
        if mark == self._mark:
            return self._mark, self._board
        with self._lock:
            if mark != self._mark:
                self._refresh()
            return self._mark, self._board

    def mark_of(self, id: str) -> Mark | None:
        """The ledger's mark when an incident was last seen to be another; None for one that is not on the board.

        Args:
            id: of the incident.
        """
        _, found = self.marked()
        return self._marks.get(id, self._began) if id in found.by_id else None

    def _refresh(self) -> None:
        if self._mark == Mark():
            mark, _ = self._ledger.touched()
            self._began = mark
            fresh = board(self._lines(self._ledger.incidents()))
        else:
            mark, ids = self._ledger.touched(self._mark)
            wanted = IncidentFilter(ids=tuple(sorted(ids)))
            lines = list(self._lines(self._ledger.incidents(wanted))) if ids else []
            fresh = changed(self._board, ids, lines)
            self._marks |= dict.fromkeys(ids, mark)
        self._board, self._mark = fresh, mark

    def _lines(self, incidents: Iterable[StoredIncident]) -> Iterator[Line]:
        for incident, stood in Standing(self._ledger).incidents(incidents):
            yield line_of(incident, stood.entries, stood.reactions)
