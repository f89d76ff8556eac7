"""`crossclaim export`: what goes where, and the exit statuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crossclaim.cli import main
from crossclaim.commands import export as command
from crossclaim.interchange import FORMATS, KINDS
from crossclaim.interchange.exporter import FORMS
from crossclaim.ledger import Ledger
from crossclaim.records import Claim, DateSpan, Event, Party, Reading, Report, Span

TEXT = "Rebels shelled the market on Monday, the army said."
DAY = DateSpan("Monday", 29, 35, date(2025, 3, 3), date(2025, 3, 3), "day")
ARMY = Party("the army", 37, 45, "Mali army", "MLI", "MIL")
EVENT = Event("shelling", "ASSAULT", "heavy-weapons", "Shelling/artillery/missile attack", "19", Span(7, 14, "shelled"))
CLAIM = Claim("c1", 0, 35, TEXT[:35], None, ARMY, (), "asserts", "past", EVENT, (), (), (), (), None, DAY)


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    where = str(tmp_path / "war.ledger")
    readings = [
        Reading(
            Report("r1", TEXT, published=date(2025, 3, 4)), claims=(CLAIM, replace(CLAIM, id="c2", stance="denies"))
        )
    ]
    with Ledger.open(where) as found:
        list(found.add(readings))
    return where


@pytest.fixture
def run(ledger: str) -> Callable[..., Result]:
    return lambda *args: CliRunner().invoke(main, ["export", *args, "--ledger", ledger])


def test_the_commands_names_are_the_rooms() -> None:
    assert command.KINDS == KINDS and set(command.FORMATS) == set(FORMATS)


@pytest.mark.parametrize(("kind", "format"), [(kind, name) for kind in KINDS for name in FORMS[kind]])
def test_every_format_of_every_kind(run: Callable[..., Result], tmp_path: Path, kind: str, format: str) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    done = run(kind, "--format", format, "--output", str(tmp_path / "out"))
    assert done.exit_code == 0 and done.stdout == "", done.output
    assert done.stderr.startswith("crossclaim: ") and f"exported as {format}" in done.stderr
    assert done.stderr.count("\n") == 1 and "; dropped: " in done.stderr
    assert (tmp_path / "out").stat().st_size > 0 or (kind, format) == ("reports", "jsonl")


def test_json_lines_are_the_default(run: Callable[..., Result]) -> None:
    done = run("claims")
    assert [json.loads(line)["report"] for line in done.stdout.splitlines()] == ["r1", "r1"]
    assert done.stderr == "crossclaim: 2 claims exported as jsonl, 2 rows; dropped: nothing\n"


def test_one_report_is_one(run: Callable[..., Result]) -> None:
    assert run("reports").stderr == "crossclaim: 1 report exported as jsonl, 1 row; dropped: nothing\n"


def test_what_is_dropped_is_counted(run: Callable[..., Result]) -> None:
    assert "denials: 1" in run("claims", "--format", "polecat").stderr


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (["claims", "--format", "ucdp"], 2, "claims have no format ucdp"),
        (["nothing"], 2, "Invalid value"),
        (["claims", "--format", "xml"], 2, "Invalid value"),
        (["claims", "--output", "/nowhere/out"], 2, "cannot write /nowhere/out"),
    ],
)
def test_unusable_arguments(run: Callable[..., Result], args: list[str], status: int, words: str) -> None:
    done = run(*args)
    assert done.exit_code == status and words in done.stderr and done.stdout == ""


def test_a_ledger_that_is_not_there_leaves_the_output_alone(tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    out.write_text("old", encoding="utf-8")
    where = str(tmp_path / "none.ledger")
    done = CliRunner().invoke(main, ["export", "claims", "--ledger", where, "--output", str(out)])
    assert done.exit_code == 1 and "none.ledger" in done.stderr and done.stderr.count("\n") == 1
    assert out.read_text(encoding="utf-8") == "old" and not Path(where).exists()
