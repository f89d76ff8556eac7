"""Which earlier mention a pronoun stands for.

Method: the candidates that agree in person and number are ranked by nearness and by what they do in
their sentence, subjects first (after Hobbs 1978 and Lappin and Leass 1994, without their full syntax).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crossclaim.parties.mentions import SUBJECTS, PartyMention
from crossclaim.parties.terms import Text
from crossclaim.syntax import case_of, in_quotes, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Token

FAR = 4
"""Sentences back that a pronoun looks."""

SENTENCE, SUBJECT, GOVERNING, OBJECT, OWNING, BODY, MAIN = 3.0, 2.5, 2.5, 1.0, -1.5, -2.0, 1.0
"""Weights: a sentence farther; a subject; the subject of a clause around the pronoun's; an object; a
possessor; one body, for "they"; the subject of a main clause in an earlier sentence."""

COLLECTIVE = frozenset({"REB", "IMG", "PRM", "MIL", "COP", "IGO", "NGO", "GOV", "OPP", "PTY", "CRM", "LEG", "MED"})
"""Sectors whose organisations "they" may stand for."""


MOST_BACK = 80
"""Mentions looked back at: more than the sentences in reach hold."""


def antecedent(token: Token, sort: str, before: Sequence[PartyMention], text: Text) -> PartyMention | None:
    """The mention that a pronoun stands for.

    Args:
        token: the pronoun.
        sort: "person", "thing" or "many" ("he", "it", "they").
        before: the mentions so far in text order, already resolved; pronouns resolved to nobody left out.
        text: the document.

    Returns:
        None where no mention fits, or the pronoun mostly stands for no party ("denied it").
    """
    if sort == "thing" and token.dep_ in {"obj", "expl", "iobj"}:
        return None
    best, best_score = None, float("-inf")
    quoted = in_quotes(token)
    acts = _of_parties(token, text)
    sentences = _sentences_back(token, text)
    for mention in before[-MOST_BACK:]:
        back = sentences.get(sent_start(text.doc[mention.head]))
        if back is None or mention.head >= token.i or not _agrees(mention, sort) or (acts and mention.bystander):
            continue
        if quoted and _says_around(text.doc[mention.head], token):
            continue
        if not quoted and back == 0 and in_quotes(text.doc[mention.head]):
            continue  # who is spoken of inside the quotation marks does not speak around them
        if back == 0 and acts and _in_its_words(text.doc[mention.head], token):
            continue
        if sort == "thing" and _told(mention, text):
            continue
        if _own_clause(token, text.doc[mention.head], text) or _contains(mention, token):
            continue
        score = _score(mention, token, back, text) + (BODY if sort == "many" and not mention.plural else 0.0)
        if score >= best_score:
            best, best_score = mention, score
    return best


def _sentences_back(token: Token, text: Text) -> dict[int, int]:
    """Starts of the pronoun's sentence and the ones before it, with how far back each is."""
    starts: dict[int, int] = {}
    start = sent_start(token)
    for back in range(FAR + 1):
        starts[start] = back
        if start == 0:
            break
        start = sent_start(text.doc[start - 1])
    return starts


def _agrees(mention: PartyMention, sort: str) -> bool:
    named = mention.named
    if named is None:
        return False
    if sort == "person":
        return mention.person and not mention.bystander
    if sort == "thing":
        listed = named.term is not None and named.term.role not in {
            "civil",
            "people",
            "force",
            "source",
            "side",
        }
        if mention.bystander:
            return not mention.plural
        return not mention.person and (not mention.plural or named.proper) and (listed or named.proper)
    if mention.plural or named.parts or mention.joined:
        return True
    return not mention.person and not named.is_country and mention.party.sector in COLLECTIVE


def _own_clause(pronoun: Token, other: Token, text: Text) -> bool:
    """Whether a pronoun would stand for the subject of its own verb against its sense.

    So in "Chad attacked it", and in "the enemy fired at its positions", where the verb does harm.
    """
    if pronoun.dep_ in SUBJECTS or other.dep_ not in SUBJECTS:
        return False
    verb = pronoun.head if pronoun.dep_ != "nmod:poss" else _verb_of(pronoun.head)
    if other.head.i != verb.i:
        return False
    return pronoun.dep_ != "nmod:poss" or (verb.lemma_.lower() in text.book.words.harming and "pass" not in other.dep_)


def _says_around(other: Token, quoted: Token) -> bool:
    """Whether a subject outside the quotation marks speaks the sentence that a pronoun in them is in."""
    if other.dep_ not in SUBJECTS or in_quotes(other):
        return False
    return sent_start(other) == sent_start(quoted)


def _in_its_words(other: Token, pronoun: Token) -> bool:
    """Whether a pronoun that speaks behind what it says would stand for one in it: "a nurse was killed, he wrote"."""
    verb = pronoun.head
    if pronoun.dep_ not in SUBJECTS or other.i > pronoun.i:
        return False
    if any(c.dep_ in {"ccomp", "parataxis"} and c.i < pronoun.i and c.is_ancestor(other) for c in verb.children):
        return True
    return verb.dep_ == "parataxis" and verb.head.i < pronoun.i and verb.head.is_ancestor(other)


def _told(mention: PartyMention, text: Text) -> bool:
    """Whether an outlet is only told what others say: "a source told the agency its forces had left"."""
    head = text.doc[mention.head]
    return mention.party.sector == "JRN" and head.relation in {"obj", "iobj", "obl"}


def _of_parties(token: Token, text: Text) -> bool:
    """Whether only a party can be meant: "they accused", "its soldiers"."""
    if token.dep_ == "nmod:poss":
        match = text.at.get(token.head.i)
        return match is not None and match.term.role not in {"people", "paper", "arms", "side"}
    return token.dep_ in SUBJECTS and token.head.lemma_.lower() in text.book.words.acting


def _verb_of(noun: Token) -> Token:
    """The verb whose object or adjunct a noun is, the noun itself where it is a subject."""
    if noun.dep_ in SUBJECTS:
        return noun
    while noun.relation in {"nmod", "conj", "compound"} and noun.head.i != noun.i:
        noun = noun.head
    return noun.head


def _contains(mention: PartyMention, token: Token) -> bool:
    return mention.first <= token.i < mention.last


def _score(mention: PartyMention, token: Token, back: int, text: Text) -> float:
    head = text.doc[mention.head]
    score = -SENTENCE * back + 0.001 * mention.head
    top = _top(head)
    if top.dep_ in SUBJECTS or (back and case_of(top).startswith("according") and _of_parties(token, text)):
        score += SUBJECT
        if back == 0 and top.head.is_ancestor(token):
            score += GOVERNING
        elif back and top.head.dep_ == "ROOT" and _of_parties(token, text):
            score += MAIN
    elif top.dep_ in {"obj", "iobj"}:
        score += OBJECT
    elif head.dep_ == "nmod:poss":
        score += OWNING
    if token.dep_ in SUBJECTS and back == 0 and top.dep_ not in SUBJECTS:
        score -= 1.0
    return score


def _top(head: Token) -> Token:
    """The first of coordinated nouns, for what the whole row does in the sentence."""
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head
