"""Claims made by hand: invented occurrences in several wars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from crossclaim.linking.records import Entry
from crossclaim.records import Casualty, Claim, DateSpan, Event, Party, Place, Span

SUDAN_ARMY = Party("the army", 0, 8, "Sudan army", "SDN", "MIL")
RSF = Party("the RSF", 0, 7, "Rapid Support Forces", "SDN", "REB")
MALI = Party("Mali", 0, 4, "Mali", "MLI", "GOV")
JNIM = Party("JNIM", 0, 4, "JNIM", "MLI", "REB")
UN = Party("the UN", 0, 6, "United Nations", None, "IGO")

PLACES = {
    "El Obeid": ("North Kordofan", "SDN", 13.18, 30.22),
    "Bara": ("North Kordofan", "SDN", 13.70, 30.37),
    "Khartoum": ("Khartoum", "SDN", 15.55, 32.53),
    "Gao": ("Gao", "MLI", 16.27, -0.04),
    "Goma": ("North Kivu", "COD", -1.68, 29.22),
    "Gisenyi": ("Western", "RWA", -1.70, 29.26),
}


def place(name: str, text: str | None = None, **more: Any) -> Place:
    admin1, country, lat, lon = PLACES[name]
    known: dict[str, Any] = {"admin1": admin1, "country": country, "lat": lat, "lon": lon, "geonameid": 1}
    known |= {"precision": "exact", "start": 0, "end": 0}
    return Place(text=text or name, kind="place", name=name, **(known | more))


def country(code: str) -> Place:
    return Place(0, 0, code, "place", code, None, code, 1.0, 1.0, 1, "country")


def day(first: str, last: str | None = None, precision: Any = "day") -> DateSpan:
    return DateSpan("", 0, 0, date.fromisoformat(first), date.fromisoformat(last or first), precision)


def killed(low: int | None, high: int | None = None, **more: Any) -> Casualty:
    known: dict[str, Any] = {"kind": "killed", "party": None, "victims": "unknown", "who": "people"}
    return Casualty(low=low, high=high, start=0, end=0, **(known | more))


def claim(id: str, type: str, **more: Any) -> Claim:
    number = int(id[1:]) * 100
    event = Event(type, "ASSAULT", None, None, "19", Span(0, 0, ""), more.pop("means", None))
    known: dict[str, Any] = {
        "start": number,
        "end": number + 50,
        "quote": more.pop("quote", f"words of {id}"),
        "attribution": None,
        "claimant": None,
        "via": (),
        "stance": "asserts",
        "tense": "past",
        "actors": (),
        "targets": (),
        "casualties": (),
        "losses": (),
        "place": None,
        "date": None,
    }
    return Claim(id=id, event=event, **(known | more))


def report(key: str, published: str | None, *claims: Claim, **more: Any) -> list[Entry]:
    """Entries of one report; `groups` gives the in-report incident of each claim, all in one by default."""
    groups = more.get("groups") or {c.id: "i1" for c in claims}
    at = date.fromisoformat(published) if published else None
    return [
        Entry(f"{key}#{c.id}", key, more.get("outlet", "Wire"), at, more.get("copy_of"), groups.get(c.id), c)
        for c in claims
    ]


@dataclass(frozen=True, slots=True)
class Heard:
    """What accounts ask of a claim in a ledger."""

    id: str
    report: str
    source: str | None
    published: date | None
    title: str | None
    url: str | None
    copy_of: str | None
    claim: Claim


def heard(key: str, source: str | None, published: str, *claims: Claim, copy_of: str | None = None) -> list[Heard]:
    """Claims of one report as accounts take them."""
    at = date.fromisoformat(published)
    return [Heard(f"{key}#{c.id}", key, source, at, None, None, copy_of, c) for c in claims]
