"""The page of results: for each corpus what it is, our figures, what is aimed at, what others reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from evaluation.calibration import Bin, Judged, calibration_error, plot, reliability
from evaluation.published import Beside
from evaluation.records import Missing, Score
from evaluation.suite import Measured

PICTURE = "reliability-{name}.svg"
"""Name of the plot of one set, beside the page."""

TOGETHER = "all"
"""What the plot of all sets together is named."""

HEAD = """\
# Evaluation

Written by `python -m evaluation run` on {day}, read with {version}: the
default pipeline, offline, all sets in one run. Do not edit; `make eval CORPORA=DIR` writes it anew. What the
measures mean, how to get the corpora, and how the gold is written stands in
[evaluation/README.md](../evaluation/README.md); what was changed to get here in
[evaluation/ROUNDS.md](../evaluation/ROUNDS.md).

The public sets are development sets: errors were read on them, so expect less on text never seen.
"""


def page(
    measured: Sequence[Measured],
    missing: Sequence[Missing],
    beside: Mapping[str, Beside],
    *,
    day: date,
    version: str,
) -> str:
    """The page as Markdown; `version` says in words what read the reports."""
    parts = [HEAD.format(day=day.isoformat(), version=version), _overview(measured)]
    parts += [_section(m, beside.get(m.corpus.name, Beside({}, ()))) for m in measured]
    parts += _all_confidences(measured)
    if missing:
        rows = "\n".join(f"- {m.name}: {m.what}; {m.next_step}." for m in missing)
        parts.append(f"## Not measured\n\n{rows}\n")
    return "\n".join(parts)


def pictures(measured: Sequence[Measured]) -> dict[str, str]:
    """The plots that the page shows, by file name."""
    judged = {m.corpus.name: m.judged for m in measured if m.judged}
    if len(judged) > 1:
        judged[TOGETHER] = tuple(j for found in judged.values() for j in found)
    return {
        PICTURE.format(name=name): plot(reliability(found), f"Confidence of claims: {name}")
        for name, found in judged.items()
    }


def _overview(measured: Sequence[Measured]) -> str:
    rows = [
        [f"[{c.name}](#{c.name})", c.title, c.split, str(len(c.items)), f"`{c.digest[:12]}`"]
        for c in (m.corpus for m in measured)
    ]
    return _table(["set", "corpus", "part", "reports", "SHA-256, first digits"], rows)


def _section(m: Measured, beside: Beside) -> str:
    systems = [p for p in beside.published if p.scores]
    head = ["measure", "n", "ours", "P", "R", "aimed at", *(p.system for p in systems)]
    rows = [_row(s, beside, [p.scores for p in systems]) for s in m.outcome.scores]
    unread = f"{m.unread} reports could not be read and count as read empty.\n\n" if m.unread else ""
    notes = "".join(f"- {p.system}: {p.source}{f' ({p.part})' if p.part else ''}.\n" for p in systems)
    table = _table(head, rows)
    return f"## {m.corpus.name}\n\n{_what(m)}\n\n{unread}{table}\n{notes}{_confidence(m)}"


def _what(m: Measured) -> str:
    sentence = f"{m.corpus.title}; part: {m.corpus.split}; {len(m.corpus.items)} reports; SHA-256 `{m.corpus.digest}`."
    return sentence[0].upper() + sentence[1:]


def _row(score: Score, beside: Beside, published: Sequence[Mapping[str, str]]) -> list[str]:
    def shown(value: float | None) -> str:
        return "" if value is None else f"{value:.3f}"

    kind = "F1" if score.precision is not None else "share right"
    others = [scores.get(score.key, "") for scores in published]
    aim = beside.aims.get(score.key, "")
    precision, recall = shown(score.precision), shown(score.recall)
    return [f"{score.title}, {kind}", str(score.n), f"**{score.value:.3f}**", precision, recall, aim, *others]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(cells) + " |" for cells in rows]
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *lines, ""])


def _confidence(m: Measured) -> str:
    if not m.judged:
        return ""
    head = f"\n### Confidence on {m.corpus.name}\n\n"
    return head + _reliability(m.judged, PICTURE.format(name=m.corpus.name))


def _all_confidences(measured: Sequence[Measured]) -> list[str]:
    """The section on all claims with a confidence together, where more than one set has such."""
    sets = [m.corpus.name for m in measured if m.judged]
    if len(sets) < 2:
        return []
    judged = tuple(j for m in measured for j in m.judged)
    head = f"## Confidence\n\nAll claims of {', '.join(sets)} together. "
    return [head + _reliability(judged, PICTURE.format(name=TOGETHER))]


def _reliability(judged: Sequence[Judged], picture: str) -> str:
    bins = reliability(judged)
    table = _table(["confidence", "claims", "mean confidence", "right"], [_bin_row(b) for b in bins])
    return (
        "A claim is right where the gold has it. Expected calibration error (ten bins of equal width, weighted by "
        f"claims; Naeini et al. 2015): **{calibration_error(bins):.3f}** over {len(judged)} claims.\n\n"
        f"{table}\n![Share of right claims against their confidence]({picture})\n"
    )


def _bin_row(b: Bin) -> list[str]:
    return [f"{b.low:.1f} to {b.high:.1f}", str(b.n), f"{b.confidence:.3f}", f"{b.accuracy:.3f}"]


def brief(m: Measured) -> str:
    """The scores of one set for a terminal."""
    rows = [_brief_row(s) for s in m.outcome.scores]
    unread = f", {m.unread} unread" if m.unread else ""
    head = f"{m.corpus.name}: {len(m.corpus.items)} reports{unread} ({m.corpus.split})"
    return "\n".join([head, *rows, *_brief_confidence(m.judged)])


def _brief_row(s: Score) -> str:
    both = "" if s.precision is None else f"  P {s.precision:.4f}  R {s.recall:.4f}"
    return f"  {s.key:<12} {s.value:.4f}  n {s.n:<5}{both}"


def _brief_confidence(judged: Sequence[Judged]) -> list[str]:
    if not judged:
        return []
    return [f"  calibration error {calibration_error(reliability(judged)):.4f} over {len(judged)} claims"]
