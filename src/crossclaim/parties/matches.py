"""A phrase of the lists of parties at its place in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crossclaim.lexicon.parties import Term

Link = Literal["own", "leads", "backs", "apart"]

MEMBERSHIP: tuple[Link, ...] = ("own", "leads")
"""Links under which what follows belongs to the party: "Malian troops", "US-led coalition"."""


@dataclass(frozen=True, slots=True)
class Match:
    """One phrase of the lists: tokens `start:end`, its term, and how it is tied to what follows.

    `link` is "leads" for "US-led", "backs" for "US-backed", "apart" for "pro-Russian", else "own".
    """

    start: int
    end: int
    term: Term
    link: Link = "own"
