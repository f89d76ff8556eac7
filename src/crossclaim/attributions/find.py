"""Every attribution of a text: source, cue, content and what the cue does with the content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossclaim.attributions.layout import laid_out
from crossclaim.attributions.likely import judged
from crossclaim.attributions.relays import with_relays
from crossclaim.attributions.spans import RULES, Bounds, StatementSpans, completed, marked
from crossclaim.attributions.tallies import with_tallies
from crossclaim.lexicon.cues import Cues
from crossclaim.lexicon.statements import StatementWeights, load_statement_weights
from crossclaim.parsed import parsed
from crossclaim.records import Attribution, Party, Span, Stance
from crossclaim.syntax import children, is_passive, negated

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

    from crossclaim.parsed import Doc, Token


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution as a record, and what it came from.

    Attributes:
        record: as it goes out.
        spans: the token spans, with the rule that made them.
        speakers: all who speak ("Paris and Berlin said").
        stance_rule: which words of the cue, found in which list, decided its stance; "" where none did.
    """

    record: Attribution
    spans: StatementSpans
    speakers: tuple[Party, ...] = ()
    stance_rule: str = ""

    def covers(self, token: int) -> bool:
        """Whether a token stands in the content."""
        return self.spans.covers(token)


def find_attributions(
    doc: Doc | SpacyDoc,
    cues: Cues,
    speakers: Callable[[int], Sequence[Party]] | None = None,
    weights: StatementWeights | None = None,
) -> tuple[Statement, ...]:
    """The attributions of a text, in the order of their cues.

    Args:
        doc: the parsed text with `doc.spans["attributions"]`.
        cues: what cue words do.
        speakers: gives the parties that a source's head token stands for, pronouns resolved; None leaves
            `speaker` empty.

    Returns:
        Statements; ids are "a1", "a2" ... Offsets are code points of the text.
    """
    doc = parsed(doc)
    kept = judged(doc, marked(doc), weights or load_statement_weights())
    found = with_relays(doc, laid_out(doc, completed(doc, kept, cues), cues), cues)
    found = with_tallies(doc, found, cues)
    found.sort(key=lambda s: (s.cue, s.content))
    return tuple(_statement(doc, number, s, cues, speakers) for number, s in enumerate(found, start=1))


def _statement(
    doc: Doc, number: int, s: StatementSpans, cues: Cues, speakers: Callable[[int], Sequence[Party]] | None
) -> Statement:
    head = source_head(doc, s)
    if head is not None and _thought_of(doc[head], s, cues):
        head, s = None, replace(s, source=None)
    who = _row(doc, head, s, speakers) if speakers is not None and head is not None else ()
    if s.rule == "count" and head is not None and not _counts(doc[head], who):
        who, s = (), replace(s, source=None)
    stance, rule = _stance(doc, s, cues)
    record = Attribution(
        id=f"a{number}",
        source=_span(doc, s.source) if s.source else None,
        cue=_span(doc, s.cue),
        content=tuple(_span(doc, c) for c in s.content),
        direct=_direct(doc, s, cues),
        speaker=who[0] if who else None,
        stance=stance,
    )
    return Statement(record, s, who, rule)


def _counts(source: Token, who: Sequence[Party]) -> bool:
    """Whether a source of a count is somebody: "the blast" that raises a toll says nothing."""
    return source.pos_ in {"PROPN", "PRON"} or any(p.country or p.sector for p in who)


def _thought_of(source: Token, s: StatementSpans, cues: Cues) -> bool:
    """Whether a source is only what others think of: "80 people are feared dead"."""
    verb = source.head
    return source.dep_ == "nsubj:pass" and s.cue[0] <= verb.i < s.cue[1] and verb.lemma_.lower() in cues.hedge


def listed(statements: Iterable[Statement], claimed: Set[str | None]) -> tuple[Attribution, ...]:
    """The attributions of a reading: all that are likely, and those unlikely or of a rule in which a claim stands.

    What a rule adds is for claims, deep in another's words for the most part ("she said he had told her"): of
    those it added to the articles of PolNeAR, whose readers mark the outermost voice alone, one in twenty was right.

    Args:
        statements: all statements of the text.
        claimed: ids of those in which a claim stands.
    """
    return tuple(
        s.record for s in statements if (s.spans.likely and s.spans.rule not in RULES) or s.record.id in claimed
    )


def _row(doc: Doc, head: int, s: StatementSpans, speakers: Callable[[int], Sequence[Party]]) -> tuple[Party, ...]:
    """All who speak; a second noun of the row counts also where the parse made it a subject of its own."""
    assert s.source is not None
    first = doc[head]
    row = [t for t in doc[s.source[0] : s.source[1]] if t.i > head and (t.head, t.dep_) == (first.head, first.dep_)]
    beside = [t.i for t in row if any(c.dep_ == "cc" and c.i > head for c in t.subtree)]
    return tuple(dict.fromkeys(p for i in (head, *beside) for p in speakers(i)))


def source_head(doc: Doc, s: StatementSpans) -> int | None:
    """The index of the head token of the source, None where there is none."""
    if s.source is None:
        return None
    words = doc.span(*s.source)
    if words.root.pos_ != "DET" or len(words) == 1:
        return int(words.root.i)
    tops = [t for t in words if not s.source[0] <= t.head.i < s.source[1] and t.pos_ not in {"DET", "PUNCT"}]
    return int(tops[0].i if tops else words.root.i)  # a verb that was taken for the noun: "The Collective demands"


def _span(doc: Doc, bounds: Bounds) -> Span:
    part = doc.span(*bounds)
    return Span(part.start_char, part.end_char, part.text)


def _stance(doc: Doc, s: StatementSpans, cues: Cues) -> tuple[Stance, str]:
    """What the cue does with its content, and the words that say so."""
    words = [doc[i] for i in range(*s.cue)]
    lemmas = {t.lemma_.lower() for t in words} | {t.lower_ for t in words}
    verb = next((t for t in words if t.pos_ == "VERB"), None)
    refused = verb is not None and negated(verb)
    if lemmas & cues.deny:
        return ("asserts", f"not {_first(lemmas & cues.deny)}") if refused else ("denies", _first(lemmas & cues.deny))
    if lemmas & cues.hedge:
        return "hedged", _first(lemmas & cues.hedge)
    if verb is not None and _hearsay(verb, cues):
        return "hedged", f"is {verb.lower_} to"
    if refused and lemmas & {"confirm", "verify"}:
        return "hedged", f"not {_first(lemmas & {'confirm', 'verify'})}"
    return "asserts", ""


def _hearsay(verb: Token, cues: Cues) -> bool:
    """Whether nobody is named who says it of somebody: "was reported to have fled"."""
    said = is_passive(verb) and verb.lemma_.lower() in cues.hearsay
    return said and bool(children(verb, "xcomp")) and not children(verb, "obl:agent")


def _first(words: Set[str]) -> str:
    return min(words)


def _direct(doc: Doc, s: StatementSpans, cues: Cues) -> bool:
    """Whether the content begins in quotation marks, just inside or just outside its span."""
    if not s.content:
        return False
    start = s.content[0][0]
    near = [doc[i].text for i in (start - 1, start) if 0 <= i < len(doc)]
    return any(t in cues.opening_quotes for t in near)
