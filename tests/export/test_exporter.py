"""One interface for all forms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crossclaim.cli import FORMATS as OFFERED
from crossclaim.errors import OptionError
from crossclaim.export import FORMATS, Look, export, exporter
from crossclaim.records import Reading


@pytest.mark.parametrize("name", FORMATS)
def test_readings_are_taken_one_at_a_time(name: str, reading: Reading) -> None:
    taken = []

    def source() -> Iterator[Reading]:
        for number in range(3):
            taken.append(number)
            yield reading

    seen = []
    for piece in export(source(), exporter(name, Look(width=80))):
        if "Ménaka" in piece:
            seen.append(len(taken))
    assert set(seen) == {1, 2, 3}


@pytest.mark.parametrize("name", FORMATS)
def test_an_exporter_can_be_used_again(name: str, reading: Reading) -> None:
    writer = exporter(name)
    assert "".join(export([reading], writer)) == "".join(export([reading], writer))


def test_unknown_form() -> None:
    with pytest.raises(OptionError, match="table, json, csv, html"):
        exporter("xml")


def test_the_command_line_offers_them_all() -> None:
    assert OFFERED == FORMATS
