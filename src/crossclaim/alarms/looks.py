"""What rules see of an incident: a small record that can be kept, to compare what comes later with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from crossclaim.accounts.grid import toll_label
from crossclaim.accounts.listing import ORDER, Incident
from crossclaim.accounts.records import Accounts, Point, Standing, Step, Toll
from crossclaim.export.phrases import amount
from crossclaim.ledger.prepare import fold_name, parties_of
from crossclaim.ledger.records import StoredEntry

BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Trait:
    """One attribute or toll of an incident.

    Attributes:
        key: equal for one attribute at all times.
        label: in words.
        standings: how it stands, the main one first.
        said: whether anybody asserts it.
        entries: ids of the claims behind it, the latest last.
        kind: of people, for a toll; "" for an attribute.
        figures: for a toll, each origin's latest figure, "low-high" in words beside it; denials left out.
        most: the greatest number of people that anyone gives.
    """

    key: str
    label: str
    standings: tuple[str, ...]
    said: bool
    entries: tuple[str, ...]
    kind: str = ""
    figures: Mapping[str, tuple[str, int | None, int | None]] = field(default_factory=dict)
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What rules see of an incident.

    Attributes:
        incident: its id.
        event: its main type; `events` those of all its claims.
        countries: ISO 3166 alpha-3, of its places.
        parties: names and country codes, folded.
        standing: the gravest of all attributes; "" without any.
        traits: its attributes and tolls.
        entries: ids of its claims.
        where, when: in words.
    """

    incident: str
    event: str
    events: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    standing: str = ""
    traits: tuple[Trait, ...] = ()
    entries: tuple[str, ...] = ()
    where: str = ""
    when: str = ""


def look_of(incident: Incident, accounts: Accounts, entries: Sequence[StoredEntry]) -> Look:
    """What rules see of an incident.

    Args:
        incident: as the ledger has it.
        accounts: of the entries.
        entries: its claims, in the order they came.
    """
    traits = (*(_point(p) for p in accounts.points), *(_toll(t) for t in accounts.tolls))
    countries = {e.claim.place.country for e in entries if e.claim.place and e.claim.place.country}
    parties = {name for e in entries for _, p in parties_of(e.claim) for name in (p.name, p.country) if name}
    standings = {m.standings[0] for m in traits}
    return Look(
        incident=incident.id,
        event=incident.event,
        events=tuple(sorted({e.claim.event.type for e in entries})),
        countries=tuple(sorted(countries | ({incident.country} if incident.country else set()))),
        parties=tuple(sorted(fold_name(name) for name in parties)),
        standing=next((s for s in ORDER if s in standings), ""),
        traits=traits,
        entries=tuple(e.id for e in entries),
        where=", ".join(w for w in (incident.place, incident.country) if w),
        when=_days(incident),
    )


def _days(incident: Incident) -> str:
    first, last = incident.first, incident.last
    if first is None:
        return ""
    return f"{first}" if last in (None, first) else f"{first} to {last}"


def _point(point: Point) -> Trait:
    said = [s for s in point.said if s.stance != "denies"]
    entries = dict.fromkeys(s.entry for s in point.said if not s.superseded)
    key, standings = _key(point.question, *point.key), _all(point.standing, point.also)
    return Trait(key, point.label, standings, bool(said), (*entries,))


def _toll(toll: Toll) -> Trait:
    told = [s for s in toll.steps if s.stance != "denies"]
    latest = {s.origin: _figure(s) for s in told if not s.superseded}
    numbers = [n for s in told if not s.superseded and (n := s.low if s.low is not None else s.high) is not None]
    entries = dict.fromkeys(w.entry for s in toll.steps if not s.superseded for w in s.said)
    return Trait(
        key=_key("toll", toll.side or "", toll.kind, toll.victims),
        label=toll_label(toll),
        standings=_all(toll.standing, toll.also),
        said=bool(told),
        entries=(*entries,),
        kind=toll.kind,
        figures=latest,
        most=max(numbers, default=None),
    )


def _figure(step: Step) -> tuple[str, int | None, int | None]:
    return f"{step.speaker.name}: {amount(step.low, step.high)}", step.low, step.high


def _all(standing: Standing, also: Iterable[Standing]) -> tuple[str, ...]:
    return (standing, *also)


def _key(*parts: str) -> str:
    return BETWEEN.join(part.replace(BETWEEN, "/") for part in parts)


def combined(looks: Sequence[Look]) -> Look | None:
    """What was seen of an incident and of those that are part of it now.

    Args:
        looks: of them, its own first; may be empty.

    >>> combined(()) is None
    True
    """
    if not looks:
        return None
    first, traits = looks[0], {m.key: m for look in reversed(looks) for m in look.traits}
    return Look(
        first.incident,
        first.event,
        tuple(sorted({e for look in looks for e in look.events})),
        tuple(sorted({c for look in looks for c in look.countries})),
        tuple(sorted({p for look in looks for p in look.parties})),
        next((s for s in ORDER if any(look.standing == s for look in looks)), ""),
        tuple(traits.values()),
        tuple(dict.fromkeys(e for look in looks for e in look.entries)),
        first.where,
        first.when,
    )


def dumps(look: Look) -> str:
    """A look as JSON."""
    return json.dumps(asdict(look), ensure_ascii=True, sort_keys=True)


def loads(text: str) -> Look:
    """A look of its JSON.

    >>> trait = Trait("a", "b", ("disputed",), True, ("e",), "killed", {"o": ("x: 3", 3, 3)})
    >>> look = Look("i1", "attack", traits=(trait,))
    >>> loads(dumps(look)) == look
    True
    """
    raw: dict[str, Any] = json.loads(text)
    raw["traits"] = [_trait(trait) for trait in raw["traits"]]
    return Look(**_with_tuples(raw))


def _trait(raw: dict[str, Any]) -> Trait:
    figures = {origin: (told[0], told[1], told[2]) for origin, told in raw["figures"].items()}
    return Trait(**_with_tuples(raw | {"figures": figures}))


def _with_tuples(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
