"""Many patterns over a text, each tried only where it can begin.

A regular expression of words is tried at every character, though it can begin at few words. Which words those
are is learned once a word: the partial matching of the `regex` package tells whether a pattern could match a
text that begins with the word. What is found is what `finditer` of each pattern finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

START = re.compile(r"\w+|[^\w\s]")
"""What a pattern may begin with: a run of letters and figures, or a mark."""

ANYWHERE = re.compile(r"(?:\(\?<![^()]*\)|\(\?:)*(?:\(\?<=|\\s)")
"""The head of a pattern that begins with white space or with a look at what stands before; it is tried everywhere."""

LEARN_FROM = 50_000
"""Characters searched plainly first: learning costs as much as searching so many, which one report never repays."""

REMEMBERED = 200_000
"""Words that are remembered."""


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
        for word in START.finditer(text):
            for number in self._openers(word[0]):
                starts.setdefault(number, []).append(word.start())
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

        return [regex.compile(p.pattern, regex.IGNORECASE) for p in self.patterns]

    def _openers(self, word: str) -> tuple[int, ...]:
        """The numbers of the patterns that may begin with a word."""
        found = self._known.get(word)
        if found is None:
            found = tuple(n for n, oracle in enumerate(self._oracles) if oracle.match(word, partial=True))
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[word] = found
        return found
