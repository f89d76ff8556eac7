"""Whom a casualty word is about: the head tokens of its victims, read off the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossclaim.events.match import Trigger
from crossclaim.events.roles import subject
from crossclaim.figures.tolls import counted_by, is_numeric, tally_of, those_of
from crossclaim.lexicon.casualties import CasualtyWords
from crossclaim.syntax import case_of, children, is_participle, is_passive, noun_conjuncts, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Token

Tokens = list["Token"]

LEAVING = frozenset({"displace", "evacuate"})
"""Frames in which whoever leaves is displaced."""


def find_victims(token: Token, trigger: Trigger, words: CasualtyWords) -> Tokens:
    """Head tokens of the noun phrases that name the victims, coordinates included.

    Args:
        token: the word that shows the event.
        trigger: its trigger, of a frame that counts people.
        words: the counting words.
    """
    shown = {token.doc[i].lemma_.lower(): token.doc[i] for i in trigger.words}
    lives = [shown[w] for w in shown if w in words.lives]
    if lives:
        return those_of(lives[0]) or _losers(token, lives[0], words) or lives
    tally = tally_of(token, words)
    if tally is not None and counted_by(tally, words):
        return counted_by(tally, words)
    if trigger.frame.name == "toll":
        return counted_by(token, words)
    if trigger.frame.name != "missing" and token.dep_ != "amod" and not _is_state(token, words):
        inside = frozenset(trigger.words)
        return _taken(token, inside) or _of_verb(token, words, leaves=trigger.frame.name in LEAVING)
    if token.pos_ == "NOUN" and token.lemma_.lower() not in words.states:
        return those_of(token) or [token]
    return _of_state(token, words)


def _losers(verb: Token, life: Token, words: CasualtyWords) -> Tokens:
    """Who loses a life of their own: "nine soldiers lost their lives"."""
    who = subject(verb) if verb.lemma_.lower() in words.losing and children(life, "nmod:poss") else None
    return noun_conjuncts(who) if who is not None else []


def _is_state(token: Token, words: CasualtyWords) -> bool:
    """Whether a casualty word says what people are ("12 dead", "left 30 wounded"), not what was done."""
    if token.dep_ == "xcomp" and token.head.lemma_ in words.leaving:
        return True
    return token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB")


def _taken(verb: Token, inside: frozenset[int]) -> Tokens:
    """Who is taken, where the object only says as what: "three were taken prisoner"."""
    objects = children(verb, "obj")
    if not objects or any(o.i not in inside for o in objects):
        return []
    return [t for c in verb.children if c.dep_ == "nsubj:pass" for t in noun_conjuncts(c)]


def _of_verb(verb: Token, words: CasualtyWords, *, leaves: bool = False) -> Tokens:
    counted = _number_before(verb, words) if _bare_participle(verb) or _glued(verb) else []
    if counted:
        return _row(counted[0])
    lemma = verb.lemma_.lower()
    ended = lemma in words.undergoing or _to_its_end(verb, words)
    if is_passive(verb) or ended or _unaided(verb) or (leaves and lemma in words.leaving):
        heads = _who_suffers(verb, words)
    else:
        heads = _own_objects(verb) or _numbers_after(verb, words) or _right_behind(verb, words) or _shared(verb, words)
        heads = [h for h in heads if not _says_more(h, heads, words)]
        heads = [h for h in heads if not _goes_on(h, heads)]
    named = [t for h in heads and [*heads, *_along(verb, words)] for t in noun_conjuncts(h)]
    return [t for t in named if not _of_the_next(t, verb)]


def _of_the_next(noun: Token, verb: Token) -> bool:
    """Whether a noun joined to the victims has a participle of its own: "8 rebels killed and 2 soldiers wounded"."""
    return (
        noun.dep_ == "conj" and noun.i > verb.i > noun.head.i and any(is_participle(c) for c in children(noun, "acl"))
    )


def _who_suffers(verb: Token, words: CasualtyWords) -> Tokens:
    """The victims of a passive or of "die": its own subject, what stands before it, else the subject it shares.

    Of several subjects of one verb the numbered one counts ("ten rebels most of them boys were killed").
    """
    own = [c for c in verb.children if c.dep_.startswith("nsubj") and c.i < verb.i]
    numbered = [c for c in own if children(c, "nummod")] if len(own) > 1 else []
    if numbered:
        return [*_beside(verb, words), numbered[0]]
    if not own and not verb.dep_.startswith("acl"):
        before = _before_passive(verb, words)
        if before:
            return before
    who = subject(verb)
    if who is None:
        return _bare_numbers(verb, words)
    return [*_beside(verb, words), *(_row(who) if verb.dep_ == "acl" and who == verb.head else [who])]


def _beside(verb: Token, words: CasualtyWords) -> Tokens:
    """Who shares a bare participle with its own subject, "with four children and one man killed"."""
    if verb.dep_ != "conj" or any(c.relation == "aux" for c in verb.children):
        return []
    before = [verb.doc[c.i - 1] for c in children(verb, "cc") if c.i > sent_start(verb)]
    joined = [t for t in (verb.head, *before) if t.pos_ == "NOUN" and is_numeric(t, words)]
    return [t for t in dict.fromkeys(joined) if t == verb.head or case_of(t) == "with"]


def _row(noun: Token) -> Tokens:
    """All nouns that a word behind the last of them is said of: "23 villagers and 16 fighters dead".

    A noun that has such a word of its own ends the row: "three dead and five people wounded".
    """
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN", "NUM"} and not _has_its_own(top.head, noun):
        top = top.head
    return noun_conjuncts(top)


def _has_its_own(earlier: Token, last: Token) -> bool:
    if any(t.tag_ in {"VBD", "VBN"} for t in earlier.doc[earlier.i + 1 : last.i]):
        return True
    return any(earlier.i < c.i < last.i and c.relation in {"amod", "acl"} for c in earlier.children)


def _to_its_end(verb: Token, words: CasualtyWords) -> bool:
    """Whether what a verb without object says is the end of its subject: "burned to death"."""
    ends = [c for c in children(verb, "obl") if c.lemma_.lower() in words.ends and case_of(c) == "to"]
    return bool(ends) and not children(verb, "obj")


def _says_more(token: Token, heads: Tokens, words: CasualtyWords) -> bool:
    """Whether a word only goes on the number before it: the "more" of "wounding 56 more"."""
    return token.lower_ in words.others and any(h.i == token.i - 1 for h in heads)


def _own_objects(verb: Token) -> Tokens:
    """A verb's objects, less those behind a verb joined to it, with those of its own that the parse so misplaces."""
    joined = [c.i for c in children(verb, "conj") if c.pos_ == "VERB" and c.i > verb.i and not children(c, "obj")]
    objects = children(verb, "obj")
    behind = [o for o in objects if o.i > verb.i] or objects
    own = [o for o in behind if not any(verb.i < j < o.i for j in joined)] or behind
    if own or verb.dep_ != "conj":
        return own
    before = children(verb.head, "obj")
    return [o for o in before if o.i > verb.i] if any(o.i < verb.i for o in before) else []


def _goes_on(token: Token, heads: Tokens) -> bool:
    """Whether the parse cuts one object in two: "detained one | suspected rebel", "killed rebel leader | Koné"."""
    if token.pos_ == "NUM":
        return any(h.left_edge.i == token.i + 1 for h in heads)
    return token.pos_ == "PROPN" and any(h.i == token.left_edge.i - 1 for h in heads)


def _along(verb: Token, words: CasualtyWords) -> Tokens:
    """Who is named with the victims: "killed a commander along with two guards"."""
    named = [t for t in verb.subtree if t.i > verb.i and case_of(t) in words.along]
    return [t for t in named if t.head == verb or t.pos_ == "NOUN" or (t.pos_ == "NUM" and those_of(t))]


def _before_passive(verb: Token, words: CasualtyWords) -> Tokens:
    """The noun right before a passive that the parse gives no subject: "12 of its soldiers were killed"."""
    i = verb.i - 1
    while i > sent_start(verb) and verb.doc[i].pos_ in {"AUX", "ADV", "PART"}:
        i -= 1
    noun = verb.doc[i]
    if i == verb.i - 1 or noun.pos_ not in {"NOUN", "PROPN", "NUM"}:
        return []
    while noun.head.i < noun.i and (noun.dep_ == "conj" or _hangs_on_it(noun, words)):
        noun = noun.head
    return [noun]


def _hangs_on_it(noun: Token, words: CasualtyWords) -> bool:
    """Whether a noun only says more of the one before it: "12 of its soldiers", "20 people including two boys"."""
    return noun.dep_ == "nmod" and case_of(noun) in {"of", *words.parts}


def _shared(verb: Token, words: CasualtyWords) -> Tokens:
    """The victims of "killed or wounded 12", "killed 12 and wounded": those of the verb beside it."""
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not children(verb, "obl:agent"):
        return _of_verb(verb.head, words)
    return [o for c in children(verb, "conj") if c.pos_ == "VERB" for o in children(c, "obj")]


def _bare_participle(verb: Token) -> bool:
    """Whether a participle has neither auxiliary nor subject nor object: "30 wounded"."""
    return is_participle(verb) and not any(c.relation in {"aux", "nsubj", "obj"} for c in verb.children)


def _glued(verb: Token) -> bool:
    """Whether a participle has its own number right before it, not tied to it: "48 people dead over 100 injured"."""
    own = is_participle(verb) and not any(c.relation == "aux" for c in verb.children)
    return own and verb.i > sent_start(verb) and verb.nbor(-1).pos_ == "NUM" and verb.nbor(-1).head != verb


def _number_before(verb: Token, words: CasualtyWords) -> Tokens:
    """The number right before a verb, "more" and "others" passed over."""
    i = verb.i - 1
    while i > sent_start(verb) and verb.doc[i].lower_ in words.others:
        i -= 1
    before = verb.doc[i]
    return [before] if i < verb.i and is_numeric(before, words) and before.pos_ != "ADJ" else []


def _bare_numbers(verb: Token, words: CasualtyWords) -> Tokens:
    """Numbers before a verb that the parse ties to it loosely: "over 130 injured"."""
    return [c for c in verb.children if c.pos_ == "NUM" and c.i < verb.i][-1:] or _number_before(verb, words)


def _numbers_after(verb: Token, words: CasualtyWords) -> Tokens:
    """A number after a verb that the parse takes for no object: "killed at least 44", "killed between 3 and 6 men"."""
    bare = [c for c in verb.children if c.pos_ == "NUM" and c.i > verb.i and c.dep_ != "obl:agent"]
    bounded = [c for c in verb.children if c.dep_ == "obl" and is_numeric(c, words) and _bounds_it(c, verb, words)]
    return (bare or bounded)[:1]


def _unaided(verb: Token) -> bool:
    """Whether a participle has a bare number for its subject, no auxiliary and no object: "at least 13 hurt"."""
    deps = {c.relation for c in verb.children}
    counted = any(c.dep_ == "nsubj" and c.pos_ == "NUM" and c.i < verb.i for c in verb.children)
    return verb.tag_ in {"VBN", "JJ"} and counted and not deps & {"aux", "obj"}


def _right_behind(verb: Token, words: CasualtyWords) -> Tokens:
    """A number right behind a verb that the parse ties to something else: "wounding dozens more mostly pupils"."""
    if verb.i + 1 >= len(verb.doc):
        return []
    behind = verb.nbor()
    return [behind] if behind.pos_ in {"NUM", "NOUN"} and is_numeric(behind, words) else []


def _bounds_it(noun: Token, verb: Token, words: CasualtyWords) -> bool:
    """Whether what ties a noun to its verb only bounds its number: "killed at least 16 people"."""
    ahead = " ".join(t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3])
    return case_of(noun) in {"", *words.bounding} or (noun.left_edge.i == verb.i + 1 and ahead in words.bounding)


def _of_state(token: Token, words: CasualtyWords) -> Tokens:
    """Victims of "dead", "wounded", "missing": what they are said of, or the word itself with its count."""
    if case_of(token) == "of" and token.head.pos_ == "NUM" and not children(token, "nummod"):
        return [token.head] if token.head.head.lemma_.lower() not in words.undergoing else []
    if _counts_itself(token):
        return [token]
    if token.dep_ == "amod":
        return _row(token.head) if token.i > token.head.i else noun_conjuncts(token.head)
    if token.i > sent_start(token) and token.nbor(-1).pos_ == "NUM":
        return [token.nbor(-1)]
    subjects = [c for c in token.children if c.dep_.startswith("nsubj")] or _bare_numbers(token, words)
    if subjects:
        return _row(subjects[0])
    if token.dep_ == "xcomp":
        return _left_in_it(token)
    if token.dep_ in {"acl", "nmod"} or (token.head.pos_ in {"NUM", "NOUN"} and token.head != token):
        return [token.head]
    return [token]


def _counts_itself(token: Token) -> bool:
    if children(token, "nummod"):
        return True
    noun = token.pos_ == "NOUN"
    return noun and (bool(children(token, "det")) or token.dep_ in {"nmod", "obl", "obj"})


def _left_in_it(token: Token) -> Tokens:
    """Who is left dead or wounded: the object of the verb above, else its subject."""
    left = [c for c in token.head.children if c.dep_ in {"obj", "obl:unmarked"} and c.i < token.i]
    if left:
        return noun_conjuncts(left[0])
    who = subject(token.head)
    return [who] if who is not None else []
