"""`crossclaim reread` and `crossclaim gold`: what they say, what they leave, how they end."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from crossclaim.cli import main
from crossclaim.decisions.records import Draft
from crossclaim.ledger import Ledger, Origin
from crossclaim.ledger.review import Coder
from crossclaim.records import Reading, Report

FAKES = Path(__file__).parents[1] / "ledger" / "fake_add.py"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def fakes() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fake_add", FAKES)
    assert spec is not None and spec.loader is not None
    module = sys.modules.setdefault("fake_add", importlib.util.module_from_spec(spec))
    if not hasattr(module, "SERVICES"):
        spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fakes: ModuleType) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CROSSCLAIM_LEDGER", raising=False)

    def call(*arguments: str, **more: Any) -> Result:
        services = replace(fakes.SERVICES, origin=lambda: Origin("2.0", "newer"), **more)
        return CliRunner().invoke(main, list(arguments), obj=services)

    return call


@pytest.fixture
def ledger(run: Run, fakes: ModuleType, tmp_path: Path) -> Path:
    """Three reports, read by an earlier version, with two claims each."""
    path = tmp_path / "crossclaim.ledger"
    said = [("army", "said", "shelled", "Gao", 4), ("rebels", "denied", "bombed", "Taiz", 7)]
    with Ledger.open(path, clock=fakes.moment) as opened:
        for n in range(3):
            text = " ".join(fakes.sentence(*s) for s in said) + f" The market of day {n} was open." * 9
            list(opened.add([fakes.read(Report(f"r{n}", text, source=f"Radio {n}"))], Origin("1.0", "older")))
    return path


def test_all_that_an_older_version_read_is_read_anew(run: Run, ledger: Path) -> None:
    first = run("reread")
    assert (first.exit_code, len(first.stdout.splitlines())) == (0, 3)
    assert all("2 claims, version 2" in line for line in first.stdout.splitlines())
    assert "read 3 anew, 0 left" in first.stderr
    again = run("reread")
    assert again.stdout == "" and "read 0 anew, 3 left" in again.stderr
    with Ledger.open(ledger) as opened:
        assert {r.version for r in opened.reports()} == {2}
        key = next(opened.reports()).key
    assert "read 1 anew" in run("reread", "--all", key).stderr
    assert run("reread", "nothing").exit_code == 2


def test_what_becomes_of_decisions_is_said(run: Run, ledger: Path, fakes: ModuleType) -> None:
    with Ledger.open(ledger) as opened:
        first, second = [e.id for e in opened.entries()][:2]
        opened.review.decide(first, [Draft("accept")], Coder("ada"), seen=0)
        opened.review.decide(second, [Draft("reject")], Coder("ada"), seen=0)

    def less(threads: int) -> Callable[[Report], Reading]:
        return lambda report: replace(fakes.read(report), claims=fakes.read(report).claims[:1], incidents=())

    line = run("reread", load_read=less).stdout.splitlines()[0]
    assert line.endswith("; decisions on 1 found their claim, on 1 did not")


def test_a_report_that_cannot_be_read_stays(run: Run, ledger: Path) -> None:
    def broken(threads: int) -> Callable[[Report], Reading]:
        def read(report: Report) -> Reading:
            raise ValueError("made to fail")

        return read

    result = run("reread", load_read=broken)
    assert result.exit_code == 1 and "3 failed" in result.stderr and "made to fail" in result.stderr
    with Ledger.open(ledger) as opened:
        assert {r.version for r in opened.reports()} == {1}


def test_gold_is_written_of_what_was_gone_through(run: Run, ledger: Path, tmp_path: Path) -> None:
    nothing = run("gold", "out")
    assert nothing.exit_code == 1 and not (tmp_path / "out").exists()
    with Ledger.open(ledger) as opened:
        for id in [e.id for e in opened.entries()][:3]:
            opened.review.decide(id, [Draft("accept")], Coder("ada"), seen=0)
    result = run("gold", "out/review")
    assert result.exit_code == 0
    assert "1 report left out: 1 claims wait" in result.stderr and "1 report written" in result.stderr
    gold = json.loads((tmp_path / "out/review/gold.A.json").read_text())
    assert [len(claims) for claims in gold.values()] == [2]
    assert run("gold", "out/review", "--partly").exit_code == 0
    assert len((tmp_path / "out/review/readings.jsonl").read_text().splitlines()) == 2
