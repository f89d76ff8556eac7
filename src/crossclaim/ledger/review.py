"""Review over a ledger: decisions of people kept beside the machine's reading, each against what its maker had seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from crossclaim.decisions.attach import OVERLAP
from crossclaim.decisions.effective import ReviewedReport, reviewed
from crossclaim.decisions.records import Anchor, Decision, Draft, Reviewed
from crossclaim.decisions.values import FIELDS, blank, checked
from crossclaim.errors import ConflictError, NotInLedger, OptionError
from crossclaim.ledger import hands
from crossclaim.ledger.decided import DecisionFilter, find_decisions, keep, last_number, last_on_reports
from crossclaim.ledger.incidents import Linking
from crossclaim.ledger.prepare import storable
from crossclaim.ledger.records import StoredEntry
from crossclaim.ledger.rows import entry_query, linking_entry, text_of
from crossclaim.ledger.tables import entries, versions
from crossclaim.records import Claim

if TYPE_CHECKING:
    from crossclaim.ledger.ledger import Ledger

MOST_REASON = 2000
BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Coder:
    """Who decides.

    Attributes:
        who: name.
        blind: whether only the machine's reading was shown, as to a second coder.
    """

    who: str
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The current version of a report, as reviewing needs it.

    Attributes:
        report, version: its key and number.
        text: of it.
        claims: id in the ledger and claim, in order.
        decisions: on claims of the report, of any version, in order.
    """

    report: str
    version: int
    text: str
    claims: tuple[tuple[str, Claim], ...]
    decisions: tuple[Decision, ...]

    def reviewed(self, coder: Coder | None = None) -> ReviewedReport:
        """The claims as they stand; for a blind coder by that coder's decisions alone."""
        if coder is None or not coder.blind:
            return reviewed(self.claims, self.decisions, self.text, self.version)
        own = [d for d in self.decisions if d.who == coder.who]
        return reviewed(self.claims, own, self.text, self.version, with_blind=True)


class Review:
    """The decisions of a ledger.

    Args:
        ledger: that keeps them.
        linking: for merges and splits.
        clock: the time, for when one was made.
    """

    def __init__(self, ledger: Ledger, linking: Linking, clock: Callable[[], datetime]) -> None:
        self._ledger, self._linking, self._clock = ledger, linking, clock

    def _looking(self) -> AbstractContextManager[Connection]:
        return self._ledger.looking()

    def decisions(self, wanted: DecisionFilter | None = None) -> tuple[Decision, ...]:
        """Decisions that pass a filter, in order."""
        with self._looking() as connection:
            return find_decisions(connection, wanted or DecisionFilter())

    def last(self) -> int:
        """Number of the last decision; 0 for none."""
        with self._looking() as connection:
            return last_number(connection)

    def marks(self) -> dict[str, tuple[int, int]]:
        """For each report that was decided on: its current version, and the number of the last decision on it."""
        with self._looking() as connection:
            return last_on_reports(connection)

    def sheet(self, report: str) -> Sheet:
        """The current version of a report with the decisions on it.

        Args:
            report: its key.

        Raises:
            NotInLedger: there is none.
        """
        with self._looking() as connection:
            return _sheet(connection, report)

    def sheets(self) -> Iterator[Sheet]:
        """Sheets of all reports on which something was decided, by key."""
        with self._looking() as connection:
            keys = sorted({d.anchor.report for d in find_decisions(connection, DecisionFilter()) if d.anchor})
        for key in keys:
            yield self.sheet(key)

    def standing(self, entries: Iterable[StoredEntry]) -> dict[str, Reviewed]:
        """How claims stand that were decided on, by their ids in the ledger; those that were not are left out.

        Args:
            entries: of current versions.
        """
        wanted = {e.id: e.report for e in entries if e.current}
        decided = self.decisions(DecisionFilter(reports=tuple(sorted(set(wanted.values()))))) if wanted else ()
        found: dict[str, Reviewed] = {}
        for report in sorted({d.anchor.report for d in decided if d.anchor}):
            claims = self.sheet(report).reviewed().claims
            found |= {r.entry: r for r in claims if r.entry and r.entry in wanted and r.state != "undecided"}
        return found

    def find(self, id: str) -> tuple[Sheet, str]:
        """The sheet that a claim is on, and its subject.

        Args:
            id: of the claim in the ledger, or a subject of decisions.

        Raises:
            NotInLedger: there is none.
        """
        with self._looking() as connection:
            sheet = _sheet(connection, _report_of(connection, id))
            return sheet, _subject_of(sheet, id)

    def decide(self, id: str, drafts: Sequence[Draft], coder: Coder, *, seen: int) -> tuple[Decision, ...]:
        """Keeps decisions on one claim, all or none.

        Args:
            id: of the claim in the ledger, or its subject.
            drafts: at least one of accept, correct, reject.
            coder: who decides.
            seen: number of the last decision on the claim that was shown; 0 for none.

        Raises:
            NotInLedger: there is no such claim.
            OptionError: a field or value that cannot be used.
            ConflictError: somebody decided on it in the meantime, or the report was read anew.
        """
        if not drafts or any(d.kind not in ("accept", "correct", "reject") for d in drafts):
            raise OptionError("decide one of accept, correct, reject")
        with self._ledger.changing() as connection:
            sheet = _sheet(connection, _report_of(connection, id))
            review = _current(sheet, id, drafts)
            _check_seen(review.decisions, drafts, coder, seen)
            anchor = _anchor(connection, sheet, review)
            return keep(connection, [self._made(d, review.subject, anchor, sheet, coder, seen) for d in drafts])

    def mark(
        self,
        report: str,
        version: int,
        fields: Mapping[str, Any],
        coder: Coder,
        *,
        seen: int,
        reason: str = "",
    ) -> Decision:
        """Keeps a claim that the reading missed.

        Args:
            report, version: its key, and the version whose text was marked.
            fields: the quote, and any others of `crossclaim.decisions.values.FIELDS`.
            coder: who marks it.
            seen: number of the last decision on the report that was shown; 0 for none.

        Raises:
            NotInLedger: there is no such report.
            OptionError: a field or value that cannot be used.
            ConflictError: somebody marked the same words in the meantime, or the report has a newer version.
        """
        draft = Draft("missed", value=dict(fields), reason=reason)
        with self._ledger.changing() as connection:
            sheet = _sheet(connection, report)
            if sheet.version != version:
                raise ConflictError("the report has a newer version by now; mark the words in it", mine=(draft,))
            full = _full(fields, sheet)
            start, end = full["quote"]["start"], full["quote"]["end"]
            theirs = [d for d in sheet.decisions if d.number > seen and _same_words(d, start, end, coder)]
            if theirs:
                raise ConflictError(f"{theirs[0].who} marked these words in the meantime", mine=(draft,), theirs=theirs)
            subject = _missed_id(sheet, start, end, last_number(connection) + 1)
            anchor = Anchor(sheet.report, sheet.version, None, start, end, sheet.text[start:end])
            made = Decision(
                0, "missed", coder.who, self._clock(), subject, anchor, None, full, seen, coder.blind, _reason(reason)
            )
            return keep(connection, [made])[0]

    def merge(self, into: str, others: Sequence[str], coder: Coder, *, seen: int, reason: str = "") -> Decision:
        """Incidents become part of another; later adds keep it so. See `crossclaim.ledger.hands.merge`."""
        hand = hands.Hand(coder.who, self._clock(), seen, _reason(reason))
        with self._ledger.changing() as connection:
            return hands.merge(connection, into, others, hand, self._linking)

    def split(self, incident: str, leave: Sequence[str], coder: Coder, *, seen: int, reason: str = "") -> Decision:
        """Claims leave an incident; later adds keep the two apart. See `crossclaim.ledger.hands.split`."""
        hand = hands.Hand(coder.who, self._clock(), seen, _reason(reason))
        with self._ledger.changing() as connection:
            return hands.split(connection, incident, leave, hand, self._linking)

    def _made(self, draft: Draft, subject: str, anchor: Anchor, sheet: Sheet, coder: Coder, seen: int) -> Decision:
        field, value = (draft.field, draft.value) if draft.kind == "correct" else (None, None)
        if draft.kind == "correct":
            value = _with_words(field or "", checked(field or "", value, len(sheet.text)), sheet.text)
        at = self._clock()
        return Decision(
            0, draft.kind, coder.who, at, subject, anchor, field, value, seen, coder.blind, _reason(draft.reason)
        )


def _sheet(connection: Connection, report: str) -> Sheet:
    v, report = versions.c, storable(report) or ""
    row = connection.execute(select(v.number, v.version).where(v.report == report, v.current)).first()
    if row is None:
        raise NotInLedger(f"there is no report {report!r}")
    query = entry_query().where(entries.c.version == row.number)
    claims = tuple((e.id, e.claim) for e in map(linking_entry, connection.execute(query)))
    found = find_decisions(connection, DecisionFilter(reports=(report,)))
    return Sheet(report, row.version, text_of(connection, row.number), claims, found)


def _report_of(connection: Connection, id: str) -> str:
    id = storable(id) or ""
    query = select(versions.c.report).join_from(entries, versions, entries.c.version == versions.c.number)
    found: str | None = connection.scalar(query.where(entries.c.id == id))
    if found is None:
        on = find_decisions(connection, DecisionFilter(subjects=(id,), limit=1))
        found = on[0].anchor.report if on and on[0].anchor else None
    if found is None:
        raise NotInLedger(f"there is no claim {id!r} in the ledger")
    return found


def _subject_of(sheet: Sheet, id: str) -> str:
    found = next((r for r in sheet.reviewed().claims if id in (r.entry, r.subject)), None)
    return found.subject if found else id


def _current(sheet: Sheet, id: str, drafts: Sequence[Draft]) -> Reviewed:
    claims = sheet.reviewed().claims
    by_entry = next((r for r in claims if r.entry == id), None)
    found = by_entry or next((r for r in claims if r.subject == id), None)
    if found is None:
        raise ConflictError("the report was read anew, and this claim is not in it any more", mine=drafts)
    return found


def _check_seen(thread: Sequence[Decision], drafts: Sequence[Draft], coder: Coder, seen: int) -> None:
    theirs = [d for d in thread if d.number > seen and (d.who == coder.who if coder.blind else not d.blind)]
    if theirs:
        names = ", ".join(dict.fromkeys(d.who for d in theirs))
        raise ConflictError(f"{names} decided on this claim in the meantime", mine=drafts, theirs=theirs)


def _anchor(connection: Connection, sheet: Sheet, review: Reviewed) -> Anchor:
    machine = None
    if review.entry:
        machine = json.loads(connection.scalar(select(entries.c.json).where(entries.c.id == review.entry)) or "null")
    claim = review.machine or review.claim
    return Anchor(sheet.report, sheet.version, review.entry, claim.start, claim.end, claim.quote, machine)


def _full(fields: Mapping[str, Any], sheet: Sheet) -> dict[str, Any]:
    """All fields of a claim that was missed, checked; what is not given is left empty."""
    length = len(sheet.text)
    quote = checked("quote", fields.get("quote"), length)
    known = blank(quote["start"], quote["end"]) | dict(fields)
    checked_ = {name: checked(name, known[name], length) for name in FIELDS}
    strange = set(fields) - set(FIELDS)
    if strange:
        raise OptionError(f"a claim has no field {sorted(strange)[0]!r}; known are {', '.join(FIELDS)}")
    return {name: _with_words(name, value, sheet.text) for name, value in checked_.items()}


def _with_words(field: str, value: Any, text: str) -> Any:
    """A marked quote with its words, so that it is found in another version's text."""
    return value | {"text": text[value["start"] : value["end"]]} if field == "quote" else value


def _same_words(decision: Decision, start: int, end: int, coder: Coder) -> bool:
    anchor = decision.anchor
    if decision.kind != "missed" or anchor is None or ((coder.blind or decision.blind) and decision.who != coder.who):
        return False
    shared = min(anchor.end, end) - max(anchor.start, start)
    return shared >= OVERLAP * min(anchor.end - anchor.start, end - start)


def _missed_id(sheet: Sheet, start: int, end: int, number: int) -> str:
    content = BETWEEN.join((sheet.report, str(sheet.version), str(start), str(end), str(number)))
    return "m" + hashlib.blake2s(content.encode(), digest_size=6).hexdigest()


def _reason(reason: str) -> str:
    if len(reason) > MOST_REASON:
        raise OptionError(f"a reason has at most {MOST_REASON} characters")
    return reason.strip()
