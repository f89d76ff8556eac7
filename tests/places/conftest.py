"""Shared by the tests of places: the gazetteer, and texts as the language model would label them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

from crossclaim.places import Gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc


@pytest.fixture(scope="session")
def gazetteer(request: pytest.FixtureRequest) -> Gazetteer:
    """The gazetteer, its index kept between test runs."""
    return Gazetteer.open(Path(request.config.cache.mkdir("gazetteer")))


@pytest.fixture(scope="session")
def read() -> Callable[..., Doc]:
    """Makes a text a `Doc`; keyword arguments name its entities, everywhere: `LOC=("Gao",)`."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")

    def make(text: str, **labelled: tuple[str, ...]) -> Doc:
        doc = nlp(text)
        spans = []
        for label, names in labelled.items():
            for name in names:
                found = [m.span() for m in re.finditer(re.escape(name), text)]
                made = [doc.char_span(*at, label=label, alignment_mode="expand") for at in found]
                assert made and None not in made
                spans += made
        doc.ents = spans
        return doc

    return make
