"""Linking one report's claims to incidents: the ledger's, or new ones.

`link` looks at the new claims and at the incidents near them, never at the whole ledger: its cost grows with
the claims that come in. The claims of one in-report incident go together, so that those that say little follow
those that say much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from crossclaim.linking.about import Told, about
from crossclaim.linking.bundles import Bundle, bundles, sorted_out
from crossclaim.linking.geo import cells_around
from crossclaim.linking.parties import is_named, packaged_keys
from crossclaim.linking.profiles import (
    KeyOf,
    days_of,
    is_anchored,
    is_local,
    joined,
    kept_apart,
    marks,
    profile_of,
    window,
)
from crossclaim.linking.recall import Scored, best_recalled, recalled
from crossclaim.linking.records import Candidates, Change, Decision, Entry, LinkResult, Part, Profile
from crossclaim.linking.score import score, total
from crossclaim.linking.settings import Limits, Points, Settings, load_settings
from crossclaim.linking.strays import countries_of, without_strays


def link(
    entries: Sequence[Entry],
    candidates: Candidates,
    *,
    held: Mapping[str, Profile] | None = None,
    key_of: KeyOf | None = None,
    settings: Settings | None = None,
) -> LinkResult:
    """Put the claims of one report into incidents.

    Args:
        entries: all claims of one report, in text order.
        candidates: the incidents of the ledger, as they are before this report.
        held: by a claim's id the incident that it belongs to by a decision of a person, whatever the score.
        key_of: a party's key; None for the packaged rule.
        settings: points, thresholds and reach; None for the packaged ones.

    Returns:
        What changes; the same for the same claims and candidates, on every machine.

    >>> class Empty:
    ...     def near(self, first, last, keys, limit):
    ...         return ()
    >>> link((), Empty()).changes
    ()
    """
    work = Work(candidates, key_of or packaged_keys(), settings or load_settings(), held or {})
    work.countries = countries_of(entries)
    heap = sorted_out(entries, work.settings)
    together = [part for bundle in bundles(heap.stating, work.settings) for part in work.parted(bundle)]
    for bundle, profile in work.in_order(together):
        work.place(bundle, profile)
    for entry in heap.following:
        if entry.id in work.held or not work.follow(entry):
            alone = Bundle((entry,))
            work.place(alone, work.profile(alone))
    for entry in heap.reacting:
        work.react(entry)
    return work.result()


class Work:
    """What has been decided so far for one report."""

    def __init__(
        self, candidates: Candidates, key_of: KeyOf, settings: Settings, held: Mapping[str, Profile] | None = None
    ) -> None:
        self.candidates, self.key_of, self.settings = candidates, key_of, settings
        self.held = held or {}
        self.countries: Counter[str] = Counter()
        self.profiles: dict[str, Profile] = {}
        self.gone: dict[str, str] = {}
        self.told: list[Told] = []
        self.incidents: list[Decision] = []
        self.about: list[Decision] = []
        self.created: dict[str, list[str]] = {}
        self.grown: dict[str, list[str]] = {}
        self.reasons: dict[str, str] = {}
        self.merged: list[Change] = []

    def profile(self, bundle: Bundle) -> Profile:
        """What is known of claims that go together, strays left out."""
        found = profile_of(bundle.entries, self.key_of, self.settings.limits)
        return without_strays(found, self.countries, self.settings)

    def in_order(self, found: Sequence[Bundle]) -> list[tuple[Bundle, Profile]]:
        """News before history; of each what says where it was before what follows it; else in text order."""
        known = [(b, self.profile(b)) for b in found]
        return sorted(known, key=lambda k: (k[1].background, not is_anchored(k[1])))

    def parted(self, bundle: Bundle) -> Iterator[Bundle]:
        """Claims that go together, parted where people put them in different incidents."""
        homes = {e.id: self.held[e.id].id if e.id in self.held else "" for e in bundle.entries}
        for home in dict.fromkeys(homes.values()):
            yield Bundle(tuple(e for e in bundle.entries if homes[e.id] == home))

    def place(self, bundle: Bundle, profile: Profile) -> None:
        """Link claims that go together, or open an incident for them."""
        scored = self._scored(profile, bundle)
        best = scored[0] if scored and scored[0][0] >= self.settings.thresholds.link else None
        best = best or self._recalled(profile, bundle)
        by_hand = self._held(bundle)
        best = by_hand or best
        home = best[2].id if best else profile.id
        self.profiles[home] = joined(best[2], profile, self.settings.limits) if best else profile
        self._note(bundle, home, best, scored)
        self.told.extend(Told(e, home, self._actors(e)) for e in bundle.entries)
        if best and not by_hand:
            self._bridge(home, scored[1:])
        self._take_in(self._now(home))

    def follow(self, entry: Entry) -> bool:
        """Whether a claim of relief or inquiry is about an occurrence told before it at its place; noted if so."""
        profile = profile_of((entry,), self.key_of, self.settings.limits)
        here = [t for t in self.told if t.entry.claim.start < entry.claim.start]
        home = next((t for t in reversed(here) if self._at_hand(profile, t)), None)
        if home is None:
            return False
        parts = (Part("aftermath", 0.0, f"{entry.claim.event.type} after {home.entry.claim.event.type}"),)
        self.about.append(Decision(entry.id, self._now(home.incident), False, 0.0, parts))
        return True

    def react(self, entry: Entry) -> None:
        """Hang a reaction on what it is about, where that is told."""
        profile = profile_of((entry,), self.key_of, self.settings.limits)
        told = [Told(t.entry, self._now(t.incident), t.actors) for t in self.told]
        near = () if told else self._near(profile, self.settings.limits.recall)
        found = about(entry, profile, told, near, self.settings)
        if found:
            self.about.append(found)

    def result(self) -> LinkResult:
        """All that changes."""
        created = [Change("created", i, (), tuple(ids), self.reasons[i]) for i, ids in self.created.items()]
        grown = [Change("grown", i, (), tuple(ids), self.reasons[i]) for i, ids in self.grown.items()]
        return LinkResult(
            tuple(replace(d, incident=self._now(d.incident)) for d in self.incidents),
            tuple(replace(d, incident=self._now(d.incident)) for d in self.about),
            (*created, *grown, *self.merged),
            tuple(self.profiles[i] for i in self.profiles if i not in self.gone),
        )

    def _scored(self, profile: Profile, bundle: Bundle) -> list[Scored]:
        """Incidents near, best first; of equal ones the older."""
        found = {p.id: p for p in self._near(profile)}
        found |= {i: p for i, p in self.profiles.items() if i not in self.gone}
        scored = [self._score(profile, p, bundle) for p in found.values()]
        return sorted(scored, key=lambda s: (-s[0], _age(s[2])))

    def _score(self, profile: Profile, other: Profile, bundle: Bundle) -> Scored:
        parts = list(score(profile, other, self.settings))
        points, first = self.settings.points, bundle.entries[0]
        if first.copy_of and first.copy_of in other.reports:
            parts.append(Part("copy", points.copy, f"a copy of {first.copy_of}"))
        if self._denies(bundle, other):
            parts.append(Part("denial", points.denial, "denies what its own report tells of it"))
        if bundle.entries[0].report in other.reports and _goes_on(profile, parts, points):
            parts.append(
                Part("narration", points.narration, "the report goes on: the same day, and no place of its own")
            )
        if self._in_one_breath(bundle, other):
            parts.append(Part("one breath", points.one_breath, "told in one statement with others of it"))
        return total(parts), tuple(parts), other

    def _recalled(self, profile: Profile, bundle: Bundle) -> Scored | None:
        """The incident of days before of which claims speak as known, or that they date to the day of saying."""
        reach = max(profile.back, self.settings.limits.tolerance)
        found = self._marked(profile, reach, 0, everywhere=profile.back >= self.settings.limits.recall)
        return best_recalled(profile, [self._score(profile, p, bundle) for p in found], self.settings)

    def _take_in(self, home: str) -> None:
        """Merge incidents with one that they turn out to tell of on days after it, unless one report tells of both."""
        for other in self._marked(self.profiles[home], 0, self.settings.limits.recall):
            mine = self.profiles[home]
            if other.id in self.gone or other.id == home or set(mine.reports) & set(other.reports):
                continue
            parts = recalled(other, mine, score(other, mine, self.settings), self.settings)
            if total(parts) >= self.settings.thresholds.merge and not kept_apart(mine, other):
                home = self._merge(mine, other, why(total(parts), parts))

    def _marked(self, profile: Profile, before: int, after: int, *, everywhere: bool = False) -> list[Profile]:
        """Incidents that bear a mark of some claims, or all of their country, some days before or after them."""
        days, keys = days_of(profile, self.settings.limits), marks(profile)
        keys += [k for k in profile.keys if everywhere and k.startswith("country:")]
        if days is None or not keys or profile.background:
            return []
        first, last = days.first - timedelta(before), days.last + timedelta(after)
        found = self.candidates.near(first, last, keys, self.settings.limits.candidates)
        return [self.profiles.get(p.id, p) for p in found if p.id not in self.gone]

    def _held(self, bundle: Bundle) -> Scored | None:
        """The incident that a person put these claims in, as it is now."""
        home = self.held.get(bundle.entries[0].id)
        if home is None:
            return None
        now = self.profiles.get(self._now(home.id), home)
        return 0.0, (Part("by hand", 0.0, "a person put it there"),), now

    def _in_one_breath(self, bundle: Bundle, other: Profile) -> bool:
        """Whether one statement tells of a claim here and, as the same kind of event, of one of an incident."""
        mine = {(e.claim.attribution, e.claim.event.type) for e in bundle.entries if e.claim.attribution}
        here = (t.entry.claim for t in self.told if self._now(t.incident) == other.id)
        return bool(mine) and any((c.attribution, c.event.type) in mine for c in here)

    def _denies(self, bundle: Bundle, other: Profile) -> bool:
        """Whether claims deny what the report has told as part of an incident: the same act by the same party."""
        if not all(e.claim.stance == "denies" for e in bundle.entries):
            return False
        act = {e.claim.event.type for e in bundle.entries}
        by = {a for e in bundle.entries for a in self._actors(e)}
        here = [t for t in self.told if self._now(t.incident) == other.id and t.entry.claim.stance != "denies"]
        return any(t.entry.claim.event.type in act and (not by or by & set(t.actors)) for t in here)

    def _near(self, profile: Profile, before: int = 0) -> list[Profile]:
        limits = self.settings.limits
        first, last = _window(profile, limits)
        keys = search_keys(profile, limits)
        if first is None or last is None or not keys:
            return []
        found = self.candidates.near(first - timedelta(before), last, keys, limits.candidates)
        return [self.profiles.get(p.id, p) for p in found if p.id not in self.gone]

    def _note(self, bundle: Bundle, home: str, best: Scored | None, scored: Sequence[Scored]) -> None:
        ids = [e.id for e in bundle.entries]
        points, parts = (best[0], best[1]) if best else (0.0, ())
        group = (Part("group", 0.0, f"told together with {len(ids) - 1} more claims"),) if len(ids) > 1 else ()
        self.incidents += [Decision(i, home, best is None, points, (*parts, *group)) for i in ids]
        if best is None:
            self.created[home] = ids
            self.reasons[home] = _why_new(scored, self.settings.thresholds.link)
        elif home in self.created:
            self.created[home] += ids
        else:
            self.grown.setdefault(home, []).extend(ids)
            self.reasons.setdefault(home, why(points, parts))

    def _bridge(self, home: str, others: Sequence[Scored]) -> None:
        """Merge the incident with others that the claims fit as well, unless one report tells of both."""
        for points, _, other in others:
            mine = self.profiles[home]
            if points < self.settings.thresholds.merge or set(mine.reports) & set(other.reports):
                continue
            if kept_apart(mine, other):
                continue
            parts = score(mine, other, self.settings)
            if total(parts) >= self.settings.thresholds.merge:
                home = self._merge(mine, other, why(total(parts), parts))

    def _merge(self, a: Profile, b: Profile, reason: str) -> str:
        old, new = sorted((a, b), key=_age)
        self.profiles[old.id] = joined(old, new, self.settings.limits)
        self.profiles.pop(new.id, None)
        self.gone[new.id] = old.id
        self.merged.append(Change("merged", old.id, (new.id,), (), f"bridged: {reason}"))
        return old.id

    def _now(self, incident: str) -> str:
        while incident in self.gone:
            incident = self.gone[incident]
        return incident

    def _actors(self, entry: Entry) -> tuple[str, ...]:
        return tuple(self.key_of(p) for p in entry.claim.actors)

    def _at_hand(self, profile: Profile, told: Told) -> bool:
        if told.entry.claim.event.type not in self.settings.occurrences or told.entry.claim.tense == "background":
            return False
        other = self.profiles[self._now(told.incident)]
        parts = {p.name: p.points for p in score(profile, other, self.settings)}
        return parts.get("place", 0.0) >= self.settings.points.same_place and parts.get("time", 0.0) >= 0.0


def search_keys(profile: Profile, limits: Limits) -> tuple[str, ...]:
    """What to look for: the cells around, else the country, else the parties; for undated history its parties."""
    if profile.background and not profile.days:
        return tuple(k for k in profile.keys if k.startswith("past:"))
    local = [s for s in profile.spots if is_local(s)]
    countries = sorted({s.country for s in profile.spots if s.country})
    if local:
        positions = [(s.lat, s.lon) for s in local if s.lat is not None and s.lon is not None]
        around = {c for lat, lon in positions for c in cells_around(lat, lon, limits.cell)}
        return (
            *(f"cell:{row}:{column}" for row, column in sorted(around)),
            *(f"wide:{c}" for c in countries),
        )
    if countries:
        return tuple(f"country:{c}" for c in countries)
    return tuple(f"party:{p}" for p in sorted({*profile.actors, *profile.targets}) if is_named(p))


def _goes_on(profile: Profile, parts: Sequence[Part], points: Points) -> bool:
    """Whether claims without a place of their own go on telling of the same day and kind of event."""
    found = {p.name: p.points for p in parts}
    same_day = found.get("time", 0.0) >= points.same_day
    return same_day and found.get("event", 0.0) > 0 and not is_anchored(profile)


def why(points: float, parts: Sequence[Part]) -> str:
    """A score in one line."""
    return f"score {points:g}: " + "; ".join(f"{p.name} {p.points:+g} ({p.detail})" for p in parts)


def _window(profile: Profile, limits: Limits) -> tuple[date | None, date | None]:
    if profile.background and not profile.days:
        return profile.seen, profile.seen
    first, last = window(profile, limits)
    reach = timedelta(limits.tolerance)
    return (first - reach, last + reach) if first and last else (None, None)


def _age(profile: Profile) -> tuple[date, int, str]:
    """Older first: by the day it was first reported, then the one with more claims, then by id."""
    return profile.seen or date.max, -profile.entries, profile.id


def _why_new(scored: Sequence[Scored], threshold: float) -> str:
    if not scored:
        return "no incident near it"
    points, parts, other = scored[0]
    return f"no incident scores {threshold:g}; nearest {other.id}: {why(points, parts)}"
