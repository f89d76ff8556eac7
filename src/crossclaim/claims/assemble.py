"""Claims: what was said to have happened, with who says so, put together from the other layers.

One pure function over a parsed text and the records of the stages before it. Nothing here looks at
words: what words mean is decided in the stages; here they meet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crossclaim.attributions import Statement
from crossclaim.claims.evidence import evidence
from crossclaim.claims.propositions import Proposition, joined, single, stated
from crossclaim.claims.sides import Known
from crossclaim.claims.voices import Voice, disputed, voice_of
from crossclaim.claims.where_when import Places
from crossclaim.claims.who import who
from crossclaim.claims.why import Witness, because, placed, relayed, spoken_by, stance_reason
from crossclaim.dates import governing
from crossclaim.events.match import Trigger
from crossclaim.events.modality import conditional, judged, obliged, tense_of
from crossclaim.events.roles import subject
from crossclaim.figures.casualties import People, find_casualties
from crossclaim.figures.losses import find_losses
from crossclaim.figures.numbers import Quantity
from crossclaim.language.scores import scores_of
from crossclaim.lexicon.events import EventBook, Frame
from crossclaim.lexicon.modality import ModalityWords
from crossclaim.parties import PartyIndex
from crossclaim.records import Claim, DateSpan, Event, Party, Place, Reason, Span, Stance, Tense
from crossclaim.syntax import children, empty, sent_start

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HISTORY = timedelta(days=30)
"""An event further back than this is background (the codebook's bound)."""

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
COMPLEMENTED = frozenset(
    {
        "appeal",
        "threaten",
        "agree",
        "reject",
        "concern",
        "support",
        "negotiate",
        "mediate",
        "claim_responsibility",
    }
)
"""Frames whose complement is what is asked, threatened or promised: no event of its own."""


@dataclass(frozen=True, slots=True)
class Layers:
    """What the stages before found in one text."""

    doc: Doc
    statements: Sequence[Statement]
    parties: PartyIndex
    places: Sequence[Place]
    dates: Sequence[DateSpan]
    triggers: Sequence[Trigger]
    quantities: Sequence[Quantity]
    published: date | None
    title_end: int
    ground: Places
    event_words: frozenset[int]
    event_dates: Sequence[DateSpan]
    around: Mapping[int, Sequence[Statement]]
    opposed: Sequence[Party] = ()

    def holding(self, token: int) -> Sequence[Statement]:
        """The statements whose content holds a token."""
        return self.around.get(token, ())


def statements_by_token(statements: Sequence[Statement]) -> dict[int, list[Statement]]:
    """The statements whose content holds each token, by token index."""
    found: dict[int, list[Statement]] = {}
    for s in statements:
        for i in {i for a, b in s.spans.content for i in range(a, b)}:
            found.setdefault(i, []).append(s)
    return found


@dataclass(frozen=True, slots=True)
class Books:
    """The words that assembling needs."""

    events: EventBook
    modality: ModalityWords
    people: People


def assemble(layers: Layers, books: Books) -> tuple[Claim, ...]:
    """All claims of a text, in text order.

    Args:
        layers: the records of the stages before.
        books: events, modality and people words.

    Returns:
        Claims with ids "c1", "c2" ...; a headline's claim is left out where the body makes it too.
    """
    found = _propositions(layers, books)
    near = _by_sentence(found, layers.doc)
    drafts = [c for p in found for c in _claims_of(p, near[sent_start(layers.doc[p.head])], layers, books)]
    kept = _without_headline(_distinct(drafts), layers)
    kept.sort(key=lambda c: (c.start, c.end))
    return tuple(relayed(replace(c, id=f"c{n}")) for n, c in enumerate(kept, start=1))


def _by_sentence(found: Sequence[Proposition], doc: Doc) -> dict[int, list[Proposition]]:
    """Propositions by the start of their sentence, with those of the sentences around it."""
    own: dict[int, list[Proposition]] = {}
    for p in found:
        own.setdefault(sent_start(doc[p.head]), []).append(p)
    starts = sorted(own)
    return {s: [p for near in starts[max(0, i - 1) : i + 2] for p in own[near]] for i, s in enumerate(starts)}


def _propositions(layers: Layers, books: Books) -> list[Proposition]:
    doc = layers.doc
    made = []
    equipment = books.events.terms["equipment"]
    numbers = {i: q for q in layers.quantities for i in range(q.first, q.last)}
    for t in layers.triggers:
        losses = find_losses(doc, t, numbers, equipment, books.people.owner)
        made.append(single(doc, t, books.events, find_casualties(doc, t, numbers, books.people), losses))
    by_sentence: dict[tuple[int, str | None], list[Proposition]] = {}
    for p in made:
        voice = voice_of(p.trigger.token, layers.holding(p.trigger.token))
        spoken = voice.attribution is not None and voice.attribution.record.source is not None
        said = voice.attribution.record.id if spoken and voice.attribution is not None else None
        key = (sent_start(doc[p.trigger.token]), said)
        by_sentence.setdefault(key, []).append(p)
    out = []
    for group in by_sentence.values():
        out += [
            q for q in joined(doc, group, books.events) if any(stated(doc, m, books.events) for m in _members(q, group))
        ]
    near = _by_sentence(out, doc)
    return [
        p
        for p in out
        if not _complement(p, near[sent_start(doc[p.head])], doc)
        and not _captioned(doc[p.trigger.token], books.events.terms["pictures"])
        and not conditional(doc[p.trigger.token], books.modality)
    ]


def _captioned(token: Token, pictures: frozenset[str]) -> bool:
    """Whether a word's sentence is the caption of a picture: "This photo shows smoke over ..."."""
    shown = subject(token.sent.root) if token.sent.root.pos_ == "VERB" else token.sent.root
    return shown is not None and shown.lemma_.lower() in pictures


def _members(p: Proposition, made: Sequence[Proposition]) -> list[Proposition]:
    tokens = set(p.tokens)
    return [m for m in made if m.trigger.token in tokens]


def _complement(p: Proposition, found: Sequence[Proposition], doc: Doc) -> bool:
    """Whether a proposition is only what another asks for, threatens or promises."""
    token = doc[p.trigger.token]
    for other in found:
        if other == p or other.frame.name not in COMPLEMENTED or p.casualties:
            continue
        carrier = doc[other.head]
        if token.i in other.trigger.words or (token != carrier and _hangs_on(token, carrier, doc[other.trigger.token])):
            return True
    return False


def _hangs_on(token: Token, verb: Token, trigger: Token) -> bool:
    """Whether a word stands in the object or complement of a verb."""
    for root in {verb, trigger}:
        for c in root.children:
            if (
                c.dep_.split(":")[0] in {"obj", "xcomp", "ccomp", "obl", "nmod", "acl"}
                and c.dep_ != "obl:agent"
                and (token == c or token in c.subtree)
            ):
                return not (
                    c.dep_ in {"obl", "acl"}
                    and any(x.dep_ == "mark" and x.lower_ in {"after", "before"} for x in c.children)
                )
    return False


def _claims_of(p: Proposition, found: Sequence[Proposition], layers: Layers, books: Books) -> list[Claim]:
    doc = layers.doc
    voice = voice_of(p.trigger.token, layers.holding(p.trigger.token))
    if p.frame.name in {"accuse", "deny"} and _has_content(p, found, layers):
        return []
    if p.is_speech:
        return _speech_claims(p, found, layers, books, voice)
    both = disputed(p.trigger.token, layers.holding(p.trigger.token))
    base = _claim(p, found, layers, books, voice)
    if both is not None:
        outer, inner = both
        said = replace(base, claimant=inner.record.speaker, attribution=inner.record.id, stance="asserts")
        denied = replace(base, claimant=outer.record.speaker, attribution=outer.record.id, stance="denies", via=())
        return [_one_of_two(said, inner, "what the other denies"), _one_of_two(denied, outer, "denies a statement")]
    mutual = _mutual(p, layers)
    if mutual:
        return [
            because(
                replace(base, claimant=a, actors=(b,), targets=(a,)),
                spoken_by(a, "one of two that say it of each other"),
            )
            for a, b in mutual
        ]
    spoken = [because(replace(base, claimant=c), spoken_by(c, "speaks with the first")) for c in voice.claimants[1:]]
    return [*_by_place(base, p, layers, doc), *spoken]


def _one_of_two(claim: Claim, statement: Statement, name: str) -> Claim:
    """One side of a disputed statement, with the reasons of its speaker and stance."""
    cue = statement.record.cue
    speaker = claim.claimant.name if claim.claimant is not None else "reporter"
    return because(
        claim,
        Reason("cue", cue.text, "rule", "a denial around a statement", "", cue),
        Reason("claimant", speaker, "rule", name, "", statement.record.source),
        Reason("stance", claim.stance, "rule", name, statement.stance_rule, cue),
    )


def _by_place(base: Claim, p: Proposition, layers: Layers, doc: Doc) -> list[Claim]:
    """Ground taken at several places is a claim for each."""
    heads = [t for t in p.roles.targets if not _is_time(t, layers)]
    heads = heads if p.frame.name == "capture_territory" else []
    if len(heads) < 2:
        return [base]
    places = layers.ground
    begin = doc.char_span(base.start, base.end, alignment_mode="expand")
    base_first = begin.start if begin is not None else heads[0].left_edge.i
    out = []
    for head in heads:
        later = {t.i for h in heads if h.i > head.i and not h.is_ancestor(head) for t in h.subtree}
        words = [t for t in head.subtree if t.i not in later]
        own = places.of([t.i for t in words], frozenset())
        place = own or base.place
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        start = base.start if head == heads[0] else start
        first = words[0].i if head != heads[0] else base_first
        quote = doc[first : words[-1].i + 1].text
        taken = replace(base, place=place, start=start, end=end, quote=quote)
        out.append(because(taken, placed(own, "rule", "named with the ground taken")) if own is not None else taken)
    return out


def _has_content(p: Proposition, found: Sequence[Proposition], layers: Layers) -> bool:
    """Whether an accusation or denial holds a stated act, which is then the claim."""
    mine = [s for s in layers.statements if s.spans.cue[0] <= p.trigger.token < s.spans.cue[1]]
    return any(
        s.covers(q.trigger.token)
        for s in mine
        for q in found
        if q != p and q.frame.name not in {"accuse", "deny", "concern"}
    )


def _speech_claims(
    p: Proposition, found: Sequence[Proposition], layers: Layers, books: Books, voice: Voice
) -> list[Claim]:
    """One claim for each party that speaks."""
    base = _claim(p, found, layers, books, voice)
    nobody = any(empty(t) for t in p.roles.actors)
    speakers = list(dict.fromkeys(base.actors)) or ([] if nobody else _cue_speaker(p, layers))
    if not speakers:
        return [base]
    if p.frame.name == "deny":
        base = because(replace(base, stance="denies"), Reason("stance", "denies", "rule", "the act is a denial"))
    via = tuple(v for v in (*voice.via, voice.claimant) if v is not None)
    targets = base.targets
    own: Stance = (
        base.stance if p.frame.name in {"claim_responsibility", "agree"} or base.stance != "hedged" else "hedged"
    )
    reason = "act of speech: who acts speaks" if base.actors else "act of speech: the cue's speaker"
    return [
        because(
            replace(
                base,
                claimant=s,
                actors=(s,),
                targets=targets,
                stance=own,
                via=tuple(v for v in via if v.name != s.name),
            ),
            spoken_by(s, reason),
        )
        for s in speakers
    ]


def _cue_speaker(p: Proposition, layers: Layers) -> list[Party]:
    mine = [s.record.speaker for s in layers.statements if s.spans.cue[0] <= p.trigger.token < s.spans.cue[1]]
    return [s for s in mine if s is not None][:1]


def _mutual(p: Proposition, layers: Layers) -> list[tuple[Party, Party]]:
    """ "X and Y accused each other of ...": (claimant, accused) pairs, where exactly two are named."""
    verb = layers.doc[p.head]
    for v in (verb, verb.head):
        who = subject(v) if v.pos_ == "VERB" else None
        if who is not None and any(_reciprocal(o) for o in [*children(v, "obj"), *children(verb, "obj", "nsubj")]):
            sides = layers.parties.sides(v.i)
            return [(sides[0], sides[1]), (sides[1], sides[0])] if len(sides) == 2 else []
    return []


def _reciprocal(token: Token) -> bool:
    """Whether a word begins "each other" or "one another"."""
    return (
        token.lower_ in {"each", "one"} and token.i + 1 < len(token.doc) and token.nbor().lower_ in {"other", "another"}
    )


def _claim(p: Proposition, found: Sequence[Proposition], layers: Layers, books: Books, voice: Voice) -> Claim:
    doc, token = layers.doc, layers.doc[p.trigger.token]
    others = frozenset(i for q in found if q != p for i in q.tokens)
    first, last = evidence(doc, p, others, voice.content)
    quote = doc[first:last]
    aims = [t for t in p.roles.targets if t.i not in layers.event_words]
    actors, targets = who(doc, p, Known(layers.parties, layers.ground), aims, _times(layers), voice, layers.opposed)
    own, own_rule = judged(token, books.modality)
    tense = tense_of(token, books.modality)
    frame, recast = _recast(p, tense, own, token, books, bool(actors))
    if not recast and _owns_up(p, token, actors, voice, books):
        frame, recast = books.events.frames["claim_responsibility"], "the speaker says who carried out a known attack"
    place, moment, loose, grounds = _where_when(p, range(first, last), layers)
    tense, dated = _tense(frame, tense, moment, layers, doc[first:last].text, books)
    stance = _together(voice.stance, own, frame != p.frame and frame.name != "claim_responsibility")
    made = Claim(
        id="",
        start=quote.start_char,
        end=quote.end_char,
        quote=quote.text,
        attribution=voice.attribution.record.id if voice.attribution else None,
        claimant=voice.claimant,
        via=voice.via,
        stance=stance,
        tense=tense,
        event=_event(frame, p, doc, books),
        actors=actors,
        targets=targets,
        casualties=p.casualties,
        losses=p.losses,
        place=place,
        date=moment,
        unresolved_date=loose,
    )
    witness, said = _witness(layers), voice.attribution
    return because(
        made,
        witness.event(p, frame, recast),
        *([witness.cue(said)] if said is not None else ()),
        witness.path(p.trigger.token, said),
        witness.claimant(voice),
        stance_reason(stance, voice, (own, own_rule), bool(recast)),
        Reason("tense", tense, "rule", dated),
        *witness.figures(p, layers.quantities, books.people.words.kinds),
        *witness.losses(p),
        *grounds,
    )


def _witness(layers: Layers) -> Witness:
    return Witness(layers.doc, scores_of(layers.doc), layers.parties)


def _times(layers: Layers) -> frozenset[int]:
    """The tokens of time expressions."""
    return frozenset(t.i for t in layers.doc if _is_time(t, layers))


def _is_time(token: Token, layers: Layers) -> bool:
    return any(d.start <= token.idx < d.end for d in layers.dates)


def _together(voice: Stance, own: Stance, recast: bool) -> Stance:
    """A cue's stance with the clause's own; a denied non-event is an assertion."""
    own = "asserts" if recast else own
    if voice == "denies":
        return "asserts" if own == "denies" else "denies"
    return voice if own == "asserts" else own


def _recast(p: Proposition, tense: Tense, own: Stance, token: Token, books: Books, acted: bool) -> tuple[Frame, str]:
    """What a future or an obligation makes of an event: a promise, a refusal, a threat, a demand; and why."""
    frames, plover = books.events.frames, p.frame.plover
    if p.is_speech or p.casualties:
        return p.frame, ""
    if obliged(token, books.modality):
        return frames["appeal"], "what must be done is asked for"
    if tense == "future" and own == "denies":
        return frames["reject"], "a future denied is refused"
    if tense == "future" and plover in COOPERATIVE and acted:
        return frames["agree"], "a future help is promised"
    if tense == "future" and plover in {"SANCTION", "ASSAULT", "COERCE"} and acted:
        return frames["threaten"], "a future harm is threatened"
    return p.frame, ""


def _owns_up(p: Proposition, token: Token, actors: Sequence[Party], voice: Voice, books: Books) -> bool:
    """Whether a speaker says of an attack that is known that it was its own: "it said it carried out the attack"."""
    if p.frame.name != "attack" or voice.claimant is None or [a.name for a in actors] != [voice.claimant.name]:
        return False
    noun = next((token.doc[i] for i in p.trigger.words if token.doc[i].pos_ == "NOUN"), None)
    return noun is not None and any(c.lower_ in books.people.words.definite for c in noun.children if c.dep_ == "det")


def _event(frame: Frame, p: Proposition, doc: Doc, books: Books) -> Event:
    words = [doc[i] for i in p.trigger.words]
    token = doc[p.trigger.token]
    together = words[-1].i - words[0].i < len(words) + 1
    span = doc[words[0].i : words[-1].i + 1] if together else doc[token.i : token.i + 1]
    trigger = Span(span.start_char, span.end_char, span.text)
    return Event(frame.type, frame.plover, frame.mode, frame.acled, frame.cameo, trigger, _means(p, doc, books))


def _means(p: Proposition, doc: Doc, books: Books) -> str | None:
    """The weapon named with the event: "with mortars", "by a car bomb", "using tanks"."""
    weapons = books.events.terms["weapons"] | books.events.terms["aircraft"]
    near = [t for i in p.tokens for t in doc[i].subtree]
    named = [t for t in near if t.pos_ in {"NOUN", "PROPN"} and t.lemma_.lower() in weapons and t.i not in p.tokens]
    return named[0].lemma_.lower() if named else None


def _where_when(
    p: Proposition, inside: range, layers: Layers
) -> tuple[Place | None, DateSpan | None, Span | None, tuple[Reason, Reason]]:
    """Place and date of a proposition, the words of a date that stays unresolved, and the reasons."""
    doc = layers.doc
    sentence = doc[p.trigger.token].sent
    taken = frozenset(
        t.i
        for t in (*p.roles.actors, *p.roles.targets)
        if layers.parties.at(t.i) is not None and not _terrain(t, layers)
    )
    places = layers.ground
    tokens = list(range(sentence.start, sentence.end))
    near = places.of(list(inside), taken, p.tokens)
    place = near or places.of(tokens, taken, p.tokens)
    found = governing(p.trigger.token, layers.event_dates, doc)
    witness = _witness(layers)
    reasons = (witness.place(place, near is not None), witness.date(found))
    moment, loose = found[0] if found is not None else None, None
    if moment is not None and moment.first is None:
        loose, moment = Span(moment.start, moment.end, moment.text), None
    return place, moment, loose, reasons


def _terrain(token: Token, layers: Layers) -> bool:
    return any(p.start <= token.idx < p.end and not p.is_country for p in layers.places)


def _tense(
    frame: Frame, tense: Tense, moment: DateSpan | None, layers: Layers, text: str, books: Books
) -> tuple[Tense, str]:
    """The tense, dates and the kind of event taken in, and what decided it."""
    if frame.type == "appeal":
        return "called_for", "an appeal"
    if frame.type == "threaten":
        return "future", "a threat"
    past = tense in {"past", "ongoing"}
    if (
        past
        and moment is not None
        and layers.published is not None
        and moment.last is not None
        and layers.published - moment.last > HISTORY
    ):
        return "background", "its date lies far before publication"
    told = [phrase for phrase in books.modality.background_phrases if phrase in text.lower()] if past else []
    if told:
        return "background", f"words of history: {min(told)}"
    return tense, "tense of the clause"


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without those that repeat another's stretch, claimant and event."""
    seen: Mapping[tuple[object, ...], Claim] = {
        (c.start, c.end, c.claimant.name if c.claimant else None, c.event.type, c.stance): c for c in reversed(claims)
    }
    return list(seen.values())


def _without_headline(claims: list[Claim], layers: Layers) -> list[Claim]:
    """A headline's claim is left out where the body makes one of its kind."""
    body = {c.event.plover for c in claims if c.start >= layers.title_end}
    return [c for c in claims if c.start >= layers.title_end or c.event.plover not in body]


__all__ = ["Books", "Layers", "assemble", "statements_by_token"]
