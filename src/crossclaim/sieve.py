"""Many patterns over a text, each tried only where it can begin.

A regular expression of words is tried at every character, though it can begin at few words. Which words those
are is learned once a word: the partial matching of the `regex` package tells whether a pattern could match a
text that begins with the word. "The" begins many patterns and hardly ever one that matches; so of a word that can
begin any, the next letters are looked at too. What is found is what `finditer` of each pattern finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

START = re.compile(r"\w+|[^\w\s]")
"""What a pattern may begin with: a run of letters and figures, or a mark."""

ANYWHERE = re.compile(r"(?:\(\?<![^()]*\)|\(\?:)*(?:\(\?<=|\\s)")
"""The head of a pattern that begins with white space or with a look at what stands before; it is tried everywhere."""

LEARN_FROM = 50_000
"""Characters searched plainly first: learning costs as much as searching so many, which one report never repays."""

LETTERS = 3
"""First letters of a word by which most patterns are ruled out for all words that begin so."""

AHEAD = 3
"""Characters behind a word that are looked at with it: a blank and how the next word begins."""

REMEMBERED = 200_000
"""Words that are remembered, with and without what follows them."""


class Sieve:
    """Patterns that are looked for together.

    Args:
        patterns: patterns that ignore case, made by `crossclaim.patterns.compiled`.

    >>> [(n, m[0]) for n, m in Sieve([re.compile("two men"), re.compile("men")]).matches("two men")]
    [(0, 'two men'), (1, 'men')]
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]], *, learn_from: int = LEARN_FROM) -> None:
        self.patterns = tuple(patterns)
        self._anywhere = frozenset(n for n, p in enumerate(self.patterns) if ANYWHERE.match(p.pattern))
        self._known: dict[str, tuple[int, ...]] = {}
        self._known_letters: dict[str, tuple[int, ...]] = {}
        self._known_ahead: dict[str, tuple[int, ...]] = {}
        self._plain = learn_from

    def matches(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """The number of the pattern and its match, pattern by pattern, each in text order and not overlapping."""
        starts = self.starts(text)
        for number in range(len(self.patterns)):
            for found in self.matches_of(number, text, starts):
                yield number, found

    def starts(self, text: str) -> Mapping[int, Sequence[int]] | None:
        """The offsets at which each pattern may begin; None where that is not known yet."""
        if self._plain > 0:
            self._plain -= len(text)
            return None
        starts: dict[int, list[int]] = {}
        known, ahead = self._known, self._known_ahead
        for found in START.finditer(text):
            word = found[0]
            numbers = known.get(word)
            if numbers is None:
                numbers = self._learn(word, self._of_letters(word[:LETTERS]), known)
            if not numbers:
                continue
            start = found.start()
            more = text[start : start + len(word) + AHEAD]
            numbers_ahead = ahead.get(more)
            if numbers_ahead is None:
                numbers_ahead = self._learn(more, numbers, ahead)
            for number in numbers_ahead:
                starts.setdefault(number, []).append(start)
        return starts

    def matches_of(self, number: int, text: str, starts: Mapping[int, Sequence[int]] | None) -> Iterator[re.Match[str]]:
        """The matches of one pattern.

        Args:
            number: of the pattern.
            text: the text.
            starts: what `starts` gave for it.
        """
        pattern, end = self.patterns[number], 0
        if starts is None or number in self._anywhere:
            yield from pattern.finditer(text)
            return
        for start in starts.get(number, ()):
            found = pattern.match(text, start) if start >= end else None
            if found:
                yield found
                end = found.end()

    @cached_property
    def _oracles(self) -> list[Any]:
        import regex

        return [regex.compile(lenient(p.pattern), regex.IGNORECASE) for p in self.patterns]

    def _of_letters(self, letters: str) -> tuple[int, ...]:
        """Which patterns may begin with such letters: the few for which a new word is tried at all."""
        found = self._known_letters.get(letters)
        if found is None:
            before = self._of_letters(letters[:-1]) if len(letters) > 1 else range(len(self.patterns))
            found = self._learn(letters, before, self._known_letters)
        return found

    def _learn(self, begin: str, numbers: Iterable[int], known: dict[str, tuple[int, ...]]) -> tuple[int, ...]:
        """Which of some patterns may match a text that begins so; remembered in `known`."""
        found = tuple(n for n in numbers if self._oracles[n].match(begin, partial=True))
        if len(known) >= REMEMBERED:
            known.clear()
        known[begin] = found
        return found


NEGATIVE = "(?!"

SYMBOL = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
"""What a pattern is made of: an escaped character, a class, any other character."""


def lenient(pattern: str) -> str:
    """A pattern without what it says must not follow, which the beginning of a text alone cannot tell.

    >>> lenient(r"an? (?!(?:day|hour)\b)[a-z]")
    'an? [a-z]'
    """
    out, at = [], 0
    while at < len(pattern):
        if pattern.startswith(NEGATIVE, at):
            at = _group_end(pattern, at)
            continue
        symbol = SYMBOL.match(pattern, at)
        assert symbol is not None
        out.append(symbol[0])
        at = symbol.end()
    return "".join(out)


def _group_end(pattern: str, at: int) -> int:
    """Where the group ends that begins at an offset."""
    depth = 0
    for symbol in SYMBOL.finditer(pattern, at):
        depth += (symbol[0] == "(") - (symbol[0] == ")")
        if not depth:
            return symbol.end()
    return len(pattern)
