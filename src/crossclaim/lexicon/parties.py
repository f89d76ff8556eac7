"""What the package knows of parties: organisations, bodies of a state, roles, and the words around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Literal, cast, get_args

from crossclaim.errors import DataError
from crossclaim.lexicon.countries import Countries
from crossclaim.yamlfile import YamlFile, is_words, read_yaml

Kind = Literal["organisation", "armed", "media", "seat", "territory", "country", "demonym", "capital", "body", "role"]
RoleKind = Literal[
    "office",
    "voice",
    "head",
    "member",
    "force",
    "unit",
    "arms",
    "civil",
    "people",
    "group",
    "side",
    "paper",
    "source",
]
Key = tuple[str, ...]
Rows = Iterable[tuple[int, list[str]]]

NAMED: tuple[tuple[str, Kind], ...] = (
    ("party_organisations.tsv", "organisation"),
    ("party_armed.tsv", "armed"),
    ("party_media.tsv", "media"),
    ("party_seats.tsv", "seat"),
    ("party_territories.tsv", "territory"),
)
BODIES, ROLES, WORDS = "party_bodies.tsv", "party_roles.tsv", "party_words.yaml"
STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
"""Sectors of a state's own organs."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a phrase of the lists stands for.

    Attributes:
        kind: the list it comes from.
        name: the normal name: of an organisation itself, of a body without its country, of a role its noun.
        country: ISO3 of the state it belongs to.
        sector: PLOVER actor code.
        role: for a role, what kind.
        people: class of the people a role stands for: "military", "civilian" or "unknown".
        plural: whether the phrase is a plural.
        proper: whether the phrase only counts with a capital letter.
    """

    kind: Kind
    name: str
    country: str | None = None
    sector: str | None = None
    role: RoleKind | None = None
    people: str | None = None
    plural: bool = False
    proper: bool = True


@dataclass(frozen=True)
class PartyLayer:
    """A user's own rows, laid over the packaged lists.

    Attributes:
        rows: by file name, the rows with their line numbers, in the packaged files' columns.
        out: by file name, the names of packaged rows (for roles the nouns) that do not count.
    """

    rows: Mapping[str, tuple[tuple[int, list[str]], ...]] = field(default_factory=dict)
    out: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def kept(self, file: str, columns: int) -> Iterator[tuple[int, list[str]]]:
        """The packaged rows that still count: not taken out, and of no name that a row of the user's has."""
        gone = self.out.get(file, frozenset()) | {cells[0] for _, cells in self.rows.get(file, ())}
        return (row for row in rows(file, columns) if row[1][0] not in gone)


PACKAGED = PartyLayer()
"""Nothing laid over the packaged lists."""


@dataclass(frozen=True)
class Words:
    """The small closed lists of `party_words.yaml`, in lower case; see the file for what each is."""

    leads: frozenset[str]
    backs: frozenset[str]
    bare_ties: frozenset[str]
    apart: frozenset[str]
    idle: frozenset[str]
    titles: frozenset[str]
    belongs: frozenset[str]
    placed: frozenset[str]
    pointing: frozenset[str]
    acting: frozenset[str]
    never: frozenset[str]
    opposing: frozenset[str]
    all_sides: frozenset[str]
    other_side: frozenset[str]
    quantities: frozenset[str]
    sides_with: frozenset[str]
    whereabouts: frozenset[str]
    harming: frozenset[str]
    letterheads: frozenset[str]
    org_nouns: frozenset[str]
    land_nouns: frozenset[str]
    naming: frozenset[str]
    monitors: frozenset[str]
    of_state: frozenset[str]
    vague: frozenset[str]
    ranks: frozenset[str]
    national: frozenset[str]
    marks: Mapping[str, str]
    pronouns: Mapping[str, str]
    spellings: Mapping[str, str]
    plurals: Mapping[str, str]
    stands_for: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class PartyBook:
    """Everything that naming and resolving parties asks of the data files.

    Attributes:
        countries: the table of countries.
        terms: what phrases stand for, by their keys (see `key_of`).
        common: what they stand for in small letters, where a name shadows it ("The National").
        longest: the most pieces of a key, by its first piece.
        words: closed lists.
    """

    countries: Countries
    terms: Mapping[Key, Term]
    common: Mapping[Key, Term]
    longest: Mapping[str, int]
    words: Words

    @cached_property
    def spelled(self) -> Callable[[str], Key]:
        """The pieces of a word; each word is spelled once."""
        return lru_cache(maxsize=REMEMBERED)(lambda word: pieces(word, self.words.spellings))

    def may_begin(self, piece: str) -> bool:
        """Whether any phrase may begin with a piece, as it is or less a possessive "s"; most words begin none."""
        firsts = self.longest
        if piece in firsts or piece.casefold() in firsts:
            return True
        return piece.endswith("s") and (piece[:-1] in firsts or piece[:-1].casefold() in firsts)

    def look_up(self, phrase: str) -> Term | None:
        """The term of a phrase as it is written.

        >>> from crossclaim.lexicon.countries import load_countries
        >>> load_parties(load_countries()).look_up("U.N.").name
        'United Nations'
        """
        return self.find(key_of(phrase, self.words.spellings))

    def find(self, key: Key) -> Term | None:
        """The term of a key; capitals throughout ("KREMLIN") also match the plain spelling."""
        found = self.terms.get(key)
        if found is None and any(p.isupper() and len(p) > 1 for p in key):
            found = self.terms.get(tuple(p.casefold() for p in key))
            if found is not None and len(key[0]) < 3 and len(key) == 1:
                return None
        return found

    def country_name(self, iso3: str) -> str:
        """The short English name of a country by its code; the code itself where it is unknown."""
        country = self.countries.iso(iso3)
        return country.name if country else iso3


REMEMBERED = 1 << 16
"""Words whose pieces are remembered."""


def pieces(word: str, spellings: Mapping[str, str]) -> Key:
    """A word as the pieces that are compared: no diacritics, no possessive, abbreviations in capitals.

    >>> pieces("U.S.-backed", {}), pieces("al-Qaeda's", {}), pieces("Élysée", {})
    (('US', 'backed'), ('al', 'qaeda'), ('elysee',))
    """
    return tuple(
        p if p.isupper() and len(p) > 1 else spellings.get(p.casefold(), p.casefold()) for p in _plain_pieces(word)
    )


@lru_cache(maxsize=REMEMBERED)
def _plain_pieces(word: str) -> tuple[str, ...]:
    """The pieces of a word as they are written, less diacritics, possessives and the stops of abbreviations."""
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'").replace("\\", "")
    plain = re.sub(r"'s?$", "", plain)
    plain = re.sub(r"\b(?:[A-Za-z]\.){2,}[A-Za-z]?|\b[A-Z]\.[A-Z]\b", lambda m: m[0].replace(".", ""), plain)
    return tuple(re.findall(r"[A-Za-z0-9]+", plain.replace("'", "")))


def key_of(phrase: str, spellings: Mapping[str, str]) -> Key:
    """A phrase as a key of `PartyBook.terms`; a leading "the" is left out."""
    key = tuple(p for word in phrase.split() for p in pieces(word, spellings))
    return key[1:] if key[:1] == ("the",) and len(key) > 1 else key


def load_parties(countries: Countries, layer: PartyLayer = PACKAGED) -> PartyBook:
    """Read the packaged lists of parties.

    Args:
        countries: the table of countries, whose names, demonyms and capitals become terms.
        layer: a user's rows, which win over the packaged ones.

    Raises:
        DataError: a list breaks its form; says file, line and mend.
    """
    words = load_words()
    terms: dict[Key, Term] = {}
    common: dict[Key, Term] = {}
    for phrase, term in (*layer_phrases(layer, words.plurals), *phrases(countries, words.plurals, layer)):
        key = key_of(phrase, words.spellings)
        if key:
            if terms.setdefault(key, term).proper and not term.proper:
                common.setdefault(key, term)
            if term.sector == "IGO" and len(key) == 1 and key[0].isupper() and len(key[0]) > 3:
                terms.setdefault((key[0].casefold(),), term)
    longest: dict[str, int] = {}
    for key in terms:
        for first in {key[0], key[0].upper()}:
            longest[first] = max(longest.get(first, 0), len(key))
    return PartyBook(countries, terms, common, longest, words)


def layer_phrases(layer: PartyLayer, plurals: Mapping[str, str]) -> Iterator[tuple[str, Term]]:
    """Every phrase of a user's rows with its term."""
    for file, kind in NAMED:
        yield from named_phrases(file, kind, layer.rows.get(file, ()))
    yield from body_phrases(layer.rows.get(BODIES, ()))
    yield from role_phrases(plurals, layer.rows.get(ROLES, ()))


def phrases(
    countries: Countries, plurals: Mapping[str, str], layer: PartyLayer = PACKAGED
) -> Iterator[tuple[str, Term]]:
    """Every packaged phrase with its term, the ones that win first."""
    for file, kind in NAMED:
        yield from named_phrases(file, kind, layer.kept(file, 4))
    yield from country_phrases(countries)
    yield from body_phrases(layer.kept(BODIES, 3))
    yield from role_phrases(plurals, rows(ROLES, 4), layer.out.get(ROLES, frozenset()))


def named_phrases(file: str, kind: Kind, rows: Rows) -> Iterator[tuple[str, Term]]:
    """Names and other names of one list of organisations, seats or territories."""
    for number, (name, others, country, sector) in rows:
        check_country(country, file, number)
        for phrase in (name, *split(others)):
            yield phrase, Term(kind, name, none(country), none(sector), proper=not phrase.islower())


def country_phrases(countries: Countries) -> Iterator[tuple[str, Term]]:
    """Names, demonyms and capitals of all countries."""
    for c in countries.all:
        for phrase in (c.name, *c.names):
            yield phrase, Term("country", c.name, c.iso3, "GOV")
    for c in countries.all:
        plain = Term("demonym", c.name, c.iso3)
        for phrase in (*c.adjectives, *c.nouns):
            yield phrase, plain
        for phrase in c.plurals:
            yield phrase, replace(plain, plural=True)
    for c in countries.all:
        for phrase in c.capitals:
            yield phrase, Term("capital", c.name, c.iso3, "GOV")


def body_phrases(rows: Rows) -> Iterator[tuple[str, Term]]:
    """Phrases for bodies of a state."""
    for _, (name, sector, found) in rows:
        for phrase in split(found):
            proper = phrase.isupper() and len(phrase) < 4
            yield phrase, Term("body", name, None, none(sector), proper=proper)


def role_phrases(plurals: Mapping[str, str], rows: Rows, out: Set[str] = frozenset()) -> Iterator[tuple[str, Term]]:
    """Nouns of roles in singular and plural, less those taken out."""
    for number, (kind, sector, people, found) in rows:
        if kind not in get_args(RoleKind):
            mend = "use one of " + ", ".join(get_args(RoleKind))
            raise DataError(f"unknown kind {kind!r}", file=ROLES, line=number, mend=mend)
        for phrase in (p for p in split(found) if p not in out):
            role = cast(RoleKind, kind)
            term = Term("role", phrase, None, none(sector), role, none(people), proper=False)
            yield phrase, term
            many = plural_of(phrase, plurals)
            yield many, replace(term, plural=True)


def plural_of(phrase: str, irregular: Mapping[str, str]) -> str:
    """The plural of a noun phrase's head: its last word, or the word before "of" or "in".

    >>> plural_of("chief of staff", {}), plural_of("gunman", {"man": "men"})
    ('chiefs of staff', 'gunmen')
    """
    words = phrase.split()
    at = next((i - 1 for i, w in enumerate(words) if i and w in {"of", "in", "at"}), len(words) - 1)
    words[at] = plural_word(words[at], irregular)
    return " ".join(words)


def plural_word(word: str, irregular: Mapping[str, str]) -> str:
    """The plural of one English noun."""
    for end, many in irregular.items():
        if word == end or (end == "man" and word.endswith("man")) or word.endswith("-" + end):
            return word[: len(word) - len(end)] + many
    if word.endswith("woman"):
        return word[:-5] + "women"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if word.endswith("s") and not word.endswith("ss"):
        return word
    return word + ("es" if re.search(r"(ss|sh|ch|x|z)$", word) else "s")


def load_words() -> Words:
    """Read the small closed lists.

    Raises:
        DataError: a list is missing or holds something else than words.
    """
    file = read_yaml(WORDS)
    plain = {
        name: frozenset(file.words(name))
        for name in (
            "leads",
            "backs",
            "bare_ties",
            "apart",
            "idle",
            "titles",
            "belongs",
            "placed",
            "pointing",
            "acting",
            "never",
            "opposing",
            "all_sides",
            "other_side",
            "quantities",
            "sides_with",
            "whereabouts",
            "harming",
            "letterheads",
            "org_nouns",
            "land_nouns",
            "naming",
            "monitors",
            "of_state",
            "vague",
            "ranks",
            "national",
        )
    }
    return Words(
        **plain,
        marks=inverted(file, "marks"),
        pronouns=inverted(file, "pronouns"),
        spellings=pairs(file, "spellings"),
        plurals=pairs(file, "plurals"),
        stands_for={k: frozenset(v) for k, v in file.mapping("stands_for", is_words, "a list of words").items()},
    )


def inverted(file: YamlFile, entry: str) -> dict[str, str]:
    """An entry of lists, turned: the list's name by each of its words (the first list wins)."""
    table: dict[str, str] = {}
    found = file.entries.get(entry)
    if not isinstance(found, dict):
        raise file.error(f"entry {entry!r} is missing or no mapping", "write 'NAME: [words]' lines")
    for name, words in found.items():
        if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
            raise file.error(f"entry {entry!r}: {name!r} is no list of words", "write it as '[one, two]'")
        for word in words:
            table.setdefault(word, name)
    return table


def pairs(file: YamlFile, entry: str) -> dict[str, str]:
    """An entry that maps words to words."""
    return file.mapping(entry, lambda value: isinstance(value, str), "a word")


def rows(file: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """The rows of a tab-separated list with their line numbers.

    Raises:
        DataError: a row has another number of columns.
    """
    text = (files("crossclaim") / "data" / file).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != columns or not cells[0].strip():
            mend = f"write {columns} columns between tabs, '-' for none"
            raise DataError(f"{len(cells)} columns, not {columns}", file=file, line=number, mend=mend)
        yield number, cells


def check_country(code: str, file: str, line: int) -> None:
    """Raise a `DataError` where a cell is neither a country's code nor "-"."""
    if code != "-" and not re.fullmatch(r"[A-Z]{3}", code):
        raise DataError(f"{code!r} is no ISO3 code", file=file, line=line, mend="write three capitals or '-'")


def split(cell: str) -> Iterable[str]:
    """The values of a cell; none for "-"."""
    return () if cell == "-" else tuple(v for v in cell.split("|") if v)


def none(cell: str) -> str | None:
    """None for "-"."""
    return None if cell == "-" else cell
