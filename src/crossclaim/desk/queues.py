"""The queue of claims to be decided on, kept at hand and brought up to date when the ledger changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from threading import Lock

from sqlalchemy import select

from crossclaim.decisions.agreement import coded, differing
from crossclaim.decisions.queue import Waiting, killed, queued, weigh
from crossclaim.desk.boards import Boards
from crossclaim.desk.views.board import Board, Line
from crossclaim.ledger import Ledger
from crossclaim.ledger.freshness import Mark
from crossclaim.ledger.incidents import STATES, parts
from crossclaim.ledger.review import Coder, Sheet
from crossclaim.ledger.tables import entries, links, versions


@dataclass(frozen=True, slots=True)
class Row:
    """What the queue needs to know of a claim."""

    id: str
    report: str
    confidence: float | None
    incident: str | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What decisions on one report say of its claims.

    Attributes:
        done: ids of claims in the ledger that were decided on.
        differ: ids or subjects of those that a second coder has otherwise, or marked as missed, since they were.
        open: subjects of claims that only a second coder marked, with the number of dead in each.
    """

    done: frozenset[str]
    differ: frozenset[str]
    open: Mapping[str, int]


class Queues:
    """Keeps the queue of an open reading, and for each second coder what the first decided on.

    What a claim asks for changes only with the ledger's reports and incidents; what was decided changes report by
    report. Both are kept, so that a decision costs no more than its own report.

    Args:
        ledger: whose claims wait.
        boards: that know which incidents are disputed.
    """

    def __init__(self, ledger: Ledger, boards: Boards) -> None:
        self._ledger, self._boards, self._lock = ledger, boards, Lock()
        self._dead: dict[str, int] = {}
        self._weighed: tuple[Mark | None, Mapping[str, Row], tuple[Waiting, ...]] = (None, {}, ())
        self._decided: dict[tuple[str, str], tuple[tuple[int, int], Decided]] = {}
        self._kept: dict[str, tuple[object, tuple[Waiting, ...], Mapping[str, Row]]] = {}

    def of(self, coder: Coder) -> tuple[tuple[Waiting, ...], Mapping[str, Row]]:
        """The queue for someone, and what is known of each claim in it.

        Args:
            coder: who asks; a blind one gets the claims that others decided on and this one did not.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        who = coder.who if coder.blind else ""
        with self._lock:
            mark, board = self._boards.marked()
            now = (mark, self._ledger.review.last())
            kept = self._kept.get(who)
            if kept is None or kept[0] != now:
                if self._weighed[0] != mark:
                    self._weigh(mark, board)
                kept = (now, *self._made(coder))
                self._kept[who] = kept
            return kept[1], kept[2]

    def _weigh(self, mark: Mark, board: Board) -> None:
        """Weighs every claim, decided on or not."""
        rows = {row.id: row for row in self._rows()}
        self._count_dead(rows)
        waiting = [self._waiting(row, board.by_id.get(row.incident or "")) for row in rows.values()]
        self._weighed = (mark, rows, queued(waiting))

    def _waiting(self, row: Row, line: Line | None) -> Waiting:
        disputed, claims = bool(line and line.conflicts), line.item.claims if line else 0
        return weigh(row.id, row.confidence, self._dead[row.id], disputed=disputed, claims=claims)

    def _made(self, coder: Coder) -> tuple[tuple[Waiting, ...], Mapping[str, Row]]:
        _, rows, weighed = self._weighed
        marks = self._ledger.review.marks()
        own = {key: self._of_report(key, mark, coder) for key, mark in marks.items()}
        first = {key: self._of_report(key, mark, Coder("")) for key, mark in marks.items()} if coder.blind else {}
        waiting = []
        for found in weighed:
            report = rows[found.subject].report
            said = own.get(report, NOTHING)
            if found.subject in said.done or (coder.blind and found.subject not in first.get(report, NOTHING).done):
                continue
            waiting.append(replace(found, differ=True) if found.subject in said.differ else found)
        marked = {s: Row(s, key, None, None) for key, said in own.items() for s in said.open}
        for said in own.values():
            for subject, dead in said.open.items():
                waiting.append(weigh(subject, None, dead, disputed=False, claims=0, differ=True))
        return queued(waiting), {**rows, **marked}

    def _rows(self) -> Iterator[Row]:
        """Claims of current versions."""
        e, k, v = entries.c, links.c, versions.c
        query = (
            select(e.id, v.report, e.confidence, k.incident)
            .join_from(entries, versions, e.version == v.number)
            .outerjoin(links, (k.entry == e.number) & (k.relation == STATES))
            .where(e.current)
        )
        with self._ledger.looking() as connection:
            for row in connection.execute(query):
                yield Row(row.id, row.report, row.confidence, row.incident)

    def _count_dead(self, wanted: Iterable[str]) -> None:
        """A claim in the ledger never changes, so it is read once."""
        missing = [id for id in wanted if id not in self._dead]
        for part in parts(missing):
            query = select(entries.c.id, entries.c.json).where(entries.c.id.in_(part))
            with self._ledger.looking() as connection:
                self._dead |= {row.id: killed(json.loads(row.json)) for row in connection.execute(query)}

    def _of_report(self, key: str, mark: tuple[int, int], coder: Coder) -> Decided:
        """What was decided on a report; worked out anew where its version or last decision is another."""
        whose = (key, coder.who if coder.blind else "")
        kept = self._decided.get(whose)
        if kept is None or kept[0] != mark:
            kept = (mark, decided(self._ledger.review.sheet(key), coder))
            self._decided[whose] = kept
        return kept[1]


NOTHING = Decided(frozenset(), frozenset(), {})


def decided(sheet: Sheet, coder: Coder) -> Decided:
    """What decisions say of a report's claims, to a coder.

    Args:
        sheet: of the report.
        coder: a blind one is told of no decision but the own.
    """
    claims = sheet.reviewed(coder).claims
    unsettled = {} if coder.blind else _unsettled(sheet)
    differ = frozenset(r.entry or r.subject for r in claims if r.subject in unsettled)
    done = {r.entry for r in claims if r.entry and r.state != "undecided"} - differ
    marked = {r.subject: r for r in claims if r.entry is None and r.state == "undecided"}
    dead = {s: max((c.high or c.low or 0 for c in r.claim.casualties), default=0) for s, r in marked.items()}
    return Decided(frozenset(filter(None, done)), differ, dead)


def _unsettled(sheet: Sheet) -> Mapping[str, int]:
    """Subjects that a second coder has otherwise than the first, and that nobody looked at since, with the number."""
    differ = differing(coded(sheet.decisions))
    seen: dict[str, int] = defaultdict(int)
    second: dict[str, int] = {}
    for decision in sheet.decisions:
        if decision.blind:
            second[decision.subject] = decision.number
        else:
            seen[decision.subject] = max(seen[decision.subject], decision.supersedes)
    return {s: n for s, n in second.items() if s in differ and seen[s] < n}
