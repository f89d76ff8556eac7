"""What a toll says: the number that "death toll", "casualties" or "the number of wounded" comes to, by the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossclaim.lexicon.casualties import CasualtyWords
from crossclaim.syntax import case_of, children, noun_conjuncts, sent_end

if TYPE_CHECKING:
    from crossclaim.parsed import Token

Tokens = list["Token"]


def tally_of(token: Token, words: CasualtyWords) -> Token | None:
    """The count that a word says what it is of: "number" of "the number of people killed", "the number of wounded"."""
    people = token if token.dep_ == "nmod" else token.head
    if people.dep_ != "nmod" or (people != token and token.dep_ not in {"acl", "amod"}) or case_of(people) != "of":
        return None
    return people.head if people.head.lemma_.lower() in words.tallies else None


def put_at(token: Token) -> Tokens:
    """The number of a count that the parse hangs on the casualty word: "put the number killed this month at 70"."""
    return [c for c in children(token, "obl") if c.pos_ == "NUM" and case_of(c).split(" ")[0] in {"at", "to"}][:1]


def valued(state: Token) -> Tokens:
    """The number that the dead or the hurt are put at: "put the dead at 17", "raising the injured to 60"."""
    if state.dep_ != "obj":
        return []
    return [n for n in put_at(state.head) if n.i > state.i]


def those_of(noun: Token) -> Tokens:
    """Those behind "of", and who the parse joins to the noun itself: "the bodies of a boy and their grandfather"."""
    behind = [t for c in children(noun, "nmod") if case_of(c) == "of" for t in noun_conjuncts(c)]
    owned = [t for t in children(noun, "conj") if children(t, "nmod:poss")]
    return [*behind, *owned] if behind else []


def counted_by(token: Token, words: CasualtyWords) -> Tokens:
    """What a toll says: "toll of 44", "toll rose to 44", "put the toll at 44", "44 casualties"."""
    if children(token, "nummod"):
        return [token]
    if token.pos_ == "VERB":
        return _brought_to(token)
    if token.lemma_.lower() in words.bodies and those_of(token):
        return those_of(token)
    own = [c for c in children(token, "nmod") if case_of(c) in {"of", "at", "to"} and is_numeric(c, words)]
    own = own or _risen(token, words)
    if own:
        return own
    verb = token.head
    if verb.pos_ == "VERB" and token.relation in {"nsubj", "obj"}:
        return _reached(token, verb, words) or _unsaid(token)
    if any(c.dep_ == "cop" for c in verb.children) and token.dep_.startswith("nsubj"):
        return _unsaid(token) if verb.pos_ == "ADJ" and not is_numeric(verb, words) else [verb]
    named = [c for c in children(token, "nmod") if case_of(c) == "among"]
    return those_of(token) or named or _unsaid(token)


def _brought_to(verb: Token) -> Tokens:
    """What a verb takes a count to, wherever the parse hangs it: "takes their losses since the war began to 404"."""
    behind = verb.doc[verb.i + 1 : sent_end(verb)]
    return [
        t for t in behind if t.pos_ == "NUM" and case_of(t).split(" ")[0] in {"to", "at"} and not children(t, "nmod")
    ][:1]


def _risen(token: Token, words: CasualtyWords) -> Tokens:
    """What a toll rose to, where the tagger takes "rose" for a noun: "the number of wounded rose to 15"."""
    rose = [c for c in children(token, "nmod", "compound") if c.lower_ in words.risen]
    return [n for c in rose for n in children(c, "nmod") if case_of(n) == "to" and is_numeric(n, words)][:1]


def _unsaid(token: Token) -> Tokens:
    """A toll that is not said: "the toll is expected to rise"; in a clause with a number it is elsewhere."""
    if token.dep_ == "compound":
        return []
    return [] if any(t.like_num for t in token.head.subtree) else [token]


def _reached(token: Token, verb: Token, words: CasualtyWords) -> Tokens:
    """The number a toll rises to or is put at; "from 31" is what it was."""
    numbers = [c for c in children(verb, "obl", "xcomp", "obj") if c != token and is_numeric(c, words)]
    preferred = [c for c in numbers if case_of(c).split(" ")[0] in {"to", "at"}]
    return (preferred or numbers)[:1]


def is_numeric(token: Token, words: CasualtyWords) -> bool:
    if token.pos_ == "NUM" or token.like_num or children(token, "nummod"):
        return True
    return token.lemma_.lower() in words.numerals


def told_apart(token: Token, words: CasualtyWords) -> bool:
    """Whether a joint toll is told by its parts right behind it: "47 casualties (19 killed and 28 injured)"."""
    if token.lemma_.lower() not in words.harmed_bare:
        return False
    return any(c.lower_ in words.harms for c in children(token, "appos", "parataxis", "acl", "dep") if c.i > token.i)
