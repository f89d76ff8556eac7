"""What weapons make of an attack or a death: a text and the event types it must give."""

import pytest

CASES = [
    ("Two soldiers were killed by Pakistani mortars in Uri.", {"shelling"}),
    ("In the port of Hodeidah a mine killed two fishermen.", {"bombing"}),
    ("The enemy launched 42 attack drones at Odesa.", {"airstrike"}),
    ("The airport was hit by a drone on Friday.", {"airstrike"}),
    ("Rebels attacked the base with mortars.", {"shelling"}),
    # verbs that go with weapons of several kinds, and a part of what was fired
    ("Jets pounded the hills.", {"airstrike"}),
    ("The army's howitzers pounded the hills.", {"shelling"}),
    ("The air force bombarded the port.", {"airstrike"}),
    ("The army bombed the town with mortars.", {"shelling"}),
    ("Fragments of a rocket wounded two women.", {"shelling"}),
    ("A swarm of drones hit the depot.", {"airstrike"}),
    # weapons of several kinds: an attack
    ("The army attacked the town with tanks, artillery and helicopters.", {"attack"}),
    # a plain strike in a report on air strikes
    ("Three strikes hit the town of Saraqib on Monday. The air strikes wounded 12 people.", {"airstrike"}),
    ("Three strikes hit the town of Saraqib on Monday.", {"attack"}),
    ("Jets bombed a depot. Police carried out a raid on a house in the town.", {"airstrike", "attack"}),
    # damage done is destruction, whatever did it
    ("A bridge was destroyed by an airstrike.", {"destroy"}),
    # who acts is a weapon
    ("Air Force jets pounded a base at Chalai.", {"airstrike"}),
    ("Helicopters were also reported to have fired on a camp in Reg district.", {"airstrike"}),
    ("It was gunships of the government that bombed the market.", {"airstrike"}),
    ("Warplanes kept up their bombardment of the hills.", {"airstrike"}),
    ("Jets flattened two blocks in Taiz, killing 14 people.", {"airstrike"}),
    ("Rebel guns pounded the airport.", {"shelling"}),
    ("Our mines blew up two tanks on the road.", {"bombing"}),
    # what weapons wreck is destruction where nobody is hurt
    ("Jets destroyed a bridge near Sarmin.", {"destroy"}),
    ("Our guns destroyed three posts.", {"destroy"}),
    # aircraft that take fire do not strike
    ("Two helicopters came under fire near Gao.", {"attack"}),
    # mines
    ("A pick-up jumped on a mine near Tissi, killing three gendarmes.", {"bombing"}),
    ("A bus drove over a landmine in Helmand, killing 16 passengers.", {"bombing"}),
    ("Four soldiers were blown up by a mine.", {"bombing"}),
    # a strike and what it resulted in
    ("The patrol engaged them with an air strike, resulting in five rebels killed.", {"airstrike"}),
    ("Eight weavers were among those killed as a bomb hit a mill.", {"bombing"}),
    # treating the hurt is a toll where they are counted
    ("Its surgeons had treated 58 wounded.", {"casualties"}),
    ("Medics treated the wounded in the street.", {"aid"}),
]


@pytest.mark.parametrize(("text", "types"), CASES, ids=[c[0] for c in CASES])
def test_types(read, text, types):
    assert {c.event.type for c in read(text).claims} == types
