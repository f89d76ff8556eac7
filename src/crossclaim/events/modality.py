"""How a clause says it: asserted, denied or hedged; past, ongoing, to come, called for, or history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossclaim.lexicon.modality import ModalityWords
from crossclaim.records import Stance, Tense
from crossclaim.syntax import SUBJECTS, ancestors, children, clause_head, empty, is_clause, is_passive, negated

if TYPE_CHECKING:
    from crossclaim.parsed import Token


def stance_of(token: Token, words: ModalityWords) -> Stance:
    """What the clause itself does with its event, attribution aside.

    Args:
        token: the word that shows the event.
        words: the hedging words.

    Returns:
        "denies" for an explicit non-event, "hedged" where the event itself is in doubt, else "asserts".
    """
    return judged(token, words)[0]


def judged(token: Token, words: ModalityWords) -> tuple[Stance, str]:
    """`stance_of` with what decided it: the word in question, or "" where nothing bears on the stance."""
    clause = clause_head(token)
    if negated(clause) or negated(token) or _nobody(clause):
        return "denies", "negated"
    refusing = _refused(clause)
    if refusing:
        return "denies", refusing
    hedging = _hedged(token, clause, words)
    return ("hedged", hedging) if hedging else ("asserts", "")


def _nobody(verb: Token) -> bool:
    """Whether a verb shares the subject of the one before it, and that names nobody: "no one was hurt or detained"."""
    while verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children):
        verb = verb.head
        if any(c.dep_ in SUBJECTS and empty(c) for c in verb.children):
            return True
    return False


def _refused(clause: Token) -> str:
    """The negated verb that governs the clause: "has not been able to take", "failed to sign"; "" for none."""
    head = clause.head
    refused = (
        clause.dep_ == "xcomp"
        and head != clause
        and (negated(head) or head.lemma_.lower() in {"refuse", "fail", "decline"})
    )
    return head.lower_ if refused else ""


def _hedged(token: Token, clause: Token, words: ModalityWords) -> str:
    """The word that hedges; "" for none."""
    for t in dict.fromkeys((token, clause)):
        for c in t.children:
            low = c.lower_
            if (c.dep_ == "advmod" and low in words.hedging_adverbs) or (
                c.dep_ == "amod" and low in words.hedging_adjectives
            ):
                return low
            if c.dep_ == "aux" and low in words.hedging_modals and any(x.lower_ == "have" for x in t.children):
                return f"{low} have"
    if (
        token.head == clause
        and token.dep_ in SUBJECTS
        and clause.pos_ == "ADJ"
        and clause.lower_ in words.hedging_adjectives
    ):
        return clause.lower_
    if token.dep_ == "xcomp" and token.head.lemma_.lower() in words.hedging_verbs:
        return token.head.lower_
    governor = clause.head
    if governor.lemma_.lower() in words.grounds and (empty(governor) or negated(governor.head)):
        return f"no {governor.lower_}"
    if governor == clause or clause.dep_ not in {"xcomp", "ccomp", "csubj", "advcl"}:
        return ""
    if clause.dep_ == "xcomp" and governor.lemma_.lower() in words.hedging_verbs | words.hedging_adverbs:
        return governor.lower_
    impersonal = any(c.dep_ == "expl" for c in governor.children)
    return governor.lower_ if impersonal and governor.lemma_.lower() in words.hedging_verbs else ""


def tense_of(token: Token, words: ModalityWords, *, sudden: bool = False) -> Tense:
    """When the clause puts its event, dates aside: past, ongoing or future.

    Args:
        token: the word that shows the event.
        words: words of time.
        sudden: whether the event is over when it is told, so that a plain present is a headline's: "rebels seize town".
    """
    clause = clause_head(token)
    if _planned(token, words):
        return "future"
    for verb in _verbs_up(clause):
        found = _verb_tense(verb, words, sudden=sudden)
        if found is not None:
            return found
    return "past"


def _planned(noun: Token, words: ModalityWords) -> bool:
    """Whether an event named by a noun is what somebody plans; a clause on what it did says that it was done."""
    if noun.pos_ != "NOUN" or any(c.dep_ == "acl:relcl" for c in noun.children):
        return False
    for t in ancestors(noun):
        if t.lemma_.lower() in words.planning:
            return True
        if t.dep_ in SUBJECTS or t.dep_ not in {"obj", "obl", "nmod", "conj", "xcomp", "acl", "advcl", "ROOT"}:
            return False
    return False


def _verbs_up(clause: Token) -> list[Token]:
    """The clause's verb, then those whose time it takes over."""
    verbs, current = [clause], clause
    while current.dep_ in {"xcomp", "advcl", "conj"} and current.head != current and not _finite(current):
        current = current.head
        verbs.append(current)
    return verbs


def _finite(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBZ", "VBP"} or any(
        c.dep_ in {"aux", "aux:pass", "cop"} and c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in verb.children
    )


def _verb_tense(verb: Token, words: ModalityWords, *, sudden: bool) -> Tense | None:
    aux = [c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"}]
    lows = {c.lower_ for c in aux}
    if (lows & words.future_auxiliaries and "have" not in lows) or (
        verb.lemma_.lower() in {"set", "expect", "likely"} and _heads_infinitive(verb)
    ):
        return "future"
    if "have" in {c.lemma_.lower() for c in aux}:
        return "ongoing" if verb.tag_ == "VBG" and not lows & {"had"} else "past"
    if verb.tag_ == "VBG" and any(c.lower_ in {"is", "are", "'s", "’s", "am", "'re"} for c in aux):
        return "ongoing"
    if verb.tag_ == "VBG" and any(c.lower_ in {"was", "were"} for c in aux):
        lasting = any(c.lower_ in words.ongoing_adverbs for c in verb.children) or _told_of(verb)
        return "ongoing" if lasting else "past"
    if lows & {"is", "are"} and verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children):
        return "future"
    if lows & {"do", "does"} and verb.tag_ == "VB":
        return "ongoing"
    standing = _nobody_does(verb) or verb.lemma_.lower() in words.lasting_verbs
    if lows & {"is", "are"} and (verb.tag_ != "VBN" or not is_passive(verb) or standing):
        return "ongoing"
    if verb.tag_ in {"VBZ", "VBP"} and not _past_form(verb, words):
        return "past" if sudden and not _again(verb, words) else "ongoing"
    if verb.tag_ in {"VBD", "VBP"} or aux:
        return "past"
    return None


def _again(verb: Token, words: ModalityWords) -> bool:
    """Whether a verb in the plain present tells what goes on or comes back: "they often trade fire"."""
    return verb.lemma_.lower() in words.lasting_verbs or any(c.lower_ in words.ongoing_adverbs for c in verb.children)


def _told_of(verb: Token) -> bool:
    """Whether somebody said it then of what went on: "the army said it was battling rebels"."""
    return verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"


def _nobody_does(verb: Token) -> bool:
    """Whether a passive tells how things are, not what was done: "the road is closed"."""
    return not any(c.dep_ == "obl:agent" or c.dep_.startswith("obl") for c in verb.children)


def _past_form(verb: Token, words: ModalityWords) -> bool:
    """Whether a plural present is none: "insurgents overran the base", "a rocket hit a bus"."""
    if verb.tag_ != "VBP" or verb.pos_ != "VERB":
        return False
    if verb.lower_ in words.unchanging:
        return True
    one = any(c.dep_ in SUBJECTS and c.tag_ in {"NN", "NNP"} and not children(c, "conj") for c in verb.children)
    return verb.lower_ != verb.lemma_.lower() or one


def _heads_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" for x in children(verb, "xcomp") for c in x.children)


def conditional(token: Token, words: ModalityWords) -> bool:
    """Whether the event stands under a condition or question: "if talks fail", "whether it attacked"."""
    for t in [token, *ancestors(token)]:
        if any(c.dep_ == "mark" and c.lower_ in words.conditional_markers for c in t.children):
            return True
        if _asks(t):
            return True
        if t.dep_ in {"ccomp", "parataxis", "acl:relcl"} or (t.dep_ in SUBJECTS and is_clause(t)):
            return False
    return False


def _asks(clause: Token) -> bool:
    """Whether a clause is an embedded question: "it was unclear who carried out the attack".

    Its question word begins it: "that X and what it called rebels had fled" asks nothing, nor does a clause on a
    noun whose own verb says it: "the town, where doctors said 28 had died".
    """
    begins = clause.left_edge.i + 1
    if clause.dep_ == "ccomp" and clause.left_edge.i < clause.head.i < clause.i:
        return False
    return clause.dep_ in {"ccomp", "csubj"} and any(
        c.tag_ in {"WP", "WRB"} and c.i < clause.i and c.i <= begins and c.lower_ != "when"
        for c in clause.subtree
        if c.head == clause or (c.head.head == clause and c.head.i < clause.i)
    )


def obliged(token: Token, words: ModalityWords) -> bool:
    """Whether a clause says what somebody must do."""
    clause = clause_head(token)
    return any(c.dep_ == "aux" and c.lower_ in words.obligation_modals for c in clause.children)
