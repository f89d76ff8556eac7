"""Loaders of the corpora: from the folder the user names to a frozen `Corpus`, or a `Missing` that says what next.

`layout` says where each lies under the folder and how to get it; `find` opens one by its name. `own` is the
project's own gold, which needs no folder.
"""

from evaluation.corpora.find import NAMES, Opened, open_corpus
from evaluation.corpora.own import OWN, load_own

__all__ = ["NAMES", "OWN", "Opened", "load_own", "open_corpus"]
