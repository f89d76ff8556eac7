"""Which names of one incident are one party, beyond what each name says by itself.

A report that is about one country says "the army" and means that country's; it names a government by the person at its
head; it says "the monitor" of a monitor that it or another report names. Within one incident these are one party.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from crossclaim.accounts.settings import AccountWords
from crossclaim.linking.parties import SEATED, singulars
from crossclaim.records import Party

_PERSON = re.compile(r"\(([^)]*)\)")
_WORD = re.compile(r"[\w]+")

MOSTLY = 0.75
"""Share of the mentions of named monitors from which on one of them is the monitor of an incident."""

Mentions = Mapping[str, Counter[str]]
Sectors = Mapping[str, set[str]]


def aliases(
    parties: Iterable[tuple[str, Party]], mentions: Mentions, sectors: Sectors, country: str | None, words: AccountWords
) -> dict[str, str]:
    """For keys that stand for another party of the incident, that party's key.

    Args:
        parties: each mention with its key.
        mentions: names by key, counted.
        sectors: PLOVER sectors by key.
        country: ISO 3166 alpha-3 of the country where it happened, where one is known.
        words: nouns for a country's own bodies and for monitors.
    """
    same = shortened(mentions, sectors)
    same |= {k: v for k, v in _by_head(parties, mentions, words).items() if k not in same}
    same |= {k: v for k, v in _of_the_country(mentions, sectors, country, words).items() if k not in same}
    same |= {k: v for k, v in _the_monitor(mentions, sectors, same, words).items() if k not in same}
    return {k: _end(same, k) for k in same}


def shortened(mentions: Mentions, sectors: Sectors) -> dict[str, str]:
    """Short names of longer ones: all words of the one stand in just one other of a common sector."""
    known = {k: frozenset(k.partition(":")[2].split()) for k in mentions if k.startswith("name:")}
    found = {}
    for key, mine in known.items():
        longer = [k for k, theirs in known.items() if mine < theirs and sectors[k] & sectors[key]]
        longest = [k for k in longer if all(known[other] <= known[k] for other in longer)]
        if longest:
            found[key] = longest[0]
    return found


def _by_head(parties: Iterable[tuple[str, Party]], mentions: Mentions, words: AccountWords) -> dict[str, str]:
    """A government or its forces that goes by a person whom the incident names at the head of a state."""
    heads: dict[str, set[frozenset[str]]] = {}
    for key, party in parties:
        person = _PERSON.search(party.name)
        if person and key.startswith("state:"):
            heads.setdefault(key, set()).add(_names_in(person[1]))
    found = {}
    for key, names in mentions.items() if heads else ():
        if key.startswith(("name:", "desc:")):
            said = [_names_in(n) for n in names]
            homes = {state for state, known in heads.items() if any(_goes_by(s, p, words) for s in said for p in known)}
            if len(homes) == 1:
                found[key] = homes.pop()
    return found


def _goes_by(said: frozenset[str], person: frozenset[str], words: AccountWords) -> bool:
    """Whether a name holds all names of a person, or besides a noun for forces or government only some of them."""
    bare = {w if w in person else w.removesuffix("s") for w in said}
    if len(person) > 1 and person <= bare:
        return True
    own = {w for w in bare if w in person}
    nouns = words.state_bodies | words.forces
    return bool(own) and all(singulars(w) & nouns for w in bare - own)


def _names_in(text: str) -> frozenset[str]:
    """The words of a name, without articles and initials, which are spelt or left out at will."""
    return frozenset(w for w in _WORD.findall(text.casefold()) if len(w) > 2)


def _of_the_country(mentions: Mentions, sectors: Sectors, country: str | None, words: AccountWords) -> dict[str, str]:
    """ "The army", "the opposition" where an incident names no other country's: those of where it happened."""
    found = {}
    for key in mentions if country else ():
        noun = singulars(key.partition(":")[2].rpartition(" ")[2])
        if not key.startswith("desc:"):
            continue
        for nouns, home in ((words.state_bodies, f"state:{country}"), (words.opposition, f"rebels:{country}")):
            if noun & nouns and home in mentions:
                found[key] = home
    return found


def _the_monitor(mentions: Mentions, sectors: Sectors, same: Mapping[str, str], words: AccountWords) -> dict[str, str]:
    """ "The monitor" is the one monitor that is named, or nearly always named."""
    named: Counter[str] = Counter()
    for key, names in mentions.items():
        if key.startswith("name:") and {s.lower() for s in sectors[key]} & words.monitors and _watches(names, words):
            named[_end(same, key)] += names.total()
    if not named:
        return {}
    [(most, number)] = named.most_common(1)
    if number < MOSTLY * named.total():
        return {}
    seats = {w for names in _of(most, mentions, same) for w in names.casefold().split() if w.endswith(SEATED)}
    described = [k for k in mentions if k != most and (k.startswith("desc:") or len(k.split()) == 1)]
    return {k: most for k in described if k not in same and _is_watcher(mentions[k], seats, words)}


def _of(key: str, mentions: Mentions, same: Mapping[str, str]) -> list[str]:
    return [name for k, names in mentions.items() if _end(same, k) == key for name in names]


def _watches(names: Counter[str], words: AccountWords) -> bool:
    """Whether a monitor's name says that it watches."""
    return any(singulars(w) & words.watchers for n in names for w in n.casefold().split())


def _is_watcher(names: Counter[str], seats: set[str], words: AccountWords) -> bool:
    """Whether a description is of a monitor: "a monitor", "the monitoring group", or by where that sits."""
    bare = (_PERSON.sub("", n).casefold().split() for n in names)
    return any(set(b) & (words.watching | seats) or singulars(b[-1]) & words.watchers for b in bare if b)


def _end(same: Mapping[str, str], key: str) -> str:
    seen = {key}
    while key in same and same[key] not in seen:
        key = same[key]
        seen.add(key)
    return key
