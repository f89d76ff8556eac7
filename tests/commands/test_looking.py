"""incidents, show, toll and search over a ledger of two reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from made_claims import RSF, SUDAN_ARMY, UN, claim, day, killed, place

from crossclaim.cli import main
from crossclaim.ledger import Ledger
from crossclaim.records import Claim, Incident, Reading, Report

TEXT = "The army lost 12 men at El Obeid. The front said that it had killed 100. The UN urged calm. " * 20
WHERE: dict[str, Any] = {"place": place("El Obeid"), "date": day("2025-03-03")}


def reading(id: str, published: str, *claims: Claim) -> Reading:
    from datetime import date

    report = Report(
        id=id, text=TEXT + id, title=f"Battle {id}", source=f"Wire {id}", published=date.fromisoformat(published)
    )
    incident = Incident("i1", "clash", None, None, tuple(c.id for c in claims), ())
    return Reading(report, claims=claims, incidents=(incident,))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    own = killed(12, 12, party=SUDAN_ARMY, victims="military")
    alleged = killed(100, 100, party=SUDAN_ARMY, victims="military")
    path = tmp_path_factory.mktemp("ledger") / "war.ledger"
    first = reading(
        "a",
        "2025-03-04",
        claim("c1", "clash", claimant=SUDAN_ARMY, actors=(RSF,), targets=(SUDAN_ARMY,), casualties=(own,), **WHERE),
        claim("c2", "appeal", claimant=UN, actors=(UN,), tense="called_for", **WHERE),
    )
    second = reading(
        "b", "2025-03-05", claim("c1", "clash", claimant=RSF, actors=(RSF,), casualties=(alleged,), **WHERE)
    )
    protest = reading("c", "2025-04-05", claim("c1", "protest", place=place("Goma"), date=day("2025-04-04")))
    with Ledger.open(path) as opened:
        assert len(list(opened.add([first, second, protest]))) == 3
    return path


@pytest.fixture
def run(ledger: Path) -> Callable[..., Result]:
    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, [*arguments, "--ledger", str(ledger)])

    return call


def found(result: Result) -> list[Any]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "events"),
    [
        ((), ["clash", "protest"]),
        (("--disputed",), ["clash"]),
        (("--country", "COD"), ["protest"]),
        (("--from", "2025-04-01"), ["protest"]),
        (("--to", "2025-03-31"), ["clash"]),
        (("--event", "protest"), ["protest"]),
        (("--party", "Rapid Support Forces"), ["clash"]),
        (("--limit", "1"), ["clash"]),
        (("--country", "FRA"), []),
    ],
)
def test_incidents(run: Callable[..., Result], arguments: tuple[str, ...], events: list[str]) -> None:
    assert [i["event"] for i in found(run("incidents", "--format", "json", *arguments))] == events


def test_incidents_as_table(run: Callable[..., Result]) -> None:
    text = run("incidents").stdout
    assert "El Obeid, SDN clash" in text and "own side 12; opponents 100 (disputed)" in text


def test_show(run: Callable[..., Result]) -> None:
    [id] = [i["id"] for i in found(run("incidents", "--disputed", "--format", "json"))]
    table = run("show", id, "--trail")
    assert "= disputed" in table.stdout and "reaction: United Nations, appeal" in table.stdout
    assert "trail 1" in table.stdout
    [whole] = found(run("show", id, "--format", "json"))
    assert whole["accounts"]["sources"]["reports"] == 2
    assert {"incident", "accounts", "reactions", "trail"} <= set(whole)
    assert run("show", id, "--format", "markdown").stdout.startswith("# ")
    assert "<svg" in run("show", id, "--format", "html").stdout


def test_toll(run: Callable[..., Result], tmp_path: Path) -> None:
    [id] = [i["id"] for i in found(run("incidents", "--disputed", "--format", "json"))]
    picture = tmp_path / "toll.svg"
    result = run("toll", id, "--plot", str(picture))
    assert "Sudan says 12" in result.stdout and "Rapid Support Forces says 100" in result.stdout
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    [whole] = found(run("toll", id, "--format", "json"))
    assert [s["low"] for s in whole["tolls"][0]["steps"]] == [12, 100]


def test_search(run: Callable[..., Result]) -> None:
    hits = found(run("search", "army", "lost", "--format", "json"))
    assert hits and {h["report_id"] for h in hits} <= {"a", "b", "c"}
    assert "nothing found" in run("search", "zebra").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("show", "nothing"), 2, "nothing"),
        (("toll", "nothing", "--plot", "x.gif"), 2, ".svg or .png"),
        (("incidents", "--from", "yesterday"), 2, "--from"),
    ],
)
def test_what_goes_wrong_is_one_line(
    run: Callable[..., Result], arguments: tuple[str, ...], status: int, words: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == status and words in result.stderr


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["incidents", "--ledger", str(tmp_path / "none.ledger")])
    assert result.exit_code == 1 and result.stderr.startswith("crossclaim: ") and result.stderr.count("\n") == 1
