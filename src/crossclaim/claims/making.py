"""One claim out of one proposition: its stance, tense, event, parties, place and date, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.claims.doers import named_at
from crossclaim.claims.evidence import evidence
from crossclaim.claims.layers import Books, Layers
from crossclaim.claims.means import means
from crossclaim.claims.propositions import PHYSICAL, Proposition
from crossclaim.claims.sides import Known
from crossclaim.claims.voices import Voice
from crossclaim.claims.when import HISTORY
from crossclaim.claims.who import who
from crossclaim.claims.why import Witness, acted, aimed, because, stance_reason
from crossclaim.dates import governing
from crossclaim.events.modality import judged, obliged, tense_of
from crossclaim.language.scores import scores_of
from crossclaim.lexicon.events import Frame
from crossclaim.places.words import packaged_place_words
from crossclaim.records import Claim, DateSpan, Event, Party, Place, Reason, Span, Stance, Tense
from crossclaim.syntax import ancestors, empty, sent_end, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token


SUDDEN = PHYSICAL | {
    "capture_territory",
    "detain",
    "abduct",
    "destroy",
    "shootdown",
    "withdraw",
    "condemn",
    "accuse",
    "deny",
    "claim_responsibility",
}
"""Frames of what is over when it is told: their plain present is that of headlines."""

MOVES = frozenset({"evacuate", "displace", "deport", "withdraw"})
"""Frames of people and forces that go from one place to another."""

REFUSED = "a future denied is refused"

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})


def make_claim(p: Proposition, found: Sequence[Proposition], layers: Layers, books: Books, voice: Voice) -> Claim:
    """The claim of a proposition in one voice.

    Args:
        p: what is said to have happened.
        found: the propositions of its sentence and those around.
        layers: the records of the stages before.
        books: the words.
        voice: who says it.
    """
    doc, token, voice = layers.doc, layers.doc[p.trigger.token], _doubted(voice, books)
    others = frozenset(i for q in found if q != p for i in q.tokens)
    first, last = evidence(doc, p, others, voice.content)
    quote = doc.span(first, last)
    aims = [t for t in p.roles.targets if t.i not in layers.event_words or _wrecked(t, p)]
    sides = who(doc, p, Known(layers.parties, layers.ground), aims, layers.times, voice, books.events.terms["caring"])
    own, own_rule = judged(token, books.modality)
    tense = tense_of(token, books.modality, sudden=p.frame.name in SUDDEN)
    frame, recast = _recast(p, tense, own, token, books, bool(sides.actors))
    if not recast and own == "asserts" and _owns_up(p, token, sides.actors, voice, books):
        frame, recast = books.events.frames["claim_responsibility"], "the speaker says who carried out a known attack"
    place, moment, loose, grounds = _where_when(p, range(first, last), layers)
    if moment is not None and _old(moment, layers) and _of_another(moment, p, doc):
        moment = None
    tense, dated = _tense(frame, tense, moment, layers, quote.text, books)
    stance = _together(
        voice.stance, own, frame != p.frame and recast != REFUSED and frame.name != "claim_responsibility"
    )
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
        event=event_of(frame, p, doc, books),
        actors=sides.actors,
        targets=sides.targets,
        casualties=p.casualties,
        losses=p.losses,
        place=place,
        date=moment,
        unresolved_date=loose,
    )
    witness, said = witness_of(layers), voice.attribution
    return because(
        made,
        witness.event(p, frame, recast),
        *([witness.cue(said)] if said is not None else ()),
        witness.path(p.trigger.token, said),
        witness.claimant(voice),
        stance_reason(stance, voice, (own, own_rule), bool(recast)),
        Reason("tense", tense, "rule", dated),
        acted(sides.actors, sides.acting),
        aimed(sides.targets, sides.struck),
        *witness.figures(p, layers.quantities, books.people.words.kinds),
        *witness.losses(p),
        *grounds,
    )


def _wrecked(token: Token, p: Proposition) -> bool:
    """Whether a noun of an event's own words is what was struck: "130 houses were burned"."""
    return p.frame.name == "destroy" and token.pos_ == "NOUN" and token.i in p.trigger.words


def _doubted(voice: Voice, books: Books) -> Voice:
    """The voice; that of nobody, and hedged, where its source is said to be unconfirmed ("unconfirmed reports")."""
    source = voice.attribution.record.source if voice.attribution is not None else None
    if source is None or not books.modality.doubted_sources & set(source.text.lower().split()):
        return voice
    return replace(voice, claimant=None, claimants=(), stance="hedged")


def witness_of(layers: Layers) -> Witness:
    """What the reasons of a text's claims are drawn from."""
    return Witness(layers.doc, scores_of(layers.doc), layers.parties)


def parties_of(tokens: Sequence[Token], layers: Layers, *, named: bool) -> tuple[Party, ...]:
    """The parties some tokens stand for; with `named` only those known to be parties, not any noun."""
    found: dict[str, Party] = {}
    for t in tokens:
        if (named and layers.parties.mention(t.i) is None) or is_time(t, layers) or empty(t):
            continue
        found.update({x.name: x for x in named_at(t, layers.parties) if x.name not in found})
    return tuple(found.values())


def is_time(token: Token, layers: Layers) -> bool:
    """Whether a word is of a time expression."""
    return token.i in layers.times


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
        return replace(frames["reject"], type=p.frame.type), REFUSED
    if tense == "future" and plover in COOPERATIVE and acted:
        return frames["agree"], "a future help is promised"
    warned = acted or any(c.lower_ == "any" for t in p.roles.targets for c in t.children)
    if tense == "future" and plover in {"SANCTION", "ASSAULT", "COERCE"} and warned:
        return frames["threaten"], "a future harm is threatened"
    return p.frame, ""


def _owns_up(p: Proposition, token: Token, actors: Sequence[Party], voice: Voice, books: Books) -> bool:
    """Whether a speaker says of an attack that is known that it was its own: "it said it carried out the attack"."""
    if p.frame.name != "attack" or voice.claimant is None or [a.name for a in actors] != [voice.claimant.name]:
        return False
    noun = next((token.doc[i] for i in p.trigger.words if token.doc[i].pos_ == "NOUN"), None)
    return noun is not None and any(c.lower_ in books.people.words.definite for c in noun.children if c.dep_ == "det")


def event_of(frame: Frame, p: Proposition, doc: Doc, books: Books) -> Event:
    words = [doc[i] for i in p.trigger.words]
    token = doc[p.trigger.token]
    together = words[-1].i - words[0].i < len(words) + 1
    span = doc.span(words[0].i, words[-1].i + 1) if together else doc.span(token.i, token.i + 1)
    trigger = Span(span.start_char, span.end_char, span.text)
    return Event(frame.type, frame.plover, frame.mode, frame.acled, frame.cameo, trigger, means(p, doc, books.events))


def _where_when(
    p: Proposition, inside: range, layers: Layers
) -> tuple[Place | None, DateSpan | None, Span | None, tuple[Reason, Reason]]:
    """Place and date of a proposition, the words of a date that stays unresolved, and the reasons."""
    doc = layers.doc
    taken = frozenset(
        t.i
        for t in (*p.roles.actors, *p.roles.targets)
        if layers.parties.at(t.i) is not None and not _terrain(t, layers)
    )
    places = layers.ground
    token = doc[p.trigger.token]
    acts = _acts(p)
    near = places.of(list(inside), taken, acts)
    place = near
    if near is None or near.is_country:
        around = places.of(list(range(sent_start(token), sent_end(token))), taken, acts)
        place = around if near is None or (around is not None and around.country == near.country) else near
    found = governing(p.trigger.token, layers.event_dates, doc)
    witness = witness_of(layers)
    reasons = (witness.place(place, near is not None and near == place), witness.date(found))
    moment, loose = found[0] if found is not None else None, None
    if moment is not None and moment.first is None:
        loose, moment = Span(moment.start, moment.end, moment.text), None
    return place, moment, loose, reasons


def _acts(p: Proposition) -> tuple[int, ...]:
    """The words of an act, without those of a move that it befell: a convoy is not hit where it left."""
    moved = {m.token for m in p.members if m.frame.name in MOVES}
    return p.tokens if p.frame.name in MOVES else tuple(i for i in p.tokens if i not in moved)


def _terrain(token: Token, layers: Layers) -> bool:
    """Whether a target is ground and no party: a town, a part of a state ("an attack on southern Chad")."""
    part = any(c.lower_ in packaged_place_words().directions for c in token.children)
    return any(part or not p.is_country for p in layers.ground.written(token))


def _old(moment: DateSpan, layers: Layers) -> bool:
    """Whether a date lies so far before publication that what it dates is history."""
    return layers.published is not None and moment.last is not None and layers.published - moment.last > HISTORY


def _of_another(moment: DateSpan, p: Proposition, doc: Doc) -> bool:
    """Whether an old date is of something named beside an event: "the group, which signed a deal in 2014, said"."""
    span = doc.char_span(moment.start, moment.end)
    if span is None:
        return False
    own = {*p.tokens, *p.trigger.words, p.head}
    for t in (span.root, *ancestors(span.root)):
        if t.i in own:
            return False
        aside = t.dep_ in {"acl:relcl", "acl", "advcl:relcl"} and t.head.i not in own
        if aside and not own & {w.i for w in t.subtree}:
            return True
    return False


def _history(phrase: str, text: str, books: Books) -> bool:
    """Whether a phrase of history stands in a text (lower case), and not before a span of days: "the past 24 hours"."""
    at = text.find(phrase)
    following = text[at + len(phrase) :].split(maxsplit=1) if at >= 0 else []
    return at >= 0 and not (following and following[0] in books.modality.recent)


def _tense(
    frame: Frame, tense: Tense, moment: DateSpan | None, layers: Layers, text: str, books: Books
) -> tuple[Tense, str]:
    """The tense, dates and the kind of event taken in, and what decided it."""
    if frame.type == "appeal":
        return "called_for", "an appeal"
    if frame.type == "threaten":
        return "future", "a threat"
    past = tense in {"past", "ongoing"}
    if past and moment is not None and _old(moment, layers):
        return "background", "its date lies far before publication"
    low = text.lower() if past else ""
    told = [phrase for phrase in books.modality.background_phrases if _history(phrase, low, books)]
    if told:
        return "background", f"words of history: {min(told)}"
    return tense, "tense of the clause"
