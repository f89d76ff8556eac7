"""The claims that a proposition makes: one for each who says it, or for each place taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.attributions import Statement
from crossclaim.claims.blame import is_named, named_act, of_act, of_deed
from crossclaim.claims.layers import Books, Layers
from crossclaim.claims.propositions import Proposition
from crossclaim.claims.voices import Voice, disputed, voice_of
from crossclaim.claims.why import acted, aimed, because, placed, spoken_by
from crossclaim.events.roles import subject
from crossclaim.records import Claim, Party, Reason, Stance
from crossclaim.syntax import children, empty

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

from crossclaim.claims.making import is_time, make_claim


def claims_of(p: Proposition, found: Sequence[Proposition], layers: Layers, books: Books) -> list[Claim]:
    """The claims that a proposition makes, in the voices that say it."""
    doc = layers.doc
    voice = voice_of(p.trigger.token, layers.holding(p.trigger.token))
    act = named_act(p, layers)
    if act is None and p.frame.name in {"accuse", "deny"} and _has_content(p, found, layers):
        return []
    if p.is_speech:
        spoken = _of_each_other(_speech_claims(p, found, layers, books, voice), p, layers, books)
        return of_act(spoken, p, act, found, layers, books) if act is not None else of_deed(spoken, p, doc, books)
    if is_named(p, found, layers):
        return []
    both = disputed(p.trigger.token, layers.holding(p.trigger.token))
    base = make_claim(p, found, layers, books, voice)
    if both is not None:
        outer, inner = both
        said = replace(base, claimant=inner.record.speaker, attribution=inner.record.id, stance="asserts")
        denied = replace(base, claimant=outer.record.speaker, attribution=outer.record.id, stance="denies", via=())
        return [_one_of_two(said, inner, "what the other denies"), _one_of_two(denied, outer, "denies a statement")]
    mutual = _mutual(p, layers, books)
    if mutual:
        return [_of_the_other(base, a, b) for a, b in mutual]
    others = [because(replace(base, claimant=c), spoken_by(c, "speaks with the first")) for c in voice.claimants[1:]]
    return [*_by_place(base, p, layers, doc), *others]


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
    heads = [t for t in p.roles.targets if not is_time(t, layers)]
    heads = heads if p.frame.name == "capture_territory" else []
    if len(heads) < 2:
        return [base]
    places = layers.ground
    begin = doc.char_span(base.start, base.end)
    base_first = begin.start if begin is not None else heads[0].left_edge.i
    out = []
    for head in heads:
        later = {t.i for h in heads if h.i > head.i and not h.is_ancestor(head) for t in h.subtree}
        words = [t for t in head.subtree if t.i not in later]
        own = places.of([t.i for t in words], frozenset())
        place = own or base.place
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        start = min(base.start, start) if head == heads[0] else start
        first = words[0].i if head != heads[0] else min(base_first, words[0].i)
        quote = doc.span(first, words[-1].i + 1).text
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
    base = make_claim(p, found, layers, books, voice)
    nobody = any(empty(t) for t in p.roles.actors)
    speakers = [] if nobody else _who_speaks(p, base, books, voice) or _cue_speaker(p, layers)
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
            acted([s], reason),
        )
        for s in speakers
    ]


def _who_speaks(p: Proposition, base: Claim, books: Books, voice: Voice) -> list[Party]:
    """Who acts in an act of speech; where the parse names a thing, whoever tells of it: things do not speak."""
    things = books.events.terms["equipment"] | books.events.terms["buildings"]
    if p.roles.actors and all(t.lemma_.lower() in things for t in p.roles.actors):
        return [voice.claimant] if voice.claimant is not None else []
    return list(dict.fromkeys(base.actors))


def _of_each_other(spoken: list[Claim], p: Proposition, layers: Layers, books: Books) -> list[Claim]:
    """The claims of an accusation, one by each of two that say it of each other."""
    mutual = _mutual(p, layers, books) if p.frame.name == "accuse" else []
    if not mutual:
        return spoken
    return [_of_the_other(spoken[0], a, b) for a, b in mutual]


def _of_the_other(base: Claim, speaker: Party, other: Party) -> Claim:
    """What two say of each other, as one of them says it of the other."""
    name = "one of two that say it of each other"
    return because(
        replace(base, claimant=speaker, actors=(other,), targets=(speaker,)),
        spoken_by(speaker, name),
        acted([other], name),
        aimed([speaker], name),
    )


def _cue_speaker(p: Proposition, layers: Layers) -> list[Party]:
    mine = [s.record.speaker for s in layers.statements if s.spans.cue[0] <= p.trigger.token < s.spans.cue[1]]
    return [s for s in mine if s is not None][:1]


def _mutual(p: Proposition, layers: Layers, books: Books) -> list[tuple[Party, Party]]:
    """ "X and Y accused each other of ...", "X and Y traded blame for ...": (claimant, accused) pairs of just two."""
    verb = layers.doc[p.head]
    for v in (verb, verb.head, verb.head.head):
        who = subject(v) if v.pos_ == "VERB" else None
        beside = [*children(v, "obj"), *(children(verb, "obj", "nsubj") if v in {verb, verb.head} else ())]
        if who is not None and (any(_reciprocal(o) for o in beside) or _trade(v, books)):
            sides = layers.parties.sides(v.i)
            sides = sides if len(sides) == 2 else layers.parties.sides(v.head.i)
            return [(sides[0], sides[1]), (sides[1], sides[0])] if len(sides) == 2 else []
    return []


def _trade(verb: Token, books: Books) -> bool:
    """Whether accusations go to and fro: "traded blame"."""
    terms = books.events.terms
    said = terms["sayings"] | {"blame"}
    return verb.lemma_.lower() in terms["trading"] and any(o.lemma_.lower() in said for o in children(verb, "obj"))


def _reciprocal(token: Token) -> bool:
    """Whether a word begins "each other" or "one another", or is "the other"."""
    if token.lower_ == "other":
        return any(c.lower_ == "the" for c in token.children)
    return (
        token.lower_ in {"each", "one"} and token.i + 1 < len(token.doc) and token.nbor().lower_ in {"other", "another"}
    )
