"""PolNeAR: news articles with every attribution marked, in brat's standoff format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from crossclaim.errors import DataError
from evaluation.corpora.files import broken
from evaluation.records import GoldAttribution, Item, Spans


def polnear_files(folder: Path) -> tuple[Path, ...]:
    """The files that are read: each text that has a note, and the first annotator's note of it."""
    first: dict[str, Path] = {}
    for note in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(note.stem.rsplit("_", 1)[0], note)
    texts = sorted((folder / "text").glob("*.txt"))
    return tuple(path for text in texts if text.stem in first for path in (text, first[text.stem]))


def load_polnear(folder: Path) -> Iterator[Item[tuple[GoldAttribution, ...]]]:
    """The articles of a folder with `text/` and `attributions/`.

    Raises:
        DataError: a note breaks its form, or there is none.
    """
    files = polnear_files(folder)
    if not files:
        raise DataError("no text with a note in it", file=str(folder), mend="give it text/*.txt and attributions/*.ann")
    for text, note in zip(files[::2], files[1::2], strict=True):
        record = {"id": text.stem, "text": text.read_text(encoding="utf-8")}
        yield Item(record, parse_brat(note.read_text(encoding="utf-8"), note))


def parse_brat(text: str, path: Path) -> tuple[GoldAttribution, ...]:
    """The attributions of a standoff note; those with neither cue nor content are left out.

    Raises:
        DataError: a line breaks the form.
    """
    spans: dict[str, Spans] = {}
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        key, tab, rest = line.partition("\t")
        if not tab:
            continue  # a marked stretch goes over a line end
        try:
            if key.startswith("T"):
                spans[key] = _offsets(rest.split("\t")[0])
            elif key.startswith("E"):
                found.append(_event(rest, spans))
        except (ValueError, IndexError) as error:
            raise broken(path, number, error) from error
    return tuple(a for a in found if a.cue or a.content)


def _offsets(field: str) -> Spans:
    """`Source 10 14;20 25` to its stretches."""
    stretches = field.split(" ", 1)[1].split(";")
    return tuple((int(a), int(b)) for a, b in (stretch.split() for stretch in stretches))


def _event(rest: str, spans: dict[str, Spans]) -> GoldAttribution:
    roles: dict[str, Spans] = {"Source": (), "Cue": (), "Content": ()}
    for entry in rest.split():
        role, target = entry.split(":")
        role = re.sub(r"\d+$", "", role)
        if role in roles:
            roles[role] += spans.get(target, ())
    return GoldAttribution(roles["Source"], roles["Cue"], roles["Content"])
