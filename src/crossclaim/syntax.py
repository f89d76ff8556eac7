"""Small questions to a Universal Dependencies parse, asked by many stages. Pure; tokens in, tokens out."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from crossclaim.parsed import INDEX

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer"})
CLAUSES = frozenset({"advcl", "acl", "acl:relcl", "ccomp", "xcomp", "parataxis", "advcl:relcl", "csubj", "csubj:pass"})
NO_PART = CLAUSES | SUBJECTS | {"conj", "cc", "appos", "punct", "case", "mark", "dep", "list", "orphan", "cop"}
"""Relations of what hangs on a noun and is no part of its phrase."""

NOT = frozenset({"not", "n't", "never", "n’t", "neither", "nor", "nt"})
DENYING = frozenset({"advmod", "cc:preconj", "cc", "neg", "preconj"})
"""Words that deny a clause, and the relations in which they do."""

RELATIVE = frozenset({"WDT", "WP", "WP$"})

BOUNDING = frozenset({"at", "over", "about", "around", "between", "up", "to", "under", "above"})
"""Prepositions that may only bound a number: "killed between three and six", "killed at least 16"."""

QUOTED = "crossclaim.quoted"
"""Key of `Doc.user_data` under which is kept what would be worked out anew each time it is asked."""

QUOTES = frozenset({'"', "“", "”", "``", "''"})


def sent_start(token: Token) -> int:
    """The first token of a token's sentence."""
    return token.doc.bounds[token.i][0]


def sent_end(token: Token) -> int:
    """The token behind a token's sentence."""
    return token.doc.bounds[token.i][1]


def sentence_root(token: Token) -> Token:
    """The head of a token's sentence."""
    doc, (start, end) = token.doc, token.doc.bounds[token.i]
    return next(t for t in (doc[i] for i in range(start, end)) if t.head.i == t.i)


def under(token: Token) -> set[int]:
    """The indices of a token and all words under it: those of its `subtree`."""
    return {word.i for word in token.subtree}


def in_quotes(token: Token) -> bool:
    """Whether a token stands inside quotation marks, counted from the start of its paragraph."""
    doc = token.doc
    kept: list[bool] | None = doc.user_data.get(QUOTED)
    if kept is None:
        quoting = any(mark in doc.text for mark in QUOTES)
        kept = doc.user_data[QUOTED] = list(_quoted(doc)) if quoting else [False] * len(doc)
    return kept[token.i]


def _quoted(doc: Doc) -> Iterator[bool]:
    inside = False
    for word in doc:
        yield inside
        inside = "\n" not in word.text and inside != (word.text in QUOTES)


def children(token: Token, *deps: str) -> list[Token]:
    """Dependents of a token with one of the relations, subtypes included, in text order."""
    return [c for c in token.children if c.dep_ in deps or c.relation in deps]


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated to it, in text order."""
    found, queue = [token], [token]
    while queue:
        more = [c for c in queue.pop().children if c.dep_ == "conj"]
        found += more
        queue += more
    return sorted(found, key=INDEX)


def noun_conjuncts(token: Token) -> list[Token]:
    """`conjuncts` that are no clauses of their own."""
    return [t for t in conjuncts(token) if t == token or t.pos_ not in {"VERB", "AUX"}]


def case_of(token: Token) -> str:
    """The preposition or prepositions of a nominal, lower case, "" for none."""
    return " ".join([c.lower_ for c in token.lefts if c.dep_ == "case"]) if token.lefts else ""


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: by its auxiliary, its subject, or as a participle after a noun."""
    deps = {c.dep_ for c in verb.children}
    if not deps & {"aux:pass", "obl:agent", "cop"} and ("obj" in deps or _number_behind(verb)):
        return False
    if deps & {"aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"}:
        return True
    if not is_participle(verb) or deps & {"obj", "aux", "nsubj"}:
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not deps & {"nsubj"}:
        return is_passive(verb.head)
    return verb.dep_ in {"acl", "amod", "advcl", "ccomp", "xcomp", "ROOT", "root", "conj", "parataxis"}


def _number_behind(verb: Token) -> bool:
    """Whether a number follows right behind a verb: "killed 16 people", "killed at least 16"."""
    for t in verb.doc[verb.i + 1 : verb.i + 4]:
        if t.pos_ == "PUNCT" or (t.pos_ == "CCONJ" and t.i + 1 < len(t.doc) and t.nbor().like_num):
            return False
        if t.dep_ == "case" and t.lower_ not in BOUNDING:
            return False
        if t.like_num and verb.is_ancestor(t):
            return True
    return False


def is_participle(verb: Token) -> bool:
    """Whether a verb form is a past participle; a past tense right below a noun is one that was tagged wrong.

    So is one beside a participle that has neither subject nor object ("were killed and millions more displaced").
    """
    if verb.tag_ != "VBD":
        return verb.tag_ == "VBN" or (verb.pos_ == "VERB" and verb.tag_ == "JJ")
    beside = verb.dep_ == "conj" and verb.head.tag_ == "VBN"
    return verb.dep_ == "acl" or (beside and not any(c.relation in {"nsubj", "obj", "aux"} for c in verb.children))


def is_clause(token: Token) -> bool:
    """Whether a token heads a clause: a verb, or a predicate with a copula or a subject."""
    return token.pos_ in {"VERB", "AUX"} or any(c.dep_ in SUBJECTS or c.dep_ == "cop" for c in token.children)


def is_gerund(verb: Token) -> bool:
    """Whether a verb form in -ing stands as a noun: "the shelling", "days of fighting", "fighting broke out"."""
    if verb.tag_ != "VBG" or children(verb, "obj"):
        return False
    named = verb.head.pos_ not in {"VERB", "AUX"}  # "accused troops of firing on a crowd" tells what they did
    if verb.dep_ in SUBJECTS or (named and any(c.dep_ == "mark" and c.lower_ == "of" for c in verb.children)):
        return True
    return any(c.dep_ in {"det", "case", "nmod:poss", "amod", "compound"} for c in verb.children)


def clause_head(token: Token) -> Token:
    """The nearest word above (or at) a token that heads its clause."""
    while not is_clause(token) and token.head != token:
        token = token.head
    return token


def ancestors(token: Token) -> Iterator[Token]:
    """The words above a token, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def below(token: Token, *, stop: frozenset[str] = CLAUSES, depth: int = 4) -> list[Token]:
    """Words under a token without those behind one of the `stop` relations, in text order."""
    found: list[Token] = []
    row: list[Token] = [token]
    for _ in range(depth):
        row = [c for t in row for c in t.children if c.dep_ not in stop]
        found += row
    return sorted(found, key=INDEX)


def phrase(token: Token) -> list[Token]:
    """The words of a noun phrase: its head with modifiers, without clauses, subject, coordinates and appositions."""
    words = [token, *below(token, stop=NO_PART, depth=3)]
    return sorted(words, key=INDEX)


def bearer(head: Token, people: Container[str]) -> Token:
    """Who is meant where a name with "of" comes before a person's noun: "a Movement of the North (MN) leader".

    Args:
        head: the head that the parse gives the phrase, in its name.
        people: lemmas of nouns that are people.

    Returns:
        The person's noun behind the name, else the head itself.
    """
    named = head.text[:1].isupper() and head.tag_ in {"NN", "NNP"} and head.i > sent_start(head)
    if not named or head.i + 2 >= len(head.doc) or head.nbor().lower_ != "of":
        return head
    i = head.i + 2
    while i < sent_end(head) - 1 and (head.doc[i].text[:1].isupper() or head.doc[i].text in {"the", "(", ")"}):
        i += 1
    noun = head.doc[i]
    return noun if noun.pos_ == "NOUN" and noun.lemma_.lower() in people else head


def relative_antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if token.tag_ not in RELATIVE:
        return None
    for above in ancestors(token):
        if above.dep_ == "acl:relcl":
            return above.head
    return None


def negated(token: Token) -> bool:
    """Whether a clause is negated: not, never, no one, neither, or a determiner 'no' on its subject or object."""
    for c in token.children:
        if c.lower_ in NOT and c.dep_ in DENYING:
            return True
        if c.relation in {"nsubj", "obj"} and empty(c):
            return True
    return False


def empty(noun: Token) -> bool:
    """Whether a noun phrase names nobody: "no group", "none"."""
    if noun.lower_ in {"none", "nobody", "no-one", "nothing"}:
        return True
    below = noun.children
    return any(c.lower_ in {"no", "neither"} and c.dep_ in {"det", "advmod", "cc:preconj", "cc"} for c in below)
