"""Fields of a claim in plain notation: what a correction holds, a form asks for, and coders are compared by.

| field | value |
|---|---|
| quote | {"start", "end"} |
| claimant | a party, or None for the reporter |
| via, actors, targets | list of parties |
| stance, tense, event | a word of the codebook |
| casualties | list of {"kind", "low", "high", "who", "party", "class"} |
| losses | list of {"what", "count", "party"} |
| place | {"name", "country", "lat", "lon"}, or None |
| date | {"from", "to"}, days, or None |

A party is {"name", "country", "sector"}; the last two may be None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from crossclaim.errors import OptionError
from crossclaim.lexicon.events import load_events
from crossclaim.records import CasualtyKind, Claim, Party, Stance, Tense, VictimClass

FIELDS = (
    "claimant",
    "via",
    "stance",
    "tense",
    "event",
    "actors",
    "targets",
    "casualties",
    "losses",
    "place",
    "date",
    "quote",
)
"""Fields that can be corrected, in the order in which they are shown."""

STANCES: tuple[str, ...] = get_args(Stance)
TENSES: tuple[str, ...] = get_args(Tense)
KINDS: tuple[str, ...] = get_args(CasualtyKind)
CLASSES: tuple[str, ...] = get_args(VictimClass)
COUNTRY = re.compile(r"[A-Z]{3}")
MOST_TEXT, MOST_ITEMS, MOST_NUMBER = 300, 50, 10**9
Json = dict[str, Any]


def event_types() -> tuple[str, ...]:
    """Types of event of the codebook, sorted."""
    return tuple(sorted({frame.type for frame in load_events().frames.values()}))


def value_of(claim: Claim, field: str) -> Any:
    """A field of a claim in plain notation.

    Args:
        claim: any.
        field: one of `FIELDS`.

    Raises:
        OptionError: there is no such field.
    """
    if field not in FIELDS:
        raise OptionError(f"a claim has no field {field!r}; known are {', '.join(FIELDS)}")
    return _GET[field](claim)


def checked(field: str, value: Any, length: int) -> Any:
    """A value as it is kept, with nothing in it that does not belong.

    Args:
        field: one of `FIELDS`.
        value: as it came in.
        length: of the report's text, in code points.

    Raises:
        OptionError: the field is not known, or the value breaks its form.

    >>> checked("claimant", {"name": " Army "}, 0)
    {'name': 'Army', 'country': None, 'sector': None}
    """
    if field not in FIELDS:
        raise OptionError(f"a claim has no field {field!r}; known are {', '.join(FIELDS)}")
    return _CHECK[field](value, length)


def blank(start: int, end: int) -> Json:
    """All fields of a claim that says nothing yet, its quote marked."""
    return {
        "claimant": None,
        "via": [],
        "stance": "asserts",
        "tense": "past",
        "event": "other",
        "actors": [],
        "targets": [],
        "casualties": [],
        "losses": [],
        "place": None,
        "date": None,
        "quote": {"start": start, "end": end},
    }


def _party(party: Party | None) -> Json | None:
    return {"name": party.name, "country": party.country, "sector": party.sector} if party else None


def _place(claim: Claim) -> Json | None:
    place = claim.place
    return {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon} if place else None


def _date(claim: Claim) -> Json | None:
    day = claim.date
    if day is None or day.first is None or day.last is None:
        return None
    return {"from": day.first.isoformat(), "to": day.last.isoformat()}


def _casualties(claim: Claim) -> list[Json]:
    return [
        {"kind": c.kind, "low": c.low, "high": c.high, "who": c.who, "party": _party(c.party), "class": c.victims}
        for c in claim.casualties
    ]


_GET: Mapping[str, Callable[[Claim], Any]] = {
    "quote": lambda c: {"start": c.start, "end": c.end},
    "claimant": lambda c: _party(c.claimant),
    "via": lambda c: [_party(p) for p in c.via],
    "stance": lambda c: c.stance,
    "tense": lambda c: c.tense,
    "event": lambda c: c.event.type,
    "actors": lambda c: [_party(p) for p in c.actors],
    "targets": lambda c: [_party(p) for p in c.targets],
    "casualties": _casualties,
    "losses": lambda c: [{"what": x.what, "count": x.count, "party": _party(x.party)} for x in c.losses],
    "place": _place,
    "date": _date,
}


def _word(choices: tuple[str, ...], name: str) -> Callable[[Any, int], str]:
    def check(value: Any, length: int) -> str:
        if value not in choices:
            raise OptionError(f"{name} {_shown(value)} is not known; give one of {', '.join(choices)}")
        return str(value)

    return check


def _shown(value: Any) -> str:
    return repr(str(value)[:40])


def _record(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise OptionError(f"{name}: {_shown(value)} is no object")
    return value


def _list(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list | tuple) or len(value) > MOST_ITEMS:
        raise OptionError(f"{name}: give a list of at most {MOST_ITEMS}")
    return list(value)


def _text(value: Any, name: str, *, needed: bool = True) -> str:
    if not isinstance(value, str) or len(value) > MOST_TEXT:
        raise OptionError(f"{name}: give words, at most {MOST_TEXT} characters")
    plain = " ".join(value.replace("\x00", " ").split())
    if needed and not plain:
        raise OptionError(f"{name}: there is nothing in it")
    return plain


def _country(value: Any, name: str) -> str | None:
    if value in (None, ""):
        return None
    code = str(value).strip().upper()
    if not COUNTRY.fullmatch(code):
        raise OptionError(f"{name}: country {_shown(value)}; give its three letters of ISO 3166, such as UKR")
    return code


def _checked_party(value: Any, name: str) -> Json:
    party = _record(value, name)
    sector = party.get("sector")
    return {
        "name": _text(party.get("name"), f"{name}: name"),
        "country": _country(party.get("country"), name),
        "sector": _text(sector, f"{name}: sector").upper()[:3] if sector else None,
    }


def _maybe_party(value: Any, name: str) -> Json | None:
    return None if value is None else _checked_party(value, name)


def _parties(name: str) -> Callable[[Any, int], list[Json]]:
    return lambda value, length: [_checked_party(v, name) for v in _list(value, name)]


def _number(value: Any, name: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_NUMBER:
        raise OptionError(f"{name}: {_shown(value)}; give a whole number from 0, or none")
    return value


def _checked_casualty(value: Any) -> Json:
    found = _record(value, "casualties")
    low, high = _number(found.get("low"), "casualties: low"), _number(found.get("high"), "casualties: high")
    if low is not None and high is not None and low > high:
        raise OptionError(f"casualties: from {low} to {high} is the wrong way round")
    return {
        "kind": _word(KINDS, "kind")(found.get("kind"), 0),
        "low": low,
        "high": high,
        "who": _text(found.get("who", ""), "casualties: who", needed=False),
        "party": _maybe_party(found.get("party"), "casualties: side"),
        "class": _word(CLASSES, "class")(found.get("class", "unknown"), 0),
    }


def _checked_loss(value: Any) -> Json:
    found = _record(value, "losses")
    return {
        "what": _text(found.get("what"), "losses: what"),
        "count": _number(found.get("count"), "losses: count") or 0,
        "party": _maybe_party(found.get("party"), "losses: owner"),
    }


def _degrees(value: Any, name: str, most: int) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
        raise OptionError(f"place: {name} {_shown(value)}; give degrees from -{most} to {most}")
    return float(value)


def _checked_place(value: Any, length: int) -> Json | None:
    if value is None:
        return None
    found = _record(value, "place")
    lat, lon = _degrees(found.get("lat"), "lat", 90), _degrees(found.get("lon"), "lon", 180)
    if (lat is None) != (lon is None):
        raise OptionError("place: give lat and lon, or neither")
    name = _text(found.get("name"), "place: name")
    return {"name": name, "country": _country(found.get("country"), "place"), "lat": lat, "lon": lon}


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise OptionError(f"date: {_shown(value)} is no day; write YYYY-MM-DD") from error


def _checked_date(value: Any, length: int) -> Json | None:
    if value is None:
        return None
    found = _record(value, "date")
    first = _day(found.get("from"))
    last = _day(found.get("to") or found.get("from"))
    if first > last:
        raise OptionError(f"date: from {first} to {last} is the wrong way round")
    return {"from": first.isoformat(), "to": last.isoformat()}


def _checked_quote(value: Any, length: int) -> Json:
    found = _record(value, "quote")
    start, end = _number(found.get("start"), "quote: start"), _number(found.get("end"), "quote: end")
    if start is None or end is None or not start < end <= length:
        raise OptionError("quote: mark at least one character of the report's text")
    return {"start": start, "end": end}


_CHECK: Mapping[str, Callable[[Any, int], Any]] = {
    "quote": _checked_quote,
    "claimant": lambda value, length: _maybe_party(value, "claimant"),
    "via": _parties("via"),
    "stance": _word(STANCES, "stance"),
    "tense": _word(TENSES, "tense"),
    "event": lambda value, length: _word(event_types(), "event")(value, length),
    "actors": _parties("actors"),
    "targets": _parties("targets"),
    "casualties": lambda value, length: [_checked_casualty(v) for v in _list(value, "casualties")],
    "losses": lambda value, length: [_checked_loss(v) for v in _list(value, "losses")],
    "place": _checked_place,
    "date": _checked_date,
}
