"""What fails is said and counted; the rest is read."""

from __future__ import annotations

import pytest

from crossclaim.batch import REASONS, Tallied, read_all, reason
from crossclaim.errors import EmptyText, InputError, ModelError, OtherLanguage, ReadingFailed
from crossclaim.records import Reading, Report


def a_report(id: str) -> Report:
    return Report(id=id, text="Two died.")


def read(report: Report) -> Reading:
    if report.id == "broken":
        raise ZeroDivisionError("division by zero")
    if report.id == "french":
        raise OtherLanguage("is in French", where="french")
    if report.id == "no model":
        raise ModelError("no model")
    return Reading(report)


def test_a_failure_stands_in_its_place() -> None:
    missing = InputError("no such file", where="x.txt")
    items = list(
        read_all([a_report("1"), missing, a_report("broken"), a_report("french"), a_report("2")], lambda: read)
    )
    assert [type(item) for item in items] == [Reading, InputError, ReadingFailed, OtherLanguage, Reading]
    assert str(items[2]) == ("report broken: could not be read: ZeroDivisionError: division by zero; please report it")
    assert isinstance(items[2], ReadingFailed) and isinstance(items[2].__cause__, ZeroDivisionError)


def test_what_concerns_all_reports_ends_the_run() -> None:
    with pytest.raises(ModelError):
        list(read_all([a_report("1"), a_report("no model")], lambda: read))


def test_the_reader_is_opened_only_for_a_report_and_once() -> None:
    opened = []

    def open_reader():  # type: ignore[no-untyped-def]
        opened.append(1)
        return read

    assert list(read_all([EmptyText("nothing", where="a")], open_reader)) and not opened
    assert list(read_all([a_report("1"), a_report("2")], open_reader)) and len(opened) == 1


def test_counts_by_reason() -> None:
    done = Tallied()
    for item in (
        Reading(a_report("1")),
        EmptyText("", where="a"),
        EmptyText("", where="b"),
        OtherLanguage("", where="c"),
    ):
        done.add(item)
    assert str(done) == "read 1 report; skipped 3: 2 nothing to read, 1 other language"
    assert str(Tallied(read=2000)) == "read 2,000 reports"


def test_every_input_error_has_a_reason_of_its_own() -> None:
    kinds = [InputError, *InputError.__subclasses__()]
    assert len({reason(kind("", where="x")) for kind in kinds}) == len(kinds) == len(REASONS)
