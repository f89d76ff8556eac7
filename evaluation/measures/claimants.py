"""When a claimant of the gold and one of ours are the same, and which event types are kin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crossclaim.lexicon.countries import Countries, load_countries
from crossclaim.records import Party
from crossclaim.yamlfile import read_yaml
from evaluation.measures.words import content_words, initials
from evaluation.records import GoldClaim

FILE = Path(__file__).parents[1] / "data" / "claimants.yaml"
REPORTER = "reporter"


@dataclass(frozen=True)
class Comparing:
    """What comparing claims needs to know of words; `country` gives the ISO code of a side that is one."""

    idle: frozenset[str]
    kin: tuple[frozenset[str], ...]
    country: Callable[[str], str | None]

    def words(self, *names: str | None) -> frozenset[str]:
        """The words of names that say who it is."""
        return content_words(" ".join(name or "" for name in names), self.idle)

    def are_kin(self, a: str, b: str) -> bool:
        """Are two event types the same, or close?"""
        return a == b or any(a in group and b in group for group in self.kin)

    def same_claimant(self, gold: GoldClaim, ours: Party | None) -> bool:
        """Do they name the same claimant?

        They do where they share a word or one is the other's initials, or where the party's country is the
        side that the claimant speaks for. The reporter is only the reporter.
        """
        if gold.claimant == REPORTER or ours is None:
            return gold.claimant == REPORTER and ours is None
        wanted, named = self.words(gold.claimant), self.words(ours.name, ours.text)
        if wanted & named or initials(gold.claimant) & named or wanted & initials(ours.name):
            return True
        return ours.country is not None and bool(gold.side) and self.country(gold.side or "") == ours.country


@cache
def load_comparing() -> Comparing:
    """Read the data file and the package's countries.

    Raises:
        DataError: the file breaks its form.
    """
    file = read_yaml(FILE.name, FILE.read_text(encoding="utf-8"))
    kin = file.entries.get("kin")
    if not isinstance(kin, list) or not all(isinstance(group, list) for group in kin):
        raise file.error("entry 'kin' is no list of lists", "write groups of event types")
    endings, countries = file.words("side_endings"), load_countries()
    return Comparing(
        idle=frozenset(file.words("idle")),
        kin=tuple(frozenset(group) for group in kin),
        country=lambda side: _country(side, endings, countries),
    )


def _country(side: str, endings: tuple[str, ...], countries: Countries) -> str | None:
    for ending in endings:
        side = side.removesuffix(f" {ending}")
    found = countries.named(side)
    return found.iso3 if found else None
