"""Attributions that the layout shows, with no word that says so: signed quotations and transcripts.

A quotation signed at its end ("..." — Amina Sow), and the lines of an interview ("SOW: We stayed.").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crossclaim.attributions.spans import Bounds, StatementSpans
from crossclaim.lexicon.cues import Cues

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

LONGEST = 8
"""Words of a signature: a longer one is a sentence."""

SPEAKER = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}")
"""A speaker's name in capitals."""


def laid_out(doc: Doc, found: list[StatementSpans], cues: Cues) -> list[StatementSpans]:
    """The statements and those that the layout shows; a cue that is there already stays as it is.

    Args:
        doc: the parsed text.
        found: its statements.
        cues: the dashes that sign a quotation, and the marks of quotation.
    """
    lines = _lines(doc)
    made = [*_signed(doc, lines, cues), *_spoken(doc, lines, cues)]
    if not made:
        return found
    taken = {i for s in found for i in range(*s.cue)}
    new = [s for s in made if not taken & set(range(*s.cue))]
    return sorted([*found, *new], key=lambda s: (s.cue, s.content))


def _signed(doc: Doc, lines: list[Bounds], cues: Cues) -> Iterator[StatementSpans]:
    """Quotations with a dash and a name behind them, on the same line or on the next."""
    for number, (start, end) in enumerate(lines):
        dash = next((i for i in range(end - 2, max(start, end - LONGEST - 2) - 1, -1) if _is_dash(doc[i], cues)), None)
        if dash is None:
            continue
        quote = (start, _back(doc, dash, start)) if dash > start else lines[number - 1] if number else None
        who = _signer(doc, _on(doc, dash + 1, end), end)
        if quote and who and _is_quotation(doc, quote, cues):
            yield StatementSpans((dash, dash + 1), who, (quote,), "signed")


def _on(doc: Doc, i: int, end: int) -> int:
    """The first token from `i` on that is no white space."""
    return next((k for k in range(i, end) if not doc[k].is_space), end - 1)


def _back(doc: Doc, i: int, start: int) -> int:
    """The end of the tokens before `i`, white space left out."""
    return next((k + 1 for k in range(i - 1, start - 1, -1) if not doc[k].is_space), i)


def _is_dash(token: Token, cues: Cues) -> bool:
    """A dash, alone or glued to the quotation mark before it."""
    return token.text in cues.dashes or (token.text[1:] in cues.dashes and token.text[0] in cues.closing_quotes)


def _signer(doc: Doc, start: int, end: int) -> Bounds | None:
    """The name at the beginning of a signature; None where the words are no name."""
    if not doc[start].text[0].isupper() or any(t.pos_ in {"VERB", "AUX"} for t in doc[start : start + 4]):
        return None
    stop = next((i for i in range(start, end) if doc[i].text in {",", "(", ".", ";"} or doc[i].like_num), end)
    return (start, stop) if start < stop else None


def _is_quotation(doc: Doc, bounds: Bounds, cues: Cues) -> bool:
    ends = doc[bounds[0]].text, doc[bounds[1] - 1].text, doc[bounds[1]].text[:1] if bounds[1] < len(doc) else ""
    return bounds[1] - bounds[0] > 3 and _marked(ends[0], cues) and (_marked(ends[1], cues) or _marked(ends[2], cues))


def _marked(word: str, cues: Cues) -> bool:
    return word in cues.opening_quotes or word in cues.closing_quotes


def _spoken(doc: Doc, lines: list[Bounds], cues: Cues) -> Iterator[StatementSpans]:
    """The lines of a transcript: a speaker in capitals before a colon, where at least one speaks twice."""
    turns = [(n, turn) for n, bounds in enumerate(lines) for turn in (_turn(doc, bounds, cues),) if turn]
    names = [doc.span(a, b).text for _, ((a, b), _) in turns]
    if len(set(names)) < 2 or len(set(names)) == len(names):
        return
    ends = [n for n, _ in turns[1:]]
    for (n, (who, cue)), until in zip(turns, [*ends, turns[-1][0] + 1], strict=True):
        more = tuple(_unmarked(doc, b, cues) for b in lines[n + 1 : until] if _goes_on(doc, lines[n], b, cues))
        said = _unmarked(doc, (cue + 1, lines[n][1]), cues)
        yield StatementSpans((cue, cue + 1), who, (said, *more), "transcript")


def _turn(doc: Doc, bounds: Bounds, cues: Cues) -> tuple[Bounds, int] | None:
    """Who speaks in a line, and the colon behind; None in a line of another kind."""
    start, end = bounds
    start += _marked(doc[start].text, cues)
    colon = next((i for i in range(start + 1, min(end - 1, start + LONGEST)) if doc[i].text == ":"), None)
    if colon is None:
        return None
    name = doc.span(start, colon).text
    return ((start, colon), colon) if SPEAKER.fullmatch(name) else None


def _goes_on(doc: Doc, turn: Bounds, line: Bounds, cues: Cues) -> bool:
    """Whether a line under a turn belongs to it: not a stage direction, and in marks where the turn is."""
    words = [doc[i].text for i in range(*line)]
    quoted = _marked(doc[turn[0]].text, cues)
    return (
        not any(w.startswith("(") for w in words[:2])
        and any(w.isalpha() for w in words)
        and quoted == _marked(words[0], cues)
    )


def _unmarked(doc: Doc, bounds: Bounds, cues: Cues) -> Bounds:
    """Bounds without quotation marks at their ends."""
    start, end = bounds
    start += end - start > 1 and _marked(doc[start].text, cues)
    end -= end - start > 1 and _marked(doc[end - 1].text, cues)
    return (start, end)


def _lines(doc: Doc) -> list[Bounds]:
    """The lines of the text as bounds of words, white space at their ends left out."""
    lines: list[Bounds] = []
    start: int | None = None
    last = 0
    for t in doc:
        if t.is_space and "\n" in t.text:
            if start is not None:
                lines.append((start, last + 1))
            start = None
        elif not t.is_space:
            start = t.i if start is None else start
            last = t.i
    return [*lines, (start, last + 1)] if start is not None else lines
