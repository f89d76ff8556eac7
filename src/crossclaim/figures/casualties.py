"""People killed, wounded, captured, missing or displaced: how many, who, whose.

A casualty word (kill, wounded, toll ...) points by the parse to its victims (`victims`) and their parts (`parts`);
what their noun phrase counts (`counts`) gives low and high by the codebook's table, and its words who they are
(`people`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossclaim.events.match import Trigger
from crossclaim.figures.counts import a_further_one, bare, quantity_of, size_of
from crossclaim.figures.kin import with_kin
from crossclaim.figures.numbers import Quantity
from crossclaim.figures.parts import counted_again, find_parts, running_total, whole_before
from crossclaim.figures.people import People, name_before, named_with, victim_class, who
from crossclaim.figures.tolls import told_apart
from crossclaim.figures.victims import find_victims
from crossclaim.lexicon.casualties import CasualtyWords
from crossclaim.records import Casualty, CasualtyKind
from crossclaim.syntax import bearer, case_of, children, empty, phrase, sent_end

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

PERSONS = frozenset({"PER", "PERSON"})
NO_PERSONS = frozenset({"LOC", "GPE", "ORG"})

DEAD = frozenset({"killed", "missing"})
"""Kinds that bodies may be of; who is carried away dead is neither displaced nor captured."""

HARMING = frozenset({"killing", "wounding"})
"""Frames whose victims are living: what is counted there is people, whatever their noun, unless it is animals."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A casualty word at work: what it counts, the numbers of the text by token, and people's words."""

    kind: CasualtyKind
    numbers: Mapping[int, Quantity]
    people: People
    frame: str
    token: Token


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
    words, token = people.words, doc[trigger.token]
    kind = words.kinds.get(trigger.frame.name)
    if kind is None and (trigger.frame.name != "destroy" or token.lemma_.lower() not in words.losing):
        return ()
    if (
        empty(token)
        or _died_of_it(token, trigger, words)
        or told_apart(token, words)
        or _says_which(token, kind, words)
    ):
        return ()
    counted = Counted(kind or "killed", numbers, people, trigger.frame.name, token)
    victims = [t for h in find_victims(token, trigger, words) for t in (*whole_before(h, words), h)]
    heads = list(dict.fromkeys(bearer(h, people.classes) for h in victims))
    parts = [p for h in heads for p in find_parts(h, token, words)]
    heads = [
        h for h in heads if not _shares(h, numbers) and not _describes(h, words) and (kind or _people_lost(h, people))
    ]
    whole = [h for h in heads if h not in parts and not (parts and _the_dead(h, people))]
    found = with_kin([(h, _casualty(h, counted, subset=False)) for h in whole], words.kin)
    found += with_kin([(p, _casualty(p, counted, subset=True)) for p in dict.fromkeys(parts)], words.kin)
    found += _without_noun(token, heads, counted)
    kept = {(c.start, c.end): c for c in found if c is not None}
    return tuple(sorted(kept.values(), key=lambda c: c.start))


def _says_which(token: Token, kind: str | None, words: CasualtyWords) -> bool:
    """Whether "displaced" only says which people came to harm: "killed 26 displaced people"."""
    if kind != "displaced" or token.i + 1 >= len(token.doc):
        return False
    noun = token.head if token.dep_ == "amod" else token.nbor()
    return noun.pos_ == "NOUN" and noun.head.i < token.i and noun.head.lower_ in words.harms


def _died_of_it(token: Token, trigger: Trigger, words: CasualtyWords) -> bool:
    """Whether wounds only say how somebody died: "two others died after suffering burns"."""
    wounds = trigger.frame.name == "wounding" and len(trigger.words) > 1 and not children(token, "nsubj")
    return wounds and token.dep_ == "advcl" and token.head.lemma_.lower() in words.undergoing


def _describes(head: Token, words: CasualtyWords) -> bool:
    """Whether a noun only says of which kind most victims are: "wounding 20 more, mostly pupils and teachers"."""
    row = [head, head.head] if head.dep_ == "conj" else [head]
    return any(c.lower_ in words.mostly for noun in row for c in children(noun, "advmod"))


def _people_lost(head: Token, people: People) -> bool:
    """Whether what an army lost, "three tanks and eleven men", is people with a number."""
    return head.lemma_.lower() in people.classes and bool(children(head, "nummod"))


def _the_dead(head: Token, people: People) -> bool:
    """Whether a word only stands for all the victims, without a number: "the dead include a nurse"."""
    return head.lemma_.lower() in people.words.nameless | people.words.unnumbered and not children(head, "nummod")


def _without_noun(token: Token, heads: list[Token], counted: Counted) -> list[Casualty | None]:
    """Groups that only have a number, and are of the kind that the victims before them are."""
    words = counted.people.words
    again = [replace(c, more=True) for t in counted_again(token, heads) if (c := _like(heads[0], t, counted))]
    totals = [_like(heads[0], t, counted) for t in running_total(token, words) if heads]
    return [*again, *totals]


def _like(noun: Token, number: Token, counted: Counted) -> Casualty | None:
    """The people whom a number counts that goes without its noun."""
    quantity = counted.numbers.get(number.i)
    if quantity is None:
        return None
    people, group = counted.people, _group(noun, counted.people.words)
    whose, victims = people.owner(group.i), victim_class(group, noun, people)
    named = who(group, counted.numbers.get(noun.i), people)
    return Casualty(counted.kind, quantity.low, quantity.high, named, whose, victims, quantity.start, quantity.end)


def _casualty(head: Token, counted: Counted, *, subset: bool) -> Casualty | None:
    if head.lower_ in counted.people.words.single:
        return _one_told_of(head, counted)
    if head.dep_ == "conj" and empty(head.head) and not children(head, "det", "nummod"):
        return None
    people, words = counted.people, named_with(head)
    group = _group(head, people.words)
    noun = _shared_noun(head, group)
    further = a_further_one(head, people.words)
    quantity = further or _quantity(head, group, words, counted)
    if quantity is None and (head.lower_ in people.words.unnumbered or (subset and head.pos_ == "PROPN")):
        return None
    if not _counts_people(head, quantity, counted) or (quantity is None and counted.kind == "displaced"):
        return None
    low, high = (quantity.low, quantity.high) if quantity is not None else bare(head, people.words)
    if (low, high) == (0, 0) and quantity is not None and quantity.first <= head.i < quantity.last:
        low, high = 1, None  # "no one was hurt", "none of our men fell": whoever denies it denies at least one
    if (low == 0 and high == 0) or (group.lemma_.lower() in people.words.bodies and counted.kind not in DEAD):
        return None
    name = name_before(head)
    start, end = _stretch([*words, *(t for t in phrase(group) if group != head)], quantity)
    kind: CasualtyKind = "wounded" if head.lemma_.lower() in people.words.wounded_nouns else counted.kind
    owner = people.owner(noun.i if name is None else name.i)
    named, victims = who(noun, quantity, people), victim_class(noun, head, people)
    more = further is not None or any(_adds(t, people.words) for t in words)
    told = further is None and _refers_back(head, group, quantity, people.words)
    vague = quantity is not None and quantity.kind == "vague"
    lone = (low, high) == (1, 1) and (quantity is None or quantity.kind == "article")
    return Casualty(kind, low, high, named, owner, victims, start, end, subset, more, told, vague, lone)


def _quantity(head: Token, group: Token, words: Sequence[Token], counted: Counted) -> Quantity | None:
    """The number of a group: what its noun stands for, its own number, or that of the people behind it."""
    numbers, lexicon = counted.numbers, counted.people.words
    heads = frozenset({head, name_before(head) or head})
    own = size_of(head, numbers, lexicon) or quantity_of(heads, head, words, numbers)
    if own is not None and own.kind == "article" and head.lemma_.lower() in lexicon.tolls:
        return None
    counted_by = numbers.get(head.head.i) if head.dep_ == "nmod" and case_of(head) == "of" else None
    return own or quantity_of(frozenset({group}), group, phrase(group), numbers) or counted_by


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


def _refers_back(head: Token, group: Token, quantity: Quantity | None, words: CasualtyWords) -> bool:
    """Whether a phrase counts people spoken of before: "the detainees", "all three", "both men"."""
    if quantity is not None:
        if any(t.lower_ in words.sizes for t in children(head, "det")):
            return True
        bare_number = group == head and quantity.first <= head.i < quantity.last
        return bare_number and not _goes_with_others(head, words)
    row = [head, head.head] if head.dep_ == "conj" and not children(head, "det") else [head]
    return any(t.dep_ == "det" and t.lower_ in words.definite for noun in row for t in noun.children)


def _goes_with_others(number: Token, words: CasualtyWords) -> bool:
    """Whether a bare number counts others than those told of: "and fifteen others wounded"."""
    return number.i + 1 < len(number.doc) and number.nbor().lower_ in words.others & words.additional


def _adds(token: Token, words: CasualtyWords) -> bool:
    """Whether a word says that the people are others; "more than" does not."""
    if token.lower_ not in words.additional:
        return False
    return token.i + 1 == len(token.doc) or token.nbor().lower_ != "than"


def _stretch(words: Sequence[Token], quantity: Quantity | None) -> tuple[int, int]:
    start = min(t.idx for t in words)
    end = max(t.idx + len(t) for t in words)
    return (start, end) if quantity is None else (min(start, quantity.start), max(end, quantity.end))


def _group(head: Token, words: CasualtyWords) -> Token:
    """The people behind a count: "12 of its soldiers", "dozens of people", "members of the force"."""
    if head.pos_ == "NUM" or head.lemma_.lower() in words.counting:
        of = [c for c in children(head, "nmod", "obl") if case_of(c) == "of"]
        if of:
            return of[0] if of[0].pos_ != "PRON" else _told_of(head)
    return head


def _shared_noun(head: Token, group: Token) -> Token:
    """The noun that a bare number shares with the next verb's number: "killed 28 and wounded 30 militants"."""
    if group != head or head.pos_ != "NUM" or head.dep_ != "obj":
        return group
    nouns = [o for c in children(head.head, "conj") for o in children(c, "obj") if children(o, "nummod")]
    return nouns[0] if nouns and nouns[0].i > head.i else group


def _told_of(number: Token) -> Token:
    """The noun after "11 of them": children, women."""
    nouns = [t for t in number.doc[number.i : min(number.i + 5, sent_end(number))] if t.pos_ == "NOUN"]
    return nouns[0] if nouns else number


def _counts_people(head: Token, quantity: Quantity | None, counted: Counted) -> bool:
    """Whether a phrase can be victims: people by its noun, a name, or a bare number."""
    people = counted.people
    lemma = _group(head, people.words).lemma_.lower()
    if head.lower_ in people.words.no_people or (head.pos_ == "PROPN" and any(c.isdigit() for c in head.text)):
        return False
    if lemma in people.classes or head.lower_ in people.classes or head.ent_type_ in PERSONS:
        return True
    if _named_for_what_they_do(head, lemma, counted):
        return True
    if quantity is not None and (quantity.first <= head.i < quantity.last or head.lower_ in people.words.others):
        return True
    if lemma in people.words.harmed_bare or (lemma in people.words.harmed and quantity is not None):
        return True
    if head.pos_ == "PROPN" and quantity is not None and counted.kind == "displaced":
        return True  # "two thousand Rohingya crossed the river"
    if head.pos_ == "PROPN" and head != counted.token:
        return head.ent_type_ not in NO_PERSONS or _killed_by_name(head)
    if quantity is None or head.tag_ != "NNS":
        return False
    return head.text[:1].isupper() or (counted.frame in HARMING and lemma not in people.words.no_victims)


def _killed_by_name(head: Token) -> bool:
    """Whether a name of several words, taken for a place's, is the object of "kill": it is a person's, then."""
    verb = head.head
    several = any(c.dep_ in {"flat", "compound"} and c.pos_ == "PROPN" for c in head.children)
    if not several and head.i + 1 < len(head.doc):
        several = head.nbor().pos_ == "PROPN" and head.nbor().head in {verb, head}
    return several and head.ent_type_ == "LOC" and head.dep_ == "obj" and verb.lemma_.lower() == "kill"


def _named_for_what_they_do(head: Token, lemma: str, counted: Counted) -> bool:
    """Whether who is arrested, killed or hurt is a noun that any doer may have: "arrested a bomb maker"."""
    words, verb = counted.people.words, head.head
    if head.pos_ != "NOUN" or head.dep_.split(":")[0] not in {"obj", "nsubj", "conj"}:
        return False
    if counted.frame not in HARMING and verb.lemma_.lower() not in words.arresting:
        return False
    return lemma.endswith(tuple(words.doers)) and lemma not in words.no_doers | words.no_victims
