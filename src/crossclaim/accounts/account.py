"""The accounts of one incident, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crossclaim.accounts.origins import outlets_of, speaker_of
from crossclaim.accounts.points import points
from crossclaim.accounts.records import Accounts, Heard, Point, Role, Sources, Speaker, Toll
from crossclaim.accounts.settings import AccountWords, load_account_words
from crossclaim.accounts.sides import Sides, sides_of
from crossclaim.accounts.tolls import tolls
from crossclaim.lexicon.countries import Countries
from crossclaim.linking.parties import packaged_countries, packaged_keys
from crossclaim.linking.profiles import KeyOf, owners

SHOWN = 6
"""Parties of an incident that are named."""

ROLES: tuple[Role, ...] = ("party", "monitor", "other", "reporter")


def accounts(
    incident: str,
    heard: Sequence[Heard],
    reactions: Sequence[Heard] = (),
    *,
    key_of: KeyOf | None = None,
    countries: Countries | None = None,
    words: AccountWords | None = None,
) -> Accounts:
    """What each speaker says of an incident, and how it stands.

    Args:
        incident: its id.
        heard: its claims, in the order their reports came.
        reactions: claims that react to it, in the same order.
        key_of, countries, words: the rule for one party, and tables; None for the packaged ones.

    >>> accounts("i1", ()).speakers
    ()
    """
    tables = countries or packaged_countries()
    all_ = (*heard, *reactions)
    sides = sides_of(all_, key_of or packaged_keys(), tables, words or load_account_words())
    outlets = outlets_of(all_)
    speakers = Counter(speaker_of(h, sides, outlets) for h in all_)
    asked, counted = points(heard, reactions, sides, outlets), tolls(heard, sides, outlets)
    ordered = tuple(sorted(speakers, key=lambda s: _rank(s, speakers)))
    return Accounts(incident, ordered, asked, counted, _sources(heard, asked, counted, sides), _parties(heard, sides))


def _sources(heard: Sequence[Heard], asked: Sequence[Point], counted: Sequence[Toll], sides: Sides) -> Sources:
    """All reports, and all origins of any attribute or toll; what is said to it in answer is none.

    A report that quotes others is an origin only where there is nobody else.
    """
    told = [p for p in asked if p.question != "response"]
    found = [x.sources.who for x in told] + [t.sources.who for t in counted]
    all_ = {w for each in found for w in each}
    said = [s for p in told for s in p.said] + [s for t in counted for step in t.steps for s in step.said]
    own = {s.trace.origin for s in said if s.speaker.role == "reporter" and s.report in sides.quoting}
    seen = {s.trace.origin for s in said if s.speaker.role != "reporter" or s.report not in sides.quoting}
    who = tuple(sorted(all_ - (own - seen) or all_))
    return Sources(len({h.report for h in heard}), len(who), who)


def _parties(heard: Sequence[Heard], sides: Sides) -> tuple[str, ...]:
    """Who does or suffers something, by name: states, oppositions, and names of which the sector is known."""
    found: Counter[str] = Counter()
    for h in heard:
        violent = h.claim.event.type in sides.words.violence
        named = {sides.key(p) for p in (*h.claim.actors, *h.claim.targets, *owners(h.claim))}
        found.update(k for k in named if sides.is_somebody(k) and not (violent and sides.takes_no_part(k)))
    return tuple(sides.name(k) for k in sorted(found, key=lambda k: (-found[k], sides.name(k))))[:SHOWN]


def _rank(speaker: Speaker, counts: Counter[Speaker]) -> tuple[int, int, str]:
    return ROLES.index(speaker.role), -counts[speaker], speaker.name
