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
    # nouns counted or measured by another
    ("Warplanes carried out a series of raids on the suburbs.", {"attack"}),
    ("Heavy clashes were under way in Omdurman.", {"clash"}),
    ("Residents heard mortar fire for two hours.", {"shelling"}),
    ("A series of explosions was heard near the airport.", {"bombing"}),
    ("The town of Orikhiv has fallen.", {"capture_territory"}),
    ("The two countries fought a war over the valley.", {"clash"}),
    ("Thousands of residents fled their homes.", {"casualties"}),
    ("About 900 villagers are sheltering in the forest.", {"casualties"}),
    ("The two sides signed a peace deal.", {"negotiate"}),
    ("The faction suspended the ceasefire.", {"ceasefire"}),
    ("Rockets fired from the strip set off sirens in Ashkelon.", {"shelling"}),
    ("A motorcycle packed with explosives blew up outside a station.", {"bombing"}),
    ("Gunmen set fire to houses.", {"destroy"}),
    ("Any attempt to cross the river will be met with fire.", {"threaten"}),
    ("A humanitarian convoy was turned back at an army checkpoint.", {"other"}),
    ("The mission asked both parties to open the road.", {"appeal"}),
    ("An aid convoy reached the besieged town.", {"aid"}),
    # what ground somebody only tries for is attacked
    ("Rebels tried to seize the bridge.", {"attack"}),
    ("Rebels seized the bridge as they tried to encircle the town.", {"capture_territory"}),
    # blame for what is no act names none
    ("Both sides traded blame for the collapse of the talks.", {"accuse"}),
    # a particle is its verb's own
    ("Coalition troops called in an air strike on a compound.", {"airstrike"}),
    # what a noun is of
    ("The militia confirmed the fall of the pass.", {"capture_territory"}),
    ("The army confirmed the capture of a rebel leader.", {"detain"}),
    # no acts
    ("It was not immediately clear who carried out the attack.", set()),
    ("The blast came a day after the truce began.", {"ceasefire"}),
    ("The plan is aimed at forcing civilians from their homes.", set()),
    ("The president said the army would stay until the last terrorist was killed.", set()),
    ("The army shot down drones launched by the militia.", {"shootdown"}),
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
    # headlines
    ("Rebels seize key border town", "past"),
    ("Car bomb kills 14 in Baghdad market", "past"),
    ("Air strikes hit the town on Friday.", "past"),
    # what goes on or comes back
    ("Fighting continues in the city.", "ongoing"),
    ("They frequently exchange fire across the river.", "ongoing"),
    ("The army said it was battling rebels.", "ongoing"),
    ("The road to Kidal is closed to military convoys.", "ongoing"),
    ("We do not attack the people of the town.", "ongoing"),
    ("The ministers are to meet in Geneva on Tuesday.", "future"),
    # an old date of something beside the event
    ("The group, which signed a peace deal in 2014, condemned the killings.", "past"),
    ("The army said rebels violated the truce 12 times in the past 24 hours.", "past"),
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
