"""Ledgers on both kinds of database, and what fills them."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crossclaim.ledger import Ledger

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"


def module(name: str) -> ModuleType:
    """A module beside this one."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
        assert spec is not None and spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def fakes() -> ModuleType:
    """The cheap reader."""
    return module("fake_add")


@pytest.fixture(scope="session")
def crashing() -> ModuleType:
    """Runs that are killed."""
    return module("crashing")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server's address; the tests that want one are skipped where none can be started."""
    servers = module("servers")
    pytest.importorskip("psycopg")
    try:
        started = servers.server()
        address = started.__enter__()
    except servers.NoServer as error:
        pytest.skip(str(error))
    yield address
    started.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a ledger that is not there yet, on each kind of database."""
    if request.param == "sqlite":
        yield str(tmp_path / "war.ledger")
        return
    with module("servers").database(request.getfixturevalue("postgres")) as address:
        yield address


@pytest.fixture
def in_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that are started find the package, installed or not."""
    path = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", f"{SOURCE}{os.pathsep}{path}" if path else str(SOURCE))


@pytest.fixture
def open_ledger(fakes: ModuleType) -> Callable[..., Ledger]:
    """Opens a ledger whose clock stands still."""

    def run(where: str, **more: Any) -> Ledger:
        return Ledger.open(where, **({"clock": fakes.moment} | more))

    return run
