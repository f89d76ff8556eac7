"""Profiles as JSON text for a store, and back."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from crossclaim.linking.records import Days, Figure, Profile, Spot


def profile_to_json(profile: Profile) -> str:
    """A profile as one line of JSON, keys in the order of the record.

    Args:
        profile: of an incident.

    Returns:
        Text that `profile_from_json` gives back as an equal profile.
    """
    return json.dumps({f.name: _plain(getattr(profile, f.name)) for f in fields(profile)}, ensure_ascii=False)


def profile_from_json(text: str) -> Profile:
    """The profile that `profile_to_json` wrote."""
    raw = json.loads(text)
    found: dict[str, Any] = {k: _tuple(v) for k, v in raw.items()}
    found["days"] = tuple(Days(_day(d[0]), _day(d[1]), d[2]) for d in raw["days"])
    found["spots"] = tuple(Spot(*s) for s in raw["spots"])
    found["figures"] = tuple(Figure(*f) for f in raw["figures"])
    for name in ("first", "last", "seen"):
        found[name] = _day(raw[name]) if raw[name] else None
    return Profile(**found)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Days | Spot | Figure):
        return [_plain(getattr(value, f.name)) for f in fields(value)]
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def _tuple(value: Any) -> Any:
    return tuple(_tuple(v) for v in value) if isinstance(value, list) else value
