"""Which stretches of a text are place names."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from crossclaim.places import Gazetteer, find_places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shelling hit Bakhmut, Ukraine.", ["Bakhmut", "Ukraine"]),
        ("Turkish jets bombed a camp, the Turks said.", ["Turkish", "Turks"]),
        ("The U.S.-led coalition and pro-Russian forces met.", ["U.S.", "Russian"]),
        ("Fighting went on in Helmand province.", ["Helmand"]),
        ("KHARTOUM, Sudan (AP) - Dozens fled.", ["KHARTOUM", "Sudan"]),
        ("REBELS TAKE GOMA IN EASTERN CONGO", ["GOMA", "CONGO"]),
        ("Talks opened in Geneva between Syria and Iran", ["Geneva", "Syria", "Iran"]),
        ("Troops left al-Mukalla for Aden.", ["al-Mukalla", "Aden"]),
        ("He was born in Peoria, Ill., and died in Ohio.", ["Peoria", "Ill.", "Ohio"]),
        ("Residents of Goma fled towards Rwanda.", ["Goma", "Rwanda"]),
        ("Mexico City police met Nairobi police.", ["Mexico City", "Nairobi"]),
        ("Sudan's army shelled Omdurman.", ["Sudan", "Omdurman"]),
        ("A Sana’a court and the D.R. Congo agreed.", ["Sana’a", "D.R. Congo"]),
        ("The Sahel and the Red Sea are vast.", ["Sahel", "Red Sea"]),
        ("Rockets fell in Sudans north and Ethiopias Mekele", ["Sudan", "Ethiopia", "Mekele"]),
        ("State agency SANA said so in Homs", ["Homs"]),
        ("PARIS (AFP) - Talks opened.", ["PARIS"]),
        ("In Port-au-Prince and Deir ez-Zor police fired.", ["Port-au-Prince", "Deir ez-Zor"]),
        ("Floods hit Hunan and Hubei provinces.", ["Hunan", "Hubei"]),
        ("Mon, Jun 3: calm in Bangkok", ["Bangkok"]),
        ("Troops killed Abu Hassan, a leader in Salqin", ["Salqin"]),
    ],
)  # fmt: skip
def test_names(gazetteer: Gazetteer, read: Callable[..., object], text: str, names: list[str]) -> None:
    found = find_places(read(text), gazetteer)
    assert [p.text for p in found] == names
    assert all(text[p.start : p.end] == p.text for p in found)


@pytest.mark.parametrize(
    "text",
    [
        "He studied at the University of Nairobi.",
        "Mr. Paris spoke first.",
        "In March the Senate met.",
        "us, in, an, of, and to the man.",
        "Nice work, Reading the paper.",
        "The London Stadium closed.",
        "nothing happened in aleppo",
        "Gen. Lincoln and Col. Jackson met.",
        "",
        "\n \n",
    ],
)
def test_no_names(gazetteer: Gazetteer, read: Callable[..., object], text: str) -> None:
    assert find_places(read(text), gazetteer) == ()


def test_a_person_is_none(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    text = "Officers met Denzel Washington and Michael Jordan in Amman."
    found = find_places(read(text, PER=("Denzel Washington", "Michael Jordan")), gazetteer)
    assert [p.text for p in found] == ["Amman"]


def test_a_surname_is_none_later_either(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    text = "Christopher Preston resigned on Monday. Aides of Preston said so."
    assert find_places(read(text, PER=("Christopher Preston",)), gazetteer) == ()


def test_labelled_name_that_nobody_knows(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    text = "Rockets fell on Qoryolabad near Mosul."
    first, second = find_places(read(text, LOC=("Qoryolabad", "Mosul")), gazetteer)
    assert (first.text, first.country, first.precision, first.geonameid) == (
        "Qoryolabad",
        "IRQ",
        "near",
        None,
    )
    assert (first.lat, first.lon) == (second.lat, second.lon)


@pytest.mark.parametrize("label", ["PER", "LOC"])
def test_what_the_text_calls_a_town(gazetteer: Gazetteer, read: Callable[..., object], label: str) -> None:
    found = find_places(read("Jets hit the town of Qory Labad.", **{label: ("Qory Labad",)}), gazetteer)
    assert [p.text for p in found] == ["Qory Labad"]


def test_what_is_called_so_is_no_body(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    assert find_places(read("The village of Qory United lost.", ORG=("Qory United",)), gazetteer) == ()


@pytest.mark.parametrize(("text", "names"), [("He was held at Qory, Colombo.", ["Qory", "Colombo"])])
def test_what_is_put_in_a_known_place(
    gazetteer: Gazetteer, read: Callable[..., object], text: str, names: list[str]
) -> None:
    found = find_places(read(text, ORG=("Qory",), LOC=("Colombo",)), gazetteer)
    assert [p.text for p in found] == names


def test_a_single_letter_is_none(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    found = find_places(read("A man fled to Mosul.", LOC=("A", "Mosul")), gazetteer)
    assert [p.text for p in found] == ["Mosul"]


@pytest.mark.parametrize(
    ("text", "labelled", "names"),
    [
        # a town and its province with no comma between
        ("A blast hit a post in Azaz Aleppo province.", ("Azaz Aleppo",), ["Azaz", "Aleppo"]),
        # what an article goes on is no place by itself
        ("Raids hit Tariq al-Bab.", ("Tariq al-Bab",), ["Tariq al-Bab"]),
        ("Raids hit Maarat-al-Bab.", ("Maarat-al-Bab",), ["Maarat-al-Bab"]),
        ("Raids hit al-Bab.", ("al-Bab",), ["al-Bab"]),
    ],
)
def test_where_a_name_ends(
    gazetteer: Gazetteer, read: Callable[..., object], text: str, labelled: tuple[str, ...], names: list[str]
) -> None:
    assert [p.text for p in find_places(read(text, LOC=labelled), gazetteer)] == names


def test_labelled_name_with_nothing_around(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    (place,) = find_places(read("Rockets fell on Qoryolabad.", LOC=("Qoryolabad",)), gazetteer)
    assert (place.name, place.country, place.lat, place.precision) == ("Qoryolabad", None, None, "unknown")


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Shells fell near Kharkiv.", "near"),
        ("Shells fell 12 km from Kharkiv.", "near"),
        ("Shells fell just north of Kharkiv.", "near"),
        ("Shells fell on the outskirts of Kharkiv.", "near"),
        ("Shells fell in Kharkiv.", "exact"),
        ("Shells fell in Kharkiv province.", "admin1"),
        ("Shells fell in Ukraine.", "country"),
        ("Ukrainian shells fell.", "country"),
    ],
)
def test_precision(gazetteer: Gazetteer, read: Callable[..., object], text: str, precision: str) -> None:
    assert [p.precision for p in find_places(read(text), gazetteer)] == [precision]


@pytest.mark.parametrize(
    ("text", "labelled", "names"),
    [
        # placed elsewhere in the text
        (
            "The Zubanda market shut. Shells fell on Maiduguri and on Zubanda.",
            ("Zubanda", "Maiduguri"),
            ["Zubanda"] * 2,
        ),
        # listed with a place
        ("Families of Qoryolabad and Dushkent fled.", ("Qoryolabad", "Dushkent"), ["Qoryolabad", "Dushkent"]),
        # a word for a place behind it
        ("Guards met at a point Qoryolabad area.", ("Qoryolabad",), ["Qoryolabad"]),
        # a word for its kind a word further on, or in apposition
        ("Guards left Qoryolabad refugee camp.", ("Qoryolabad",), ["Qoryolabad"]),
        ("Raiders burned Qoryolabad, a small mining town.", ("Qoryolabad",), ["Qoryolabad"]),
        (
            "The gunmen fled the villages of Qoryolabad and Dushkent.",
            ("Qoryolabad", "Dushkent"),
            ["Qoryolabad", "Dushkent"],
        ),
        # groups, faiths and persons are none
        ("Troops fought Zumaddi militants. The mayor blamed the Zumaddi fighters from Zumaddi.", ("Zumaddi",), []),
        ("He spoke against Zumaddi.", ("Zumaddi",), []),
        ("According to Zumaddi, nobody was hurt.", ("Zumaddi",), []),
        # one name of several words, none of them a place by itself
        ("Mortars hit Tel Gorash near Mosul.", ("Tel Gorash", "Mosul"), ["Tel Gorash"]),
        ("Mortars hit Beit al-Gorash near Mosul.", ("Beit al-Gorash", "Mosul"), ["Beit al-Gorash"]),
        # a hyphen ties what is one name
        ("Troops took the Kara-Duvan height.", ("Kara",), ["Kara-Duvan"]),
    ],
)
def test_names_that_nobody_knows(
    gazetteer: Gazetteer, read: Callable[..., object], text: str, labelled: tuple[str, ...], names: list[str]
) -> None:
    found = find_places(read(text, LOC=labelled), gazetteer)
    assert [p.text for p in found if p.geonameid is None] == names


def test_a_body_is_no_place(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    text = "Fighters of Zumaddi in Mosul and in Zumaddi met."
    bodies = [(12, 19), (36, 43)]
    found = find_places(read(text, LOC=("Zumaddi", "Mosul")), gazetteer, bodies)
    assert [p.text for p in found] == ["Mosul"]


def test_all_mentions_of_an_unknown_name_stand_together(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    text = "Shells fell on Zubanda, Nigeria said. Nobody was hurt at Maiduguri. Zubanda is near Maiduguri."
    found = [p for p in find_places(read(text, LOC=("Zubanda", "Maiduguri")), gazetteer) if p.text == "Zubanda"]
    assert {(p.country, p.lat) for p in found} == {(found[0].country, found[0].lat)} and found[0].lat is not None


@pytest.mark.parametrize("text", ["Smoke rose over Mosuls outskirts."])
def test_a_lost_apostrophe(gazetteer: Gazetteer, read: Callable[..., object], text: str) -> None:
    (place,) = find_places(read(text, LOC=("Mosuls",)), gazetteer)
    assert (place.text, place.country) == ("Mosul", "IRQ")


def test_demonyms_stand_at_their_country(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    (place,) = find_places(read("Georgian police arrived."), gazetteer)
    assert (place.kind, place.name, place.country, place.lat) == ("demonym", "Georgia", "GEO", 42.0)


@pytest.mark.parametrize(
    "text",
    [
        "Mali\u200b and \u0301Niger",
        "🚀" * 50 + " Kabul",
        "A" * 5000,
        "al-" * 500,
        "St. " * 300,
        "Paris " * 400,
        "(,)" * 99,
    ],
)
def test_odd_texts(gazetteer: Gazetteer, read: Callable[..., object], text: str) -> None:
    found = find_places(read(text), gazetteer)
    assert all(text[p.start : p.end] == p.text for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
