"""What of a ledger review works on: gold, and coders' views; each report at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crossclaim.decisions.gold import GoldReport, gold_report
from crossclaim.ledger import Ledger
from crossclaim.ledger.review import Coder, Sheet


def gold_of(ledger: Ledger, left_out: Counter[str], *, partly: bool = False) -> Iterator[GoldReport]:
    """The reports of a ledger that people went through, by key.

    Args:
        ledger: to read.
        left_out: filled with how many claims wait, by the key of their report, where a report is not taken.
        partly: whether a report is taken with only some of its claims decided on.
    """
    for sheet in ledger.review.sheets():
        standing, second = sheet.reviewed(), second_coder(sheet)
        own = sheet.reviewed(second) if second else None
        found = gold_report(sheet.report, ledger.reading(sheet.report), standing, own, partly=partly)
        if found is None:
            left_out[sheet.report] = sum(c.state == "undecided" for c in standing.claims)
        else:
            yield found


def second_coder(sheet: Sheet) -> Coder | None:
    """Of those who read a report without being shown others' decisions, the one who decided most; None for nobody."""
    counts = Counter(d.who for d in sheet.decisions if d.blind)
    return Coder(min(counts, key=lambda who: (-counts[who], who)), blind=True) if counts else None
