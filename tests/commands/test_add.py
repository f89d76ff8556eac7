"""`crossclaim add`: what it says, and how it ends."""

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
from crossclaim.errors import ModelError
from crossclaim.ledger import Ledger
from crossclaim.ledger.default_linking import default_linking
from crossclaim.records import Reading, Report
from crossclaim.watching.state import WatchState

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

    def invoke(*args: str, services: object = fakes.SERVICES, input: str | None = None) -> Result:
        return CliRunner().invoke(main, ["add", *args], obj=services, input=input)

    return invoke


def put(fakes: ModuleType, name: str, *made: dict[str, str]) -> str:
    return str(fakes.write(Path(name), list(made)))


@pytest.fixture
def story(fakes: ModuleType) -> dict[str, str]:
    return {
        "id": "gao-1",
        "source": "Radio Sahel",
        "published": "2024-05-03",
        "text": "The road was closed and the market stayed shut. "
        + fakes.sentence("army", "said", "shelled", "Gao", 4),
    }


def test_each_report_is_said(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    name = put(fakes, "a.jsonl", story, story | {"id": "gao-2"})
    done = run(name)
    assert done.exit_code == 0
    first, second = done.stdout.splitlines()
    assert first.startswith("added      k") and first.endswith("1 claim  gao-1")
    assert second.endswith(f"gao-2, copy of {first.split()[1]} (100% alike)")
    assert done.stderr == "crossclaim: added 2 reports; 2 new claims; 1 near-copy\n"
    assert Path("crossclaim.ledger").exists()


def test_twice_changes_nothing_and_says_so(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    name = put(fakes, "a.jsonl", story)
    run(name)
    done = run(name)
    assert done.exit_code == 0 and done.stdout.startswith("unchanged  k")
    assert done.stderr == "crossclaim: added 0 reports, 1 unchanged: in the ledger already; 0 new claims\n"


def test_what_is_there_is_not_read_again(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    name = put(fakes, "a.jsonl", story)
    run(name)
    broken = replace(fakes.SERVICES, load_read=lambda threads: 1 / 0)
    assert run(name, services=broken).exit_code == 0


def test_a_correction(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    run(put(fakes, "a.jsonl", story))
    done = run(put(fakes, "a.jsonl", story | {"text": story["text"].replace("4 people", "14 people")}))
    assert done.stdout.startswith("corrected  k") and done.stdout.endswith("gao-1, version 2\n")
    assert "added 0 reports, 1 corrected; 1 new claim" in done.stderr


def test_claims_that_are_not_sure_stay_out(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    done = run(put(fakes, "a.jsonl", story), "--min-confidence", "0.6")
    assert (done.exit_code, done.stderr) == (0, "crossclaim: added 1 report; 0 new claims\n")
    with Ledger.open("crossclaim.ledger", read_only=True) as ledger:
        [report] = ledger.reports()
        assert ledger.reading(report.key).left_out == 1


def test_add_is_given_the_codebook(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    Path("own").mkdir()
    Path("own/cues.yaml").write_text("deny: [scoff]\n", encoding="utf-8")
    given: list[object] = []

    def load(threads: int, codebook: object = None) -> Callable[[Report], Reading]:
        given.append(codebook)
        return fakes.load_read(threads)  # type: ignore[no-any-return]

    services = replace(fakes.SERVICES, load_read=load)
    assert run(put(fakes, "a.jsonl", story), "--codebook", "own", services=services).exit_code == 0
    assert "scoff" in given[0].cues.deny  # type: ignore[attr-defined]


def test_a_wrong_codebook(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    Path("own").mkdir()
    Path("own/cues.yaml").write_text("\ndenies: [scoff]\n", encoding="utf-8")
    done = run(put(fakes, "a.jsonl", story), "--codebook", "own")
    assert (done.exit_code, done.stdout) == (2, "") and not Path("crossclaim.ledger").exists()
    assert done.stderr == "crossclaim: own/cues.yaml:2: unknown list 'denies'; did you mean 'deny'?\n"


def test_json(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    done = run(put(fakes, "a.jsonl", story), "--format", "json", "--ledger", "x.ledger")
    said = json.loads(done.stdout)
    assert (said["outcome"], said["version"], said["report_id"], said["copy"]) == ("added", 1, "gao-1", None)
    with Ledger.open("x.ledger", read_only=True) as ledger:
        assert [report.key for report in ledger.reports()] == [said["key"]]


def test_what_cannot_be_read_is_said_and_the_rest_added(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    done = run("nothing.txt", put(fakes, "a.jsonl", story, {"text": ""}), "--jobs", "1")
    assert done.exit_code == 1 and len(done.stdout.splitlines()) == 1
    assert "nothing.txt: there is no such file" in done.stderr
    assert done.stderr.endswith("skipped 2: 1 could not be opened, 1 nothing to read\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--ledger", "mysql://x/y"), "no ledger in 'mysql'"),
        (("--date-format", "%Q"), "date format '%Q' is none"),
        (("--jobs", "0"), "0 is not in the range"),
        (("--kind", "book"), "'book' is not one of"),
    ],
)
def test_unusable_arguments(
    args: tuple[str, ...], message: str, run: Run, fakes: ModuleType, story: dict[str, str]
) -> None:
    done = run(put(fakes, "a.jsonl", story), *args)
    assert done.exit_code == 2 and message in done.stderr and done.stdout == ""


def test_a_file_that_is_no_ledger(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    Path("notes.txt").write_text("Buy bread.", encoding="utf-8")
    done = run(put(fakes, "a.jsonl", story), "--ledger", "notes.txt")
    assert done.exit_code == 1
    assert "crossclaim: ledger notes.txt: this file is no ledger; name another file\n" in done.stderr
    assert Path("notes.txt").read_text(encoding="utf-8") == "Buy bread."


def test_no_model(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    def broken(threads: int) -> object:
        raise ModelError("no language model there")

    done = run(put(fakes, "a.jsonl", story), services=replace(fakes.SERVICES, load_read=broken))
    assert done.exit_code == 1 and done.stderr.startswith("crossclaim: no language model there\n")


def test_nothing_in_the_input(run: Run) -> None:
    Path("empty.jsonl").touch()
    done = run("empty.jsonl")
    assert done.exit_code == 0 and done.stderr == "crossclaim: there is no report in the input\n"


def test_what_is_said_of_all_inputs(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    Path("a.csv").write_text(f'Body;Day\n"{story["text"]}";03/05/2024\n', encoding="utf-8")
    done = run(
        "a.csv", "--source", "Post", "--text-column", "body", "--date-column", "day", "--date-format", "%d/%m/%Y"
    )
    assert done.exit_code == 0, done.stderr
    with Ledger.open("crossclaim.ledger", read_only=True) as ledger:
        [report] = ledger.reports()
    assert (report.source, str(report.published)) == ("Post", "2024-05-03")


def test_standard_input(run: Run, story: dict[str, str]) -> None:
    done = run("-", input=json.dumps(story))
    assert done.exit_code == 0 and done.stdout.endswith("gao-1\n")


def test_an_error_of_this_program_leaves_one_report_out(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    usual = default_linking()

    def link(entries: Any, candidates: Any) -> Any:
        if entries[0].published is None:
            raise KeyError("odd")
        return usual.link(entries, candidates)

    services = replace(fakes.SERVICES, ledger=fakes.SERVICES.ledger | {"linking": replace(usual, link=link)})
    undated = {key: value for key, value in story.items() if key != "published"} | {"id": "gao-2"}
    done = run(put(fakes, "a.jsonl", undated, story), services=services)
    assert done.exit_code == 1 and done.stdout.endswith("gao-1\n") and len(done.stdout.splitlines()) == 1
    assert "report gao-2: could not be added: KeyError: 'odd'; please report it" in done.stderr
    with Ledger.open("crossclaim.ledger", read_only=True) as ledger:
        assert [report.id for report in ledger.reports()] == ["gao-1"]


def test_what_was_counted_is_said_and_kept(run: Run, fakes: ModuleType, story: dict[str, str]) -> None:
    name = put(fakes, "in.jsonl", story, {"text": ""}, {"text": " "})
    for _ in range(2):
        done = run(name, "--ledger", "war.ledger", "--stats")
    for line in ("added: 0", "unchanged: 1", "skipped: 2", "skipped: nothing to read: 2"):
        assert f"crossclaim: {line}\n" in done.stderr
    with Ledger.open("war.ledger") as ledger:
        counts = WatchState(ledger).counts()
    assert counts["add: added"] == 1
    assert counts["add: unchanged"] == 1
    assert counts["add: skipped: nothing to read"] == 4
