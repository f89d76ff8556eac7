"""Violations of a truce, as a monitoring mission's table has them: day, place, side, and who says how many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from crossclaim.accounts.origins import outlets_of, speaker_of
from crossclaim.accounts.records import Speaker
from crossclaim.accounts.sides import Sides, sides_of
from crossclaim.ledger.records import StoredEntry
from crossclaim.series.acts import Rules, packaged_rules, single_day, unit_day, units, where
from crossclaim.series.records import Violation
from crossclaim.series.words import KINDS, TruceWords, load_truce_words, stated

Numbers = Callable[[str], tuple[tuple[int, int], ...]]
"""From a text to the end and least value of each number in it."""

Place = tuple[str | None, str | None, str | None]
Key = tuple[date | None, Place, str, Speaker]


@dataclass
class _Sum:
    """What one speaker says of one side, at one place on one day, over incidents."""

    violations: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    claims: int = 0


def violations_of(
    entries: Iterable[StoredEntry],
    rules: Rules | None = None,
    words: TruceWords | None = None,
    numbers: Numbers | None = None,
) -> tuple[Violation, ...]:
    """Violations of a truce that are claimed, by day, place, side and speaker.

    Args:
        entries: claims of a ledger, in any order.
        rules, words: tables; None for the packaged ones.
        numbers: finds numbers in a text; None for the package's own.

    >>> violations_of([])
    ()
    """
    used, terms = rules or packaged_rules(), words or load_truce_words()
    sums: dict[Key, _Sum] = defaultdict(_Sum)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for told in units(entries, used).values():
        if any(e.claim.event.type in terms.broken for e in told):
            sides = sides_of(told, used.key_of, used.countries, used.words)
            for key, found in _of_unit(told, sides, used, terms, numbers or read_numbers):
                _add(sums[key], found)
                names[key[2]][sides.name(key[2])] += 1
    rows = [_row(key, found, names) for key, found in sums.items()]
    return tuple(sorted(rows, key=lambda r: (r.day or date.max, r.country or "", r.place or "", r.violator, r.speaker)))


def _of_unit(
    told: Sequence[StoredEntry], sides: Sides, rules: Rules, words: TruceWords, numbers: Numbers
) -> Iterator[tuple[Key, _Sum]]:
    """For each day, side and speaker of one incident what they come to: an incident told twice by one speaker is one
    violation, or the larger number."""
    outlets, default = outlets_of(told), unit_day(told, rules)
    country, admin1 = where(told)
    named = Counter(e.claim.place.name for e in told if e.claim.place and not e.claim.place.is_country)
    place = (country, admin1, min(named, key=lambda n: (-named[n], n)) if named else None)
    found: dict[Key, _Sum] = {}
    broken = [e for e in told if e.claim.event.type in words.broken]
    for entry in broken:
        day = single_day(entry.claim) or default
        for violator in dict.fromkeys(sides.key(p) for p in entry.claim.actors) or [""]:
            key = (day, place, violator, speaker_of(entry, sides, outlets))
            _most(found.setdefault(key, _Sum()), said(entry.claim.quote, entry.claim.event.type, words, numbers))
    for entry in (e for e in told if e not in broken):
        day, speaker = single_day(entry.claim) or default, speaker_of(entry, sides, outlets)
        for violator in dict.fromkeys(sides.key(p) for p in entry.claim.actors):
            if (known := found.get((day, place, violator, speaker))) is not None:
                kinds = said(entry.claim.quote, entry.claim.event.type, words, numbers).kinds
                _most(known, _Sum(0, kinds))
    yield from found.items()


def said(quote: str, type: str, words: TruceWords, numbers: Numbers) -> _Sum:
    """What a claim's words come to: the number of violations, and of explosions, shelling and small arms.

    Args:
        quote: its words.
        type: its event's.
        words: that are looked for.
        numbers: finds numbers in a text.
    """
    text = quote.casefold()
    known = numbers(quote) if len(text) == len(quote) else ()
    kinds = {kind: stated(text, noun, known) or 1 for kind, noun in words.kinds.items() if noun.search(text)}
    if (kind := words.types.get(type)) is not None:
        kinds.setdefault(kind, 1)
    return _Sum(stated(text, words.counted, known) or 1, kinds, 1)


def _most(known: _Sum, new: _Sum) -> None:
    known.violations = max(known.violations, new.violations)
    for kind, number in new.kinds.items():
        known.kinds[kind] = max(known.kinds.get(kind, 0), number)
    known.claims += new.claims


def _add(known: _Sum, new: _Sum) -> None:
    known.violations += new.violations
    for kind, number in new.kinds.items():
        known.kinds[kind] = known.kinds.get(kind, 0) + number
    known.claims += new.claims


def _row(key: Key, found: _Sum, names: dict[str, Counter[str]]) -> Violation:
    day, (country, admin1, place), violator, speaker = key
    shown = min(names[violator], key=lambda n: (-names[violator][n], n)) if violator else ""
    explosions, shelling, small = (found.kinds.get(kind) for kind in KINDS)
    own = bool(violator) and speaker.key == violator
    numbers = (found.violations, explosions, shelling, small, found.claims)
    return Violation(day, country, admin1, place, shown, speaker.name, speaker.role, own, *numbers)


def read_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """The end and least value of each number in a text.

    >>> read_numbers("broke the truce 12 times")
    ((18, 12),)
    """
    from crossclaim.figures.numbers import find_numbers

    return tuple((q.end, q.low) for q in find_numbers(_tokeniser()(text)) if q.low is not None)


@cache
def _tokeniser() -> Any:
    import spacy

    return spacy.blank("en")
