"""Who claims what a report says in its own voice, by who publishes it."""

from datetime import date

import pytest

from crossclaim.records import Report

TEXT = "On Friday three of our soldiers were killed near Avdiivka."

SOURCES = [
    ("Ministry of Defence of Ukraine", "Ministry of Defence"),
    ("Sudanese Armed Forces", "Sudanese Armed Forces"),
    ("Syrian Observatory for Human Rights", "Observatory"),
    ("United Nations in Mozambique", "United Nations"),
    ("United Nations Integrated Office in Chad", "United Nations Integrated Office"),
    ("United Nations Mission in South Sudan", "United Nations Mission"),
    ("OSCE Mission to Moldova", "OSCE"),
    ("Associated Press", None),
    ("Syria Direct", None),
    ("Sudan Tribune", None),
    ("Iraqi News", None),
    ("The Valley Courier", None),
    (None, None),
]


@pytest.mark.parametrize(("source", "name"), SOURCES)
def test_claimant(reader, source, name):
    (claim,) = reader.read(Report("r", TEXT, source=source, published=date(2024, 5, 4))).claims
    assert (claim.claimant is None) == (name is None)
    assert name is None or name in claim.claimant.name
