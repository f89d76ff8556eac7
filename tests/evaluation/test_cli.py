"""The commands, with readings made beforehand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crossclaim.records import Reading
from evaluation import cli
from evaluation.corpora import load_own
from evaluation.floors import Floor, load_floors
from evaluation.reading import save


@pytest.fixture
def readings(tmp_path: Path, make_reading: Callable[..., Reading]) -> Path:
    """Our own reports, read empty."""
    folder = tmp_path / "readings"
    folder.mkdir()
    save([make_reading(ident=item.id, text=item.text) for item in ITEMS], folder / "own.jsonl")
    return folder


ITEMS = load_own().items
CLAIMS = sum(len(item.gold.first) for item in ITEMS)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(a) for a in arguments])


def test_run_prints_figures_and_errors(readings: Path) -> None:
    result = run("run", "--readings", readings, "--errors", 2)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"own: {len(ITEMS)} reports (whole)\n  found        0.0000  n {CLAIMS}")
    assert result.stdout.count("[missed]") + result.stdout.count("[figure missed]") == 2


def test_one_cause_alone(readings: Path) -> None:
    result = run("run", "--readings", readings, "--errors", 1000, "--cause", "missed")
    assert result.stdout.count("[missed]") == CLAIMS
    assert "[figure missed]" not in result.stdout


def test_the_gate_fails_with_a_line_for_each(readings: Path) -> None:
    result = run("gate", "--readings", readings)
    assert result.exit_code == 1
    assert "own: found fell to 0.0000, below its floor of" in result.stdout
    assert run("run", "--gate", "--readings", readings).exit_code == 1


def test_the_page_is_written(readings: Path, tmp_path: Path) -> None:
    path = tmp_path / "evaluation.md"
    assert run("run", "--readings", readings, "--report", path).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("# Evaluation\n")


def test_missing_corpora_are_said(readings: Path, tmp_path: Path) -> None:
    result = run("run", "--readings", readings, "--corpora", tmp_path)
    assert result.exit_code == 0
    assert result.stderr.count(": skipped: ") == 8


def test_a_broken_corpus_ends_with_one_line(tmp_path: Path) -> None:
    path = tmp_path / "plover" / "dev.jsonl"
    path.parent.mkdir()
    path.write_text("{")
    result = run("run", "--corpora", tmp_path, "--set", "plover")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"evaluation: {path}:1: not JSON")
    assert result.stderr.count("\n") == 1


def test_floors_are_shown_raised_and_lowered(readings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "own:" in run("floors").stdout
    file = tmp_path / "floors.yaml"
    monkeypatch.setattr(cli, "FILE", file)
    monkeypatch.setattr(cli, "load_floors", lambda: load_floors(file.read_text(encoding="utf-8")))
    assert run("floors", "--write", "--readings", readings).exit_code == 0
    digest = load_own().digest
    assert load_floors(file.read_text())["own"].digest == digest
    file.write_text(cli.dump_floors({"own": Floor(digest, {"found": 0.5})}))
    kept = run("floors", "--write", "--readings", readings)
    assert "own: found keeps its floor of 0.500" in kept.stderr
    assert load_floors(file.read_text())["own"].least["found"] == 0.5
    run("floors", "--write", "--allow-lower", "--readings", readings)
    assert load_floors(file.read_text())["own"].least["found"] == 0.0


def test_floors_are_of_whole_sets(readings: Path) -> None:
    result = run("floors", "--write", "--limit", 1, "--readings", readings)
    assert result.exit_code == 2
    assert "leave --limit out" in result.stderr


def test_link(tmp_path: Path, make_reading: Callable[..., Reading], make_claim: Callable[..., object]) -> None:
    text = "12 soldiers died in Gao."
    folder = tmp_path / "claims-dev"
    folder.mkdir()
    row = {
        "quote": "12 soldiers died",
        "claimant": "reporter",
        "stance": "asserts",
        "event": "killing",
        "tense": "past",
    }
    (folder / "reports.jsonl").write_text("".join(json.dumps({"id": r, "text": text}) + "\n" for r in "ab"))
    (folder / "x.A.json").write_text(json.dumps({"a": [row], "b": [row]}))
    labels = {r: [{"incident": "gao", "about": None}] for r in "ab"}
    (folder / "incidents.json").write_text(json.dumps({"labels": labels}))
    made = [make_reading([make_claim("12 soldiers died", "killing", text=text)], ident=r, text=text) for r in "ab"]
    save(made, tmp_path / "read.jsonl")
    linked = "".join(json.dumps({"report": r, "id": "c1", "incident": "x"}) + "\n" for r in "ab")
    (tmp_path / "claims.jsonl").write_text(linked)
    result = run("link", "claims-dev", tmp_path / "read.jsonl", tmp_path / "claims.jsonl", "--corpora", tmp_path)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == "pairwise   1.0000  n 2  P 1.0000  R 1.0000"
