"""Joins: propositions of one sentence that state one thing, made one.

A death is told with the blast that caused it, the killed with the wounded, an attack with the raid it is called next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.claims.layers import Books
from crossclaim.claims.propositions import PEOPLE_FRAMES, PHYSICAL, Proposition
from crossclaim.events.modality import stance_of
from crossclaim.events.roles import Roles, is_verbal, subject
from crossclaim.lexicon.events import EventBook
from crossclaim.syntax import SUBJECTS, ancestors, case_of, conjuncts, is_clause, is_passive, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

TELLING = frozenset({"acl", "acl:relcl"})
"""Relations of a clause that tells more of a noun."""


def joined(doc: Doc, found: Sequence[Proposition], books: Books) -> list[Proposition]:
    """Propositions of one sentence and one claimant, those that state one thing made one.

    Args:
        doc: the parsed text.
        found: propositions in text order.
        books: the frames, for which of two events is named more exactly, and the words that deny and hedge.
    """
    parent = list(range(len(found)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i, a in enumerate(found):
        for j in range(i + 1, len(found)):
            if root(i) != root(j) and _one_thing(doc, a, found[j], books.events) and _agree(doc, a, found[j], books):
                parent[root(j)] = root(i)
    groups: dict[int, list[Proposition]] = {}
    for i, p in enumerate(found):
        groups.setdefault(root(i), []).append(p)
    order = {name: n for n, name in enumerate(books.events.frames)}
    return [_merged(g, order) for g in groups.values()]


def _agree(doc: Doc, a: Proposition, b: Proposition, books: Books) -> bool:
    """Whether two propositions are said in one way: neither denied nor, side by side, hedged where the other is not."""
    ta, tb = doc[a.trigger.token], doc[b.trigger.token]
    one, other = stance_of(ta, books.modality), stance_of(tb, books.modality)
    if one == other:
        return True
    return "denies" not in {one, other} and not _side_by_side(ta, tb)


def _one_thing(doc: Doc, a: Proposition, b: Proposition, book: EventBook) -> bool:
    if a.is_speech or b.is_speech:
        return a.frame.name == b.frame.name and a.head == b.head
    ta, tb = doc[a.trigger.token], doc[b.trigger.token]
    if sent_start(ta) != sent_start(tb):
        return False
    if a.head == b.head and a.head in (ta.i, tb.i):
        return True
    violent = {a.frame.name, b.frame.name} <= PHYSICAL - PEOPLE_FRAMES
    if violent and (_with(ta, tb) or _with(tb, ta) or (not is_verbal(tb) and tb in conjuncts(ta))):
        return True
    if _acts_as(doc, a, b) or _acts_as(doc, b, a) or _tells_more(doc, a, b) or _tells_more(doc, b, a):
        return True
    if _shared_fate(a, b, ta, tb) or _same_again(a, b, ta, tb):
        return True
    people = [p for p in (a, b) if p.frame.name in PEOPLE_FRAMES]
    if len(people) == 2:
        return _coordinated_people(doc, a, b)
    if len(people) == 1:
        other = b if people[0] is a else a
        if people[0].frame.name == "displace":
            return False  # only deaths and wounds are told with their means
        return other.frame.name in PHYSICAL | {"destroy", "shootdown"} and _is_means(doc, people[0], other, book)
    return False


def _shared_fate(a: Proposition, b: Proposition, ta: Token, tb: Token) -> bool:
    """Whether two counts are one fate: "three soldiers were killed and two captured in a firefight"."""
    fates = {a.frame.name, b.frame.name}
    if "detain" not in fates or not fates & PEOPLE_FRAMES or not (a.casualties and b.casualties):
        return False
    passive = all(t.tag_ == "VBN" and is_passive(t) for t in (ta, tb))
    return passive and not (a.roles.actors or b.roles.actors) and _side_by_side(ta, tb)


def _same_again(a: Proposition, b: Proposition, ta: Token, tb: Token) -> bool:
    """Whether a verb says once more what the one before it does: "they abandoned their posts and fled"."""
    if a.frame.name != b.frame.name or tb.dep_ != "conj" or tb.head != ta or not (is_verbal(ta) and is_verbal(tb)):
        return False
    own = any(c.dep_ in SUBJECTS or c.dep_ == "obj" for c in tb.children)
    return not own and not (a.casualties and b.casualties)


def _acts_as(doc: Doc, subject_: Proposition, verb_: Proposition) -> bool:
    """Whether one act of violence is the subject of another, or told of it: "its strikes hit a depot"."""
    events = PHYSICAL - PEOPLE_FRAMES
    noun, verb = doc[subject_.trigger.token], doc[verb_.trigger.token]
    if {subject_.frame.name, verb_.frame.name} <= events and is_verbal(noun) and is_verbal(verb):
        who = subject(verb)  # "a missile fired by the militia hit a depot"
        return noun.dep_ == "acl" and who is not None and noun.head == who
    if not {subject_.frame.name, verb_.frame.name} <= events or is_verbal(noun) or not is_verbal(verb):
        return False
    if noun.dep_ in SUBJECTS and noun.head == verb:
        return True
    return verb.head == noun and verb.dep_ in TELLING and not any(c.tag_ == "WRB" for c in verb.children)


def _tells_more(doc: Doc, main: Proposition, side: Proposition) -> bool:
    """Whether a side clause only tells more of one act: "held talks mediated by Oman", "setting it ablaze"."""
    verb, words = doc[side.trigger.token], main.trigger.words
    if side.casualties or side.losses or verb.pos_ != "VERB" or verb.i == main.trigger.token:
        return False
    if main.frame.type == side.frame.type and main.frame.name not in PHYSICAL:
        return verb.dep_ in {"acl", "advcl", "xcomp"} and (verb.head.i in words or verb.head.i == main.head)
    ablaze = side.frame.name == "destroy" and main.frame.name in PHYSICAL and verb.tag_ == "VBG"
    objects = [c for c in verb.children if c.dep_ == "obj"]
    return ablaze and verb.dep_ == "advcl" and verb.head.i == main.head and all(c.pos_ == "PRON" for c in objects)


def _with(verb: Token, noun: Token) -> bool:
    """Whether a noun is what an attack was made with: "engaged the rebels with an air strike"."""
    at = noun.head.head if noun.head.dep_ == "advcl" else noun.head
    return at == verb and noun.dep_.startswith("obl") and case_of(noun) in {"with", "by", "in"}


def _coordinated_people(doc: Doc, a: Proposition, b: Proposition) -> bool:
    """ "killed 3 and wounded 5", "12 killed, 30 injured", "killing 13 and wounding 56 more"."""
    ta, tb = doc[a.trigger.token], doc[b.trigger.token]
    ha, hb = _verb(ta), _verb(tb)
    if _side_by_side(ta, tb):
        return _victims_differ(a, b)
    if _unsaid(a) != _unsaid(b):
        return False
    if hb.head == ha and hb.dep_ in {"advcl", "parataxis", "list", "dep", "acl", "ccomp", "xcomp"}:
        return _victims_differ(a, b)
    return ha == hb or {ta.i, tb.i} & set(a.members[0].words) & set(b.members[0].words) != set()


def _side_by_side(a: Token, b: Token) -> bool:
    """Whether two words stand side by side: coordinated, or their clauses are."""
    ha, hb = _verb(a), _verb(b)
    if a in conjuncts(b) or b in conjuncts(a) or ha in conjuncts(hb) or hb in conjuncts(ha):
        return True
    if _twins(ha, hb) or _counted_beside(ha, hb) or _counted_beside(hb, ha) or _follows(ha, hb):
        return True
    between = a.doc[min(a.i, b.i) + 1 : max(a.i, b.i)]
    return all(t.is_punct or t.pos_ in {"NUM", "CCONJ"} or t.lower_ in {"at", "least"} for t in between)


def _follows(a: Token, b: Token) -> bool:
    """Whether a coordinated clause begins right where another ends, whatever the parse hangs it on."""
    return b.dep_ == "conj" and b.left_edge.i == a.right_edge.i + 1 and sent_start(a) == sent_start(b)


def _counted_beside(verb: Token, participle: Token) -> bool:
    """Whether a participle hangs on a count that the parse puts beside a verb: "were killed and 20 men wounded"."""
    count = participle.head
    beside = count.dep_ == "conj" or (count.dep_ == "nsubj:pass" and any(c.dep_ == "cc" for c in count.children))
    return participle.dep_ == "acl" and participle.tag_ == "VBN" and beside and count.head == verb


def _twins(a: Token, b: Token) -> bool:
    """Whether two clauses are one content with "and" between: "saying 22 died and dozens were wounded"."""
    return a.head == b.head and a.dep_ == b.dep_ == "ccomp" and any(c.dep_ == "cc" for c in b.children)


def _unsaid(p: Proposition) -> bool:
    """Whether a toll has no figure: "the toll is likely to rise"."""
    return p.frame.name == "toll" and all(c.low == 1 and c.high is None for c in p.casualties)


def _victims_differ(a: Proposition, b: Proposition) -> bool:
    """Two counts of the same kind with two actors are two things; else they are one toll."""
    kinds_a, kinds_b = {c.kind for c in a.casualties}, {c.kind for c in b.casualties}
    if kinds_a & kinds_b and a.roles.actors and b.roles.actors:
        return {t.i for t in a.roles.actors} == {t.i for t in b.roles.actors}
    return True


def _verb(token: Token) -> Token:
    token = token.head if token.dep_ == "amod" else token
    while not is_clause(token) and token.head != token:
        token = token.head
    return token


def _is_means(doc: Doc, people: Proposition, event: Proposition, book: EventBook) -> bool:
    """Whether a violent event is what killed: its subject, what it hangs on, or in its "in", "by", "when"."""
    k, e = doc[people.trigger.token], doc[event.trigger.token]
    kv, ev = _left_so(_verb(k)), doc[event.head]
    who = subject(kv) if kv.pos_ == "VERB" else None
    if who is not None and who.i in event.trigger.words:
        return True
    if who is not None and (who == e or (e in who.subtree and (e.pos_ in {"NOUN", "PROPN"} or _tells_of(e, who)))):
        return True
    if e.pos_ in {"NOUN", "PROPN"} and (kv in ancestors(e) or k in ancestors(e)) and not _verb_between(e, kv):
        return True
    if kv.dep_ == "advcl" and _with(kv.head, e):
        return True
    if k.pos_ == "ADJ" and k.dep_ == "conj" and k.head in (ev, e) and not any(c.dep_ in SUBJECTS for c in k.children):
        return True
    if kv.dep_ in {"advcl", "acl", "acl:relcl", "conj", "xcomp", "parataxis"} and kv.head in (ev, e):
        return kv.dep_ not in {"conj", "parataxis"} or not _does(kv, people)
    if e.dep_ in SUBJECTS and e.head.dep_ == "advcl" and e.head.head in (kv, k):
        return not any(c.lower_ == "since" for c in e.head.children)  # "were hurt when a suicide bomber struck"
    if kv.dep_ == "advcl" and kv.tag_ == "VBG" and kv.i > ev.i and _follows(kv.head, ev) and ev in conjuncts(kv.head):
        return True  # "arrived late and engaged the bandits, killing four"
    if ev.dep_ in {"advcl", "acl"} and ev.head in (kv, k):
        return not any(c.lower_ == "since" for c in ev.children)
    if kv.dep_ == "acl" and ev.dep_ == "advcl" and ev.head == kv.head and ev.i > kv.i:
        return not any(c.lower_ == "since" for c in ev.children)  # "eight people killed when a bomb hit a house"
    if kv.dep_ == "acl:relcl" and ev.pos_ == "VERB" and any(c.lower_ == "where" for c in kv.children):
        return _below_objects(kv.head, ev) or kv.head.head == ev
    if kv.dep_ in {"acl", "advcl"} and kv.tag_ == "VBG" and ev.pos_ == "VERB" and _below_objects(kv.head, ev):
        return True
    return k.pos_ == "NOUN" and k in e.subtree and not _verb_between(k, e)


def _left_so(verb: Token) -> Token:
    """The verb that leaves people as a participle says: "resulting" in "a strike, resulting in five rebels killed"."""
    noun = verb.head
    if verb.dep_ == "xcomp" and verb.tag_ == "VBN" and noun.dep_ == "advcl" and noun.tag_ == "VBG":
        return noun  # "leaving three of them injured"
    while verb.dep_ == "acl" and noun.dep_ == "nmod" and case_of(noun) == "of":
        noun = noun.head
    above = noun.head
    leaves = verb.dep_ == "acl" and verb.tag_ == "VBN" and above.dep_ == "advcl" and above.tag_ == "VBG"
    return above if leaves and noun.dep_ in {"obj", "obl"} else verb


def _does(verb: Token, people: Proposition) -> bool:
    """Whether a verb with a subject of its own tells of more than harm: not so in "..., and two nurses were hurt"."""
    if not any(c.dep_.startswith("nsubj") for c in verb.children):
        return False
    apart = any(c.dep_ == "mark" or c.dep_.startswith("obl") for c in verb.children)
    return apart or bool(people.roles.actors) or not people.casualties


def _tells_of(verb: Token, noun: Token) -> bool:
    """Whether a verb stands in a clause on a noun: "shells fired by rebels", "the attack said to have been staged"."""
    while verb != noun and verb.dep_ in TELLING | {"xcomp"}:
        verb = verb.head
    return verb == noun


def _below_objects(noun: Token, verb: Token) -> bool:
    """Whether a noun ends the row of nouns and participles behind a verb: "hit a convoy of buses leaving the town"."""
    row = list(ancestors(noun))
    if verb not in row:
        return False
    return all(t.pos_ in {"NOUN", "PROPN"} or t.dep_ == "acl" for t in (noun, *row[: row.index(verb)]))


def _verb_between(low: Token, high: Token) -> bool:
    for t in ancestors(low):
        if t == high:
            return False
        if t.pos_ == "VERB" and not (t.tag_ == "VBN" and (t.head == high or _counted_beside(high, t))):
            return True
    return False


def _by_verb(p: Proposition) -> bool:
    """Whether a verb shows a proposition, not a noun."""
    return p.trigger.pattern is not None and p.trigger.pattern.pos == "VERB"


def _merged(group: list[Proposition], order: dict[str, int]) -> Proposition:
    if len(group) == 1:
        return group[0]
    events = [p for p in group if p.frame.name not in PEOPLE_FRAMES]
    if not any(p.casualties or (_by_verb(p) and p.frame.name != "destroy") for p in group):
        events = [p for p in events if p.frame.name == "destroy"] or events  # what a strike destroyed
    best = min(events or group, key=lambda p: order[p.frame.name])
    if not events and any(c.kind == "killed" for p in group for c in p.casualties):
        best = min(
            (p for p in group if any(c.kind == "killed" for c in p.casualties)),
            key=lambda p: order[p.frame.name],
        )
    main = max(group, key=lambda p: (len(p.roles.targets) + len(p.roles.actors), -p.head))
    actors = best.roles.actors or next((p.roles.actors for p in group if p.roles.actors), ())
    targets = best.roles.targets or main.roles.targets
    actors = tuple(t for t in actors if t.i not in {i for p in group for i in p.tokens})
    top = min(group, key=lambda p: (len(list(ancestors(p.roles.verb))), p.head))
    casualties = {(c.start, c.end, c.kind): c for p in group for c in p.casualties}
    losses = {(x.start, x.end): x for p in group for x in p.losses}
    return replace(
        best,
        roles=Roles(actors, targets, top.roles.verb),
        tokens=tuple(sorted(i for p in group for i in p.tokens)),
        casualties=tuple(sorted(casualties.values(), key=lambda c: c.start)),
        losses=tuple(sorted(losses.values(), key=lambda x: x.start)),
        head=top.head,
        members=tuple(m for p in group for m in p.members),
    )
