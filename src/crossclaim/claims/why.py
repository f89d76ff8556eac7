"""The reasons of a claim: what each deciding stage left, put in words.

The stages say what decided (a pattern's entry, a cue's list, a mention's kind, a date's rank); here that becomes
one `Reason` a field, made at the moment the field is filled. Nothing is found out anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossclaim.attributions import Statement
from crossclaim.claims.propositions import Proposition
from crossclaim.claims.voices import Voice
from crossclaim.figures.numbers import Quantity
from crossclaim.language.scores import Scores
from crossclaim.lexicon.events import Frame
from crossclaim.parties import PartyIndex
from crossclaim.records import By, Casualty, CasualtyKind, Claim, DateSpan, Party, Place, Reason, Span, Stance

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

FIELDS = (
    "trigger",
    "cue",
    "path",
    "claimant",
    "via",
    "stance",
    "tense",
    "actor",
    "target",
    "figures",
    "losses",
    "place",
    "date",
)
"""The fields of reasons, in the order they are shown."""

STOOD_FOR = {
    "country": "a country",
    "demonym": "a demonym",
    "capital": "a capital that stands for its government",
    "seat": "a seat that stands for its government",
}
"""How names of lands and seats stand for a party."""


def because(claim: Claim, *reasons: Reason) -> Claim:
    """The claim with some reasons in place of those of the same fields."""
    fields = {r.field for r in reasons}
    kept = [r for r in claim.why if r.field not in fields]
    order = sorted([*kept, *reasons], key=lambda r: FIELDS.index(r.field))
    return replace(claim, why=tuple(order))


@dataclass(frozen=True)
class Witness:
    """What the reasons of one text's claims are drawn from: the parse, the heads' scores, the parties."""

    doc: Doc
    scores: Scores
    parties: PartyIndex

    def event(self, p: Proposition, frame: Frame, recast: str) -> Reason:
        """Which entry of which data file the trigger matched, and what a modal made of it."""
        own = p.trigger.pattern
        entries = [own.entry] if own is not None else []
        joined = [m for m in p.members if m.token != p.trigger.token]
        entries += [f"with {self.doc[m.token].text!r} ({m.pattern.entry})" for m in joined if m.pattern is not None]
        name = f"pattern, {recast}" if recast else "pattern"
        return Reason("trigger", frame.name, "rule", name, "; ".join(entries), self._span(p.trigger.words))

    def cue(self, statement: Statement) -> Reason:
        """What made the statement that the claim stands in."""
        s = statement.spans
        by_head = s.scores is not None and not s.rule
        words = self._span(range(*s.cue))
        score = s.scores.cue if s.scores is not None and by_head else None
        content = "content by rule" if "content" in s.mended else ""
        if s.rule:
            return Reason("cue", words.text, "rule", f"{s.rule} statement", "", words)
        if s.scores is not None and s.scores.content is not None and not content:
            content = f"content by the link head, {s.scores.content:.2f}"
        return Reason("cue", words.text, "head", "cue head", content, words, score)

    def path(self, token: int, statement: Statement | None) -> Reason:
        """The parse from the cue, or from the sentence's root, to the trigger; its score is the weakest arc's."""
        low = self.doc[token]
        top = low.sent.root if statement is None else self.doc.span(*statement.spans.cue).root
        steps, arcs = _steps(top, low)
        known = [a for a in map(self.scores.arc, arcs) if a is not None]
        start = "root" if statement is None else "cue"
        return Reason("path", steps, "head", "parser", f"from the {start}", None, min(known, default=None))

    def claimant(self, voice: Voice) -> Reason:
        """Who decided the speaker: nobody, the link head, or a rule; and how its words name a party."""
        statement = voice.attribution
        if statement is None:
            return Reason("claimant", "reporter", "default", "no statement around the trigger")
        if statement.spans.source is None:
            return Reason("claimant", "reporter", "default", "the cue names no source", "", statement.record.cue)
        s = statement.spans
        value = voice.claimant.name if voice.claimant is not None else "reporter"
        detail = self._named(statement) if voice.claimant is not None else "the source names no party"
        source = statement.record.source
        if s.rule or "source" in s.mended or s.scores is None:
            name = f"{s.rule} statement" if s.rule else "subject of the cue"
            return Reason("claimant", value, "rule", name, detail, source)
        return Reason("claimant", value, "head", "link head", detail, source, s.scores.source)

    def _named(self, statement: Statement) -> str:
        """How the source's words came to stand for the speaker."""
        head = self.doc.span(*statement.spans.source or (0, 0)).root
        mention = self.parties.mention(head.i)
        if mention is None:
            return "a noun by its own words"
        if mention.kind in {"pronoun", "possessive"}:
            return f"pronoun {head.text!r} resolved"
        term = mention.named.term if mention.named is not None else None
        kind = STOOD_FOR.get(term.kind, "") if term is not None else ""
        return kind or f"a {mention.kind}"

    def figures(
        self, p: Proposition, quantities: Sequence[Quantity], kinds: Mapping[str, CasualtyKind]
    ) -> list[Reason]:
        """For each figure the word whose frame counts its kind, and the number it was read from."""
        return [self._figure(c, p, quantities, kinds) for c in p.casualties]

    def _figure(
        self, c: Casualty, p: Proposition, quantities: Sequence[Quantity], kinds: Mapping[str, CasualtyKind]
    ) -> Reason:
        number = next((q for q in quantities if c.start <= q.start < c.end), None)
        counting = [self.doc[m.token].text for m in p.members if kinds.get(m.frame.name) == c.kind]
        by = f"counted by {counting[0]!r}" if counting else "counted by its own words"
        span = self._chars(c.start, c.end)
        value = f"{c.kind} {c.low if c.low is not None else '?'} to {c.high if c.high is not None else '?'}"
        if number is None:
            return Reason("figures", value, "default", by, "no number: one, or at least one of a plural", span)
        return Reason("figures", value, "rule", by, f"{number.kind} number {number.text!r}", span)

    def losses(self, p: Proposition) -> list[Reason]:
        """For each loss the noun of equipment that the event's word takes."""
        name = "equipment that the event's word takes"
        return [
            Reason("losses", f"{x.count} {x.what}", "rule", name, "", self._chars(x.start, x.end)) for x in p.losses
        ]

    def place(self, place: Place | None, near: bool) -> Reason:
        """Where the place's name stands: in the evidence or elsewhere in the sentence."""
        if place is None:
            return Reason("place", "none", "default", "no place of action in the sentence")
        name = "named in the evidence" if near else "named in the sentence"
        return placed(place, "rule", name, self.scores.name(self._token(place)))

    def _token(self, place: Place) -> int:
        span = self.doc.char_span(place.start, place.end)
        return int(span.root.i) if span is not None else len(self.doc)

    def date(self, found: tuple[DateSpan, str] | None) -> Reason:
        """How the date's words hang on the trigger."""
        if found is None:
            return Reason("date", "none", "default", "no time expression in the sentence")
        date, rank = found
        return dated(date, rank)

    def _chars(self, start: int, end: int) -> Span | None:
        """The words at some offsets."""
        words = self.doc.char_span(start, end)
        return Span(start, end, words.text) if words is not None else None

    def _span(self, tokens: Sequence[int]) -> Span:
        words = self.doc.span(tokens[0], tokens[-1] + 1)
        return Span(words.start_char, words.end_char, words.text)


def stance_reason(stance: Stance, voice: Voice, own: tuple[Stance, str], recast: bool) -> Reason:
    """What the cue and the clause itself put to the stance."""
    parts = []
    decided = voice.decided
    if decided is not None and decided.stance_rule:
        parts.append(f"cue: {decided.stance_rule} ({decided.record.stance})")
    if own[1] and not recast:
        parts.append(f"clause: {own[1]} ({own[0]})")
    if not parts:
        return Reason("stance", stance, "default", "nothing denies or hedges it")
    span = decided.record.cue if decided is not None and decided.stance_rule else None
    return Reason("stance", stance, "rule", "words that deny or hedge", "; ".join(parts), span)


def acted(actors: Sequence[Party], name: str) -> Reason:
    """The reason of who acts."""
    return _parties("actor", actors, name, "nobody is named as doing it")


def aimed(targets: Sequence[Party], name: str) -> Reason:
    """The reason of to whom or to what an act is done."""
    return _parties("target", targets, name, "nobody is named to whom it is done")


def _parties(field: str, found: Sequence[Party], name: str, nobody: str) -> Reason:
    if not found:
        return Reason(field, "none", "default", nobody)
    words = next((Span(x.start, x.end, x.text) for x in found if x.text), None)
    return Reason(field, ", ".join(x.name for x in found), "rule", name, "", words)


def relayed(claim: Claim) -> Claim:
    """The claim with the reason of its relays: the speakers of the statements around its own."""
    names = ", ".join(p.name for p in claim.via)
    return because(claim, Reason("via", names, "rule", "speaks around the claimant")) if names else claim


def spoken_by(claimant: Party, name: str, detail: str = "") -> Reason:
    """The reason of a claimant that a rule on the whole sentence decided."""
    span = Span(claimant.start, claimant.end, claimant.text)
    return Reason("claimant", claimant.name, "rule", name, detail, span)


def placed(place: Place, by: By, name: str, score: float | None = None) -> Reason:
    """The reason of a place; the score is that of the name head for its words."""
    known = f"{place.precision}, {place.country or 'no country'}"
    detail = f"gazetteer: {place.name} ({known})" if place.lat is not None else "not in the gazetteer"
    span = Span(place.start, place.end, place.text)
    detail += "" if score is None else f"; name head {score:.2f}"
    return Reason("place", place.name, by, name, detail, span)


def dated(date: DateSpan, name: str, *, carried: bool = False) -> Reason:
    """The reason of a date."""
    days = f"{date.first} to {date.last}" if date.first is not None else "unresolved"
    value = str(date.first) if date.first is not None and date.first == date.last else days
    span = Span(date.start, date.end, date.text) if date.text else None
    by: By = "carried" if carried else "rule" if date.text else "default"
    return Reason("date", value, by, name, "", span)


def _steps(top: Token, low: Token) -> tuple[str, list[int]]:
    """The way from one word to another through the tree: its arcs in words, and the tokens below them."""
    above_low = _up(low)
    above_top = _up(top)
    meet = next((t for t in above_top if t in above_low), None)
    if meet is None:
        return f"{top.text} ... {low.text} (another sentence)", []
    rise = above_top[: above_top.index(meet)]
    fall = above_low[: above_low.index(meet)]
    words = "".join(f"{t.text} <{t.dep_}- " for t in rise) + meet.text
    words += "".join(f" -{t.dep_}> {t.text}" for t in reversed(fall))
    return words, [t.i for t in (*rise, *fall)]


def _up(token: Token) -> list[Token]:
    """A token and the words above it."""
    return [token, *token.ancestors]


__all__ = ["FIELDS", "Witness", "acted", "aimed", "because", "dated", "placed", "relayed", "spoken_by", "stance_reason"]
