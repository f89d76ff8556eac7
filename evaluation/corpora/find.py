"""A corpus by its name: found, loaded, and measured for its digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.corpora.claims import claims_files, load_claims
from evaluation.corpora.files import digest
from evaluation.corpora.geo import load_geo
from evaluation.corpora.isaf import load_isaf
from evaluation.corpora.layout import LAYOUTS
from evaluation.corpora.own import OWN, load_own
from evaluation.corpora.plover import load_plover
from evaluation.corpora.polnear import load_polnear, polnear_files
from evaluation.records import Corpus, Item, Missing

Opened = Corpus[Any] | Missing
"""A corpus, or what stands for one that is not there."""

NAMES: tuple[str, ...] = (OWN, *LAYOUTS)
"""All sets that can be measured, in the page's order."""


@dataclass(frozen=True, slots=True)
class Loader:
    """How one corpus is read: its items, and the files its digest is of."""

    load: Callable[[Path], Iterable[Item[Any]]]
    files: Callable[[Path], Iterable[Path]] = lambda path: (path,)


LOADERS: Mapping[str, Loader] = {
    "seed": Loader(load_claims, claims_files),
    "claims-dev": Loader(load_claims, claims_files),
    "review": Loader(load_claims, claims_files),
    "polnear": Loader(load_polnear, polnear_files),
    "isaf": Loader(load_isaf),
    "plover": Loader(load_plover),
    "tr-news": Loader(load_geo),
    "lgl": Loader(load_geo),
}


def open_corpus(name: str, folder: Path | None) -> Opened:
    """The corpus of that name.

    Args:
        name: one of `NAMES`.
        folder: where the public corpora lie; None where the user named none.

    Raises:
        DataError: it is there and broken.
    """
    if name == OWN:
        return load_own()
    layout = LAYOUTS[name]
    if folder is None:
        return Missing(name, "no folder of corpora was named", Path(layout.paths[0]), "give one with --corpora DIR")
    path = layout.find(folder)
    if path is None:
        return layout.missing(name, folder)
    loader = LOADERS[name]
    return Corpus(name, layout.title, layout.split, digest(loader.files(path)), tuple(loader.load(path)))
