"""A person and those told of as theirs are one group: "a mother and her infant", "my brother and his two sons"."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossclaim.records import Casualty
from crossclaim.syntax import children

if TYPE_CHECKING:
    from crossclaim.parsed import Token

Group = tuple["Token", Casualty | None]


def with_kin(groups: Sequence[Group], kin: Container[str]) -> list[Casualty | None]:
    """The figures of several heads, those of one person and of whom the text calls theirs made one.

    Args:
        groups: heads of victims and their figures, in text order.
        kin: lemmas of nouns for one's own people.
    """
    of_head, grown = dict(groups), set[int]()
    for head, figure in groups:
        first = of_head.get(head.head) if _is_theirs(head, kin) else None
        if first is None or figure is None or figure.high != figure.low:
            continue
        if first.high == 1 == first.low or head.head.i in grown:
            of_head[head.head], of_head[head] = _both(first, figure, head), None
            grown.add(head.head.i)
    return list(of_head.values())


def _is_theirs(noun: Token, kin: Container[str]) -> bool:
    """Whether a noun is joined to the one whose it is: "his two sons" beside "my brother"."""
    ours = noun.dep_ == "conj" and noun.lemma_.lower() in kin
    return ours and any(c.pos_ == "PRON" for c in children(noun, "nmod:poss"))


def _both(first: Casualty, second: Casualty, head: Token) -> Casualty:
    """One figure for both; who they are is said in the words of the two."""
    number = (first.low or 0) + (second.low or 0)
    theirs = " ".join(t.text for t in head.subtree if t.i <= head.i and t.dep_ not in {"cc", "punct"})
    who, victims = f"{first.who} and {theirs}", second.victims if first.victims == "unknown" else first.victims
    return replace(first, low=number, high=number, who=who, victims=victims, end=max(first.end, second.end), lone=False)


__all__ = ["with_kin"]
