"""`crossclaim series` over a ledger of two reports."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from made_claims import RSF, SUDAN_ARMY, UN, claim, day, place

from crossclaim.cli import main
from crossclaim.ledger import Ledger
from crossclaim.records import Claim, Incident, Reading, Report

WHERE: dict[str, Any] = {"place": place("El Obeid"), "date": day("2025-03-03")}
SIDES: dict[str, Any] = {"actors": (RSF,), "targets": (SUDAN_ARMY,)}


def reading(id: str, *claims: Claim) -> Reading:
    text = f"Report {id} of a battle at El Obeid, as told by those who were there. " * 12
    report = Report(id=id, text=text, title=f"Battle {id}", source=f"Wire {id}", published=date(2025, 3, 5))
    incident = Incident("i1", "clash", None, None, tuple(c.id for c in claims), ())
    return Reading(report, claims=claims, incidents=(incident,))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "war.ledger"
    told = reading("a", claim("c1", "clash", claimant=SUDAN_ARMY, **SIDES, **WHERE))
    again = reading("b", claim("c1", "clash", claimant=RSF, **SIDES, **WHERE))
    truce = reading("c", claim("c1", "violate_ceasefire", claimant=UN, actors=(RSF,), **WHERE))
    with Ledger.open(path) as opened:
        assert len(list(opened.add([told, again, truce]))) == 3
    return path


@pytest.fixture
def run(ledger: Path) -> Callable[..., Result]:
    return lambda *arguments: CliRunner().invoke(main, ["series", *arguments, "--ledger", str(ledger)])


def test_two_reports_of_one_battle_count_once(run: Callable[..., Result]) -> None:
    rows = [json.loads(line) for line in run("--by", "day", "--format", "json").stdout.splitlines()]
    assert len(rows) == 1 and rows[0]["day"] == "2025-03-03"
    assert rows[0]["material_conflict_claimed"] <= 2 and rows[0]["material_conflict_admitted"] == 1


@pytest.mark.parametrize("by", ["dyad", "place", "day"])
def test_every_format(run: Callable[..., Result], by: str) -> None:
    assert "2025-03-03" in run("--by", by).stdout
    [row] = [r for r in csv.DictReader(io.StringIO(run("--by", by, "--format", "csv").stdout))][:1]
    assert row["day"] == "2025-03-03"
    pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
    assert run("--by", by, "--format", "parquet").stdout_bytes[:4] == b"PAR1"


@pytest.mark.parametrize(
    ("arguments", "empty"),
    [(["--from", "2025-03-04"], True), (["--to", "2025-03-03"], False), (["--country", "TCD"], True)],
)
def test_filter(run: Callable[..., Result], arguments: list[str], empty: bool) -> None:
    assert (run(*arguments).stdout == "nothing to count\n") is empty


def test_truce(run: Callable[..., Result]) -> None:
    [row] = [json.loads(line) for line in run("--truce", "--format", "json").stdout.splitlines()]
    assert (row["violations"], row["own"]) == (1, False)


def test_picture(run: Callable[..., Result], tmp_path: Path) -> None:
    assert run("--plot", str(tmp_path / "s.svg")).exit_code == 0
    assert (tmp_path / "s.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize("arguments", [["--truce", "--changes"], ["--plot", "s.pdf"], ["--by", "week"]])
def test_unusable_arguments(run: Callable[..., Result], arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
