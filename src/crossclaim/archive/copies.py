"""Near-copies within a block: the rule of the ledger (docs/ledger.md), held in memory."""

from __future__ import annotations

from collections import Counter, defaultdict

from crossclaim.ledger.shingles import containment, is_copy, sampled
from crossclaim.ledger.store import MOST_COMPARED, MOST_POSTINGS


class Copies:
    """The texts of a block so far.

    >>> runs = frozenset(range(0, 400, 4))
    >>> copies = Copies()
    >>> copies.add("k1", runs), copies.add("k2", runs)
    (None, 'k1')
    """

    def __init__(self) -> None:
        self._texts: list[tuple[str, frozenset[int]]] = []
        self._first: dict[str, str] = {}
        self._index: dict[int, list[int]] = defaultdict(list)

    def add(self, key: str, runs: frozenset[int]) -> str | None:
        """The first report with this text; None for an original.

        Args:
            key: of the report.
            runs: the shingles of its text.
        """
        sample = sampled(runs)
        found = self._nearest(runs, sample)
        of = self._first.get(found, found) if found else None
        if of:
            self._first[key] = of
        for run in sample:
            if len(self._index[run]) < MOST_POSTINGS:
                self._index[run].append(len(self._texts))
        self._texts.append((key, runs))
        return of

    def _nearest(self, runs: frozenset[int], sample: tuple[int, ...]) -> str | None:
        counts = Counter(n for run in sample for n in self._index.get(run, ()))
        order = sorted(counts, key=lambda n: (-counts[n], n))[:MOST_COMPARED]
        alike = [(containment(runs, self._texts[n][1]), -n) for n in order if is_copy(runs, self._texts[n][1])]
        return self._texts[-max(alike)[1]][0] if alike else None
