"""Whole archives with a cheap reader: the same bytes however they are made, and nothing lost to a bad report."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import poison
import pytest
from click.testing import CliRunner

from crossclaim.archive import plan, reading
from crossclaim.archive.readback import readings
from crossclaim.archive.storage import Folder
from crossclaim.cli import main
from crossclaim.errors import CrossclaimError
from crossclaim.ledger import Ledger

pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty reports and more in two files."""
    folder, found = tmp_path_factory.mktemp("input"), poison.records(60)
    poison.write_lines(folder / "a.jsonl", found[:30])
    poison.write_lines(folder / "deep" / "b.jsonl", found[30:])
    return folder


@pytest.fixture(scope="module")
def made(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive by one worker."""
    target = tmp_path_factory.mktemp("made") / "out"
    result = poison.archive(source, target, "--jobs", "1", "--partitions", "4")
    assert result.exit_code == 0, result.output
    return target


def test_two_workers_and_other_pieces_give_the_same_bytes(source: Path, made: Path, tmp_path: Path) -> None:
    result = poison.archive(source, tmp_path / "out", "--jobs", "2", "--partitions", "4", split_bytes=700)
    assert result.exit_code == 0, result.output
    assert poison.content(tmp_path / "out") == poison.content(made)


def test_the_order_of_the_reports_makes_no_difference(made: Path, tmp_path: Path) -> None:
    found = poison.records(60)
    random.Random(7).shuffle(found)
    poison.write_lines(tmp_path / "in" / "c.jsonl", found)
    assert poison.archive(tmp_path / "in", tmp_path / "out", "--jobs", "1", "--partitions", "4").exit_code == 0
    mine, theirs = poison.content(tmp_path / "out"), poison.content(made)
    assert mine.pop("manifest.json") != theirs.pop("manifest.json"), "it names the files"
    assert mine == theirs


def test_the_tables_agree(made: Path) -> None:
    claims, incidents = poison.rows(made, "claims"), poison.rows(made, "incidents")
    told = [row["incident"] for row in claims]
    assert all(told)
    assert {row["incident"]: row["claims"] for row in incidents} == {i: told.count(i) for i in told}
    for row in incidents:
        assert row["reports"] == len({c["report"] for c in claims if c["incident"] == row["incident"]})
    current = [row for row in poison.rows(made, "readings") if row["current"]]
    assert sum(row["claims"] for row in current) == len(claims)
    assert any(row["copy_of"] for row in claims)


def test_corrections_and_repeats(made: Path) -> None:
    rows = poison.rows(made, "readings")
    assert len({(row["report"], row["version"]) for row in rows}) == len(rows) == 72
    assert sum(not row["current"] for row in rows) == sum(row["version"] > 1 for row in rows) == 6


def told(folder: Path) -> dict[str, tuple[str | None, str | None, str | None]]:
    """By claim its incident, what it reacts to, and its report's original."""
    return {row["entry"]: (row["incident"], row["about"], row["copy_of"]) for row in poison.rows(folder, "claims")}


@pytest.fixture(scope="module")
def wanted(
    made: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[str | None, str | None, str | None]]:
    """The same of a ledger that the archive was added to."""
    with Ledger.open(tmp_path_factory.mktemp("ledger") / "war.ledger") as ledger:
        list(ledger.add(readings(str(made))))
        return {entry.id: (entry.incident, entry.about, entry.copy_of) for entry in ledger.entries()}


def in_ledger(archive: Path, path: Path) -> dict[str, tuple[str | None, str | None, str | None]]:
    """The same of a ledger that an archive was added to."""
    with Ledger.open(path) as ledger:
        list(ledger.add(readings(str(archive))))
        return {entry.id: (entry.incident, entry.about, entry.copy_of) for entry in ledger.entries()}


@pytest.fixture(scope="module")
def uncorrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of which none is corrected later."""
    folder, found = tmp_path_factory.mktemp("uncorrected"), poison.records(90, seed=2)
    poison.write_lines(folder / "a.jsonl", [r for n, r in enumerate(found) if found[n - 1]["id"] != r["id"]])
    return folder


@pytest.fixture(scope="module")
def whole(uncorrected: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their archive, linked in one block."""
    target = tmp_path_factory.mktemp("whole") / "out"
    assert poison.archive(uncorrected, target, "--jobs", "1", "--partitions", "2").exit_code == 0
    return target


def test_linking_is_that_of_a_ledger_where_one_block_holds_all(whole: Path, tmp_path: Path) -> None:
    got = told(whole)
    assert sum(copy is not None for *_, copy in got.values()) > 5
    assert got == in_ledger(whole, tmp_path / "war.ledger")


def test_corrected_reports_change_little(made: Path, tmp_path: Path) -> None:
    got, wanted = told(made), in_ledger(made, tmp_path / "war.ledger")
    assert _agreement({id: got[id][0] for id in got}, {id: wanted[id][0] for id in got}) > 0.9


@pytest.mark.parametrize(("block", "least"), [(30, 0.9), (10, 0.8)])
def test_linking_by_many_blocks_is_near_to_it(
    uncorrected: Path, whole: Path, tmp_path: Path, block: int, least: float
) -> None:
    wanted = told(whole)
    result = poison.archive(uncorrected, tmp_path / "one", "--jobs", "1", "--partitions", "2", "--stats", block=block)
    assert result.exit_code == 0, result.output
    assert block > 10 or re.search(r"stitched: [1-9]", result.output)
    got = told(tmp_path / "one")
    assert got.keys() == wanted.keys()
    incidents = {id: found[0] for id, found in got.items()}
    assert _agreement(incidents, {id: wanted[id][0] for id in got}) > least
    rows = poison.rows(tmp_path / "one", "incidents")
    assert {row["incident"]: row["claims"] for row in rows} == Counter(incidents.values())
    about = {about for _, about, _ in got.values() if about}
    assert about <= set(incidents.values()), "a reaction is about something that is there"


def test_many_blocks_give_the_same_bytes_too(source: Path, tmp_path: Path) -> None:
    found = poison.records(60)
    random.Random(3).shuffle(found)
    poison.write_lines(tmp_path / "in" / "a.jsonl", found)
    for name, folder, options in (("one", source, ("--jobs", "1")), ("two", tmp_path / "in", ("--jobs", "2"))):
        result = poison.archive(folder, tmp_path / name, *options, "--partitions", "2", split_bytes=9_000, block=10)
        assert result.exit_code == 0, result.output
    one, two = poison.content(tmp_path / "one"), poison.content(tmp_path / "two")
    assert one.pop("manifest.json") != two.pop("manifest.json"), "it names the files"
    assert one == two


def _agreement(one: dict[str, str | None], other: dict[str, str | None]) -> float:
    """Pairwise F1."""
    mine, theirs = _pairs(one), _pairs(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _pairs(found: dict[str, str | None]) -> set[tuple[str, str]]:
    ids = sorted(found)
    return {(a, b) for n, a in enumerate(ids) for b in ids[n + 1 :] if found[a] == found[b]}


def test_add_takes_an_archive_without_reading(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossclaim.pipeline.load_reader", None)
    arguments = ["add", str(made), "--ledger", str(tmp_path / "war.ledger")]
    first = CliRunner().invoke(main, arguments)
    assert first.exit_code == 0, first.output
    assert "added 66 reports, 6 corrected" in first.output
    again = CliRunner().invoke(main, arguments)
    assert "added 0 reports, 72 unchanged" in again.output


def test_an_interrupted_run_goes_on(source: Path, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, steps = tmp_path / "out", plan.steps
    for stop in (1, 2, 4, 6, 8):
        monkeypatch.setattr(plan, "steps", lambda p, stop=stop: [*list(steps(p))[:stop], None])
        assert poison.archive(source, target, "--jobs", "1", "--partitions", "4").exception is not None
        half = sorted((target / reading.READ).iterdir())
        half[0].unlink() if stop == 1 else None
    monkeypatch.setattr(plan, "steps", steps)
    result = poison.archive(source, target, "--jobs", "1", "--partitions", "4", "--stats")
    assert result.exit_code == 0
    assert "begun again: 1" in result.output
    assert poison.content(target) == poison.content(made)
    again = poison.archive(source, target, "--jobs", "1", "--partitions", "4", "--stats")
    assert "complete already" in again.output


def test_another_archive_is_not_written_over(source: Path, made: Path) -> None:
    before = poison.content(made)
    result = poison.archive(source, made, "--jobs", "1", "--partitions", "4", "--limit", "9")
    assert result.exit_code == 2
    assert "other limit" in result.output.replace("\n", " ")
    assert poison.content(made) == before


def test_a_poisonous_report_is_set_aside_and_nothing_with_it(tmp_path: Path) -> None:
    found = poison.records(20)
    good = poison.write_lines(tmp_path / "good" / "a.jsonl", found)
    bad = [{"text": f"This is {what}."} for what in (poison.CRASH, poison.HANG, poison.FAIL)]
    bad[1:1] = [{"text": ""}, {"title": "no text"}]
    poison.write_lines(tmp_path / "bad" / "a.jsonl", [*found[:9], *bad[:3], *found[9:], *bad[3:]])
    for name, status in (("good", 0), ("bad", 1)):
        options = ("--jobs", "2", "--partitions", "1", "--limit", "2", "--stats")
        result = poison.archive(good.parents[1] / name, tmp_path / f"{name}-out", *options)
        assert result.exit_code == status, result.output
        assert (tmp_path / f"{name}-out" / "manifest.json").exists(), result.output
    for table in ("readings", "claims", "incidents", "attributions"):
        assert poison.rows(tmp_path / "bad-out", table) == poison.rows(tmp_path / "good-out", table)
    aside = poison.rows(tmp_path / "bad-out", "set_aside")
    assert all(row["where"].startswith("a.jsonl, byte ") for row in aside)
    what = "\n".join(row["what"] for row in aside)
    for words in ("SIGSEGV", "took longer than 2 seconds", "no way to read that", "no text in it", "has no 'text'"):
        assert words in what
    assert "set aside: 5" in result.output
    assert len(aside) == 5


def test_addresses_of_file_systems(source: Path, made: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    arguments = [f"file://{source}", f"file://{target}", "--language", "en", "--jobs", "1", "--partitions", "4"]
    result = CliRunner().invoke(main, ["archive", *arguments], obj=poison.services())
    assert result.exit_code == 0, result.output
    assert poison.content(target) == poison.content(made)
    with pytest.raises(CrossclaimError, match="cannot be used"):
        Folder("nosuch://bucket/news").files()


def test_the_whole_command_has_it() -> None:
    result = CliRunner().invoke(main, ["archive", "--help"])
    assert result.exit_code == 0
