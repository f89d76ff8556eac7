"""The gazetteer: what it knows, and how its index is kept."""

from __future__ import annotations

import pickle
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crossclaim.errors import DataError
from crossclaim.places import Gazetteer
from crossclaim.places import gazetteer as module
from crossclaim.places.index import connect
from crossclaim.places.sources import RawPlace, is_english_like, without_generic

DUMP = (
    "9000001\tQal‘at Nūr\tQalat Nur\tKalat Noor,قلعة نور\t33.5\t44.1\tP\tPPL\tIQ\t\t07\t\t\t\t1200\t\t40"
    "\tAsia/Baghdad\t2020-01-01"
)


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Kandahar", "city", "AFG"), ("KANDAHAR", "admin1", "AFG"), ("Turkey", "country", "TUR"),
        ("Helmand", "admin1", "AFG"), ("Sahel", "region", None), ("West Bank", "region", "PSE"),
        ("Kiev", "city", "UKR"), ("Sana'a", "city", "YEM"), ("St. Petersburg", "city", "RUS"),
        ("As-Suwayda", "city", "SYR"), ("North Kivu", "region", "COD"), ("Goma", "city", "COD"),
        ("Newcastle", "city", "GBR"), ("Red Sea", "region", None), ("El Fasher", "city", "SDN"),
    ],
)  # fmt: skip
def test_knows(gazetteer: Gazetteer, name: str, kind: str, country: str | None) -> None:
    assert any(e.kind == kind and e.country == country for e in gazetteer.candidates(name))


def test_unknown(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Xyzzyville-on-Nowhere") == ()
    assert gazetteer.candidates("") == ()


@pytest.mark.parametrize(("text", "name"), [("U.S.", "United States"), ("Ill.", "Illinois"), ("TX", "Texas")])
def test_abbreviations(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert gazetteer.abbreviated(text)[0].name == name


@pytest.mark.parametrize("text", ["us", "ill", "Tx", "In"])
def test_abbreviations_are_written_exactly(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.abbreviated(text) == ()


def test_alike(gazetteer: Gazetteer) -> None:
    assert "SYR" in {e.country for e in gazetteer.alike("Qamishly")}


def test_capitals(gazetteer: Gazetteer) -> None:
    towns = [e for e in gazetteer.candidates("Washington") if e.capital]
    assert [e.admin1 for e in towns] == ["District of Columbia"]


def test_pickled(gazetteer: Gazetteer) -> None:
    assert pickle.loads(pickle.dumps(gazetteer)).candidates("Gao") == gazetteer.candidates("Gao")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two places instead of all."""
    places = [
        RawPlace("Gao", "city", "MLI", "ML.09", 16.3, -0.04, 86_000, 1),
        RawPlace("Gao", "admin1", "MLI", "ML.09", 17.0, 0.0, 1),
    ]
    monkeypatch.setattr(module, "all_places", lambda extra=(), cities=True: iter(places))


@pytest.mark.usefixtures("small")
def test_index_is_built_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Gazetteer.open(tmp_path)
    monkeypatch.setattr(module, "build", lambda *_: pytest.fail("built again"))
    assert Gazetteer.open(tmp_path).path == first.path
    assert [e.kind for e in first.candidates("gao")] == ["city", "admin1"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_unreadable_index_is_rebuilt(tmp_path: Path, content: bytes) -> None:
    path = Gazetteer.open(tmp_path).path
    path.write_bytes(content)
    assert Gazetteer.open(tmp_path).candidates("Gao")


@pytest.mark.usefixtures("small")
def test_other_format_is_rebuilt(tmp_path: Path) -> None:
    path = Gazetteer.open(tmp_path).path
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=999")
    db.close()
    assert connect(path) is None
    assert Gazetteer.open(tmp_path).candidates("Gao")


@pytest.mark.usefixtures("small")
def test_two_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: len(Gazetteer.open(tmp_path).candidates("Gao")), range(8)))
    assert found == [2] * 8
    assert [p.suffix for p in tmp_path.iterdir()] == [".sqlite3"]


@pytest.mark.usefixtures("small")
def test_no_writable_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setattr(module, "fallback_folder", lambda: tmp_path / "other")
    assert Gazetteer.open(blocked / "cache").path.parent == tmp_path / "other"


@pytest.mark.usefixtures("small")
def test_nowhere_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setattr(module, "fallback_folder", lambda: blocked / "other")
    with pytest.raises(DataError, match="no folder"):
        Gazetteer.open(blocked / "cache")


def test_dump(tmp_path: Path) -> None:
    dump = tmp_path / "IQ.txt"
    dump.write_text(DUMP + "\n", encoding="utf-8")
    found = Gazetteer.build_from(dump, tmp_path / "index.sqlite3").candidates("Kalat Noor")
    assert [(e.name, e.country, e.geonameid, e.match) for e in found] == [("Qal‘at Nūr", "IRQ", 9000001, "other")]


def test_broken_dump(tmp_path: Path) -> None:
    dump = tmp_path / "IQ.txt"
    dump.write_text("1\tBasra\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"IQ\.txt:1"):
        Gazetteer.build_from(dump, tmp_path / "index.sqlite3")
    assert not (tmp_path / "index.sqlite3").exists()


def test_missing_dump(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        Gazetteer.open(tmp_path, extra=(tmp_path / "none.txt",))


@pytest.mark.parametrize(
    ("name", "fits"),
    [("Mukalla", True), ("RIY", False), ("al-mukalla", False), ("المكلا", False), ("Ğao", True)],
)
def test_alternate_names(name: str, fits: bool) -> None:
    assert is_english_like(name) == fits


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Ghor Province", "Ghor"),
        ("Republic of Tyva", "Tyva"),
        ("Province", "Province"),
        ("New York", "New York"),
    ],
)
def test_generic_words(name: str, bare: str) -> None:
    assert without_generic(name, frozenset({"province", "republic"})) == bare
