"""Whom an act concerns: sentences, the type of a claim, and the sides among its targets."""

import pytest

CASES = [
    # the object names a side
    ("Ethiopian jets bombed Eritrean positions.", "airstrike", {"ERI"}),
    # whose the victims are
    ("Rebels killed 20 Nigerian soldiers in a village.", "killing", {"NGA"}),
    # to whom something goes
    ("Norway sent arms to Chad.", "other", {"TCD"}),
    # the party nearest below an act of words
    ("Peru demanded that Ecuador withdraw its troops.", "appeal", {"ECU"}),
    ("Iran threatened to break off relations with Iraq.", "threaten", {"IRQ"}),
    # a place of another state stands for those in it
    ("Thai forces attacked targets in Poipet.", "attack", {"KHM"}),
    # no target of one's own act
    ("Kenyan police opened fire in Nairobi.", "attack", set()),
]


@pytest.mark.parametrize(("text", "event", "countries"), CASES, ids=[c[0] for c in CASES])
def test_targets(read, text, event, countries):
    claim = next(c for c in read(text).claims if c.event.type == event)
    assert {t.country for t in claim.targets} - {None} == countries


def test_willingness_has_its_subject(read):
    (claim,) = [c for c in read("Sudan is willing to withdraw its troops.").claims if c.event.plover == "AGREE"]
    assert [a.name for a in claim.actors] == ["Sudan"]
    assert claim.quote == "Sudan is willing to withdraw its troops"
