"""People killed, wounded, captured, missing or displaced: how many, who, whose.

A casualty word (kill, wounded, toll ...) points by the parse to its victims (`victims`); a quantity in their
noun phrase gives low and high by the codebook's table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossclaim.events.match import Trigger
from crossclaim.figures.numbers import Quantity
from crossclaim.figures.victims import find_parts, find_victims
from crossclaim.lexicon.casualties import CasualtyWords, load_casualty_words
from crossclaim.records import Casualty, CasualtyKind, Party, VictimClass
from crossclaim.syntax import bearer, case_of, children, empty, phrase, sent_end, sent_start

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSONS = frozenset({"PER", "PERSON"})
ARMED = frozenset({"REB", "IMG", "UAF", "PRM", "MIL", "COP", "SEP", "INS"})
"""PLOVER sectors under arms: who belongs to them is no civilian unless a word says so."""

NO_PERSONS = frozenset({"LOC", "GPE", "ORG"})


@dataclass(frozen=True, slots=True)
class People:
    """What is known of people: noun lemma to class, who a token's people belong to, and counting words."""

    classes: Mapping[str, VictimClass]
    owner: Callable[[int], Party | None]
    words: CasualtyWords = field(default_factory=load_casualty_words)


@dataclass(frozen=True, slots=True)
class Counted:
    """A casualty word at work: what it counts, the numbers of the text by token, and people's words."""

    kind: CasualtyKind
    numbers: Mapping[int, Quantity]
    people: People


def find_casualties(
    doc: Doc, trigger: Trigger, numbers: Mapping[int, Quantity], people: People
) -> tuple[Casualty, ...]:
    """The people that one casualty word counts, in text order.

    Args:
        doc: the parsed text.
        trigger: a trigger whose frame counts people; any other gives nothing.
        numbers: the text's number expressions, by each of their tokens.
        people: words for people.

    Returns:
        One entry for each group of victims; a subset ("including 11 children") has its own.
    """
    kind = people.words.kinds.get(trigger.frame.name)
    if kind is None:
        return ()
    counted = Counted(kind, numbers, people)
    token = doc[trigger.token]
    victims = find_victims(token, trigger, people.words)
    heads = list(dict.fromkeys(bearer(h, people.classes) for h in victims))
    parts = [p for h in heads for p in find_parts(h, token, people.words)]
    heads = [h for h in heads if not _shares(h, counted.numbers)]
    found = [_casualty(h, counted, subset=False) for h in heads if h not in parts]
    found += [_casualty(p, counted, subset=True) for p in dict.fromkeys(parts)]
    kept = {(c.start, c.end): c for c in found if c is not None}
    return tuple(sorted(kept.values(), key=lambda c: c.start))


def _casualty(head: Token, counted: Counted, *, subset: bool) -> Casualty | None:
    if head.lower_ in counted.people.words.single:
        return _one_told_of(head, counted)
    if head.dep_ == "conj" and empty(head.head) and not children(head, "det", "nummod"):
        return None
    people, words = counted.people, _named_with(head)
    group = _group(head, people.words)
    quantity = _quantity(head, words, counted.numbers) or _quantity(group, phrase(group), counted.numbers)
    if quantity is None and (head.lower_ in people.words.unnumbered or (subset and head.pos_ == "PROPN")):
        return None
    if not _counts_people(head, quantity, people) or (quantity is None and counted.kind == "displaced"):
        return None
    low, high = (quantity.low, quantity.high) if quantity is not None else _bare(head, people.words)
    if low == 0 and high == 0:
        return None
    name = _name_before(head)
    start, end = _stretch([*words, *(t for t in phrase(group) if group != head)], quantity)
    kind: CasualtyKind = "wounded" if head.lemma_.lower() in people.words.wounded_nouns else counted.kind
    owner = people.owner(group.i if name is None else name.i)
    who, victims = _who(group, quantity), _class(group, head, people)
    more = any(_adds(t, people.words) for t in words)
    told = _refers_back(head, group, quantity, people.words)
    vague = quantity is not None and quantity.kind == "vague"
    lone = (low, high) == (1, 1) and (quantity is None or quantity.kind == "article")
    return Casualty(kind, low, high, who, owner, victims, start, end, subset, more, told, vague, lone)


def _shares(head: Token, numbers: Mapping[int, Quantity]) -> bool:
    """Whether a plural without a number or article goes under that of the noun before it: "many women and children"."""
    if head.dep_ != "conj" or head.tag_ not in {"NNS", "NNPS"} or head.head.tag_ not in {"NNS", "NNPS"}:
        return False
    if children(head, "det", "nummod", "nmod:poss", "amod"):
        return False
    return any(t.i in numbers and numbers[t.i].kind != "article" for t in phrase(head.head) if t.i < head.head.i)


def _one_told_of(pronoun: Token, counted: Counted) -> Casualty:
    """One person spoken of before: "opened fire and killed him"."""
    end = pronoun.idx + len(pronoun)
    owner = counted.people.owner(pronoun.i)
    return Casualty(counted.kind, 1, 1, "person", owner, "unknown", pronoun.idx, end, told=True, lone=True)


def _named_with(head: Token) -> list[Token]:
    """The words of a noun phrase, those of a name with "of" right before its head among them."""
    name = _name_before(head)
    return phrase(head) if name is None else sorted({*phrase(head), *phrase(name)}, key=lambda t: t.i)


def _name_before(head: Token) -> Token | None:
    """The head of the name with "of" that a person's noun stands behind: "a Movement of the North leader"."""
    return next((t for t in (head.head, head.head.head) if bearer(t, {head.lemma_.lower()}) == head != t), None)


def _refers_back(head: Token, group: Token, quantity: Quantity | None, words: CasualtyWords) -> bool:
    """Whether a phrase counts people spoken of before: "the detainees", "all three"."""
    if quantity is not None:
        return group == head and quantity.first <= head.i < quantity.last
    row = [head, head.head] if head.dep_ == "conj" and not children(head, "det") else [head]
    return any(t.dep_ == "det" and t.lower_ in words.definite for noun in row for t in noun.children)


def _adds(token: Token, words: CasualtyWords) -> bool:
    """Whether a word says that the people are others; "more than" does not."""
    if token.lower_ not in words.additional:
        return False
    return token.i + 1 == len(token.doc) or token.nbor().lower_ != "than"


def _stretch(words: Sequence[Token], quantity: Quantity | None) -> tuple[int, int]:
    start = min(t.idx for t in words)
    end = max(t.idx + len(t) for t in words)
    return (start, end) if quantity is None else (min(start, quantity.start), max(end, quantity.end))


def _quantity(head: Token, words: Sequence[Token], numbers: Mapping[int, Quantity]) -> Quantity | None:
    """The number of a noun phrase: on its head, hanging on it, or standing right before it."""
    if head.i in numbers:
        return numbers[head.i]
    heads = {head, _name_before(head)}
    near = [t for t in words if t.i in numbers and t.i <= head.i and heads & {t.head, t.head.head}]
    counted = [numbers[t.i] for t in near]
    counted = [q for q in counted if q.kind != "article"] or counted
    if counted:
        return counted[-1]
    return _number_in_front(words[0], numbers)


def _number_in_front(first: Token, numbers: Mapping[int, Quantity]) -> Quantity | None:
    """A number a few words before a phrase, with only its attributes between ("twelve Malian soldiers")."""
    for i in range(first.i - 1, max(first.i - 4, sent_start(first) - 1), -1):
        if i in numbers:
            return numbers[i]
        if first.doc[i].pos_ not in {"ADJ", "NOUN", "PROPN"} or first.doc[i].dep_ in {"obj", "obl"}:
            return None
    return None


def _bare(head: Token, words: CasualtyWords) -> tuple[int, int | None]:
    """Low and high where no number is given: one for a singular, at least one for a plural."""
    singular = head.tag_ in {"NN", "NNP"} and head.lemma_.lower() not in words.collective
    return (1, 1) if singular else (1, None)


def _group(head: Token, words: CasualtyWords) -> Token:
    """The people behind a count: "12 of its soldiers", "dozens of people", "members of the force"."""
    if head.pos_ == "NUM" or head.lemma_.lower() in words.counting:
        of = [c for c in children(head, "nmod", "obl") if case_of(c) == "of"]
        if of:
            return of[0] if of[0].pos_ != "PRON" else _told_of(head)
    return head


def _told_of(number: Token) -> Token:
    """The noun after "11 of them": children, women."""
    nouns = [t for t in number.doc[number.i : min(number.i + 5, sent_end(number))] if t.pos_ == "NOUN"]
    return nouns[0] if nouns else number


def _counts_people(head: Token, quantity: Quantity | None, people: People) -> bool:
    """Whether a phrase can be victims: people by its noun, a name, or a bare number."""
    lemma = _group(head, people.words).lemma_.lower()
    if head.lower_ in people.words.no_people or (head.pos_ == "PROPN" and any(c.isdigit() for c in head.text)):
        return False
    if lemma in people.classes or head.lower_ in people.classes or head.ent_type_ in PERSONS:
        return True
    if _named_for_what_they_do(head, lemma, people.words):
        return True
    if quantity is not None and (quantity.first <= head.i < quantity.last or head.lower_ in people.words.others):
        return True
    if lemma in people.words.harmed_bare or (lemma in people.words.harmed and quantity is not None):
        return True
    if head.pos_ == "PROPN":
        return head.ent_type_ not in NO_PERSONS or _killed_by_name(head)
    return quantity is not None and head.tag_ == "NNS" and head.text[:1].isupper()


def _killed_by_name(head: Token) -> bool:
    """Whether a name of several words, taken for a place's, is the object of "kill": it is a person's, then."""
    verb = head.head
    several = any(c.dep_ in {"flat", "compound"} and c.pos_ == "PROPN" for c in head.children)
    if not several and head.i + 1 < len(head.doc):
        several = head.nbor().pos_ == "PROPN" and head.nbor().head in {verb, head}
    return several and head.ent_type_ == "LOC" and head.dep_ == "obj" and verb.lemma_.lower() == "kill"


def _named_for_what_they_do(head: Token, lemma: str, words: CasualtyWords) -> bool:
    """Whether the object of an arrest is a noun that any doer may have: "arrested a bomb maker"."""
    verb = head.head
    if head.pos_ != "NOUN" or head.dep_ not in {"obj", "nsubj:pass"} or verb.lemma_.lower() not in words.arresting:
        return False
    return lemma.endswith(tuple(words.doers)) and lemma not in words.no_doers


def _who(group: Token, quantity: Quantity | None) -> str:
    inside = range(quantity.first, quantity.last) if quantity is not None else range(0)
    words = [t for t in phrase(group) if t.i not in inside and t.i <= group.i and _names(t)]
    return " ".join(t.text for t in words) if words and group.pos_ != "NUM" else "people"


def _names(token: Token) -> bool:
    return token.dep_ not in {"det", "nmod:poss"} and token.pos_ not in {"NUM", "PUNCT"}


def _class(group: Token, head: Token, people: People) -> VictimClass:
    classes = people.classes
    own = classes.get(group.lemma_.lower()) or classes.get(group.lower_) or "unknown"
    if own != "unknown":
        return own
    near, owner = children(group, "amod", "compound"), people.owner(group.i)
    if (owner is not None and owner.sector in ARMED) or any(c.lower_ in people.words.under_arms for c in near):
        return "military"
    for c in near:
        if classes.get(c.lemma_.lower()) in {"civilian", "military"}:
            return classes[c.lemma_.lower()]
    return _by_company(head, people)


def _by_company(head: Token, people: People) -> VictimClass:
    """ "people including children" are civilians."""
    near = [t for t in head.subtree if any(c.lower_ in people.words.parts for c in t.children)]
    return "civilian" if any(people.classes.get(t.lemma_.lower()) == "civilian" for t in near) else "unknown"
