"""How likely each claim is a right one: a logistic model over what the reading knows of it already.

The signs are read off the claim and its reasons: how sure the heads were of cue, link, arcs and names, how the
trigger was matched, how claimant, place and date were come by. Weights lie in `data/confidence.yaml`, fitted by
`training/confidence.py` on reports whose claims are known.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossclaim.claims.propositions import PHYSICAL, SPEECH
from crossclaim.lexicon.confidence import Weights
from crossclaim.records import Claim, Reason
from crossclaim.syntax import sent_end, sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

SURE = 0.999
"""A probability above this counts as this: what the heads say beyond it carries nothing."""

LONG = 25.0
"""Words of a middling sentence: lengths are counted in its doublings."""


SUBORDINATE = frozenset({"acl", "acl:relcl", "advcl", "amod", "nmod"})
"""Relations of a trigger that is told beside what its sentence is about."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a claim stands in its text.

    Attributes:
        words: tokens of its sentence.
        crowd: claims whose triggers stand in its sentence.
        headline: whether it stands in the report's headline.
        subordinate: whether its trigger hangs on what the sentence is about.
        overlapped: whether another claim's evidence shares words with its own.
    """

    words: int
    crowd: int
    headline: bool = False
    subordinate: bool = False
    overlapped: bool = False


def weighed(claims: Sequence[Claim], doc: Doc, title_end: int, weights: Weights) -> tuple[Claim, ...]:
    """The claims with their confidence.

    Args:
        claims: the claims of one text, with their reasons.
        doc: the parsed text.
        title_end: where the headline ends in the text; 0 where it has none.
        weights: the model.

    Returns:
        The same claims; `confidence` lies between 0 and 1, rounded to two places.
    """
    found = signs_of(claims, doc, title_end)
    return tuple(replace(c, confidence=round(probability(s, weights), 2)) for c, s in zip(claims, found, strict=True))


def signs_of(claims: Sequence[Claim], doc: Doc, title_end: int) -> list[dict[str, float]]:
    """The signs of each of a text's claims; arguments as for `weighed`."""
    roots = [_trigger(c, doc) for c in claims]
    crowd = Counter(sent_start(t) for t in roots)
    return [
        signs(
            c,
            Setting(
                words=sent_end(t) - sent_start(t),
                crowd=crowd[sent_start(t)],
                headline=c.start < title_end,
                subordinate=t.dep_ in SUBORDINATE,
                overlapped=any(o.start < c.end and c.start < o.end for o in claims if o is not c),
            ),
        )
        for c, t in zip(claims, roots, strict=True)
    ]


def probability(found: Mapping[str, float], weights: Weights) -> float:
    """The probability of a claim with some signs; a sign that is not there counts as its mean.

    >>> from crossclaim.lexicon.confidence import Sign
    >>> probability({"arc": 1.0}, Weights(0.0, {"arc": Sign(0.0, 1.0, 2.0)})) > 0.88
    True
    """
    total = weights.intercept
    for name, sign in weights.signs.items():
        if name in found:
            total += sign.weight * (found[name] - sign.mean) / sign.scale
    return 1 / (1 + math.exp(-total))


def signs(claim: Claim, setting: Setting) -> dict[str, float]:
    """What speaks for or against a claim, by name; a probability that no head gave is left out.

    Args:
        claim: the claim with its reasons.
        setting: where it stands in its text.
    """
    why = {r.field: r for r in claim.why}
    found = {
        "sentence": math.log2(max(setting.words, 1) / LONG),
        "crowd": math.log2(max(setting.crowd, 1)),
        "headline": float(setting.headline),
        "subordinate": float(setting.subordinate),
        "overlapped": float(setting.overlapped),
        "figures": float(min(len(claim.casualties) + len(claim.losses), 3)),
        "parties": float(min(len(claim.actors) + len(claim.targets), 3)),
        "nobody": float(not claim.actors and not claim.targets),
        "relayed": float(bool(claim.via)),
        "denied": float(claim.stance == "denies"),
        "hedged": float(claim.stance == "hedged"),
        "ongoing": float(claim.tense == "ongoing"),
        "background": float(claim.tense == "background"),
        "short": float(len(claim.quote.split()) < 4),
    }
    return found | _of_trigger(why.get("trigger")) | _of_voice(claim, why) | _of_place_and_date(why)


def _of_trigger(trigger: Reason | None) -> dict[str, float]:
    if trigger is None:
        return {}
    entries = trigger.detail.split("; ")
    own = entries[0]
    return {
        "noun": float(", nouns: " in own),
        "phrase": float(", phrases: " in own),
        "condition": float(" !" in own),
        "joined": float(len(entries) > 1),
        "violence": float(trigger.value in PHYSICAL),
        "speech": float(trigger.value in SPEECH),
    }


def _of_voice(claim: Claim, why: Mapping[str, Reason]) -> dict[str, float]:
    cue, path, who = why.get("cue"), why.get("path"), why.get("claimant")
    found = {"reporter": float(claim.claimant is None), "ruled": float(cue is not None and cue.by == "rule")}
    if who is not None:
        found["pronoun"] = float("pronoun" in who.detail)
        found["metonym"] = float("stands for" in who.detail)
    return found | _odds("cue", cue) | _odds("link", who) | _odds("arcs", path)


def _of_place_and_date(why: Mapping[str, Reason]) -> dict[str, float]:
    place, date = why.get("place"), why.get("date")
    found = {}
    if place is not None:
        found["placed"] = float(place.by == "rule")
    if date is not None:
        found["dated"] = float(date.by == "rule")
    return found


def _odds(name: str, reason: Reason | None) -> dict[str, float]:
    """The logarithm of the odds of a head's score, under its name."""
    if reason is None or reason.score is None:
        return {}
    p = min(max(reason.score, 1 - SURE), SURE)
    return {name: math.log(p / (1 - p))}


def _trigger(claim: Claim, doc: Doc) -> Token:
    """The head word of a claim's trigger."""
    span = doc.char_span(claim.event.trigger.start, claim.event.trigger.end)
    return span.root if span is not None else doc[0]


__all__ = ["Setting", "probability", "signs", "signs_of", "weighed"]
