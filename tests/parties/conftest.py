"""Parsed documents written by hand, and the lists of parties."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from crossclaim.lexicon.countries import load_countries
from crossclaim.lexicon.parties import PartyBook, load_parties

PENN = {"NOUN": "NN", "PROPN": "NNP", "ADJ": "JJ", "VERB": "VBD", "DET": "DT", "ADP": "IN", "NUM": "CD"}


@pytest.fixture(scope="session")
def book() -> PartyBook:
    """All lists of parties."""
    return load_parties(load_countries())


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Doc]:
    """Makes a document of one sentence: `word/POS/relation/head[/entity]`, heads counted from 1.

    NOUNS and PROPNS are plurals.
    """
    vocab = spacy.blank("en").vocab

    def parse(table: str) -> Doc:
        rows = [word.split("/") for word in table.split()]
        return Doc(
            vocab,
            words=[r[0] for r in rows],
            spaces=[not joined(rows, i) for i in range(len(rows))],
            pos=[r[1].removesuffix("S") if r[1].endswith("NS") else r[1] for r in rows],
            tags=[PENN.get(r[1].removesuffix("S"), r[1]) + "S" * r[1].endswith("NS") for r in rows],
            deps=["ROOT" if r[3] == "0" else r[2] for r in rows],
            heads=[i if r[3] == "0" else int(r[3]) - 1 for i, r in enumerate(rows)],
            lemmas=[r[0].lower() for r in rows],
            ents=[r[4] if len(r) > 4 else "O" for r in rows],
        )

    return parse


def joined(rows: list[list[str]], i: int) -> bool:
    """Whether no space stands between a word and the next."""
    after = rows[i + 1][0] if i + 1 < len(rows) else ""
    return after in {",", "'s", "-", ""} or rows[i][0] == "-"
