"""Profiles: what is known of an incident, made from claims and joined with more.

`joined` is associative but for what the limits cut off, so an incident's profile grows with each report and is
never computed anew; `profile_of` makes it from claims, for a split or a check.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from typing import TypeVar

from crossclaim.linking.geo import cell
from crossclaim.linking.names import skeleton
from crossclaim.linking.parties import BODY, STATE, is_named, plain
from crossclaim.linking.records import Days, Entry, Figure, Profile, Spot, Told
from crossclaim.linking.settings import Limits, load_settings
from crossclaim.linking.stored import profile_from_json as profile_from_json
from crossclaim.linking.stored import profile_to_json as profile_to_json
from crossclaim.linking.told import days_back, how_near, is_of_no_day, less_sure
from crossclaim.records import Claim, Party, Place

Value = TypeVar("Value")

KeyOf = Callable[[Party], str]
"""A party's key; `crossclaim.linking.parties.party_key` with its countries."""

SURE: tuple[Told, ...] = ("evidence", "sentence", "carried", "lent")
"""How near to its claim a place is named, the surest first."""

LOCAL = ("exact", "near")
"""Precisions of a position that is one place's own."""


def incident_id(entry: str) -> str:
    """The id of the incident that a claim opens: the same wherever the same claims are linked in the same order.

    >>> incident_id("r1#c1")[0], len(incident_id("r1#c1"))
    ('i', 13)
    """
    return "i" + hashlib.blake2s(entry.encode(), digest_size=6).hexdigest()


def profile_of(entries: Sequence[Entry], key_of: KeyOf, limits: Limits, id: str | None = None) -> Profile:
    """The profile of some claims, in their order.

    Args:
        entries: at least one.
        key_of: a party's key.
        limits: how many values are kept.
        id: of the incident; None for the one that the first claim opens.
    """
    made = reduce(lambda a, b: joined(a, b, limits), (_of_entry(e, key_of, limits) for e in entries))
    return replace(made, id=id) if id else made


def joined(a: Profile, b: Profile, limits: Limits) -> Profile:
    """Two profiles as one that keeps the id of the first."""
    seen = min((p.seen for p in (a, b) if p.seen), default=None)
    both = replace(
        a,
        types=_most(a.types, b.types, len(a.types) + len(b.types)),
        days=_days(a.days + b.days, limits.days),
        spots=_spots(a.spots + b.spots, limits.spots),
        actors=_first(a.actors + b.actors, limits.parties),
        targets=_first(a.targets + b.targets, limits.parties),
        speakers=_first(a.speakers + b.speakers, limits.parties),
        figures=tuple(dict.fromkeys(a.figures + b.figures))[: limits.figures],
        means=_first(a.means + b.means, limits.words),
        words=_most(a.words, b.words, limits.words),
        entries=a.entries + b.entries,
        reports=_first(a.reports + b.reports, limits.reports),
        background=a.background and b.background,
        seen=seen,
        apart=tuple(sorted({*a.apart, *b.apart})),
        back=less_sure(a.back, b.back),
    )
    return indexed(both, limits)


def kept_apart(a: Profile, b: Profile) -> bool:
    """Whether two incidents were parted by hand, they or what was joined to them."""
    return any(opposite(mark) in b.apart for mark in a.apart)


def opposite(mark: str) -> str:
    """The other side's mark of `Profile.apart`.

    >>> opposite("i1+"), opposite("i1-")
    ('i1-', 'i1+')
    """
    return mark[:-1] + ("-" if mark.endswith("+") else "+")


def indexed(profile: Profile, limits: Limits) -> Profile:
    """The profile with its days and keys to be found by."""
    first, last = window(profile, limits)
    return replace(profile, first=first, last=last, keys=keys(profile, limits))


def window(profile: Profile, limits: Limits) -> tuple[date | None, date | None]:
    """The days in which to look for an incident: those said; those around publication where none is said."""
    if profile.days:
        return min(d.first for d in profile.days), max(d.last for d in profile.days)
    if profile.seen is None:
        return None, None
    reach = timedelta(limits.history if profile.background else limits.lookback)
    return profile.seen - reach, profile.seen + (reach if profile.background else timedelta(0))


def keys(profile: Profile, limits: Limits) -> tuple[str, ...]:
    """What an incident is found under: its cells, countries and parties, and its actors where it is a pattern."""
    local = [s for s in profile.spots if is_local(s)]
    cells = [cell(s.lat, s.lon, limits.cell) for s in local if s.lat is not None and s.lon is not None]
    countries = sorted({s.country for s in profile.spots if s.country})
    named = sorted(p for p in {*profile.actors, *profile.targets} if is_named(p))
    pattern = profile.background and not profile.days
    found = [f"cell:{row}:{column}" for row, column in sorted(set(cells))]
    found += [f"country:{c}" for c in countries]
    found += [] if cells else [f"wide:{c}" for c in countries]
    found += [f"party:{p}" for p in named]
    found += [f"past:{p}" for p in named] if pattern else marks(profile)
    return tuple(found)


def marks(profile: Profile) -> list[str]:
    """What tells an incident of a country from others: a kind of which there are few, figures of ten and more."""
    countries = sorted({s.country for s in profile.spots if s.country})
    found = [f"kind:{kind}" for kind in sorted(kinds_of(profile))]
    found += sorted({f"figure:{f.kind}:{f.low}" for f in profile.figures if is_telling(f)})
    return [f"{mark}:{c}" for mark in found for c in countries]


OFTEN_ENOUGH = 4
"""What says more is taken where at least one in so many claims gives it of those that give what is told most."""


def event_of(profile: Profile) -> str:
    """The type that an incident is called by: the most told, and what says its kind before what does not.

    Four claims of a killing and two of a bombing are a bombing.
    """
    general = load_settings().general
    found = _telling_more(profile.types, lambda t: t[1], lambda t: t[0] not in general)
    return found[0] if found else ""


def kinds_of(profile: Profile) -> frozenset[str]:
    """The types of which there are few that at least a tenth of the claims give."""
    rare = load_settings().rare
    return frozenset(t for t, n in profile.types if t in rare and 10 * n >= profile.entries)


def days_of(profile: Profile, limits: Limits) -> Days | None:
    """The days that an incident is dated to: the most told, and single days before weeks and months."""
    return _telling_more(profile.days, lambda d: d.claims, lambda d: (d.last - d.first).days < limits.period)


def spot_of(profile: Profile) -> Spot | None:
    """The place that an incident is put at: the most told, and one place before a province or a country."""
    return _telling_more(profile.spots, lambda s: s.claims, is_local)


def _telling_more(
    found: Sequence[Value], claims: Callable[[Value], int], tells: Callable[[Value], bool]
) -> Value | None:
    """Of values, most told first, the first that tells more, where it is told often enough; else the first."""
    if not found:
        return None
    best = next((v for v in found if tells(v)), found[0])
    return best if OFTEN_ENOUGH * claims(best) >= claims(found[0]) else found[0]


LARGE = 10
"""Figures from which on an equal one is no matter of chance."""


def is_telling(figure: Figure) -> bool:
    """Whether an equal figure is no matter of chance: ten and more, and no word for a number ("dozens")."""
    return figure.low is not None and figure.low >= LARGE and not is_vague(figure)


def is_vague(figure: Figure) -> bool:
    """Whether a figure is such as a word for a number gives ("dozens": 24 and more)."""
    return figure.high is None and figure.low in load_settings().numbers


def is_local(spot: Spot) -> bool:
    """Whether its position is of one place, and known."""
    return spot.precision in LOCAL and spot.lat is not None and spot.lon is not None


def is_anchored(profile: Profile) -> bool:
    """Whether a place stands in the evidence of its claims."""
    return any(is_local(s) and s.told == "evidence" for s in profile.spots)


def telling(found: Iterable[tuple[str, int]]) -> Counter[str]:
    """Pairs of value and number as a counter."""
    counter: Counter[str] = Counter()
    for value, number in found:
        counter[value] += number
    return counter


def _of_entry(entry: Entry, key_of: KeyOf, limits: Limits) -> Profile:
    claim = entry.claim
    of_no_day = is_of_no_day(claim, load_settings())
    speaker = (key_of(claim.claimant),) if claim.claimant else ()
    made = Profile(
        id=incident_id(entry.id),
        types=((claim.event.type, 1),),
        days=() if of_no_day else _said_days(claim),
        spots=_said_spot(claim),
        actors=_first(_keys(claim.actors, claim, key_of), limits.parties),
        targets=_first(_keys((*claim.targets, *owners(claim)), claim, key_of), limits.parties),
        speakers=speaker,
        figures=tuple(dict.fromkeys(_figures(claim, key_of)))[: limits.figures],
        means=(claim.event.means.casefold(),) if claim.event.means else (),
        words=tuple((w, 1) for w in sorted(_words(claim))[: limits.words]),
        entries=1,
        reports=(entry.report,),
        background=claim.tense == "background" or of_no_day,
        first=None,
        last=None,
        keys=(),
        opened=entry.id,
        seen=entry.published,
        back=days_back(claim, load_settings()),
    )
    return indexed(made, limits)


def _said_days(claim: Claim) -> tuple[Days, ...]:
    if claim.date is None or claim.date.first is None or claim.date.last is None:
        return ()
    return (Days(claim.date.first, claim.date.last),)


def _said_spot(claim: Claim) -> tuple[Spot, ...]:
    place = claim.place
    if place is None:
        return ()
    known = place.geonameid is not None
    where = (place.name, place.admin1, place.country, place.lat, place.lon, place.precision)
    return (Spot(*where, place.text, known, _told(claim, place)),)


def _told(claim: Claim, place: Place) -> Told:
    """How near to a claim its place is named.

    A name that the gazetteer has only as another name of the place says no more than one carried over.
    """
    near = how_near(claim, place.start, place.end)
    if skeleton(place.name) != skeleton(place.text):
        return max(near, "carried", key=SURE.index)
    return near


def _keys(parties: Iterable[Party], claim: Claim, key_of: KeyOf) -> tuple[str, ...]:
    """Keys of parties; a place that something is done to is no party, and counts as a place."""
    place = claim.place
    names = {plain(n) for n in (place.name, place.text, place.admin1) if n} if place else set()
    return tuple(_key(p, key_of) for p in parties if p.sector or p.country or plain(p.name) not in names)


def _key(party: Party, key_of: KeyOf) -> str:
    """A party's key; a state's body that goes by a person ("Nur's forces") may have other names as well."""
    key = key_of(party)
    of_a_person = party.country is None and party.sector in STATE and key.startswith("name:")
    return BODY + key.removeprefix("name:") if of_a_person else key


def owners(claim: Claim) -> tuple[Party, ...]:
    """Whose people were hurt and whose equipment was lost."""
    hurt = tuple(x.party for x in claim.casualties if x.party)
    return hurt + tuple(x.party for x in claim.losses if x.party)


def _figures(claim: Claim, key_of: KeyOf) -> Iterable[Figure]:
    for x in claim.casualties:
        if not x.subset:
            yield Figure(x.kind, x.victims, key_of(x.party) if x.party else None, x.low, x.high)


def _words(claim: Claim) -> set[str]:
    """Words that tell it from others: what was hit, who was hurt, what was lost; no party's name."""
    said = [t.name for t in claim.targets if t.country is None and t.sector is None]
    said += [x.who for x in claim.casualties] + [x.what for x in claim.losses]
    return {w for text in said for w in plain(text).split() if w.isalpha()}


def _first(values: tuple[str, ...], limit: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))[:limit]


def _most(a: Iterable[tuple[str, int]], b: Iterable[tuple[str, int]], limit: int) -> tuple[tuple[str, int], ...]:
    counter = telling(a) + telling(b)
    return tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:limit])


def _days(found: tuple[Days, ...], limit: int) -> tuple[Days, ...]:
    counter: Counter[tuple[date, date]] = Counter()
    for d in found:
        counter[d.first, d.last] += d.claims
    order = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Days(first, last, n) for (first, last), n in order[:limit])


def _spots(found: tuple[Spot, ...], limit: int) -> tuple[Spot, ...]:
    """Places with their claims counted; one place told twice keeps the first spelling and the surest telling."""
    kept: dict[Spot, Spot] = {}
    counter: Counter[Spot] = Counter()
    for s in found:
        bare = replace(s, claims=1, written="", told="evidence")
        old = kept.setdefault(bare, s)
        if SURE.index(s.told) < SURE.index(old.told):
            kept[bare] = replace(old, told=s.told)
        counter[bare] += s.claims
    order = sorted(counter.items(), key=lambda item: (-item[1], item[0].name, item[0].country or ""))
    return tuple(replace(kept[s], claims=n) for s, n in order[:limit])
