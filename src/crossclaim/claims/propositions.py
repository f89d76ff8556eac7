"""Propositions: what each trigger says happened, before it is known who claims it.

One trigger gives one proposition with its roles, figures and losses. Propositions of one sentence that
state one thing are joined: a death with the blast that caused it, the killed with the wounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crossclaim.events.match import Trigger
from crossclaim.events.roles import Roles, carrier, find_roles, subject
from crossclaim.lexicon.events import EventBook, Frame
from crossclaim.records import Casualty, Loss
from crossclaim.syntax import SUBJECTS, ancestors, case_of, conjuncts, is_clause, sent_start

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PEOPLE_FRAMES = frozenset({"killing", "assassination", "wounding", "toll", "missing", "displace"})
"""Frames that only say what became of people: they take the means of the sentence as their event."""

PHYSICAL = frozenset(
    {
        "chemical_attack",
        "airstrike",
        "shelling",
        "suicide_bombing",
        "bombing",
        "clash",
        "abuse",
        "shooting",
        "attack",
        "assassination",
        "killing",
        "wounding",
        "toll",
        "missing",
    }
)
"""Frames of violence: these can be the means of a death."""

SPEECH = frozenset(
    {
        "appeal",
        "condemn",
        "accuse",
        "deny",
        "threaten",
        "concern",
        "support",
        "reject",
        "agree",
        "claim_responsibility",
        "concede",
    }
)
"""Frames that are acts of speech: their claimant is whoever acts."""

HARMED = frozenset({"killed", "wounded", "missing"})
"""Kinds of casualties that no one brings upon themselves by acting."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """One thing said to have happened, in token indices of the doc.

    Attributes:
        trigger: the word that names it best.
        frame: the event's frame, after joining.
        roles: who acts and who is acted on.
        tokens: indices of all triggers joined in it.
        casualties, losses: figures.
        head: index of the word that carries the clause.
    """

    trigger: Trigger
    frame: Frame
    roles: Roles
    tokens: tuple[int, ...]
    casualties: tuple[Casualty, ...] = ()
    losses: tuple[Loss, ...] = ()
    head: int = 0
    means: str | None = None
    members: tuple[Trigger, ...] = field(default=())

    @property
    def is_speech(self) -> bool:
        """Whether it is an act of speech."""
        return self.frame.name in SPEECH


def single(
    doc: Doc, trigger: Trigger, book: EventBook, casualties: tuple[Casualty, ...], losses: tuple[Loss, ...]
) -> Proposition:
    """The proposition of one trigger alone."""
    roles = _with_objects(doc, find_roles(doc[trigger.token], book), trigger, book)
    roles = _suffered(roles, casualties)
    return Proposition(
        trigger, trigger.frame, roles, (trigger.token,), casualties, losses, roles.verb.i, members=(trigger,)
    )


def _suffered(roles: Roles, casualties: tuple[Casualty, ...]) -> Roles:
    """The roles of a verb whose subject came to harm: "nine soldiers died" has nobody who acts."""
    harmed = [c for c in casualties if c.kind in HARMED]
    victims = tuple(t for t in roles.actors if any(c.start <= t.idx < c.end for c in harmed))
    if not victims:
        return roles
    others = tuple(t for t in roles.actors if t not in victims)
    return replace(roles, actors=others, targets=(*victims, *(t for t in roles.targets if t not in victims)))


def _with_objects(doc: Doc, roles: Roles, trigger: Trigger, book: EventBook) -> Roles:
    """The roles of a verb whose object is the event ("launch an attack on rebels"), with whom that is aimed at."""
    words = set(trigger.words)
    if {t.i for t in roles.targets} - words:
        return roles
    nouns = [t for t in roles.targets if t.i in words]
    return replace(roles, targets=tuple(t for n in nouns for t in find_roles(n, book).targets) or roles.targets)


def stated(doc: Doc, p: Proposition, book: EventBook) -> bool:
    """Whether a proposition is stated, not only referred to ("in the attack", "besieged towns")."""
    token = doc[p.trigger.token]
    if token.dep_ in {"amod", "compound", "nmod:poss", "case", "fixed", "flat", "det", "advmod"}:
        return bool(p.casualties) and token.dep_ == "amod" and _counted(p)
    if token.pos_ == "VERB" or token.tag_.startswith("VB"):
        return (p.is_speech or not _purpose(token)) and not _modifies(token, p) and not _locates(token, p)
    if token.pos_ == "ADJ":
        return bool(p.casualties) or any(c.dep_ == "cop" for c in token.children)
    return _noun_stated(token, p, book)


def _purpose(verb: Token) -> bool:
    """Whether a verb says what something is for: "an operation to detain a commander"."""
    if verb.dep_ not in {"acl", "advcl"}:
        return False
    return any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children)


def _modifies(verb: Token, p: Proposition) -> bool:
    """Whether a participle only tells which thing is meant: "buses carrying evacuees", "rebels backed by X"."""
    if verb.dep_ != "acl" or _counted(p) or _tallied(verb, p) or p.losses or verb.tag_ not in {"VBG", "VBN"}:
        return False
    if any(c.dep_ == "cop" for c in verb.head.children):
        return False  # "they have been the main force fighting ..." tells what they do
    return p.is_speech or not p.roles.actors or verb.tag_ == "VBG"


def _tallied(verb: Token, p: Proposition) -> bool:
    """Whether a count of people beside the verb is what its figures are: "the number of people killed rose to 15"."""
    inside = range(verb.left_edge.idx, verb.idx + len(verb))
    return verb.head.dep_ == "nmod" and any(_says_how_many(c) and c.start not in inside for c in p.casualties)


def _locates(verb: Token, p: Proposition) -> bool:
    """Whether a clause only says what place or time is meant: "from where the blast occurred"."""
    if verb.dep_ != "acl:relcl" or _counted(p) or any(c.dep_ == "obj" for c in verb.children):
        return False
    return any(c.lower_ in {"where", "when"} for c in verb.children)


def _counted(p: Proposition) -> bool:
    return any(_says_how_many(c) and not c.told for c in p.casualties)


def _says_how_many(c: Casualty) -> bool:
    return (c.low or 0) > 1 or c.high is not None


def _noun_stated(token: Token, p: Proposition, book: EventBook) -> bool:
    if p.frame.name == "toll":
        return any(_says_how_many(c) for c in p.casualties) or token.dep_ in SUBJECTS
    if p.casualties and (p.frame.name != "killing" or _counted(p)):
        return True
    verb = carrier(token, book)
    if verb != token:
        return not _locates(verb, p)
    if token.dep_ in {"ROOT", "root", "parataxis", "list"} or (
        token.dep_ == "conj" and token.head.dep_ in {"ROOT", "root"}
    ):
        return True
    if (
        token.dep_.split(":")[0] in {"obj", "obl", "nmod", "ccomp", "advcl", "xcomp", "acl"}
        and bool(p.roles.actors)
        and bool(p.roles.targets)
    ):
        return True
    return any(c.dep_ == "cop" for c in token.children)


def joined(doc: Doc, found: Sequence[Proposition], book: EventBook) -> list[Proposition]:
    """Propositions of one sentence and one claimant, those that state one thing made one.

    Args:
        doc: the parsed text.
        found: propositions in text order.
        book: the frames, for which of two events is named more exactly.
    """
    parent = list(range(len(found)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i, a in enumerate(found):
        for j in range(i + 1, len(found)):
            if root(i) != root(j) and _one_thing(doc, a, found[j], book):
                parent[root(j)] = root(i)
    groups: dict[int, list[Proposition]] = {}
    for i, p in enumerate(found):
        groups.setdefault(root(i), []).append(p)
    order = {name: n for n, name in enumerate(book.frames)}
    return [_merged(g, order) for g in groups.values()]


def _one_thing(doc: Doc, a: Proposition, b: Proposition, book: EventBook) -> bool:
    if a.is_speech or b.is_speech:
        return a.frame.name == b.frame.name and a.head == b.head
    ta, tb = doc[a.trigger.token], doc[b.trigger.token]
    if sent_start(ta) != sent_start(tb):
        return False
    if a.head == b.head and a.head in (ta.i, tb.i):
        return True
    if {a.frame.name, b.frame.name} <= PHYSICAL - PEOPLE_FRAMES and (_with(ta, tb) or _with(tb, ta)):
        return True
    people = [p for p in (a, b) if p.frame.name in PEOPLE_FRAMES]
    if len(people) == 2:
        return _coordinated_people(doc, a, b)
    if len(people) == 1:
        other = b if people[0] is a else a
        return other.frame.name in PHYSICAL | {"destroy", "shootdown"} and _is_means(doc, people[0], other, book)
    return False


def _with(verb: Token, noun: Token) -> bool:
    """Whether a noun is what an attack was made with: "engaged the rebels with an air strike"."""
    return noun.head == verb and noun.dep_.startswith("obl") and case_of(noun) in {"with", "by", "in"}


def _coordinated_people(doc: Doc, a: Proposition, b: Proposition) -> bool:
    """ "killed 3 and wounded 5", "12 killed, 30 injured", "killing 13 and wounding 56 more"."""
    ta, tb = doc[a.trigger.token], doc[b.trigger.token]
    ha, hb = _verb(ta), _verb(tb)
    if ta in conjuncts(tb) or tb in conjuncts(ta) or ha in conjuncts(hb) or hb in conjuncts(ha) or _twins(ha, hb):
        return _victims_differ(a, b)
    if _unsaid(a) != _unsaid(b):
        return False
    if hb.head == ha and hb.dep_ in {"advcl", "parataxis", "list", "dep", "acl", "ccomp", "xcomp"}:
        return _victims_differ(a, b)
    return ha == hb or {ta.i, tb.i} & set(a.members[0].words) & set(b.members[0].words) != set()


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
    kv, ev = _verb(k), doc[event.head]
    who = subject(kv) if kv.pos_ == "VERB" else None
    if who is not None and (who == e or (e in who.subtree and e.pos_ in {"NOUN", "PROPN"})):
        return True
    if e.pos_ in {"NOUN", "PROPN"} and (kv in ancestors(e) or k in ancestors(e)) and not _verb_between(e, kv):
        return True
    if kv.dep_ == "advcl" and _with(kv.head, e):
        return True
    if kv.dep_ in {"advcl", "acl", "acl:relcl", "conj", "xcomp", "parataxis"} and kv.head in (ev, e):
        return kv.dep_ not in {"conj", "parataxis"} or not [c for c in kv.children if c.dep_.startswith("nsubj")]
    if ev.dep_ in {"advcl", "acl"} and ev.head == kv:
        return True
    if kv.dep_ in {"acl", "advcl"} and kv.tag_ == "VBG" and ev.pos_ == "VERB" and _below_objects(kv.head, ev):
        return True
    return k.pos_ == "NOUN" and k in e.subtree and not _verb_between(k, e)


def _below_objects(noun: Token, verb: Token) -> bool:
    """Whether a noun ends the row of nouns and participles behind a verb: "hit a convoy of buses leaving the town"."""
    row = [t for t in ancestors(noun)]
    return verb in row and all(t.pos_ in {"NOUN", "PROPN"} or t.dep_ == "acl" for t in row[: row.index(verb)])


def _verb_between(low: Token, high: Token) -> bool:
    for t in ancestors(low):
        if t == high:
            return False
        if t.pos_ == "VERB":
            return True
    return False


def _merged(group: list[Proposition], order: dict[str, int]) -> Proposition:
    if len(group) == 1:
        return group[0]
    events = [p for p in group if p.frame.name not in PEOPLE_FRAMES]
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


__all__ = ["PHYSICAL", "SPEECH", "Proposition", "joined", "single", "stated"]
