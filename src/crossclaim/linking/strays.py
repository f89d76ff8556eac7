"""Places that a report's names were taken for by mistake: of a country that it hardly speaks of.

A small place that the gazetteer does not know is at times found under another name's other spelling, a continent
away. Such a position says nothing on where the occurrence was, and must not keep its claims from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from crossclaim.linking.names import skeleton
from crossclaim.linking.profiles import indexed
from crossclaim.linking.records import Entry, Profile, Spot
from crossclaim.linking.settings import Settings


def countries_of(entries: Sequence[Entry]) -> Counter[str]:
    """How many claims of a report stand in each country."""
    return Counter(e.claim.place.country for e in entries if e.claim.place and e.claim.place.country)


def without_strays(profile: Profile, countries: Counter[str], settings: Settings) -> Profile:
    """The profile with stray places kept as names without a position.

    Args:
        profile: of some claims of one report.
        countries: of all claims of that report.
        settings: the share of claims up to which a country is one that the report hardly speaks of.
    """
    spots = tuple(_bare(s) if is_stray(s, countries, settings.share.stray) else s for s in profile.spots)
    return profile if spots == profile.spots else indexed(replace(profile, spots=spots), settings.limits)


def is_stray(spot: Spot, countries: Counter[str], share: float) -> bool:
    """Whether a place is of a rare country of its report, and has its name from another spelling only.

    >>> from collections import Counter
    >>> is_stray(Spot("Gorham", None, "USA", 43.7, -70.4, "exact", "Gorom"), Counter(BFA=9, USA=1), 0.2)
    True
    """
    if spot.country is None or spot.precision == "country" or skeleton(spot.name) == skeleton(spot.written):
        return False
    return countries[spot.country] <= share * countries.total()


def _bare(spot: Spot) -> Spot:
    return Spot(spot.written, None, None, None, None, "unknown", spot.written, False, spot.told, spot.claims)
