"""Which place a name stands for: decided by the rest of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crossclaim.places import Gazetteer, find_places


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        # a container right after
        ("Protests shook Tripoli, Lebanon.", "Tripoli", ("LBN", None)),
        ("Protests shook Tripoli, Libya.", "Tripoli", ("LBY", None)),
        ("He was born in Springfield, Ill.", "Springfield", ("USA", "Illinois")),
        ("He was born in Springfield, Oregon.", "Springfield", ("USA", "Oregon")),
        ("A mine went off in Valencia, Venezuela.", "Valencia", ("VEN", None)),
        ("The clash was in Merida in Mexico.", "Merida", ("MEX", None)),
        # the country named elsewhere
        ("Libyan militias fought. Tripoli was calm.", "Tripoli", ("LBY", None)),
        ("Lebanese soldiers and Beirut officials came. Tripoli was calm.", "Tripoli", ("LBN", None)),
        ("Colombia's army said so. Cartagena and Cali were quiet.", "Cartagena", ("COL", None)),
        ("Spanish police in Murcia said Cartagena was quiet.", "Cartagena", ("ESP", None)),
        # a namesake far better known, where the text names a country only for its government
        (
            "The U.S. and the USA sent Americans. The United States and American envoys met in Moscow.",
            "Moscow",
            ("RUS", None),
        ),
        # neighbours
        ("Police in Oxford, Reading and London, England, met.", "Oxford", ("GBR", None)),
        ("From Tupelo and Jackson, Mississippi, they came to Oxford.", "Oxford", ("USA", "Mississippi")),
        # how well known
        ("The summit is in Paris.", "Paris", ("FRA", None)),
        ("The summit is in Moscow.", "Moscow", ("RUS", None)),
        ("WASHINGTON (Reuters) - Officials met.", "WASHINGTON", ("USA", "District of Columbia")),
        # what the words around ask for
        ("Rebels hold most of Luhansk region in Ukraine.", "Luhansk", ("UKR", "Luhansk")),
        ("Troops entered the state of Georgia and Alabama.", "Georgia", ("USA", "Georgia")),
        ("Georgia and Armenia agreed in Tbilisi.", "Georgia", ("GEO", None)),
        ("Drones hit Niger and Mali.", "Niger", ("NER", None)),
        ("Israel struck Gaza again.", "Gaza", ("PSE", None)),
    ],
)
def test_place(
    gazetteer: Gazetteer, read: Callable[..., object], text: str, name: str, where: tuple[str, str | None]
) -> None:
    place = next(p for p in find_places(read(text), gazetteer) if p.text == name)
    country, admin1 = where
    assert place.country == country
    assert admin1 is None or place.admin1 == admin1


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Rebels hold most of Luhansk region in Ukraine.", "Luhansk", "admin1"),
        ("Rebels hold the city of Luhansk in Ukraine.", "Luhansk", "exact"),
        ("Clashes erupted in Herat province.", "Herat", "admin1"),
        ("Clashes erupted in the city of Herat.", "Herat", "exact"),
    ],
)
def test_kind(gazetteer: Gazetteer, read: Callable[..., object], text: str, name: str, precision: str) -> None:
    place = next(p for p in find_places(read(text), gazetteer) if p.text == name)
    assert place.precision == precision


def test_one_sense_for_one_text(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    text = "Police in Paris, Texas, said so. Paris was quiet later. They left Paris."
    places = [p for p in find_places(read(text), gazetteer) if p.text == "Paris"]
    assert {(p.country, p.admin1) for p in places} == {("USA", "Texas")}


def test_two_senses_where_the_text_has_two(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    text = "He left London, England, on Monday. In London, Ontario, he met them."
    places = [p for p in find_places(read(text), gazetteer) if p.text == "London"]
    assert [p.country for p in places] == ["GBR", "CAN"]


@pytest.mark.parametrize("name", ["Herat", "Kandahar", "Luhansk"])
def test_a_province_and_its_chief_town(gazetteer: Gazetteer, read: Callable[..., object], name: str) -> None:
    text = f"Clashes erupted in {name} province on Friday. Shells hit the city of {name}. Jets flew over {name}."
    places = [p for p in find_places(read(text), gazetteer) if p.text == name]
    assert [p.precision for p in places] == ["admin1", "exact", "exact"]


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        # what is so well known is meant, and no small namesake in a state named for its government
        (
            "Syrian troops left Homs for Aleppo and Idlib. The U.S. said so. Envoys met in Geneva.",
            "Geneva",
            ("CHE", True),
        ),
        # a short form of a long name is no usual one abroad
        ("Syrian troops cut the road to Castello near Aleppo and Homs.", "Castello", ("SYR", False)),
        ("Police in Leeds, London and Hull, England, met others from Newcastle.", "Newcastle", ("GBR", True)),
        # a quarter of a town is no town elsewhere, at any of its mentions
        (
            "Shells hit the Mansour quarter of Aleppo in Syria. Medics in Mansour said so. Homs was quiet.",
            "Mansour",
            ("SYR", False),
        ),
        ("A nurse of the Milwaukee suburb of Greenfield was held.", "Milwaukee", ("USA", True)),
        # where somebody is from tells nothing of a place that nobody knows
        (
            "The London-based group reported that shells hit the town of Zubanda in Syria. Homs was quiet.",
            "Zubanda",
            ("SYR", False),
        ),
    ],
)
def test_strangers(
    gazetteer: Gazetteer, read: Callable[..., object], text: str, name: str, where: tuple[str, bool]
) -> None:
    found = [p for p in find_places(read(text, LOC=(name,)), gazetteer) if p.text == name]
    assert {(p.country, p.geonameid is not None) for p in found} == {where}


def test_same_result_each_time(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    doc = read("Tripoli, Zahle and Saida in Lebanon; Benghazi, Misrata and Tripoli in Libya.")
    assert find_places(doc, gazetteer) == find_places(doc, gazetteer)


def test_a_small_town_abroad_needs_its_own_spelling(gazetteer: Gazetteer, read: Callable[..., object]) -> None:
    """Fua is also what Foix in France is called in some languages."""
    text = "Buses left Homs for Aleppo. Families from Fua waited in Idlib."
    places = {p.text: p for p in find_places(read(text, LOC=("Fua",)), gazetteer)}
    assert places["Fua"].country == "SYR" and places["Fua"].geonameid is None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Gunmen killed nine villagers in Moura in central Mali.", "Moura", "MLI"),
        ("Malian troops left Gao and Mopti. Gunmen came to the village of Moura on foot.", "Moura", None),
        ("Iraqi jets hit the town of Zubanda. Iran condemned it.", "Zubanda", None),
        ("In Iraq, shells hit the town of Zubanda.", "Zubanda", "IRQ"),
    ],
)
def test_names_of_no_known_place_there(
    gazetteer: Gazetteer, read: Callable[..., object], text: str, name: str, country: str | None
) -> None:
    """A small namesake abroad is not meant; the country is what the text puts the name in, and else unknown."""
    place = next(p for p in find_places(read(text, LOC=(name,)), gazetteer) if p.text == name)
    assert (place.geonameid, place.country) == (None, country)
