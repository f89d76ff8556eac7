"""Reports read by hand: a folder with `reports.jsonl`, one or two readings, and maybe `incidents.json`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from crossclaim.errors import DataError
from evaluation.corpora.files import broken, json_lines, parsed
from evaluation.records import GoldClaim, GoldReport, Item

FIELDS = ("id", "title", "source", "published", "text", "kind", "url")
"""What of a report goes into the pipeline."""

NAME, PATTERN = "reports.jsonl", "*.[AB].json"


def claims_files(folder: Path) -> tuple[Path, ...]:
    """The files that are read."""
    extra = [folder / "incidents.json"] if (folder / "incidents.json").exists() else []
    return (folder / NAME, *sorted(folder.glob(PATTERN)), *extra)


def load_claims(folder: Path) -> Iterator[Item[GoldReport]]:
    """The reports of a folder that at least one reader read.

    Raises:
        DataError: a file breaks its form, or there is no reading.
    """
    readings = [(path, parsed(path.read_text(encoding="utf-8"), path)) for path in sorted(folder.glob(PATTERN))]
    if not readings or not (folder / NAME).exists():
        raise DataError(f"no {NAME} or no reading in it", file=str(folder), mend="see evaluation/README.md")
    incidents = _incidents(folder)
    for _, row in json_lines(folder / NAME):
        ident = str(row["id"])
        read = [_claims(path, claims[ident]) for path, claims in readings if ident in claims]
        if read:
            first = _labelled(read[0], incidents.get(ident), folder)
            record = {key: str(row[key]) for key in FIELDS if row.get(key)}
            yield Item(record, GoldReport(first, read[1] if len(read) > 1 else None))


def _claims(path: Path, rows: Any) -> tuple[GoldClaim, ...]:
    try:
        return tuple(_claim(row) for row in rows)
    except (KeyError, TypeError, ValueError) as error:
        raise broken(path, None, error) from error


def _claim(row: Mapping[str, Any]) -> GoldClaim:
    return GoldClaim(
        quote=row["quote"],
        claimant=row["claimant"],
        side=row.get("claimant_side"),
        stance=row["stance"],
        event=row["event"],
        tense=row["tense"],
        actor=row.get("actor"),
        target=row.get("target"),
        figures=frozenset((c["kind"], c["low"], c["high"]) for c in row.get("casualties", ())),
        place=row.get("place"),
        date=row.get("date"),
    )


def _incidents(folder: Path) -> Mapping[str, Any]:
    """For each report the labels of the first reading's claims, in their order."""
    path = folder / "incidents.json"
    if not path.exists():
        return {}
    labels = parsed(path.read_text(encoding="utf-8"), path).get("labels")
    if not isinstance(labels, dict):
        raise DataError("no 'labels' in it", file=str(path), mend="give each report the labels of its claims")
    return labels


def _labelled(claims: tuple[GoldClaim, ...], labels: Any, folder: Path) -> tuple[GoldClaim, ...]:
    if labels is None:
        return claims
    if len(labels) != len(claims):
        what = f"{len(labels)} labels for {len(claims)} claims"
        raise DataError(what, file=str(folder / "incidents.json"), mend="label the claims of the first reading")
    return tuple(replace(c, incident=label["incident"]) for c, label in zip(claims, labels, strict=True))
