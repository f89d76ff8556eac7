"""Places chosen for names that the text itself tells against: strangers to it, or put elsewhere by its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from crossclaim.places.around import NO_HAMLET, inside
from crossclaim.places.entries import Entry
from crossclaim.places.keys import name_key
from crossclaim.places.names import Mention
from crossclaim.places.words import packaged_place_words

NOUN_BETWEEN = re.compile(r" [a-z]+(,| in) ?(the )?")
"""A noun that says what the first one is: "Foo district, Bar"."""
KIND_OF = re.compile(r" ([a-z]+) of (the )?([a-z]+ (of )?)?")
"""The same where the noun must be one for a part: "the Foo quarter of Bar", "of the town of Bar"."""
INSIDE = re.compile(r" in (the )?([a-z]+([ -][a-z]+)? (of )?(the )?)?")
"""What stands between a place and the country or division that it surely lies in: "in central ", "in the north of "."""


def homes(chosen: Sequence[Entry | None], mentions: Sequence[Mention]) -> dict[str, str]:
    """The country of each name that surely tells where a text is: a country's, or a larger place's usual name.

    Args:
        chosen: the place of each mention.
    """
    return {
        name_key(m.text): e.country
        for e, m in zip(chosen, mentions, strict=True)
        if e is not None and e.country is not None and (m.demonym or (e.match == "name" and e.population >= NO_HAMLET))
    }


def is_stranger(
    i: int,
    chosen: Sequence[Entry | None],
    mentions: Sequence[Mention],
    containers: dict[int, int],
    at_home: Mapping[str, str],
) -> bool:
    """Whether a place is a small one in a country of which the text names nothing else.

    The name is then more likely that of a place nobody knows in one of the countries that the text is about.
    """
    entry, key = chosen[i], name_key(mentions[i].text)
    if entry is None or entry.kind not in {"city", "site", "admin2"} or i in containers:
        return False
    others = {name: country for name, country in at_home.items() if name != key}
    return len(others) >= ENOUGH and entry.country not in others.values() and not known_abroad(entry, key)


def known_abroad(entry: Entry, key: str) -> bool:
    """Whether a place is meant by a name in texts that name nothing else of its country.

    A short form of a long name is not its usual one: no text abroad says "Castro" for "Castro del Río".
    """
    usual = entry.match == "name" and _bare(entry.name) == _bare(key)
    return entry.population >= (SMALL_ABROAD if usual else KNOWN_ABROAD)


def _bare(name: str) -> list[str]:
    """The words of a name without its article and the word for what it is: "Al Qasr", "Upton Town"."""
    return [word for word in name_key(name).split() if word != "al" and word not in packaged_place_words().heads]


def known_namesake(mention: Mention) -> Entry | None:
    """The best known town of a name, where one is known everywhere: what a text means by it, and no stranger."""
    key = name_key(mention.text)
    return next((e for e in mention.candidates if e.kind == "city" and known_abroad(e, key)), None)


ENOUGH = 2
"""Names that tell where a text is."""
SMALL_ABROAD = 50_000
"""Inhabitants from which a town in a country that the text does not name is meant by its usual name."""
KNOWN_ABROAD = 500_000
"""Inhabitants from which a town is known abroad by any of its names."""


def misplaced(i: int, chosen: Sequence[Entry | None], mentions: Sequence[Mention], text: str) -> bool:
    """Whether the text puts a name inside a division or country that the place chosen for it is not in.

    "Foo district, Bar province": a Foo elsewhere in the world is another one, so the name is unknown.
    """
    if i + 1 >= len(mentions):
        return False
    mine, theirs = chosen[i], chosen[i + 1]
    if mine is None or theirs is None or mine.kind == "country" or mine.id == theirs.id:
        return False
    gap = text[mentions[i].end : mentions[i + 1].start]
    named = bool(mentions[i + 1].expects)
    if mentions[i + 1].demonym:
        return False
    if INSIDE.fullmatch(gap) and theirs.kind in {"country", "admin1"} and theirs.population >= KNOWN_ABROAD:
        return not inside(mine, theirs)
    of = KIND_OF.fullmatch(gap)
    quarter = of is not None and of[1] in packaged_place_words().quarters
    part = quarter and mine.population < theirs.population  # no "Foo suburb of Bar" where Bar is the suburb
    if not part and not NOUN_BETWEEN.fullmatch(gap) and not (named and gap.strip() == "in"):
        return False
    if theirs.kind in {"city", "admin2"}:
        return mine.division != theirs.division if named else mine.country != theirs.country
    return not inside(mine, theirs)
