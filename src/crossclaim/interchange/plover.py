"""Claims as PLOVER records, JSON Lines.

Names of fields: PLOVER manual (Open Event Data Alliance, 2023), chapter "Data Fields". A record holds one claim:
its actor and recipient, event and mode, place, evidence. What PLOVER has no field for keeps this package's name
(`claimant`, `via`, `stance`, `tense`, `incident`), as the manual allows.
"""

from __future__ import annotations

from collections import Counter

from crossclaim.interchange.records import Converted, Json, Told
from crossclaim.interchange.schemes import PloverTerms, load_plover
from crossclaim.interchange.where_when import country_name
from crossclaim.ledger.records import StoredEntry
from crossclaim.records import CasualtyKind, Claim, Party, Place

CODEBOOK, CODER = "PLOVER", "crossclaim"
SIZES: tuple[tuple[str, CasualtyKind], ...] = (
    ("dead", "killed"),
    ("injured", "wounded"),
    ("arrested", "captured"),
)
RESOLUTION = {"admin1": 2, "country": 1}
VERBAL = "REQUEST"
"""What is called for in a request has not happened, but the request has."""


def record(told: Told) -> Converted:
    """The claim as a record; none where its day is not known, which PLOVER requires.

    Args:
        told: a claim of the ledger.
    """
    claim, terms = told.entry.claim, load_plover()
    if claim.date is None or claim.date.first is None or claim.date.last is None:
        return Converted((), Counter({"claims without a day": 1}))
    quad = terms.quads.get(claim.event.plover)
    found: Json = {
        "id": told.entry.id,
        "has_event": True,
        "date": claim.date.first.isoformat(),
        "enddate": claim.date.last.isoformat(),
        "actor": [entity(p) for p in claim.actors] or [{"sector": terms.unknown}],
        "recipient": [entity(p) for p in claim.targets],
        "event": [claim.event.plover],
        "mode": mode(claim, terms),
        "context": auxiliary(claim, terms),
        "quad_code": quad[0] if quad else None,
        "event_text": [claim.event.trigger.text],
        "event_loc": location(claim.place) if claim.place else None,
        "link": told.entry.incident or told.entry.about,
        "text": claim.quote,
        "text_info": {"start": claim.start, "end": claim.end},
        "cite_info": _citation(told.entry),
        "size": sizes(claim),
        "claimant": claim.claimant.name if claim.claimant else None,
        "via": [p.name for p in claim.via],
        "stance": claim.stance,
        "tense": claim.tense,
        "incident": told.entry.incident,
        "about": told.entry.about,
    }
    return Converted(({key: value for key, value in found.items() if value is not None},), lost(claim))


def entity(party: Party) -> Json:
    """PLOVER's object for an actor or recipient; fields that are not known are left out."""
    fields = {
        "code": party.country,
        "sector": party.sector,
        "entity_text": party.text,
        "identifier_text": party.name,
    }
    return {key: value for key, value in fields.items() if value}


def mode(claim: Claim, terms: PloverTerms) -> list[str]:
    """The event's mode by the manual's name; empty without one."""
    found = claim.event.mode
    return [terms.modes.get(found, found)] if found else []


def auxiliary(claim: Claim, terms: PloverTerms) -> list[str]:
    """Auxiliary modes: negation, historical, future, hypothetical."""
    tense = "" if claim.tense == "called_for" and claim.event.plover == VERBAL else claim.tense
    return [terms.auxiliary[key] for key in (claim.stance, tense) if key in terms.auxiliary]


def location(place: Place) -> Json:
    """PLOVER's object for a place, with GeoNames' names for fields."""
    exact = place.precision in ("exact", "near")
    fields = {
        "extracted_place": place.text,
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if exact else None,
        "province": place.admin1,
        "country": country_name(place.country),
        "country_code": place.country,
        "resolution": RESOLUTION.get(place.precision, 4 if exact else None),
    }
    return {key: value for key, value in fields.items() if value is not None}


def sizes(claim: Claim) -> Json | None:
    """How many died, were injured, were arrested: the low end of the claim's largest figure of the kind."""
    found = {}
    for name, kind in SIZES:
        lows = [c.low for c in claim.casualties if c.kind == kind and not c.subset and c.low is not None]
        if lows:
            found[name] = max(lows)
    return found or None


def lost(claim: Claim) -> Counter[str]:
    """What a record has no room for: the upper ends, whose and which people, further figures, losses of equipment."""
    kept = len(sizes(claim) or {})
    return Counter(
        {
            "upper ends of ranges": sum(c.high != c.low for c in claim.casualties),
            "sides and classes of victims": sum(bool(c.party) or c.victims != "unknown" for c in claim.casualties),
            "further figures": len(claim.casualties) - kept,
            "losses of equipment": len(claim.losses),
        }
    )


def _citation(entry: StoredEntry) -> Json:
    fields = {
        "citation": entry.report,
        "url": entry.url,
        "title": entry.title,
        "publication": entry.source,
        "coder": CODER,
        "codebook": CODEBOOK,
    }
    return {key: value for key, value in fields.items() if value}
