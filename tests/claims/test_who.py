"""Who did it to whom: sentences, the type of a claim, its actors and its targets by name."""

import pytest

CASES = [
    # a means stands for the side that uses it
    ("Chadian warplanes bombed a rebel camp.", "airstrike", {"Chad"}, {"rebels"}),
    ("A rocket fired by the Houthis hit a fuel depot in Marib.", "shelling", {"Houthis"}, {"fuel depot"}),
    ("French and Kenyan jets bombed the airfield.", "airstrike", {"France", "Kenya"}, {"airfield"}),
    ("Shells hit the market in Tala.", "shelling", set(), {"market"}),
    # whose the act is
    ("Ethiopian air strikes killed nine people in Badme.", "airstrike", {"Ethiopia"}, {"people"}),
    ("Two women were killed in Badme by Eritrean shelling.", "shelling", {"Eritrea"}, {"women"}),
    # a land before a bombing says where it was
    ("The Turkish bombing killed four people.", "bombing", set(), {"people"}),
    # the two sides of a fight
    ("Clashes broke out between the Malian army and JNIM near Gao.", "clash", {"Mali army"}, {"JNIM"}),
    # whose a thing is goes before the thing, and people before the place
    ("Ethiopian troops shelled Eritrean positions.", "shelling", {"Ethiopian troops"}, {"Eritrea"}),
    ("Gunmen killed six farmers in Bria.", "killing", {"gunmen"}, {"farmers"}),
    # a place as it is written
    ("Shells struck the town of Binnish.", "shelling", set(), {"Binnish"}),
    # what a bomb goes off at
    ("A car bomb exploded outside a courthouse in Tala.", "bombing", set(), {"courthouse"}),
    # no arms that an attack is made with
    ("Russian forces attacked Kharkiv with 12 drones.", "airstrike", {"Russian forces"}, {"Kharkiv"}),
    # whom a claim is told to is not whom the act concerns
    ("JNIM claimed responsibility for the raid, according to Reuters.", "claim_responsibility", {"JNIM"}, set()),
    # a victim who is of a side of its own
    ("A bomb killed 9 Syrian rebels.", "bombing", set(), {"Syrian rebels"}),
    # who buries the dead or takes the hurt to hospital did it not
    ("Troops buried ten comrades in Goma.", "killing", set(), {"comrades"}),
    ("The Red Cross took 12 people to hospital.", "casualties", set(), {"people"}),
]


@pytest.mark.parametrize(("text", "event", "actors", "targets"), CASES, ids=[c[0] for c in CASES])
def test_who(read, text, event, actors, targets):
    claim = next(c for c in read(text).claims if c.event.type == event)
    assert {a.name for a in claim.actors} == actors
    assert {t.name for t in claim.targets} == targets


TWO = (
    "Sudan's army accused the Rapid Support Forces of looting. The Rapid Support Forces denied it. Sudan's army said "
    "the Rapid Support Forces had shelled Omdurman. The army said it recaptured the bridge and destroyed six trucks. "
    "The Rapid Support Forces said the army had bombed their camps. They said 12 of their fighters were killed. The "
    "United Nations called for an end to fighting."
)


def test_the_other_of_two_sides(read):
    claims = {c.event.type: c for c in read(TWO).claims}
    assert [t.name for t in claims["capture_territory"].targets] == ["Rapid Support Forces"]
    assert [t.name for t in claims["destroy"].targets] == ["Rapid Support Forces"]
    assert claims["killing"].actors == (), "who killed them is not said"
    assert {t.name for t in claims["appeal"].targets} == {"Sudan", "Rapid Support Forces"}


def test_no_other_side_where_three_fight(read):
    text = (
        "Sudan's army shelled Nyala. The Rapid Support Forces shelled Kutum. SPLM-N shelled Kadugli. The Rapid Support "
        "Forces and SPLM-N met. SPLM-N said Sudan's army lost. The Rapid Support Forces took the bridge."
    )
    taken = [c for c in read(text).claims if c.event.type == "capture_territory"]
    assert taken and all(not t.sector for c in taken for t in c.targets)


ALLIES = (
    "Sudan and Egypt held talks. Sudan said Egypt had bombed a rebel depot. Egypt said Sudan was safe. Sudan thanked "
    "Egypt. Egypt launched air strikes on Monday. Sudan's army shelled the hills."
)


def test_two_that_are_named_most_need_not_fight(read):
    assert not [t for c in read(ALLIES).claims if c.actors for t in c.targets if t.name in {"Egypt", "Sudan"}]


def test_we_are_the_speaker(read):
    (claim,) = read('"We shelled the ridge," a Chadian army spokesman said.').claims
    assert [a.name for a in claim.actors] == ["Chad army"]
