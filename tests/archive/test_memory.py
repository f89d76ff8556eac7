"""What keeps a worker small."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest

from crossclaim.archive.memory import NEEDLESS, Renewed, lean_imports
from crossclaim.records import Reading, Report


def test_a_reader_is_opened_anew_and_the_old_one_let_go() -> None:
    alive: list[int] = []

    class Reader:
        def __init__(self) -> None:
            assert not alive, "one at a time"
            alive.append(1)

        def __del__(self) -> None:
            alive.pop()

        def __call__(self, report: Report) -> Reading:
            return Reading(report)

    read = Renewed(Reader, every=3)
    assert [read(Report(str(n), "All was quiet.")).report.id for n in range(10)] == [str(n) for n in range(10)]
    assert read.opened == 4


@pytest.fixture
def frozen() -> Iterator[None]:
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("frozen")
def test_a_reader_that_holds_itself_is_let_go_though_the_worker_has_settled() -> None:
    opened: list[weakref.ref[Circle]] = []

    class Circle:
        def __init__(self) -> None:
            self.itself = self
            assert all(found() is None for found in opened), "the old one is gone when the next is opened"
            opened.append(weakref.ref(self))

        def __call__(self, report: Report) -> Reading:
            return Reading(report)

    read = Renewed(Circle, every=2)
    gc.freeze()
    for n in range(6):
        read(Report(str(n), "All was quiet."))
    assert len(opened) == 3
    assert gc.get_freeze_count() > 0, "what is open stays hidden from the collector"


def test_packages_that_reading_does_without_are_hidden_only_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", sys)
    monkeypatch.delitem(sys.modules, "cupy", raising=False)
    with lean_imports():
        assert sys.modules["torch"] is sys, "what is there already stays"
        with pytest.raises(ImportError):
            __import__("cupy")
    assert "cupy" not in sys.modules


def test_a_worker_reads_without_them() -> None:
    program = (
        "import sys\n"
        "from functools import partial\n"
        "from crossclaim.archive.memory import Renewed\n"
        "from crossclaim.commands.add import load_read\n"
        "from crossclaim.records import Report\n"
        "read = Renewed(partial(load_read, 1))\n"
        "print(len(read(Report('r', 'The army said that 3 people were killed in Goma.')).claims))\n"
        f"print([name for name in {NEEDLESS!r} if name in sys.modules])\n"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.split("\n")[:2] == ["1", "[]"]
