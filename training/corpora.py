"""Readers of the training corpora: treebanks (CoNLL-U), named entities (IOB2), attributions (brat)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import names

GUM_GENRES = frozenset({"news", "interview", "bio", "voyage", "textbook", "vlog", "speech", "conversation"})
"""The genres of GUM whose texts its licence file lets be used commercially."""

UNKNOWN = -100
"""A label that the loss passes over."""


@dataclass
class Sentence:
    """One sentence with its gold layers; heads are 1-based, 0 is the root. Layers may be empty."""

    words: list[str]
    before: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)


def treebank(path: Path, *, gum_genres: frozenset[str] | None = GUM_GENRES) -> Iterator[list[Sentence]]:
    """The documents of a CoNLL-U file, each a list of sentences.

    Of GUM only documents in `gum_genres` are read (None: all); every other treebank is read whole.
    """
    document: list[Sentence] = []
    keep, is_gum, new_paragraph = True, False, True
    rows: list[list[str]] = []
    glued: dict[int, bool] = {}
    for line in path.open(encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if document:
                yield document
            document, name = [], line.split("=")[-1].strip()
            is_gum = name.startswith("GUM_")
            keep = not is_gum or gum_genres is None or name.split("_")[1] in gum_genres
            new_paragraph = True
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif not line and rows:
            if keep:
                document.append(_sentence(rows, glued, new_paragraph, is_gum))
            rows, glued, new_paragraph = [], {}, False
        elif line[:1].isdigit():
            row = line.split("\t")
            if "." in row[0]:
                continue
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                glued.update({i: True for i in range(first, last)})
                glued[last] = "SpaceAfter=No" in row[9]
            else:
                rows.append(row)
    if document:
        yield document


def _sentence(rows: list[list[str]], glued: dict[int, bool], new_paragraph: bool, is_gum: bool) -> Sentence:
    before = ["\n" if new_paragraph else " "]
    for row in rows[:-1]:
        before.append("" if glued.get(int(row[0]), "SpaceAfter=No" in row[9]) else " ")
    s = Sentence(
        [r[1] for r in rows],
        before,
        [r[3] for r in rows],
        [r[4] for r in rows],
        [int(r[6]) for r in rows],
        [r[7] for r in rows],
    )
    s.names = _gum_names(rows) if is_gum else names.partial(s.words, s.upos)
    return s


def _gum_names(rows: list[list[str]]) -> list[str | None]:
    """Named persons, places and organisations from GUM's entity layer: mentions headed by a proper noun."""
    spans, open_ = [], []
    for i, row in enumerate(rows):
        for item in row[9].split("|"):
            if not item.startswith("Entity="):
                continue
            for token in re.findall(r"\([^()]*\)?|[^()]+\)", item[7:]):
                if token.startswith("("):
                    parts = token.strip("()").split("-")
                    open_.append((parts[0], parts[1] if len(parts) > 1 else "", i))
                    if token.endswith(")"):
                        _, kind, start = open_.pop()
                        spans.append((start, i, kind))
                else:
                    for j in range(len(open_) - 1, -1, -1):
                        if open_[j][0] == token[:-1]:
                            _, kind, start = open_.pop(j)
                            spans.append((start, i, kind))
                            break
    kinds = {"person": "PER", "place": "LOC", "organization": "ORG"}
    tags: list[str | None] = ["O"] * len(rows)
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        if kind not in kinds:
            continue
        inside = range(start, end + 1)
        heads = [i for i in inside if not start < int(rows[i][6]) <= end + 1 or int(rows[i][6]) == 0]
        if not heads or rows[heads[0]][3] != "PROPN":
            continue
        first = last = heads[0]
        while first - 1 >= start and _names_on(rows, first - 1, start, -1, kind):
            first -= 1
        while last + 1 <= end and _names_on(rows, last + 1, end, 1, kind):
            last += 1
        while first < last and rows[first][3] != "PROPN":
            first += 1
        while last > first and rows[last][3] != "PROPN":
            last -= 1
        if kind == "person":
            while first < last and rows[first][1].lower() in names.TITLES:
                first += 1
        if all(tags[i] == "O" for i in range(first, last + 1)):
            tags[first] = "B-" + kinds[kind]
            for i in range(first + 1, last + 1):
                tags[i] = "I-" + kinds[kind]
    return tags


def _names_on(rows: list[list[str]], i: int, limit: int, step: int, kind: str) -> bool:
    """Does a name run on over this word: a proper noun, or (no person) 'of', 'the', '&' with one behind it?"""
    if rows[i][3] == "PROPN":
        return True
    if kind != "person" and rows[i][1].lower() in {"of", "the", "&", "-", "de", "for"}:
        beyond = i + step
        while 0 <= beyond < len(rows) and (beyond - limit) * step <= 0:
            if rows[beyond][3] == "PROPN":
                return True
            if rows[beyond][1].lower() not in {"of", "the", "&", "-", "de"}:
                return False
            beyond += step
    return False


def named(conllu: Path, iob2: Path) -> Iterator[list[Sentence]]:
    """Documents of a treebank with names from a UNER file beside it; sentences it lacks are left out."""
    labels: dict[str, list[str]] = {}
    current: list[list[str]] = []
    for line in iob2.open(encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            current.append(line.split("\t"))
        elif not line.strip() and current:
            labels[" ".join(row[1] for row in current)] = [row[2].strip() for row in current]
            current = []
    for document in treebank(conllu, gum_genres=None):
        known = []
        for s in document:
            tags = labels.get(" ".join(s.words))
            if tags is not None:
                s.names = [x if x[2:] in ("PER", "ORG", "LOC") else "O" for x in tags]
                known.append(s)
        yield known


@dataclass
class Article:
    """A text with its attributions: character spans per role."""

    name: str
    text: str
    attributions: list[dict[str, list[tuple[int, int]]]]


def attributions(folder: Path) -> Iterator[Article]:
    """PolNeAR articles of a folder with `text/` and `attributions/` (brat), first annotator's reading."""
    notes = sorted((folder / "attributions").glob("*.ann"))
    by_text: dict[str, Path] = {}
    for note in notes:
        by_text.setdefault(note.stem.rsplit("_", 1)[0], note)
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem in by_text:
            yield Article(path.stem, path.read_text(encoding="utf-8"), _brat(by_text[path.stem]))


def _brat(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    found = []
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    for parts in lines:
        if parts[0].startswith("T") and len(parts) > 1:
            offsets = parts[1].split(" ", 1)[1]
            spans[parts[0]] = [(int(a), int(b)) for a, b in (o.split() for o in offsets.split(";"))]
    for parts in lines:
        if not parts[0].startswith("E") or len(parts) < 2:
            continue
        roles: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
        for item in parts[1].split():
            role, target = item.split(":")
            role = re.sub(r"\d+$", "", role)
            if role in roles and target in spans:
                roles[role] += spans[target]
        if roles["Cue"] or roles["Content"]:
            found.append(roles)
    return found
