"""Where a claim's event was: texts, a stretch of the claim, and its place as written."""

import pytest

CASES = [
    # the place of most of a report's violence is the place of all that names none
    (
        "A bomb exploded in Goma on Friday. The blast in Goma was heard in Gisenyi across the border. Police said "
        "that 12 people were killed.",
        "12 people were killed",
        "Goma",
    ),
    # where the speaker is, is not where it happened
    ("Shells fell on Avdiivka. Two people were killed, officials in Kyiv said.", "Two people were killed", "Avdiivka"),
    # nor where another act of the sentence went to
    (
        "Gunmen attacked a convoy taking families from Kidal to Bamako. The attack took place near Mopti, "
        "the army said.",
        "Gunmen attacked",
        "Mopti",
    ),
    # a name in a compound is no place
    ("Tehran-backed fighters shelled the town. The shelling hit Marib.", "Tehran-backed fighters shelled", "Marib"),
    # a quarter that no gazetteer knows is finer than its city
    ("A car bomb exploded in the Zubanda quarter of Maiduguri.", "A car bomb", "Zubanda"),
    # and is where all is that names no place, though its city is named as often
    (
        "Rebels shelled Mopti on Friday. The shells hit the Zubanda quarter of Mopti. The army said that 12 people "
        "were killed.",
        "12 people were killed",
        "Zubanda",
    ),
    # a denial stands where the claim that it denies does
    (
        "Clashes went on in Donetsk region on Friday. Russia said its troops took the village of Kalynove. Ukraine "
        "denied that Russian troops had captured any village.",
        "Russian troops had captured",
        "Kalynove",
    ),
]


@pytest.mark.parametrize(("text", "quote", "place"), CASES, ids=[c[1] for c in CASES])
def test_place(read, text, quote, place):
    claims = [c for c in read(text).claims if quote in text[c.start - 30 if c.start > 30 else 0 : c.end]]
    assert claims
    assert claims[0].place is not None
    assert claims[0].place.text == place


def test_captions_claim_nothing(read):
    text = "Rebels shelled Taiz on Monday. This photo taken on Tuesday shows smoke after a blast in Aden."
    assert [c.event.type for c in read(text).claims] == ["shelling"]
