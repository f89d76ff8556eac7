"""Hits of a search in words, the words that were looked for marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from crossclaim.desk.views.addresses import report_address
from crossclaim.export.phrases import plain, showable
from crossclaim.ledger.records import Found


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage: its report in words, its address, and its words with whether each part was looked for."""

    where: str
    href: str
    parts: tuple[tuple[str, bool], ...]


def hits(found: Iterable[Found]) -> Iterator[Hit]:
    """Hits as a page shows them.

    Args:
        found: as the ledger gives them.
    """
    for hit in found:
        where = ", ".join(plain(p) for p in (str(hit.published or "no day"), hit.source or hit.report_id) if p)
        anchor = f"#text-{quote(hit.claim, safe='')}" if hit.claim else ""
        yield Hit(where, report_address(hit.report) + anchor, tuple(_parts(hit)))


def _parts(hit: Found) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in hit.marks:
        yield showable(hit.snippet[at:start]), False
        yield showable(hit.snippet[start:end]), True
        at = end
    yield showable(hit.snippet[at:]), False
