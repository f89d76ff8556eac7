"""Equipment lost: what, how many, and whose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from crossclaim.events.match import Trigger
from crossclaim.events.roles import subject
from crossclaim.figures.numbers import Quantity
from crossclaim.records import Loss, Party
from crossclaim.syntax import children, is_passive, noun_conjuncts, phrase

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

FRAMES = frozenset({"shootdown", "destroy", "seize_goods", "killing"})


def find_losses(
    doc: Doc,
    trigger: Trigger,
    numbers: Mapping[int, Quantity],
    equipment: frozenset[str],
    owner: Callable[[int], Party | None],
) -> tuple[Loss, ...]:
    """Equipment that one trigger says was lost.

    Args:
        doc: the parsed text.
        trigger: of a frame in `FRAMES`; any other gives nothing.
        numbers: the text's number expressions, by each of their tokens.
        equipment: lemmas of nouns that are equipment.
        owner: the party that a token's noun belongs to.
    """
    if trigger.frame.name not in FRAMES:
        return ()
    token = doc[trigger.token]
    heads = [h for h in _things(token) if h.lemma_.lower() in equipment]
    return tuple(_loss(h, numbers, owner) for h in dict.fromkeys(heads))


def _things(token: Token) -> list[Token]:
    found = children(token, "obj")
    if token.pos_ in {"NOUN", "PROPN"}:
        found = children(token, "nmod")
    elif is_passive(token):
        who = subject(token)
        found = [who] if who is not None else []
    return [t for f in found for t in noun_conjuncts(f)]


def _loss(head: Token, by_token: Mapping[int, Quantity], owner: Callable[[int], Party | None]) -> Loss:
    words = phrase(head)
    counted = [by_token[t.i] for t in words if t.i in by_token]
    count = next((q.low or q.high for q in counted if q.low or q.high), None)
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    what = (
        " ".join(t.text for t in words if t.dep_ in {"compound", "amod"} and not t.ent_type_)
        + " "
        + head.lemma_.lower()
    )
    return Loss(what.strip(), count or 1, owner(head.i), start, end)
