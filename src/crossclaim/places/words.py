"""The words around place names, from a data file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from crossclaim.places.entries import KINDS, Kind
from crossclaim.yamlfile import YamlFile, is_words, read_yaml

FILE = "place_words.yaml"


@dataclass(frozen=True)
class PlaceWords:
    """The words around place names, all in lower case.

    Attributes:
        heads: kinds of place by the word that says it ("village").
        head_modifiers: words that may stand between a name and its kind ("refugee camp").
        division_words: words that divisions' official names carry and news leaves off.
        before: words right before a place.
        before_weakly: words before places and people alike.
        near: words and phrases that place something only nearby.
        measures, directions: what does so before "from" or "of".
        titles: words before a person's name.
        part_of_name: words after a place that make it part of another name.
        sited: of them, those whose place the name still tells.
        of_place: words after a place: its offices, bodies, people.
        grounds: words after a place for the land in or around it ("outskirts").
        quarters: words after a place that lies in the one behind "of" ("the Foo quarter of Bar").
        wars: what goes on in the state that has it ("Foo's civil war").
        of_person: words after a person who rules or leads, and after no place that nobody knows ("regime").
        of_people: words after the name of a group or a faith rather than of a place ("militants").
        tellers: sources whose place says nothing of where what they tell was ("a correspondent in Foo").
        locals: sources that are of the place named with them ("residents of Foo said").
        spoken_from: words behind which "from" and a place say where somebody speaks ("by phone from Foo").
        ways: of `before`, those that stand before people too ("from").
        sayers: words before "to" and who says something ("according").
        before_anything: of `before_weakly`, those that show nothing of a name that nobody knows.
        names_of: words before "of" and a place that is part of another name.
        never: capitalised words that are no place without a name tagger's word.
        joiners: lower-case words that may stand inside a name.
        articles: the Arabic article before a name.
        short: abbreviations that begin names ("st").
    """

    heads: Mapping[str, frozenset[Kind]]
    head_modifiers: frozenset[str]
    division_words: frozenset[str]
    before: frozenset[str]
    before_weakly: frozenset[str]
    near: tuple[tuple[str, ...], ...]
    measures: frozenset[str]
    directions: frozenset[str]
    titles: frozenset[str]
    part_of_name: frozenset[str]
    sited: frozenset[str]
    of_place: frozenset[str]
    grounds: frozenset[str]
    quarters: frozenset[str]
    wars: frozenset[str]
    of_person: frozenset[str]
    of_people: frozenset[str]
    tellers: frozenset[str]
    locals: frozenset[str]
    spoken_from: frozenset[str]
    ways: frozenset[str]
    sayers: frozenset[str]
    before_anything: frozenset[str]
    names_of: frozenset[str]
    never: frozenset[str]
    joiners: frozenset[str]
    articles: frozenset[str]
    short: frozenset[str]

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Words before a place that are no part of its name, though a capital may begin them."""
        return self.directions | self.before | self.before_weakly | self.heads.keys()

    @cached_property
    def of_way(self) -> frozenset[str]:
        """Words of which no name is made: "Far North"."""
        return self.directions | {"far", "the"}

    @cached_property
    def between_near(self) -> frozenset[str]:
        """What may stand between a word for nearness and the place: "near the northern town"."""
        return frozenset({"the", "a"}) | self.directions - {"north", "south", "east", "west"}

    @cached_property
    def near_by_last(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The phrases of `near` by their last word."""
        return {last: tuple(p for p in self.near if p[-1] == last) for last in {p[-1] for p in self.near}}

    @cached_property
    def surely_before(self) -> frozenset[str]:
        """Words before places alone."""
        return self.before - self.ways

    @cached_property
    def perhaps_before(self) -> frozenset[str]:
        """Words before a name that nobody knows that may show a place."""
        return (self.ways | self.before_weakly) - self.before_anything

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Words for kinds of place, and directions: no names by themselves."""
        return self.directions | self.heads.keys()

    @cached_property
    def owned(self) -> frozenset[str]:
        """Words of which a name behind "of" is a place's: its kind, land, bodies, people, and where from it."""
        return self.of_place | self.heads.keys() | self.grounds | self.directions


def load_place_words(text: str | None = None) -> PlaceWords:
    """Read the packaged words, or `text` in their place.

    Raises:
        DataError: an entry is missing or of another form.

    >>> sorted(load_place_words().heads["village"])
    ['city']
    """
    file = read_yaml(FILE, text)
    return PlaceWords(
        heads=heads(file),
        near=tuple(tuple(phrase.split()) for phrase in file.words("near")),
        **{
            key: frozenset(file.words(key))
            for key in (
                "head_modifiers",
                "division_words",
                "before",
                "before_weakly",
                "measures",
                "directions",
                "titles",
                "part_of_name",
                "sited",
                "of_place",
                "grounds",
                "quarters",
                "wars",
                "of_person",
                "of_people",
                "tellers",
                "locals",
                "spoken_from",
                "ways",
                "sayers",
                "before_anything",
                "names_of",
                "never",
                "joiners",
                "articles",
                "short",
            )
        },
    )


@cache
def packaged_place_words() -> PlaceWords:
    """The packaged words, read once."""
    return load_place_words()


def heads(file: YamlFile) -> dict[str, frozenset[Kind]]:
    """The kinds of place by head word.

    Raises:
        DataError: a kind is none.
    """
    found = file.mapping("heads", is_words, "a list of kinds")
    for word, kinds in found.items():
        for kind in kinds:
            if kind not in KINDS:
                raise file.error(f"entry 'heads': {word!r}: {kind!r} is no kind", f"one of {', '.join(KINDS)}")
    return {word: frozenset(kinds) for word, kinds in found.items()}
