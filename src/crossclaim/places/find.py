"""Every place name of a text, with the place it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from crossclaim.parsed import parsed
from crossclaim.places.around import Namer, Stretch
from crossclaim.places.demonyms import Demonyms, load_demonyms
from crossclaim.places.entries import Entry
from crossclaim.places.gazetteer import Gazetteer
from crossclaim.places.keys import REMEMBERED, name_key
from crossclaim.places.names import Mention, find_names
from crossclaim.places.resolve import resolve
from crossclaim.places.words import PlaceWords, packaged_place_words
from crossclaim.records import Place, PlaceKind, PlacePrecision

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

    from crossclaim.parsed import Doc


def find_places(doc: Doc | SpacyDoc, gazetteer: Gazetteer, bodies: Sequence[Stretch] = ()) -> tuple[Place, ...]:
    """Every place name of a text with its position and country.

    Args:
        doc: the parsed text; entities labelled LOC, PER and ORG are used where it has them.
        gazetteer: the places of the world by name.
        bodies: the stretches that name organisations, by offsets into `doc.text`; no place is named there.

    Returns:
        Places in the order of the text, not overlapping; offsets are code points into `doc.text`. A demonym
        stands at its country's position. A name that the gazetteer does not know takes the position of
        another place of the same sentence, or has none.
    """
    doc = parsed(doc)
    named = find_names(doc, namer(gazetteer), bodies)
    resolved = zip(named, resolve(named, doc.text), strict=True)
    kept = [(mention, entry) for mention, entry in resolved if entry is not None or mention.shown]
    mentions, entries = [m for m, _ in kept], [e for _, e in kept]
    anchored = anchors(mentions, entries, doc.text)
    found = tuple(
        known_place(mention, entry) if entry is not None else unknown_place(mention, anchored.get(i))
        for i, (mention, entry) in enumerate(zip(mentions, entries, strict=True))
    )
    return as_written(found, mentions)


def as_written(places: Sequence[Place], mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """Places whose division goes by the name that the text itself gives it.

    Spellings of divisions differ from one gazetteer to the next; a reader looks for the one in the report.
    "Oruzgan province" names the division also where the gazetteer knows only its chief town by that spelling.
    """
    names: dict[tuple[str | None, str | None], str] = {}
    for p, m in zip(places, mentions, strict=True):
        if p.kind == "place" and p.admin1 and p.text[:1].isupper() and names_division(p, m):
            names.setdefault((p.country, p.admin1), p.text.title() if p.text.isupper() else p.text)
    written = [names.get((p.country, p.admin1), p.admin1) for p in places]
    return tuple(p if w == p.admin1 else replace(p, admin1=w) for p, w in zip(places, written, strict=True))


def names_division(place: Place, mention: Mention) -> bool:
    """Whether a name is that of the division that it lies in."""
    if place.precision == "admin1":
        if place.name != place.admin1:
            return False
    elif "admin1" not in mention.expects:
        return False
    own, division = name_key(place.text), name_key(place.admin1 or "")
    return likeness(own, division) >= ALIKE or {*own.split()} < {*division.split()}


@lru_cache(maxsize=REMEMBERED)
def likeness(a: str, b: str) -> float:
    """How alike two spellings are, from 0 to 1 (`difflib`)."""
    return SequenceMatcher(None, a, b).ratio()


ALIKE = 0.75
"""Likeness (`difflib`) from which two spellings name one division."""


def namer(gazetteer: Gazetteer) -> Namer:
    """What telling names takes, with the packaged words."""
    demonyms, words = packaged_words()
    return Namer(gazetteer, demonyms, words, is_common)


@cache
def packaged_words() -> tuple[Demonyms, PlaceWords]:
    """The packaged demonyms and words, read once."""
    return load_demonyms(), packaged_place_words()


@cache
def is_common(word: str) -> bool:
    """Whether a lower-case word is an ordinary English one (lemminflect's dictionary)."""
    import lemminflect

    return bool(lemminflect.getAllLemmas(word))


CONTAINED = 24
"""Characters within which the place behind a name contains it: ", ", " district of ", " village in the "."""


def known_place(mention: Mention, entry: Entry) -> Place:
    """The record of a name that the gazetteer knows."""
    return Place(
        mention.start,
        mention.end,
        mention.text,
        "demonym" if mention.demonym else "place",
        entry.name,
        entry.admin1,
        entry.country,
        entry.lat,
        entry.lon,
        entry.geonameid,
        precision_of(mention, entry),
    )


def precision_of(mention: Mention, entry: Entry) -> PlacePrecision:
    """What the entry's position is of, as the text uses the name."""
    if entry.kind == "country":
        return "country"
    if entry.kind == "admin1":
        return "admin1"
    return "near" if mention.near else "exact"


def unknown_place(mention: Mention, anchor: Entry | None) -> Place:
    """The record of a name that the gazetteer does not know, placed by what the text tells of it."""
    if anchor is None:
        position: tuple[float | None, float | None] = (None, None)
        return Place(*written(mention), None, None, *position, None, "unknown")
    precision = {"country": "country", "admin1": "admin1"}.get(anchor.kind, "near")
    return Place(
        *written(mention), anchor.admin1, anchor.country, anchor.lat, anchor.lon, None, cast(PlacePrecision, precision)
    )


def written(mention: Mention) -> tuple[int, int, str, PlaceKind, str]:
    """The fields of a place that is known only as the text writes it."""
    return mention.start, mention.end, mention.text, "place", mention.text


def anchors(mentions: Sequence[Mention], entries: Sequence[Entry | None], text: str) -> dict[int, Entry]:
    """The known place by which each unknown mention is placed: for all mentions of one name the best that any has."""
    best: dict[str, tuple[int, int, Entry]] = {}
    unknown = [i for i, entry in enumerate(entries) if entry is None]
    telling = tells_where(mentions, entries, text)
    for i in unknown:
        found = anchor_of(i, mentions, telling)
        key = name_key(mentions[i].text)
        if found is not None and (key not in best or found[0] < best[key][0]):
            best[key] = (found[0], i, found[1])
    return {i: best[key][2] for i in unknown for key in [name_key(mentions[i].text)] if key in best}


def tells_where(mentions: Sequence[Mention], entries: Sequence[Entry | None], text: str) -> list[Entry | None]:
    """The places that tell where others are: a country if the text puts something in it, or names a place of it.

    Where somebody is from tells nothing of it: "the London-based monitor said that Foo was shelled".
    """
    settled = {e.country for e in entries if e is not None and e.kind != "country"}
    return [
        e
        if e is not None
        and (e.kind != "country" or e.country in settled or m.inside)
        and not COMPOUND.match(text, m.end)
        else None
        for e, m in zip(entries, mentions, strict=True)
    ]


def anchor_of(i: int, mentions: Sequence[Mention], entries: Sequence[Entry | None]) -> tuple[int, Entry] | None:
    """The known place that best tells where an unknown one is, and how well: a lower number is better.

    A division or country right behind it ("Foo district, Bar province"), else the finest, then the nearest of
    its sentence; names in capitals before it are a dateline's and tell nothing.
    """
    behind = entries[i + 1] if i + 1 < len(entries) else None
    if behind is not None and behind.kind != "city" and mentions[i + 1].start - mentions[i].end <= CONTAINED:
        return CONTAINER if behind.kind != "country" else FINENESS["country"], behind
    known = [
        (FINENESS[entry.kind], abs(k - i), k, entry)
        for k, entry in enumerate(entries)
        if entry is not None
        and mentions[k].sentence == mentions[i].sentence
        and not (k < i and mentions[k].text.isupper() and not mentions[i].text.isupper())
    ]
    if not known:
        return None
    fineness, _, _, entry = min(known)
    return fineness, entry


COMPOUND = re.compile(r"-[a-z]+ed\b")
"""What stands behind a name that only says whose or from where somebody is: "Tehran-backed"."""
CONTAINER = -1
FINENESS = {"city": 0, "site": 0, "admin2": 0, "admin1": 1, "region": 2, "country": 3}
"""How well a place of each kind tells where another one of its sentence is."""
