"""Attributes of one incident besides its tolls: who attacked first, who did what to whom, who holds the place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from crossclaim.accounts.records import Heard, Point, Question, Said, Standing
from crossclaim.accounts.settings import AccountWords
from crossclaim.accounts.sides import Sides
from crossclaim.accounts.standing import Rules, sources_of, verdict
from crossclaim.accounts.words import said, value_of, with_superseded
from crossclaim.export.phrases import event_name
from crossclaim.linking.parties import is_named
from crossclaim.records import Claim

ORDER: tuple[Question, ...] = ("attacked_first", "act", "holds", "loss", "response")
RANK: tuple[Standing, ...] = ("disputed", "denied", "admitted", "corroborated", "uncontested", "superseded")
HAPPENED = ("past", "ongoing", "background")

ON = " on "
"""Between who did it and to whom."""

RESPONSES = {
    "condemn": ("condemns", "condemns it"),
    "appeal": ("calls on", "appeals"),
    "accuse": ("blames", "lays blame"),
    "deny": ("denies", "denies it"),
}
"""What an answer to an incident does: to whom it names, or without one."""

AFTERMATH = {"investigate": ("inquiry", "into"), "aid": ("relief", "for")}
"""What follows an incident: what it is, and the word before what it is for; others than who tells of it do it."""

Keyed = dict[tuple[str, ...], list[Said]]


def points(
    heard: Sequence[Heard], reactions: Sequence[Heard], sides: Sides, outlets: Mapping[str, str]
) -> tuple[Point, ...]:
    """The attributes of an incident with how each stands.

    Args:
        heard: its claims, in the order their reports came.
        reactions: claims that react to it: who is blamed for it, who denies it, what else is said to it.
        sides: its parties.
        outlets: outlets by report.
    """
    happened = [h for h in heard if h.claim.tense in HAPPENED]
    main = main_act((h.claim for h in happened), sides.words)
    found = [
        *_attacked_first(happened, main, sides, outlets),
        *_acts(happened, reactions, main, sides, outlets),
        *_holds(happened, sides, outlets),
        *_losses(happened, sides, outlets),
        *_responses(reactions, main, sides, outlets),
    ]
    return tuple(sorted(found, key=lambda p: (ORDER.index(p.question), RANK.index(p.standing), -len(p.said), p.key)))


def main_act(claims: Iterable[Claim], words: AccountWords) -> str:
    """What kind of violence an incident is: the most told, and a name that says the kind before one that does not.

    A kind counts where at least a quarter as many claims give it as give the general name that is told most.
    """
    types = Counter(c.event.type for c in claims if c.event.type in words.violence)
    if not types:
        return ""
    kinds = Counter({t: n for t, n in types.items() if t not in words.general})
    first = (kinds or types).most_common(1)[0]
    return first[0] if 4 * first[1] >= types.most_common(1)[0][1] else types.most_common(1)[0][0]


def _attacked_first(heard: Sequence[Heard], main: str, sides: Sides, outlets: Mapping[str, str]) -> Iterable[Point]:
    """Whom each speaker names as the one that attacked, at the earliest time it gives; one point for each named.

    Asked only where parties are against each other, and of no act that has one author; who answered an attack did
    not attack first.
    """
    by_speaker: dict[str, list[tuple[date, str, Said]]] = defaultdict(list)
    for h in heard if sides.against and main not in sides.words.one_author else ():
        claim = h.claim
        if claim.event.type in sides.words.attacks and claim.stance != "denies" and not answers(claim, sides.words):
            for actor in _doers(claim, sides):
                word = said(h, sides, outlets, sides.name(actor))
                by_speaker[word.speaker.key].append((_first_day(claim), actor, word))
    words: Keyed = defaultdict(list)
    for found in by_speaker.values():
        first = min(day for day, _, _ in found)
        for _, actor, word in (f for f in found if f[0] == first):
            words["attacked_first", actor].append(word)
    for key, mine in words.items():
        rivals = [w for k, theirs in words.items() if k != key for w in theirs]
        label = f"attacked first: {sides.name(key[1])}"
        yield _with_rivals("attacked_first", label, key, mine, rivals, key[1], sides)


def _acts(
    heard: Sequence[Heard], reactions: Sequence[Heard], main: str, sides: Sides, outlets: Mapping[str, str]
) -> Iterable[Point]:
    """Every kind of act with who is said to have done it; denials go with what they deny, blame with the main act."""
    words: Keyed = defaultdict(list)
    labels: dict[tuple[str, ...], str] = {}
    told = [(h, key, value) for h in heard for key, value in _act_keys(h.claim, sides, main)]
    told += [(h, key, value) for h in reactions for key, value in _blame_keys(h.claim, sides, main)]
    for h, key, value in told:
        word = said(h, sides, outlets, value)
        if word not in words[key]:
            words[key].append(word)
        labels[key] = f"{event_name(key[1])} by {sides.name(key[2]) if key[2] else 'somebody'}"
    rivals = {k: [w for o, ws in words.items() if o[1] == k[1] and o[2] and o != k for w in ws] for k in words}
    for key, found in words.items():
        against = rivals[key] if key[1] in sides.words.one_author and key[2] else []
        yield _with_rivals("act", labels[key], key, found, against, key[2], sides)


def _with_rivals(
    question: Question,
    label: str,
    key: tuple[str, ...],
    found: Sequence[Said],
    rivals: Sequence[Said],
    actor: str,
    sides: Sides,
) -> Point:
    """A point on which words that name another actor exclude those found, where there are such rivals."""
    mine = {(s.entry, s.value) for s in found}
    rules = Rules(
        excludes=lambda a, b: ((a.entry, a.value) in mine) != ((b.entry, b.value) in mine),
        agrees=lambda a, b: bool(actor) or _same_target(a, b),
        own=lambda s: bool(actor) and s.speaker.key == actor,
    )
    point = _point(question, label, key, found, sides, rules, _author)
    ruling = verdict(with_superseded([*found, *rivals], _author), sides, rules) if rivals else None
    if ruling is None or ruling.standing != "disputed":
        return point
    also = tuple(s for s in (point.standing, *point.also) if s != "uncontested")
    return replace(point, standing="disputed", also=also, reason=ruling.reason)


def _author(s: Said) -> str:
    """Who is said to have done it, whomever it was done to: who names another target says nothing else."""
    return s.value.partition(ON)[0]


def _same_target(a: Said, b: Said) -> bool:
    """Whether two words on an act without an actor can be of one act: one target, or one of them names none."""
    mine, theirs = a.value.partition(ON)[2], b.value.partition(ON)[2]
    return not mine or not theirs or mine == theirs


def _holds(heard: Sequence[Heard], sides: Sides, outlets: Mapping[str, str]) -> Iterable[Point]:
    """Who holds the place: who is said to have taken it, or to have left it; a denial says that it was not taken."""
    words: Keyed = defaultdict(list)
    taken, left = sides.words.taken, sides.words.left
    for h in heard:
        claim = h.claim
        if claim.event.type in taken | left:
            verb = "took it" if claim.event.type in taken else "left it"
            for actor in _named_keys(claim, sides) or [""]:
                value = f"{sides.name(actor) if actor else 'somebody'} {verb}"
                words["holds", verb, actor].append(said(h, sides, outlets, value))
    for key, found in words.items():
        rules = _of_holding(key[2] if key[1] == "left it" else "")
        label = f"{_places(heard, taken | left)}: {found[0].value}"
        yield _point("holds", label, key, found, sides, rules)


def _losses(heard: Sequence[Heard], sides: Sides, outlets: Mapping[str, str]) -> Iterable[Point]:
    """Equipment lost, by kind and owner."""
    words: Keyed = defaultdict(list)
    for h in heard:
        for loss in h.claim.losses:
            owner = sides.key(loss.party) if loss.party else ""
            word = said(h, sides, outlets, f"{loss.count} {loss.what}", loss.count, loss.count)
            words["loss", loss.what.casefold(), owner].append(word)
    for key, found in words.items():
        rules = _of_loss(key[2])
        label = f"{key[1]} lost by {sides.name(key[2])}" if key[2] else f"{key[1]} lost"
        yield _point("loss", label, key, found, sides, rules)


def _of_holding(left: str) -> Rules:
    """Who says that it left a place says so against itself; a denial says that the place did not change hands."""
    return Rules(lambda a, b: False, lambda a, b: a.value == b.value, lambda s: s.speaker.key == left, True)


def _of_loss(owner: str) -> Rules:
    return Rules(lambda a, b: a.low != b.low, lambda a, b: a.low == b.low, lambda s: s.speaker.key == owner)


def _point(
    question: Question,
    label: str,
    key: tuple[str, ...],
    found: Sequence[Said],
    sides: Sides,
    rules: Rules,
    says: Callable[[Said], str] = value_of,
) -> Point:
    words = with_superseded(found, says)
    ruling = verdict(words, sides, rules)
    return Point(
        question, label, key, words, ruling.standing, ruling.also, ruling.reason, sources_of(words, rules, sides)
    )


def _act_keys(claim: Claim, sides: Sides, main: str) -> list[tuple[tuple[str, ...], str]]:
    """Under what an act stands: its type and each actor; and what is said of it.

    A party that owns up to the incident owns up to its main act. A denial that names no actor denies no act but
    its figures ("that it had lost forty men in the battle"), or that somebody owned up. A general name ("the attack")
    is another name of the main act, where that has one author and nobody is named: who says that an army struck a depot
    does not say that it used gas.
    """
    type_, words, actors = claim.event.type, sides.words, _doers(claim, sides)
    if claim.stance == "denies" and not actors and (claim.casualties or type_ in words.owned_up):
        return []
    if type_ in words.owned_up:
        type_ = main or "attack"
    elif type_ not in words.violence | words.acts:
        return []
    if type_ in words.general and main in words.one_author and not actors:
        type_ = main
    targets = list(dict.fromkeys(sides.name(sides.key(p)) for p in claim.targets))
    on = f"{ON}{', '.join(targets)}" if targets else ""
    return [(("act", type_, a), f"{sides.name(a)}{on}") for a in actors] or [(("act", type_, ""), f"somebody{on}")]


def _blame_keys(claim: Claim, sides: Sides, main: str) -> list[tuple[tuple[str, ...], str]]:
    """Under what blame for an incident of violence stands, or a denial of it: its main act by whom it is laid to.

    Whoever denies an incident without saying what denies that it did it; a monitor or reporter denies nothing so.
    """
    if not main:
        return []
    if claim.event.type in sides.words.blames:
        laid_to = [k for k in dict.fromkeys(sides.key(p) for p in claim.targets) if _may_have(k, sides)]
    elif claim.event.type in sides.words.denials:
        own = dict.fromkeys(sides.key(p) for p in (claim.claimant, *claim.actors) if p is not None)
        laid_to = [k for k in own if _may_have(k, sides)]
    else:
        return []
    return [(("act", main, k), sides.name(k)) for k in laid_to]


def _may_have(key: str, sides: Sides) -> bool:
    return is_named(key) and not sides.takes_no_part(key)


def _responses(reactions: Sequence[Heard], main: str, sides: Sides, outlets: Mapping[str, str]) -> Iterable[Point]:
    """What else is said to an incident: condemned, appealed, looked into; blame of nobody. It stands as said."""
    words: Keyed = defaultdict(list)
    for h in reactions:
        type_ = h.claim.event.type
        if not _blame_keys(h.claim, sides, main) and type_ in {*RESPONSES, *AFTERMATH}:
            words["response", type_].append(said(h, sides, outlets, _answer(h.claim, sides)))
    rules = Rules(lambda a, b: False, lambda a, b: False, lambda s: False)
    for key, found in words.items():
        point = _point("response", f"response: {event_name(key[1])}", key, found, sides, rules, lambda s: "")
        names = ", ".join(list(dict.fromkeys(s.speaker.name for s in found))[:3])
        yield replace(point, standing="uncontested", also=(), reason=f"said by {names}")


def answers(claim: Claim, words: AccountWords) -> bool:
    """Whether a claim says in its words that its actor answered an attack."""
    text = claim.quote.casefold()
    return any(text.startswith(w) or f" {w}" in text for w in words.answering)


def _answer(claim: Claim, sides: Sides) -> str:
    """What a claim says to an incident, in words."""
    to = ", ".join(dict.fromkeys(sides.name(sides.key(p)) for p in claim.targets))
    by = ", ".join(dict.fromkeys(sides.name(sides.key(p)) for p in claim.actors))
    if claim.event.type in AFTERMATH:
        what, for_ = AFTERMATH[claim.event.type]
        return f"{what}{f' by {by}' if by else ''}{f' {for_} {to}' if to else ''}"
    verb, alone = RESPONSES[claim.event.type]
    return f"{verb} {to}" if to else alone


def _doers(claim: Claim, sides: Sides) -> list[str]:
    """Who is said to have done it, where that has a name; who watches or reports does no violence."""
    keys = _named_keys(claim, sides)
    violent = claim.event.type in sides.words.violence
    return [k for k in keys if not (violent and sides.takes_no_part(k))]


def _named_keys(claim: Claim, sides: Sides) -> list[str]:
    keys = dict.fromkeys(sides.key(p) for p in claim.actors)
    return [k for k in keys if is_named(k)]


def _first_day(claim: Claim) -> date:
    return claim.date.first if claim.date and claim.date.first else date.max


def _places(heard: Sequence[Heard], types: frozenset[str]) -> str:
    """The places that claims of some types name, the three most named."""
    names = [h.claim.place.text for h in heard if h.claim.event.type in types and h.claim.place]
    most = sorted(dict.fromkeys(names), key=lambda n: -names.count(n))
    return ", ".join(most[:3]) or "the place"
