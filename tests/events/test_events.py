"""Words that show events: sentences, and the type, tense and roles that they must give."""

import pytest

TYPES = [
    ("Gunmen attacked a checkpoint.", {"attack"}),
    ("The two armies clashed along the border.", {"clash"}),
    ("Artillery shelled the village.", {"shelling"}),
    ("Two jets bombed a bridge.", {"airstrike"}),
    ("Drones struck a depot.", {"airstrike"}),
    ("A car bomb exploded outside a hotel.", {"bombing"}),
    ("A gas attack left dozens choking.", {"chemical_attack"}),
    ("The rebels shot down a drone.", {"shootdown"}),
    ("Two soldiers were killed.", {"killing"}),
    ("Troops captured the hill.", {"capture_territory"}),
    ("The militia pulled out of the town.", {"withdraw"}),
    ("Police arrested ten students.", {"detain"}),
    ("Militants abducted a priest.", {"abduct"}),
    ("Both governments signed a ceasefire.", {"ceasefire"}),
    ("The army violated the truce.", {"violate_ceasefire"}),
    ("The presidents met in Oslo.", {"negotiate"}),
    ("Kenya called for a truce.", {"appeal"}),
    ("Ghana condemned the raid.", {"condemn"}),
    ("The convoy delivered food to the camp.", {"aid"}),
    ("Thousands protested in the capital.", {"protest"}),
    ("The army deployed two brigades to the border.", {"mobilize"}),
    ("The market opened at dawn.", set()),
]


@pytest.mark.parametrize(("text", "types"), TYPES, ids=[t[0] for t in TYPES])
def test_types(read, text, types):
    assert {c.event.type for c in read(text).claims} == types


TENSES = [
    ("Rebels attacked a base on Friday.", "past"),
    ("Insurgents overran the base on the hill.", "past"),
    ("Seven people died when a rocket hit a bus.", "past"),
    ("Fighting is raging in the city.", "ongoing"),
    ("The army will shell the town, it said.", "future"),
    ("Norway urged both sides to stop fighting.", "called_for"),
    ("In 1994, militias killed thousands of people.", "background"),
]


@pytest.mark.parametrize(("text", "tense"), TENSES, ids=[t[0] for t in TENSES])
def test_tenses(read, text, tense):
    assert tense in {c.tense for c in read(text).claims}


ROLES = [
    # active, passive, without agent, and with a noun
    ("Malian troops attacked rebels near Gao.", {"Mali"}, {"rebel"}),
    ("Rebels were attacked by Malian troops near Gao.", {"Mali"}, {"rebel"}),
    ("Rebels were attacked near Gao.", set(), {"rebel"}),
    ("The army launched an attack on rebels.", {"army"}, {"rebel"}),
    ("An attack on rebels began at dawn.", set(), {"rebel"}),
]


@pytest.mark.parametrize(("text", "actors", "targets"), ROLES, ids=[r[0] for r in ROLES])
def test_roles(read, text, actors, targets):
    claim = read(text).claims[0]
    for names, wanted in (([a.name for a in claim.actors], actors), ([t.name for t in claim.targets], targets)):
        assert len(names) >= len(wanted)
        assert all(any(w in n for n in names) for w in wanted), names
    assert bool(claim.actors) == bool(actors)


CODES = [
    ("Gunmen attacked a checkpoint.", "ASSAULT", "19"),
    ("The presidents met in Oslo.", "CONSULT", "04"),
    ("Thousands protested in the capital.", "PROTEST", "14"),
]


@pytest.mark.parametrize(("text", "plover", "cameo"), CODES, ids=[c[0] for c in CODES])
def test_codes(read, text, plover, cameo):
    (claim,) = read(text).claims
    assert (claim.event.plover, claim.event.cameo_root) == (plover, cameo)
