"""A reading made ready for the ledger: all that can be worked out without it, so that worker processes do it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from crossclaim.export.contract import dumps, to_json
from crossclaim.ledger.keys import base_key, content_digest
from crossclaim.ledger.shingles import sampled, shingles
from crossclaim.linking.dated import own_day
from crossclaim.records import Claim, Party, Reading, Report

MOST_NAME = 200
"""Characters of a party's name by which it is looked up; an index takes no more than some thousand bytes."""


@dataclass(frozen=True)
class Prepared:
    """A reading with what the ledger keeps of it.

    Attributes:
        reading: as it was read.
        base, digest: see `crossclaim.ledger.keys`.
        json: the reading in format 1.
        claims: each claim's JSON, in their order.
        sample: hashes to find near-copies by.
        dated: the day of publication that the text itself states, where it is another than the one given.
    """

    reading: Reading
    base: str
    digest: str
    json: str
    claims: tuple[str, ...]
    sample: tuple[int, ...]
    dated: date | None = None

    @property
    def report(self) -> Report:
        """The report that was read."""
        return self.reading.report

    @cached_property
    def shingles(self) -> frozenset[int]:
        """All shingles of the text."""
        return shingles(self.report.text)


def prepare(reading: Reading) -> Prepared:
    """A reading with all that the ledger keeps of it.

    Args:
        reading: what was read from one report.

    >>> prepare(Reading(Report(id="r", text="Two died."))).json[:12]
    '{"format": 1'
    """
    report = reading.report
    claims = tuple(json.dumps(claim) for claim in to_json(reading)["claims"])
    sample = sampled(shingles(report.text))
    dated = own_day(report.text, report.published)
    return Prepared(reading, base_key(report), content_digest(report), dumps(reading), claims, sample, dated)


def storable(text: str | None) -> str | None:
    r"""A text as a column takes it: PostgreSQL takes no NUL, and UTF-8 no half of a surrogate pair.

    The JSON beside it keeps both, escaped.

    >>> storable("a\x00b")
    'a�b'
    """
    if text is None:
        return None
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def parties_of(claim: Claim) -> tuple[tuple[str, Party], ...]:
    """Who has a part in a claim, each with its role, without repetition."""
    found = [("claimant", claim.claimant)] if claim.claimant else []
    found += [("via", party) for party in claim.via]
    found += [("actor", party) for party in claim.actors]
    found += [("target", party) for party in claim.targets]
    found += [("owner", c.party) for c in claim.casualties if c.party]
    found += [("owner", loss.party) for loss in claim.losses if loss.party]
    first = {(role, fold_name(party.name)): (role, party) for role, party in reversed(found)}
    return tuple(first[key] for key in sorted(first))


def fold_name(name: str) -> str:
    """A party's name as it is looked up: lower case, cut to `MOST_NAME` characters."""
    return (storable(name) or "").casefold()[:MOST_NAME]
