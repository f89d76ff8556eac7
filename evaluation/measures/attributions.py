"""Who says what: found, right, and the characters of sources and contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossclaim.records import Attribution
from evaluation.measures.spans import context, covered, jaccard, paired, spans_of
from evaluation.records import GoldAttribution, Item, Miss, Outcome, Readings, Score, Spans, counted

ENOUGH = 0.5
"""Share of characters (shared over all) from which a source or a content is right."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The characters of one statement."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def measure_attributions(items: Sequence[Item[tuple[GoldAttribution, ...]]], readings: Readings) -> Outcome:
    """Compare attributions with gold; a report without a reading counts as read empty.

    Found: cues overlap, paired one to one. Right: besides, source and content share half of their characters.
    """
    n: Counter[str] = Counter()
    misses: list[Miss] = []
    for item in items:
        reading = readings.get(item.id)
        gold = [Marked(covered(g.source), covered(g.cue), covered(g.content)) for g in item.gold]
        ours = [_marked(a) for a in reading.attributions] if reading else []
        pairs = paired(gold, ours, likeness)
        n += Counter(gold=len(gold), ours=len(ours), found=len(pairs))
        n["right"] += sum(_wrong(gold[i], ours[j]) is None for i, j in pairs)
        n += _characters(gold, ours)
        misses += _misses(item, gold, ours, pairs)
    return Outcome(_scores(n), tuple(misses))


def _marked(attribution: Attribution) -> Marked:
    return Marked(
        covered(spans_of(attribution.source)),
        covered(spans_of(attribution.cue)),
        covered(spans_of(*attribution.content)),
    )


def likeness(gold: Marked, ours: Marked) -> float:
    """How well two fit: nothing where their cues do not overlap."""
    if not gold.cue & ours.cue:
        return 0.0
    return jaccard(gold.cue, ours.cue) + 0.5 * jaccard(gold.content, ours.content)


def _wrong(gold: Marked, ours: Marked) -> str | None:
    """What is wrong with a found one: its source, its content, or nothing."""
    none_wanted = not gold.source and not ours.source
    if not none_wanted and jaccard(gold.source, ours.source) < ENOUGH:
        return "source"
    return "content" if jaccard(gold.content, ours.content) < ENOUGH else None


def _characters(gold: Sequence[Marked], ours: Sequence[Marked]) -> Counter[str]:
    n: Counter[str] = Counter()
    for role in ("source", "content"):
        wanted = frozenset[int]().union(*(getattr(g, role) for g in gold))
        got = frozenset[int]().union(*(getattr(o, role) for o in ours))
        n += Counter({f"{role} both": len(wanted & got), f"{role} gold": len(wanted), f"{role} ours": len(got)})
    return n


def _scores(n: Counter[str]) -> tuple[Score, ...]:
    return (
        counted("found", "attributions found", n["found"], n["ours"], n["gold"]),
        counted("right", "attributions right (cue, source, content)", n["right"], n["ours"], n["gold"]),
        counted("source", "characters of sources", n["source both"], n["source ours"], n["source gold"]),
        counted("content", "characters of contents", n["content both"], n["content ours"], n["content gold"]),
    )


def _misses(
    item: Item[tuple[GoldAttribution, ...]],
    gold: Sequence[Marked],
    ours: Sequence[Marked],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[Miss]:
    def miss(cause: str, wanted: Marked | None, got: Marked | None) -> Miss:
        shown = wanted or got
        assert shown is not None
        at = shown.cue or shown.content
        around = context(item.text, min(at, default=0), max(at, default=0))
        return Miss(item.id, cause, _words(item.text, wanted), _words(item.text, got), around)

    for i, j in pairs:
        cause = _wrong(gold[i], ours[j])
        if cause:
            yield miss(cause, gold[i], ours[j])
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    yield from (miss("missed", g, None) for i, g in enumerate(gold) if i not in found)
    yield from (miss("spurious", None, o) for j, o in enumerate(ours) if j not in used)


def _words(text: str, marked: Marked | None) -> str:
    if marked is None:
        return ""
    return " | ".join(_pieces(text, part) for part in (marked.source, marked.cue, marked.content))


def _pieces(text: str, offsets: frozenset[int]) -> str:
    """The words at some offsets, a gap shown as dots."""
    runs: list[list[int]] = []
    for c in sorted(offsets):
        if runs and c == runs[-1][1]:
            runs[-1][1] = c + 1
        else:
            runs.append([c, c + 1])
    spans: Spans = tuple((a, b) for a, b in runs)
    return " ... ".join(text[a:b] for a, b in spans)
