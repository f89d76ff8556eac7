"""Whom a casualty word is about: the head tokens of its victims, read off the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossclaim.events.match import Trigger
from crossclaim.events.roles import subject
from crossclaim.figures.loose import bare_numbers, number_before, numbers_after, right_behind, row
from crossclaim.figures.tolls import counted_by, is_numeric, put_at, tally_of, those_of, valued
from crossclaim.lexicon.casualties import CasualtyWords
from crossclaim.syntax import case_of, children, is_participle, is_passive, noun_conjuncts, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Token

Tokens = list["Token"]

ASIDE = 12
"""How many words at most two commas set apart between victims and their verb."""

SUFFERED = frozenset({"killing", "wounding"})
"""Frames of what comes to people: "made the supreme sacrifice", "suffered injuries"."""

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
    if tally is not None and (put_at(token) or counted_by(tally, words)):
        return put_at(token) or counted_by(tally, words)
    if trigger.frame.name == "toll":
        counts = [shown[w] for w in shown if w in words.harmed_bare and shown[w] != token]
        return counted_by(counts[0] if counts else token, words)
    if trigger.frame.name != "missing" and token.dep_ != "amod" and not _is_state(token, words):
        inside = [token.doc[i] for i in trigger.words if i != token.i]
        return _taken(token, inside) or _harmed(inside, words) or _of_verb(token, words, trigger)
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


def _taken(verb: Token, inside: Tokens) -> Tokens:
    """Who is taken, where the object only says as what: "three were taken prisoner"."""
    objects = children(verb, "obj")
    if not objects or any(o not in inside for o in objects):
        return []
    return [t for c in verb.children if c.dep_ == "nsubj:pass" for t in noun_conjuncts(c)]


def _harmed(inside: Tokens, words: CasualtyWords) -> Tokens:
    """The hurt whom a verb's object counts: "treated 58 wounded", "suffered 12 injuries"."""
    return [t for t in inside if t.lower_ in words.harmed and children(t, "nummod")]


def _of_verb(verb: Token, words: CasualtyWords, trigger: Trigger | None = None) -> Tokens:
    counted = number_before(verb, words) if _bare_participle(verb) or _glued(verb) else []
    if counted:
        return row(counted[0])
    if _suffers(verb, words, trigger) or _to_its_end(verb, words) or _unaided(verb, trigger):
        heads = _who_suffers(verb, words)
    else:
        heads = _own_objects(verb) or numbers_after(verb, words) or right_behind(verb, words) or _shared(verb, words)
        heads = [h for h in heads if not _says_more(h, heads, words)]
        heads = [h for h in heads if not _goes_on(h, heads)]
    named = [t for h in heads and [*heads, *_along(verb, words)] for t in noun_conjuncts(h)]
    return [_told_before(t, verb) for t in named if not _of_the_next(t, verb)]


def _told_before(pronoun: Token, verb: Token) -> Token:
    """Whom the verb before counts, where "them" are those: "dragged eight passengers off a bus and shot them dead"."""
    if pronoun.lower_ != "them" or verb.dep_ != "conj":
        return pronoun
    return next((o for o in children(verb.head, "obj") if children(o, "nummod")), pronoun)


def _suffers(verb: Token, words: CasualtyWords, trigger: Trigger | None) -> bool:
    """Whether a verb's subject is the victim: a passive, "die", "suffer injuries", "cross into"."""
    lemma = verb.lemma_.lower()
    if lemma in words.undergoing or (is_passive(verb) and not _shot_down(verb)):
        return True
    if trigger is None:
        return False
    if trigger.frame.name in LEAVING:
        conditions = trigger.pattern.conditions if trigger.pattern is not None else ()
        return lemma in words.moving or "unarmed" in conditions
    loses = trigger.frame.name == "wounding" and lemma in words.losing  # "lost limbs"
    return trigger.frame.name in SUFFERED and len(trigger.words) > 1 and (loses or lemma in words.suffering)


def _shot_down(verb: Token) -> bool:
    """Whether a seeming passive has its doer before it and its victim behind: "gunmen shot dead two policemen"."""
    subjects = children(verb, "nsubj")
    aided = any(c.dep_.split(":")[0] == "aux" for c in verb.children)
    return not aided and any(c.i < verb.i for c in subjects) and any(c.i > verb.i for c in subjects)


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
    who = _named_as(verb) or _behind_those(verb) or subject(verb)
    if who is None:
        return bare_numbers(verb, words)
    return [*_beside(verb, words), *(row(who) if verb.dep_ == "acl" and who == verb.head else [who])]


def _named_as(verb: Token) -> Token | None:
    """Who is said to be so: "named a further 27 soldiers as having been killed", "listed nine as missing"."""
    objects = children(verb.head, "obj") if verb.dep_.split(":")[0] in {"advcl", "obl", "xcomp"} else []
    marked = any(c.lower_ == "as" and c.i < verb.i for c in children(verb, "mark", "case"))
    return objects[0] if objects and marked and not children(verb, "nsubj") else None


def _behind_those(verb: Token) -> Token | None:
    """Whom a bare participle is said of wherever the parse hangs it: "several were believed killed"."""
    if verb.i == sent_start(verb) or any(c.dep_.split(":")[0] in {"aux", "nsubj"} for c in verb.children):
        return None
    before = verb.nbor(-1)
    if before.lower_ == "those" and verb.dep_ == "ccomp":
        return before
    subjects = [c for c in before.children if c.dep_ == "nsubj:pass"] if before.tag_ == "VBN" else []
    return subjects[0] if subjects else None


def _beside(verb: Token, words: CasualtyWords) -> Tokens:
    """Who shares a bare participle with its own subject, "with four children and one man killed"."""
    if verb.dep_ != "conj" or any(c.relation == "aux" for c in verb.children):
        return []
    before = [verb.doc[c.i - 1] for c in children(verb, "cc") if c.i > sent_start(verb)]
    joined = [t for t in (verb.head, *before) if t.pos_ == "NOUN" and is_numeric(t, words)]
    return [t for t in dict.fromkeys(joined) if t == verb.head or case_of(t) == "with"]


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
    if not objects and _shot_down(verb):
        objects = [c for c in children(verb, "nsubj") if c.i > verb.i]
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
    noun = verb.doc[_before_aside(i, verb, words)]
    if i == verb.i - 1 or noun.pos_ not in {"NOUN", "PROPN", "NUM"}:
        return []
    while noun.head.i < noun.i and (noun.dep_ == "conj" or _hangs_on_it(noun, words)):
        noun = noun.head
    return [noun]


def _before_aside(i: int, verb: Token, words: CasualtyWords) -> int:
    """Where the noun stands before what commas set apart: "seven others, among them two boys, were hurt"."""
    doc, start = verb.doc, max(sent_start(verb), i - ASIDE)
    if doc[i].text != ",":
        return i
    opened = [j for j in range(start + 1, i) if doc[j].text == "," and doc[j + 1].lower_ in words.parts]
    return opened[-1] - 1 if opened else i


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


def _unaided(verb: Token, trigger: Trigger | None) -> bool:
    """Whether a participle has a bare number for its subject, no auxiliary and no object: "at least 13 hurt".

    A past form may be one tagged wrong ("three dead, two abducted"), but none of firing ("one came under fire").
    """
    tags = {"VBN", "JJ"} if trigger is None or trigger.frame.name == "shooting" else {"VBN", "VBD", "JJ"}
    deps = {c.dep_.split(":")[0] for c in verb.children}
    people = trigger is not None and trigger.pattern is not None and "people" in trigger.pattern.conditions
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    counted = any(c.pos_ == "NUM" or (people and children(c, "nummod")) for c in subjects)
    return verb.tag_ in tags and counted and not deps & {"aux", "obj"}


def _of_state(token: Token, words: CasualtyWords) -> Tokens:
    """Victims of "dead", "wounded", "missing": what they are said of, or the word itself with its count."""
    if case_of(token) == "of" and token.head.pos_ == "NUM" and not children(token, "nummod"):
        return [token.head] if token.head.head.lemma_.lower() not in words.undergoing else []
    if valued(token):
        return valued(token)
    if _counts_itself(token):
        return [token]
    if token.dep_ == "amod" and token.i > token.head.i and token.nbor(-1).pos_ == "NUM":
        return [token.nbor(-1)]  # "a toll of 19 dead"
    if token.dep_ == "amod":
        return row(token.head) if token.i > token.head.i else noun_conjuncts(token.head)
    if token.i > sent_start(token) and token.nbor(-1).pos_ == "NUM":
        return [token.nbor(-1)]
    named = _named_as(token)
    if named is not None:
        return noun_conjuncts(named)
    subjects = [c for c in token.children if c.dep_.startswith("nsubj")] or bare_numbers(token, words)
    if subjects:
        return row(subjects[0])
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
