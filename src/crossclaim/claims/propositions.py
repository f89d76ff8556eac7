"""Propositions: what each trigger says happened, before it is known who claims it.

One trigger gives one proposition with its roles, figures and losses; `joins` makes those one that state one thing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crossclaim.events.match import Trigger
from crossclaim.events.roles import Roles, carrier, find_roles, is_verbal
from crossclaim.lexicon.events import EventBook, Frame
from crossclaim.records import Casualty, Loss
from crossclaim.syntax import SUBJECTS, children

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

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
    if _beside_modifier(token) or (p.frame.name == "agree" and not p.roles.actors) or _aside(token, p):
        return False
    if p.frame.name == "displace" and token.dep_ in {"acl", "acl:relcl"} and not _counted(p):
        return False  # "a teacher who fled the town last year"
    if p.frame.name == "reject" and any(c.lemma_.lower() in book.terms["silence"] for c in children(token, "xcomp")):
        return False
    if token.dep_ in {"amod", "compound", "nmod:poss", "case", "fixed", "flat", "det", "advmod"}:
        return token.dep_ == "amod" and p.frame.name in PEOPLE_FRAMES and _counted(p)
    if is_verbal(token):
        return (p.is_speech or not _purpose(token, book)) and not _modifies(token, p, book) and not _locates(token, p)
    if token.pos_ == "ADJ":
        named = any(c.lower_ == "the" for c in token.children)  # "visited the wounded"
        parted = any(c.subset for c in p.casualties)  # "of the 23 dead, nine were children"
        return (bool(p.casualties) and (not named or parted or _counted(p))) or any(
            c.dep_ == "cop" for c in token.children
        )
    return _noun_stated(token, p, book)


def _beside_modifier(token: Token) -> bool:
    """Whether a word is coordinated with one that only describes: "damaged and destroyed buildings"."""
    return token.dep_ == "conj" and token.head.dep_ in {"amod", "compound"} and token.head.tag_ in {"VBN", "JJ"}


def _aside(token: Token, p: Proposition) -> bool:
    """Whether a clause on a noun only tells what side somebody takes: "Turkey, which backs the rebels"."""
    return p.frame.type == "other" and p.frame.name != "siege" and token.dep_ == "acl:relcl" and not _counted(p)


def _known(noun: Token, verb: Token, book: EventBook) -> bool:
    """Whether a noun names a known event: "the blast came a day after the truce", "since the war began"."""
    if _since(verb):
        return True
    telling = verb.lemma_.lower() in book.terms["telling_verbs"] and noun.dep_ == "obj"
    if telling and [c.lower_ for c in noun.children] == ["the"]:
        return True  # "state television also reported the attack"
    definite = any(c.lower_ in {"the", "this", "that"} or c.dep_ == "nmod:poss" for c in noun.children)
    return verb.lemma_.lower() in book.terms["placing_verbs"] and noun.dep_ in SUBJECTS and definite


def _dated_treaty(noun: Token, p: Proposition) -> bool:
    """Whether a truce or peace is named with its day: "the 2003 truce", "the deal agreed in March 2030"."""
    if p.frame.type not in {"ceasefire", "negotiate"}:
        return False
    around = [c for c in noun.children if c.i < noun.i]
    return any(c.like_num and len(c.text) == 4 for c in around)


def _purpose(verb: Token, book: EventBook) -> bool:
    """Whether a verb says what something is for: "an operation to detain a commander", "aimed at taking the town"."""
    top = verb
    while top.dep_ in {"xcomp", "conj", "advcl", "ccomp"} and top.head != top and top.tag_ in {"VBG", "VB"}:
        top = top.head
        if top.lemma_.lower() in book.terms["aims"]:
            return True
    while verb.dep_ == "conj" and verb.tag_ == "VB":
        verb = verb.head
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in book.terms["attempts"]:
        return verb.head.dep_ in {"acl", "advcl"}  # "while it tries to retake the ridge"
    if verb.dep_ not in {"acl", "advcl"}:
        return False
    infinitive = any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children)
    return infinitive and not any(c.lower_ == "have" for c in verb.children)


def _modifies(verb: Token, p: Proposition, book: EventBook) -> bool:
    """Whether a participle only tells which thing is meant: "buses carrying evacuees", "rebels backed by X"."""
    if (
        verb.dep_ != "acl"
        or _said(verb, book)
        or _counted(p)
        or _tallied(verb, p)
        or p.losses
        or verb.tag_ not in {"VBG", "VBN"}
    ):
        return False
    if p.frame.name in PHYSICAL and verb.head.i in p.trigger.words and verb.head.dep_ in SUBJECTS:
        return False  # "rockets fired from the north set off sirens"
    if p.frame.name in PHYSICAL and verb.head.i in p.trigger.words and p.frame.name in {"airstrike", "shelling"}:
        return True  # "shot down drones launched by the militia"
    if p.frame.type == "other":
        return True  # "areas besieged by his forces" only tells which areas
    if any(c.dep_ == "cop" for c in verb.head.children):
        return False  # "they have been the main force fighting ..." tells what they do
    return p.is_speech or not p.roles.actors or verb.tag_ == "VBG"


def _said(verb: Token, book: EventBook) -> bool:
    """Whether a clause on a noun is what that noun says: "a report that the town fell", "charges of hiding it"."""
    said = verb.head.lemma_.lower() in book.terms["sayings"]
    if said and any(c.lower_ == "of" and c.i < verb.i for c in verb.children):
        return True
    return any(c.lower_ == "that" and c.i < verb.i for c in verb.children)


def _tallied(verb: Token, p: Proposition) -> bool:
    """Whether a count of people beside the verb is what its figures are: "the number of people killed rose to 15"."""
    inside = range(verb.left_edge.idx, verb.idx + len(verb))
    return verb.head.dep_ == "nmod" and any(_says_how_many(c) and c.start not in inside for c in p.casualties)


def _locates(verb: Token, p: Proposition) -> bool:
    """Whether a clause only says what place or time is meant: "where the blast occurred", "since war broke out"."""
    if verb.dep_ == "advcl" and not _counted(p):
        return _since(verb)
    if verb.dep_ != "acl:relcl" or _counted(p) or any(c.dep_ == "obj" for c in verb.children):
        return False
    return any(c.lower_ in {"where", "when"} for c in verb.children)


def _since(verb: Token) -> bool:
    """Whether a clause says from when on: "since the war began"."""
    return any(c.dep_ == "mark" and c.lower_ == "since" for c in verb.children)


def _counted(p: Proposition) -> bool:
    return any(_says_how_many(c) and not c.told for c in p.casualties)


def _says_how_many(c: Casualty) -> bool:
    return (c.low or 0) > 1 or c.high is not None


def _noun_stated(token: Token, p: Proposition, book: EventBook) -> bool:
    if token.dep_ == "obl" and token.head.lemma_.lower() in book.terms["describing_verbs"] | book.terms["aims"]:
        return False  # "a man involved in the kidnapping of soldiers", "aimed at the liberation of the town"
    if p.frame.name == "toll":
        return any(_says_how_many(c) for c in p.casualties) or token.dep_ in SUBJECTS
    if p.casualties and (p.frame.name != "killing" or _counted(p)):
        return True
    verb = carrier(token, book)
    if verb != token:
        return not _locates(verb, p) and not _known(token, verb, book)
    if _dated_treaty(token, p):
        return True
    if token.dep_ in {"ROOT", "root", "parataxis", "list"} or (
        token.dep_ == "conj" and token.head.dep_ in {"ROOT", "root"}
    ):
        return True
    if (
        token.relation in {"obj", "obl", "nmod", "ccomp", "advcl", "xcomp", "acl"}
        and bool(p.roles.actors)
        and bool(p.roles.targets)
    ):
        return True
    return any(c.dep_ == "cop" for c in token.children)


__all__ = ["PHYSICAL", "SPEECH", "Proposition", "single", "stated"]
