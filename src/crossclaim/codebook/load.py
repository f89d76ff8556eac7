"""Open a folder of a user's own files: checked, and laid over the package's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from crossclaim.codebook.events import laid_frames, laid_patterns
from crossclaim.codebook.files import Change, UserFile
from crossclaim.codebook.parties import COLUMNS, laid_parties
from crossclaim.codebook.places import FILE as PLACES
from crossclaim.codebook.places import laid_places
from crossclaim.codebook.words import laid_words
from crossclaim.errors import DataError
from crossclaim.lexicon import cues, events, modality
from crossclaim.lexicon.countries import load_countries
from crossclaim.lexicon.cues import Cues, build_cues, load_cues
from crossclaim.lexicon.events import EventBook, load_events, term_sets
from crossclaim.lexicon.modality import ModalityWords, build_modality, load_modality
from crossclaim.lexicon.parties import PACKAGED, PartyLayer
from crossclaim.places.extra import ExtraPlaces
from crossclaim.yamlfile import read_yaml

CODES = "codebook.yaml"
FILES = (cues.FILE, modality.FILE, events.FRAMES, events.TRIGGERS, events.TERMS, *COLUMNS, PLACES)
"""The names of the files that a codebook may hold."""


@dataclass(frozen=True)
class Codebook:
    """The package's words, parties and places with a user's laid over them.

    Attributes:
        folder: where the user's files lie.
        cues, modality, events: the whole books, the user's entries among them.
        parties, places: what is laid over the package's lists and gazetteer; None where nothing is.
        changes: what each of the user's lines changes, by file and line.
        unknown: names in the folder that are no files of a codebook.
    """

    folder: Path
    cues: Cues
    modality: ModalityWords
    events: EventBook
    parties: PartyLayer = PACKAGED
    places: ExtraPlaces | None = None
    changes: tuple[Change, ...] = ()
    unknown: tuple[str, ...] = ()


def load_codebook(folder: Path) -> Codebook:
    """Open and check a user's codebook.

    Args:
        folder: holds files named like the package's data files (`FILES`), in the same form; all are optional.

    Raises:
        DataError: no such folder, none of the files in it, or a wrong entry; says file, line and mend.
    """
    if not folder.is_dir():
        raise DataError("no such folder", file=str(folder), mend="give the folder of your codebook files")
    here = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    files = {path.name: UserFile(path) for path in here if path.name in FILES}
    if not files:
        raise DataError("no codebook file in it", file=str(folder), mend="name one of " + ", ".join(FILES))
    book, changed = _events(files)
    made = Codebook(folder, load_cues(), load_modality(), book, changes=changed)
    made = _parties_and_places(_words(made, files), files)
    order = {name: n for n, name in enumerate(FILES)}
    changes = sorted(made.changes, key=lambda c: (order[c.file], c.line))
    return replace(made, changes=tuple(changes), unknown=tuple(p.name for p in here if p.name not in FILES))


def _events(files: Mapping[str, UserFile]) -> tuple[EventBook, tuple[Change, ...]]:
    book = load_events()
    changes: tuple[Change, ...] = ()
    if events.TERMS in files:
        terms, changes = laid_words(files[events.TERMS])
        book = replace(book, terms=term_sets(terms))
    if events.FRAMES in files:
        book, more = laid_frames(files[events.FRAMES], book, read_yaml(CODES))
        changes += more
    if events.TRIGGERS in files:
        book, more = laid_patterns(files[events.TRIGGERS], book)
        changes += more
    return book, changes


def _words(made: Codebook, files: Mapping[str, UserFile]) -> Codebook:
    if cues.FILE in files:
        words, changes = laid_words(files[cues.FILE])
        made = replace(made, cues=build_cues(words), changes=made.changes + changes)
    if modality.FILE in files:
        words, changes = laid_words(files[modality.FILE])
        made = replace(made, modality=build_modality(words), changes=made.changes + changes)
    return made


def _parties_and_places(made: Codebook, files: Mapping[str, UserFile]) -> Codebook:
    named = {name: file for name, file in files.items() if name in COLUMNS}
    countries = load_countries() if named or PLACES in files else None
    if named and countries is not None:
        layer, changes = laid_parties(named, countries, read_yaml(CODES))
        made = replace(made, parties=layer, changes=made.changes + changes)
    if PLACES in files and countries is not None:
        places, changes = laid_places(files[PLACES], countries)
        made = replace(made, places=places, changes=made.changes + changes)
    return made


__all__ = ["FILES", "Codebook", "load_codebook"]
