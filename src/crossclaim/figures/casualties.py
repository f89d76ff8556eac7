"""People killed, wounded, captured, missing or displaced: how many, who, whose.

A casualty word (kill, wounded, toll ...) points by the parse to its victims; a quantity in their noun
phrase gives low and high by the codebook's table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossclaim.events.match import Trigger
from crossclaim.events.roles import subject
from crossclaim.figures.numbers import Quantity
from crossclaim.records import Casualty, CasualtyKind, Party, VictimClass
from crossclaim.syntax import case_of, children, is_passive, noun_conjuncts, phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KINDS: Mapping[str, CasualtyKind] = {
    "killing": "killed",
    "assassination": "killed",
    "wounding": "wounded",
    "toll": "killed",
    "missing": "missing",
    "detain": "captured",
    "abduct": "captured",
    "surrender": "captured",
    "displace": "displaced",
    "evacuate": "displaced",
    "shooting": "killed",
}
"""Which frames count people, and as what."""

WOUNDED_TOLLS = frozenset({"injury", "wounded", "injured"})
LIVES = frozenset({"life"})
UNNUMBERED = frozenset(
    {
        "they",
        "them",
        "those",
        "who",
        "which",
        "that",
        "he",
        "she",
        "it",
        "him",
        "her",
        "we",
        "us",
        "i",
        "you",
        "this",
        "these",
        "all",
        "others",
    }
)


OTHERS = frozenset({"more", "other", "others", "most", "some"})


@dataclass(frozen=True, slots=True)
class People:
    """What is known of words for people: noun lemma to class, and who a token's people belong to."""

    classes: Mapping[str, VictimClass]
    owner: Callable[[int], Party | None]


def find_casualties(
    doc: Doc, trigger: Trigger, quantities: Sequence[Quantity], people: People
) -> tuple[Casualty, ...]:
    """The people that one casualty word counts, in text order.

    Args:
        doc: the parsed text.
        trigger: a trigger whose frame is in `KINDS`; any other gives nothing.
        quantities: the text's number expressions.
        people: words for people.

    Returns:
        One entry for each group of victims; a subset ("including 11 children") has its own.
    """
    kind = KINDS.get(trigger.frame.name)
    if kind is None:
        return ()
    token = doc[trigger.token]
    by_token = {i: q for q in quantities for i in range(q.first, q.last) if q.kind != "measure"}
    heads = list(dict.fromkeys(_victims(token, trigger)))
    found = [_casualty(head, kind, by_token, people, trigger) for head in heads]
    found += [
        _casualty(s, kind, by_token, people, trigger, subset=True) for h in heads for s in _subsets(h, token)
    ]
    kept = [c for c in found if c is not None]
    return tuple(sorted({(c.start, c.end): c for c in kept}.values(), key=lambda c: c.start))


def _victims(token: Token, trigger: Trigger) -> list[Token]:
    """Head tokens of the noun phrases that name the victims."""
    words = {token.doc[i].lemma_.lower(): token.doc[i] for i in trigger.words}
    if words.keys() & LIVES:
        life = next(words[w] for w in words if w in LIVES)
        return [t for c in children(life, "nmod") if case_of(c) == "of" for t in noun_conjuncts(c)] or [life]
    if trigger.frame.name == "toll":
        return _counted_by(token)
    if trigger.frame.name != "missing" and token.dep_ != "amod" and not _is_state(token):
        return _victims_of_verb(token)
    if token.pos_ == "NOUN" and token.lemma_.lower() not in {"dead", "wounded", "injured", "missing", "body"}:
        named = [t for c in children(token, "nmod") if case_of(c) == "of" for t in noun_conjuncts(c)]
        return named or [token]
    return _victims_of_state(token)


def _is_state(token: Token) -> bool:
    """Whether a casualty word says what people are ("12 dead", "left 30 wounded"), not what was done."""
    return (
        (token.pos_ not in {"VERB", "AUX"}
        and not token.tag_.startswith("VB"))
        or (token.dep_ == "xcomp"
        and token.head.lemma_ == "leave")
    )


def _victims_of_verb(verb: Token) -> list[Token]:
    if is_passive(verb):
        who = subject(verb)
        heads = [who] if who is not None else _bare_numbers(verb)
    elif (
        verb.lemma_.lower() in {"die", "perish", "succumb", "surrender", "flee", "defect"}
        or (verb.lemma_.lower() == "leave"
        and not children(verb, "xcomp"))
    ):
        who = subject(verb)
        heads = [who] if who is not None else []
    else:
        heads = children(verb, "obj")
        if (
            not heads
            and verb.tag_ == "VBN"
            and verb.dep_ == "conj"
            and not any(c.dep_ in {"aux", "nsubj"} for c in verb.children)
        ):
            heads = _bare_numbers(verb)
        if not heads and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not children(verb, "obl:agent"):
            return _victims_of_verb(verb.head)
        follow = [c for c in children(verb, "conj") if c.pos_ == "VERB" and not heads and children(c, "obj")]
        heads = heads or [o for c in follow for o in children(c, "obj")]
    return [t for h in heads for t in noun_conjuncts(h)]


def _bare_numbers(verb: Token) -> list[Token]:
    """Numbers before a verb that the parse ties to it loosely: "over 130 injured"."""
    own = [c for c in verb.children if c.pos_ == "NUM" and c.i < verb.i][-1:]
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else verb
    return own or ([before] if before.pos_ == "NUM" else [])


def _victims_of_state(token: Token) -> list[Token]:
    """Victims of "dead", "wounded", "missing": what they are said of, or the word itself with its count."""
    if (
        children(token, "nummod")
        or (token.pos_ == "NOUN"
        and children(token, "det"))
        or (token.dep_ in {"nmod", "obl", "obj"}
        and token.pos_ in {"NOUN", "NUM"})
    ):
        return [token]
    if token.dep_ == "amod":
        return noun_conjuncts(token.head)
    subjects = [c for c in token.children if c.dep_.startswith("nsubj")] or _bare_numbers(token)
    if subjects:
        return noun_conjuncts(subjects[0])
    left = [
        c
        for c in token.head.children
        if token.dep_ == "xcomp" and c.dep_ in {"obj", "obl:unmarked"} and c.i < token.i
    ]
    if left:
        return noun_conjuncts(left[0])
    if token.dep_ == "xcomp":
        who = subject(token.head)
        return [who] if who is not None else []
    if token.dep_ in {"acl", "nmod"} or (token.head.pos_ in {"NUM", "NOUN"} and token.head != token):
        return [token.head]
    return [token]


def _counted_by(token: Token) -> list[Token]:
    """What a toll says: "toll of 44", "toll rose to 44", "put the toll at 44", "44 casualties"."""
    if children(token, "nummod"):
        return [token]
    own = [c for c in children(token, "nmod") if case_of(c) in {"of", "at", "to"} and _numeric(c)]
    if own:
        return own
    verb = token.head
    if verb.pos_ == "VERB" and token.dep_.split(":")[0] in {"nsubj", "obj"}:
        reached = [c for c in children(verb, "obl", "xcomp", "obj") if c != token and _numeric(c)]
        preferred = [c for c in reached if case_of(c).split(" ")[0] in {"to", "at"}]
        return (preferred or reached)[:1] or [token]
    if any(c.dep_ == "cop" for c in verb.children) and token.dep_.startswith("nsubj"):
        return [verb]
    if any(c.dep_ == "cop" for c in token.children):
        return [token]
    named = [c for c in children(token, "nmod") if case_of(c) in {"of", "among"}]
    return named or ([] if any(t.like_num for t in token.sent) else [token])


def _numeric(token: Token) -> bool:
    return (
        token.pos_ == "NUM"
        or token.like_num
        or bool(children(token, "nummod"))
        or token.lemma_.lower() in {"dozen", "score", "hundred", "thousand", "least"}
    )


def _subsets(head: Token, trigger: Token) -> list[Token]:
    """Groups named as part of the victims: "including 11 children", "11 of them children"."""
    near = [*head.subtree, *trigger.subtree]
    found = []
    for t in dict.fromkeys(near):
        if (
            t.pos_ in {"NOUN", "PROPN", "NUM"}
            and t != head
            and any(c.lower_ in {"including", "among"} for c in t.children if c.dep_ in {"case", "mark"})
        ):
            found += [c for c in noun_conjuncts(t)]
        elif t.pos_ == "NUM" and any(c.lower_ in {"them", "whom"} and case_of(c) == "of" for c in t.children):
            found.append(t)
        elif t.lower_ == "including" and t.pos_ == "VERB":
            found += [c for o in children(t, "obj") for c in noun_conjuncts(o)]
    return [t for t in dict.fromkeys(found) if t != head and t.lower_ not in {"them", "those"}]


def _casualty(
    head: Token,
    kind: CasualtyKind,
    by_token: Mapping[int, Quantity],
    people: People,
    trigger: Trigger,
    *,
    subset: bool = False,
) -> Casualty | None:
    words = phrase(head)
    quantity = _quantity(head, words, by_token)
    if quantity is None and (head.lower_ in UNNUMBERED or (subset and head.pos_ == "PROPN")):
        return None
    if not _counts_people(head, quantity, people, trigger):
        return None
    low, high = (quantity.low, quantity.high) if quantity is not None else _bare(head)
    if low == 0 and high == 0:
        return None
    group = _group(head)
    first = min([*words], key=lambda t: t.i)
    last = max([*words, *phrase(group)], key=lambda t: t.i)
    start = min(first.idx, quantity.start) if quantity is not None else first.idx
    end = max(last.idx + len(last), quantity.end if quantity is not None else 0)
    actual: CasualtyKind = "wounded" if head.lemma_.lower() in WOUNDED_TOLLS else kind
    who = _who(group, quantity)
    return Casualty(
        actual, low, high, who, people.owner(group.i), _class(group, head, people), start, end, subset
    )


def _quantity(head: Token, words: Sequence[Token], by_token: Mapping[int, Quantity]) -> Quantity | None:
    if head.i in by_token:
        return by_token[head.i]
    counted = [
        by_token[t.i]
        for t in words
        if t.i in by_token and t.i <= head.i and (t.head == head or t.head.head == head)
    ]
    counted = [q for q in counted if q.kind != "article"] or counted
    if counted:
        return counted[-1]
    before = words[0].i - 1
    return by_token.get(before) if before >= head.sent.start else None


def _bare(head: Token) -> tuple[int, int | None]:
    """Low and high where no number is given: one for a singular, at least one for a plural."""
    singular = head.tag_ in {"NN", "NNP"} and head.lemma_.lower() not in {
        "people",
        "dead",
        "personnel",
        "police",
        "staff",
        "wounded",
        "injured",
        "crew",
        "toll",
        "casualty",
    }
    return (1, 1) if singular else (1, None)


def _group(head: Token) -> Token:
    """The people behind a count: "12 of its soldiers", "dozens of people", "members of the force"."""
    if head.pos_ == "NUM" or head.lemma_.lower() in {
        "dozen",
        "score",
        "hundred",
        "thousand",
        "ten",
        "million",
        "number",
        "couple",
        "handful",
        "group",
        "total",
        "body",
        "majority",
        "most",
        "many",
        "several",
        "some",
    }:
        of = [c for c in children(head, "nmod", "obl") if case_of(c) == "of"]
        if of:
            return of[0] if of[0].pos_ != "PRON" else _told_of(head)
    return head


def _told_of(number: Token) -> Token:
    """The noun after "11 of them": children, women."""
    nouns = [t for t in number.doc[number.i : min(number.i + 5, number.sent.end)] if t.pos_ == "NOUN"]
    return nouns[0] if nouns else number


def _counts_people(head: Token, quantity: Quantity | None, people: People, trigger: Trigger) -> bool:
    """Whether a phrase can be victims: people by its noun, a name, or a bare number."""
    lemma = _group(head).lemma_.lower()
    if lemma in people.classes or head.ent_type_ in {"PER", "PERSON"} or head.lower_ in people.classes:
        return True
    if quantity is not None and (quantity.first <= head.i < quantity.last or head.lower_ in OTHERS):
        return True
    if lemma in {
        "dead",
        "wounded",
        "injured",
        "missing",
        "casualty",
        "death",
        "fatality",
        "body",
        "corpse",
        "victim",
        "life",
        "injury",
        "displaced",
        "toll",
        "arrest",
        "killed",
        "other",
    }:
        return quantity is not None or lemma in {"casualty", "fatality", "toll"}
    named = (
        head.pos_ == "PROPN"
        and trigger.frame.name in {"killing", "assassination", "detain", "abduct", "wounding"}
        and head.ent_type_ not in {"LOC", "GPE", "ORG"}
    )
    return (
        named
        or (quantity is not None
        and quantity.kind == "exact"
        and head.tag_ == "NNS"
        and head.ent_type_ == ""
        and head.text[:1].isupper())
    )


def _who(group: Token, quantity: Quantity | None) -> str:
    inside = range(quantity.first, quantity.last) if quantity is not None else range(0)
    words = [
        t
        for t in phrase(group)
        if t.i not in inside
        and t.dep_ not in {"det", "nmod:poss"}
        and t.i <= group.i
        and t.pos_ not in {"NUM", "PUNCT"}
    ]
    if not words or group.pos_ == "NUM":
        return "people"
    return " ".join(t.text for t in words)


def _class(group: Token, head: Token, people: People) -> VictimClass:
    classes = people.classes
    own = classes.get(group.lemma_.lower()) or classes.get(group.lower_) or "unknown"
    if own == "unknown":
        by_modifier = [
            classes[c.lemma_.lower()]
            for c in children(group, "amod", "compound")
            if classes.get(c.lemma_.lower()) in {"civilian", "military"}
        ]
        return by_modifier[0] if by_modifier else _by_company(head, people)
    return own


def _by_company(head: Token, people: People) -> VictimClass:
    """ "people including children" are civilians."""
    near = [
        t
        for t in head.subtree
        if t.dep_ in {"nmod", "acl", "advcl", "conj"} and any(c.lower_ == "including" for c in t.children)
    ]
    return "civilian" if any(people.classes.get(t.lemma_.lower()) == "civilian" for t in near) else "unknown"
