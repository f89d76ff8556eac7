"""Groups named as part of the victims, and groups that share the victims' noun, read off the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossclaim.lexicon.casualties import CasualtyWords
from crossclaim.syntax import case_of, children, noun_conjuncts, sent_end, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Token

Tokens = list["Token"]

REACH = 6
"""How many words behind "among them" its noun may stand."""


def find_parts(head: Token, token: Token, words: CasualtyWords) -> Tokens:
    """Groups named as part of the victims: "including 11 children", "11 of them children", "among them two boys".

    Args:
        head: the victims.
        token: the casualty word.
        words: the counting words.
    """
    found: Tokens = []
    behind = [t for w in (token, head) for t in w.doc[w.i + 1 : min(w.i + REACH, sent_end(w))]]
    for t in dict.fromkeys([*head.subtree, *_own_clause(token), *behind]):
        if t.pos_ in {"NOUN", "PROPN", "NUM"} and t != head and _introduced(t, words):
            found += [c for c in noun_conjuncts(t) if not closed_off(c, words)]
        elif t.pos_ == "NUM" and _of_them(t, words):
            found.append(t.head if t.dep_ == "nummod" and t.head.i > t.i else t)
        elif t.lower_ in words.part_pronouns and case_of(t) in words.parts:
            found += _counted_right_before(t, head) or ([] if _of_others(t, head) else _behind(t))
        elif t.lower_ in words.part_pronouns and case_of(t) == "of" and _number_behind(t):
            found += _behind(t)
        elif t.lower_ in words.parts and t.pos_ == "VERB":
            found += [c for o in children(t, "obj") for c in noun_conjuncts(o) if children(c, "nummod", "det")]
    found += _said_to_be(token, words)
    found += _of_whole(head, words) or _of_whole(token, words)
    found = [t for t in found if t == head or not _of_another(t, token, words)]
    return [t for t in dict.fromkeys(found) if t != head and t.lower_ not in words.unnumbered]


def _said_to_be(token: Token, words: CasualtyWords) -> Tokens:
    """Numbers of them that a later clause says are of a kind: "killed 90, adding that 23 of them were children"."""
    later = token.doc[token.i + 1 : sent_end(token)]
    return [t for t in later if t.pos_ == "NUM" and _of_them(t, words) and children(t.head, "cop")]


def _own_clause(token: Token) -> Tokens:
    """The words below a casualty word, less those of a clause beside it that has its own subject."""
    beside = [c for c in children(token, "conj", "parataxis") if children(c, "nsubj")]
    apart = {t.i for c in beside for t in c.subtree}
    return [t for t in token.subtree if t.i not in apart]


def _of_others(pronoun: Token, head: Token) -> bool:
    """Whether "them" are people counted behind the victims: "killed one, and nine, among them a boy, were hurt"."""
    whole = pronoun.head
    counted = whole.pos_ == "NOUN" and bool(children(whole, "nummod"))
    return counted and head.i < whole.i < pronoun.i and case_of(pronoun) == "among"


def _counted_right_before(pronoun: Token, head: Token) -> Tokens:
    """The counted noun right before "among them": "214 civilians, 67 children among them, fled"."""
    i = pronoun.left_edge.i - 1
    if i <= sent_start(pronoun) or (pronoun.i + 1 < sent_end(pronoun) and pronoun.nbor().pos_ in {"NUM", "DET"}):
        return []
    noun = pronoun.doc[i]
    return [noun] if noun.pos_ == "NOUN" and noun != head and children(noun, "nummod") else []


def _number_behind(pronoun: Token) -> bool:
    """Whether a number follows right behind "of whom" and none stands before: "19 dead, of whom 7 civilians"."""
    if pronoun.i + 1 >= sent_end(pronoun) or pronoun.nbor().pos_ != "NUM":
        return False
    before = pronoun.left_edge.i - 1
    return before < sent_start(pronoun) or pronoun.doc[before].pos_ not in {"NUM", "DET", "PRON"}


def _of_them(number: Token, words: CasualtyWords) -> bool:
    """Whether a number counts some of those told of: "11 of them", however the parse ties the two."""
    behind = number.doc[number.i + 1 : number.i + 3]
    if len(behind) == 2 and behind[0].lower_ == "of" and behind[1].lower_ in words.part_pronouns:
        return True
    return any(c.lower_ in words.part_pronouns and case_of(c) == "of" for c in number.children)


def _of_another(part: Token, token: Token, words: CasualtyWords) -> bool:
    """Whether another casualty word stands nearer: "2 killed, 7 wounded, including a child" has a child wounded."""
    return any(t.lower_ in words.harms for t in part.doc[token.i + 1 : part.i])


def closed_off(token: Token, words: CasualtyWords) -> bool:
    """Whether a noun is joined to a part of the victims behind the mark that ends it.

    "23 villagers - including nine children - and 16 fighters": the fighters are none of the villagers.
    """
    if token.dep_ != "conj" or not _introduced(token.head, words):
        return False
    opened = token.head.left_edge.i
    marks = [c for c in token.doc[token.head.i + 1 : token.i] if c.pos_ == "PUNCT" or c.text in {"-", "–", "—"}]
    return bool(marks) and opened > 0 and token.doc[opened - 1].text == marks[-1].text


def whole_before(token: Token, words: CasualtyWords) -> Tokens:
    """The victims whose parts a noun seems joined to, where it is joined to them."""
    return [token.head.head] if closed_off(token, words) else []


def _introduced(token: Token, words: CasualtyWords) -> bool:
    """Whether a noun is named as a part: "including women"; "among" needs a number ("fighting among the groups")."""
    leads = {c.lower_ for c in token.children if c.dep_ in {"case", "mark"}} & words.parts
    counted = token.pos_ == "NUM" or bool(children(token, "nummod")) or token.tag_ in {"NN", "NNP"}
    return bool(leads - {"among"}) or (bool(leads) and counted)


def _behind(pronoun: Token) -> Tokens:
    """The nouns right behind "among them", wherever the parse hangs them."""
    stop = min(pronoun.i + REACH, sent_end(pronoun))
    nouns = [t for t in pronoun.doc[pronoun.i + 1 : stop] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"]
    return noun_conjuncts(nouns[0]) if nouns else []


def _of_whole(whole: Token, words: CasualtyWords) -> Tokens:
    """What a clause says part of the victims are.

    "Three children were among those killed", "among the dead were two women", "the dead include a nurse", "of the 23
    dead, nine were children".
    """
    case, above = case_of(whole), whole.head
    subjects = [c for c in whole.children if c.dep_ == "nsubj"]
    if case in words.parts and subjects:
        return noun_conjuncts(subjects[0])
    if case in words.parts and any(c.dep_ == "cop" for c in above.children):
        return noun_conjuncts(above)
    if above.lemma_.lower() in words.parts and above.pos_ == "VERB":
        behind = [c for c in children(above, "obj", "nsubj") if c.i > above.i]
        return [t for c in behind for t in noun_conjuncts(c)]
    if case == "of" and above.tag_ == "VBN" and above.dep_ in {"advcl", "acl"}:
        above = above.head  # "of the 12 killed, seven were children"
    if case == "of" and above.pos_ == "NOUN" and any(c.dep_ == "cop" for c in above.children):
        return [c for c in above.children if c.dep_ == "nsubj" and c.pos_ == "NUM"]
    return []


def counted_again(verb: Token, heads: Tokens) -> Tokens:
    """Numbers that share the victims' noun from another place: "25 were killed in Palma and another seven in Pemba"."""
    return [t for t in verb.subtree if _elsewhere(t, verb) and t.i > verb.i and heads and t not in heads]


def _elsewhere(number: Token, verb: Token) -> bool:
    """Whether a number without a noun is joined to the name of a place, or is another's, and is followed by a place."""
    place = number.head
    if number.pos_ != "NUM" or number.dep_ != "conj" or number.i + 1 >= len(number.doc):
        return False
    another = place == verb and any(c.lower_ == "another" for c in children(number, "det"))
    if place.pos_ != "PROPN" and not another:
        return False
    behind = number.nbor()
    return behind.pos_ == "ADP" and behind.lower_ not in {"of", "to"} and not children(place, "nummod")


def running_total(token: Token, words: CasualtyWords) -> Tokens:
    """What a count comes to with the victims just told: "three more died, bringing the total to 48"."""
    found: Tokens = []
    for verb in children(token, "advcl", "xcomp", "acl"):
        if any(o.lemma_.lower() in words.tallies for o in children(verb, "obj")):
            reached = [c for c in children(verb, "obl", "obj") if case_of(c) in {"to", "at"} and c.pos_ == "NUM"]
            found += reached[:1]
    return found
