"""Who claims what a report says in its own voice, by who publishes it."""

from datetime import date
from time import process_time

import pytest

from crossclaim.claims.letterhead import DATELINE, HEADING
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
    ("ISAF Joint Command", "ISAF Joint Command"),
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


RELEASES = [
    # a letterhead gives the body, where the report has no source or an outlet for one
    (f"News of 4 May\nResolute Support Headquarters\nFor Immediate Release\n\n{TEXT}", None, "Resolute Support"),
    (f"MINISTRY OF DEFENCE OF UKRAINE\nPress statement No. 4\n\n{TEXT}", "North Wire", "Ministry of Defence"),
    (f"CHAD - Ministry of Defence and Veterans\nCommuniqué\n\n{TEXT}", "Sahel Desk", "Ministry of Defence"),
    (
        f"Morning report\nNATO Joint Command- Kosovo\nFor Immediate Release\n\n{TEXT}",
        None,
        "NATO Joint",
    ),
    # no body, or no letterhead
    (f"North Wire\nPress release\n\n{TEXT}", None, None),
    (f"MINISTRY OF DEFENCE OF UKRAINE\n\n{TEXT}", None, None),
    # no letterhead, but a sentence that speaks of one
    (f"United Nations: calm returns\nThe mission gave its daily report.\n{TEXT}", None, None),
    (f"Mali Army - heavy losses\nThe mission knows of them by its daily report\n{TEXT}", None, None),
    (f"African Union in Addis Ababa\nA press release said so on Monday.\n{TEXT}", None, None),
    (
        f"The Ministry of Defence issued a press release on what befell its men in the east that week, and {TEXT}",
        None,
        None,
    ),
]


@pytest.mark.parametrize(("text", "source", "name"), RELEASES)
def test_a_letterhead(reader, text, source, name):
    (claim,) = reader.read(Report("r", text, source=source, published=date(2024, 5, 4))).claims
    assert (claim.claimant is None) == (name is None)
    assert name is None or name in claim.claimant.name


def test_a_letterhead_ends_where_an_outlet_begins(reader):
    text = (
        f"US Central Command\nMedia release 12\n\nKABUL, Afghanistan (May 4) - {TEXT}\n\n"
        "GHAZNI (North Wire) - A bomb killed two farmers on Friday.\n"
    )
    first, second = reader.read(Report("r", text, published=date(2024, 5, 4))).claims
    assert first.claimant is not None and first.claimant.name == "CENTCOM"
    assert second.claimant is None


def test_a_letterhead_ends_where_another_body_writes(reader):
    text = (
        f"US Central Command\nMedia release 12\n\n{TEXT}\n\nHILLS RIGHTS WATCH, Dakar, 24 February\n\n"
        "A bomb killed two farmers on Friday.\n"
    )
    _, second = reader.read(Report("r", text, published=date(2024, 5, 4))).claims
    assert second.claimant is None


HEADS = ["HILLS RIGHTS WATCH, Dakar, 24 February", "ÉCOUTE DES DROITS, Dakar, 24 février", "ŞIRNAK HAK EVİ, 4 Mayıs"]


@pytest.mark.parametrize("line", HEADS)
def test_the_line_over_another_bodys_words(line):
    assert HEADING.search(f"They left.\n{line}\nA bomb went off.") is not None


@pytest.mark.parametrize("line", ["GAO (North Wire) -", "ÎLE ROUSSE (Fil du Nord) —", "GAO, Mali (North Wire) -"])
def test_the_dateline_of_an_outlet(line):
    assert DATELINE.search(f"They left.\n{line} A bomb went off.") is not None


@pytest.mark.parametrize("pattern", [HEADING, DATELINE])
def test_a_line_of_capitals_costs_no_more_than_its_length(pattern):
    began = process_time()
    assert pattern.search("A " * 100_000) is None
    assert pattern.search("A-" * 50_000 + "\n" + "A\n" * 50_000) is None
    assert process_time() - began < 2
