"""When two names stand for one party: the key that is equal for both.

The rule, in order (docs/accounts.md says why):

1. What belongs to a state's institutions (government, army, police, courts, parliament, secret service, and media
   that carry a state) is that state: "state:SYR".
2. A described armed opposition of a country ("Syrian rebels") is "rebels:SYR".
3. All else goes by its name, without the person in brackets, where its bearer sits and the common nouns after a
   proper name ("Islamic State fighters" is "name:islamic state", "Paris-based Nile Watch" is "name:nile watch").
4. What has no proper name ("gunmen", "people"), and a source that stays unnamed ("a hospital source"), is a
   description, "desc:gunmen": equal to itself, and never a reason to hold two parties for different ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from crossclaim.lexicon.countries import Countries, load_countries
from crossclaim.linking.settings import load_settings
from crossclaim.records import Party

STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PRM", "JRN"})
"""PLOVER sectors that, with a country, speak and act for the state; JRN carries one only where the state owns it."""

ARMED = frozenset({"REB", "UAF", "OPP", "INS", "SEP", "IMG", "CRM"})
"""PLOVER sectors of armed and political opponents of a state, and of armed groups of no one country."""

SEATED = "-based"
"""Ending of words that say where somebody sits, and are no part of a name."""

_PERSON = re.compile(r"\s*\([^)]*\)\s*$")
_WORD = re.compile(r"[\w'’.-]+")


def party_key(party: Party, countries: Countries, unnamed: frozenset[str] = frozenset()) -> str:
    """What is equal for two mentions of one party.

    Args:
        party: as named at one place of a text.
        countries: to tell a demonym from a name.
        unnamed: nouns, in the singular, by which nobody is named.

    >>> from crossclaim.lexicon.countries import load_countries
    >>> party_key(Party("the army", 0, 8, "Sudan army", "SDN", "MIL"), load_countries())
    'state:SDN'
    """
    name = _PERSON.sub("", party.name)
    nobody = bool(singulars(name.casefold().rpartition(" ")[2]) & unnamed)
    if party.country and party.sector in STATE and not (nobody and party.sector == "JRN"):
        return f"state:{party.country}"
    if nobody and party.sector not in ARMED:
        return f"desc:{plain(name)}"
    if party.sector is None and party.country and countries.named(name):
        return f"state:{party.country}"
    bare = proper(name)
    if party.sector in ARMED and party.country and (not bare or countries.mentioned(bare)):
        return f"rebels:{party.country}"
    if not bare:
        return f"desc:{plain(name)}"
    return f"name:{plain(bare)}"


BODY = "body:"
"""How keys of linking begin that stand for a state's body without its state: no reason to hold it for another party."""


def is_named(key: str) -> bool:
    """Whether a key stands for a party that others are known from."""
    return not key.startswith("desc:")


def plain(name: str) -> str:
    """Lower case, no diacritics, no article, no plural ending of the last word.

    >>> plain("the Houthis")
    'houthi'
    """
    bare = unicodedata.normalize("NFKD", name)
    words = "".join(c for c in bare if not unicodedata.combining(c)).casefold().replace("’", "'").split()
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    text = " ".join(words)
    return text[:-1] if len(text) > 4 and text.endswith("s") and not text.endswith("ss") else text


def singulars(word: str) -> frozenset[str]:
    """What a word may be the plural of, and the word itself.

    >>> sorted(singulars("allies"))
    ['allie', 'allies', 'ally']
    """
    found = {word, word.removesuffix("s")}
    return frozenset(found | {word[:-3] + "y"} if word.endswith("ies") else found)


def proper(name: str) -> str:
    """The name without the common nouns after it, and without where its bearer sits; empty without a capital.

    >>> proper("Paris-based Nile Watch spokesman")
    'Nile Watch'
    """
    words = [w for w in _WORD.findall(name) if not w.casefold().endswith(SEATED)]
    last = max((i for i, w in enumerate(words) if _is_capital(w) or w[:1].isdigit()), default=-1)
    if last < 0 or not any(_is_capital(w) for w in words):
        return ""
    return " ".join(words[: last + 1])


def _is_capital(word: str) -> bool:
    """Whether a word is written as a name, also behind an article of another language ("al-Nur")."""
    return any(part[:1].isupper() for part in word.split("-"))


def packaged_keys() -> Callable[[Party], str]:
    """`party_key` over the packaged table of countries.

    >>> packaged_keys()(Party("the Houthis", 0, 11, "Houthis", "YEM", "REB"))
    'name:houthi'
    """
    return _packaged


@cache
def packaged_countries() -> Countries:
    """The packaged table of countries, read once.

    >>> packaged_countries().named("Sudan").iso3
    'SDN'
    """
    return load_countries()


def _packaged(party: Party) -> str:
    return _key(party.name, party.country, party.sector)


@lru_cache(maxsize=65536)
def _key(name: str, country: str | None, sector: str | None) -> str:
    party = Party("", 0, 0, name, country, sector)
    return party_key(party, packaged_countries(), load_settings().unnamed)
