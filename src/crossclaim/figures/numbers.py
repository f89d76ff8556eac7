"""Finds number expressions and what they are worth: "at least 12", "dozens", "between 10 and 15", "a boy"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from crossclaim.dates import find_dates
from crossclaim.figures.number_words import NumberWords, number_words
from crossclaim.parsed import parsed
from crossclaim.records import DateSpan
from crossclaim.sieve import Sieve

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

    from crossclaim.parsed import Doc

QuantityKind = Literal["exact", "approximate", "bound", "vague", "article", "range"]
Bounds = tuple[int | None, int | None]

BLANK = "\x1f"
"""Stands for each character of what is no number of things."""

YEARS = range(1900, 2100)
"""Four figures that are a year unless a noun follows."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number expression: at least `low` and at most `high` things, None for open.

    Attributes:
        first, last: tokens, end-exclusive.
        text, start, end: the words and their offsets, with those that make it a bound or approximate.
        kind: how sure it is; "article" is "a" before a noun.
    """

    first: int
    last: int
    low: int | None
    high: int | None
    text: str
    start: int
    end: int
    kind: QuantityKind


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    bounds: Bounds
    kind: QuantityKind


def find_numbers(
    doc: Doc | SpacyDoc, *, dates: Sequence[DateSpan] | None = None, words: NumberWords | None = None
) -> tuple[Quantity, ...]:
    """The number expressions of a document, in text order, not overlapping.

    Left out, for they count no things: dates, times of day, ages, shares, money, ordinals, model and
    resolution numbers, and what is glued to a word ("T-72", "105mm", "three-day").

    Args:
        doc: the document; offsets are code points of its text, end-exclusive.
        dates: what `find_dates` gave for it; looked for if left out.
        words: words and forms of the language; the packaged English ones by default.

    Returns:
        Quantities with bounds by the project's codebook: "more than 100" has no upper bound, "up to 70" no
        lower one, "some 30,000" is 30,000, "dozens" at least 24.

    >>> import spacy
    >>> doc = spacy.blank("en")("At least 12 died and dozens fled.")
    >>> [(q.text, q.low, q.high) for q in find_numbers(doc)]
    [('At least 12', 12, None), ('dozens', 24, None)]
    """
    words, doc = words or number_words(), parsed(doc)
    spans = [(d.start, d.end) for d in (find_dates(doc, None) if dates is None else dates)]
    text = _masked(_blanked(doc.text, spans), words.mask_sieve)
    names = tuple(words.forms)
    candidates = [f for n, m in words.sieve.matches(text) for f in _read(names[n], m, words)]
    candidates.sort(key=lambda f: (f.start, -f.end))
    return tuple(_quantities(doc, candidates))


def _masked(text: str, masks: Sieve) -> str:
    """The text without what counts no things; each mask sees what those before it left."""
    starts = masks.starts(text)
    for number in range(len(masks.patterns)):
        spans = [m.span() for m in masks.matches_of(number, text, starts)]
        if spans:
            text = _blanked(text, spans)
            starts = masks.starts(text)
    return text


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts, end = [], 0
    for start, stop in spans:
        parts += [text[end:start], BLANK * (stop - start)]
        end = stop
    return "".join(parts) + text[end:]


def _quantities(doc: Doc, ordered: Iterable[_Found]) -> Iterator[Quantity]:
    text, starts, end = doc.text, doc.starts, 0
    for f in ordered:
        if f.start < end:
            continue
        end = f.end
        first, last = bisect_right(starts, f.start) - 1, bisect_left(starts, f.end)
        yield Quantity(first, last, *f.bounds, text[f.start : f.end], f.start, f.end, f.kind)


def _read(name: str, m: re.Match[str], words: NumberWords) -> Iterator[_Found]:
    """What a match of a form is worth; nothing where it turns out to be no number."""
    if name == "article":
        yield _Found(*m.span(), (1, 1), "article")
    elif name == "nothing":
        yield _Found(*m.span(), (0, 0), "exact")
    else:
        read = _amount(m, words) if name == "amount" else _range(m, words)
        if read is not None:
            yield _Found(*m.span(), *read)


def _amount(m: re.Match[str], words: NumberWords) -> tuple[Bounds, QuantityKind] | None:
    amount = _plain(m["amount"])
    if _is_year(amount, m.string[m.end() : m.end() + 2]):
        return None
    low, open_above = value(amount, words)
    if low is None:
        return None
    kind: QuantityKind = "vague" if open_above else "exact"
    return _bounded((low, None if open_above else low), kind, _leads(m, words), _plain(m["more"] or ""), words)


def _range(m: re.Match[str], words: NumberWords) -> tuple[Bounds, QuantityKind] | None:
    low, high = _plain(m["low"]), _plain(m["high"])
    least, most = value(low, words)[0], value(high, words)[0]
    if least is None or most is None:
        return None
    factor = _factor(high, words)
    if least < most // factor and not _factor(low, words) > 1:
        least *= factor
    changed = set(re.findall(r"\w+", m.string[max(0, m.start() - 30) : m.start()].lower())[-3:]) & words.changes
    if least >= most or changed:
        return None
    return _bounded((least, most), "range", _leads(m, words), "", words)


def _leads(m: re.Match[str], words: NumberWords) -> str:
    return _plain(m["leads"] or "")


def _bounded(
    bounds: Bounds, kind: QuantityKind, leads: str, more: str, words: NumberWords
) -> tuple[Bounds, QuantityKind]:
    """Bounds after the words around: "more than", "up to", "about", "or so"."""
    low, high = bounds
    bound = _longest(leads, words.at_least | words.at_most) or more
    if bound in words.at_least or bound in words.or_more:
        return (low, None), "bound"
    if bound in words.at_most or bound in words.or_less:
        return (None, high), "bound"
    if kind == "exact" and (_longest(leads, words.about) or more in words.or_so):
        return bounds, "approximate"
    return bounds, kind


def _longest(leads: str, phrases: frozenset[str]) -> str:
    """The longest of some phrases before a number, "" for none: "no more than" has "more than" in it."""
    said = [p for p in phrases if p in leads and re.search(rf"(?<!\w){re.escape(p)}(?!\w)", leads)]
    return max(said, key=len, default="")


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _is_year(amount: str, after: str) -> bool:
    """Whether four figures are a year that was not found as a date: "Ministry, 2014"."""
    if not (amount.isdigit() and len(amount) == 4) or after[1:].islower():
        return False
    return int(amount) in YEARS and int(amount) % 100 != 0


def value(amount: str, words: NumberWords) -> tuple[int | None, bool]:
    """What an amount is worth, and whether it is left open above.

    Args:
        amount: the words in lower case with single spaces, without "about" and the like.
        words: words of the language.

    Returns:
        The number, None where it is no whole one; True for "dozens" and "several hundred".

    >>> value("one hundred and twenty-five", number_words())
    (125, False)
    """
    if amount in words.fixed:
        return words.fixed[amount], False
    if amount in words.vague:
        return words.vague[amount], True
    for often, times in words.multiplied.items():
        if amount.startswith(often + " "):
            return times * _factor(amount, words), True
    if amount[0].isdigit():
        return _figures(amount, words), False
    return _spelled(amount, words), False


def _factor(amount: str, words: NumberWords) -> int:
    """The product of the multipliers that an amount ends with: 1000 for "30 thousand", 1 for "30"."""
    product = 1
    for word in reversed(amount.split()):
        if word not in words.multipliers:
            break
        product *= words.multipliers[word]
    glued = re.fullmatch(r"[\d.,]+([a-z]+)", amount)
    return words.suffixes.get(glued[1], 1) if glued else product


def _figures(amount: str, words: NumberWords) -> int | None:
    """Figures with their multiplier; None for a fraction and for a number with a leading nought."""
    digits = re.match(r"[\d.,\s]+", amount)
    number = re.sub(r"[,\s]", "", digits[0]) if digits else ""
    if not number or (len(number) > 1 and number[0] == "0" and number[1] != "."):
        return None
    whole, _, fraction = number.rstrip(".").partition(".")
    factor = _factor(amount, words)
    scale = 10 ** len(fraction)
    total = int(whole + fraction) * factor
    return total // scale if total % scale == 0 else None


def _spelled(amount: str, words: NumberWords) -> int | None:
    """A number in words, by the usual running sum: what stands before a multiplier is multiplied by it."""
    total, group = 0, 0
    for word in re.findall(r"[a-z]+", amount):
        if word in words.multipliers:
            factor = words.multipliers[word]
            group = max(group, 1) * factor
            if factor >= 1000:
                total, group = total + group, 0
        else:
            group += words.units.get(word, words.tens.get(word, 0))
    found = total + group
    return found if found or any(w in words.units for w in amount.split()) else None
