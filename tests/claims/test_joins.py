"""What states one thing is one claim: a text and its claims' event types with their figures."""

import pytest

CASES = [
    # a clause on what did it
    (
        "A new attack launched by the rebels on the village on Thursday caused a massacre leaving dozens dead.",
        [("attack", (("killed", 24, None),))],
    ),
    ("The strike, which hit a crowded cafe, killed nine people.", [("attack", (("killed", 9, 9),))]),
    (
        "Mortar shells fired by the militia at a market in Wau killed a trader and injured 14 others.",
        [("shelling", (("killed", 1, 1), ("wounded", 14, 14)))],
    ),
    ("An earlier attack by the ADF in July left 270 people dead.", [("attack", (("killed", 270, 270),))]),
    ("An attack claimed by the ELN killed two soldiers.", [("attack", (("killed", 2, 2),))]),
    # a side clause that only tells more of it
    ("Two jets hit a fuel depot near Kosti, setting it ablaze.", [("airstrike", ())]),
    ("Both sides held a third round of talks mediated by Oman.", [("negotiate", ())]),
    # fates told side by side
    (
        "Four soldiers were killed and eleven people injured in the attack.",
        [("attack", (("killed", 4, 4), ("wounded", 11, 11)))],
    ),
    (
        "Three soldiers were killed and two captured in a firefight near Goma.",
        [("clash", (("killed", 3, 3), ("captured", 2, 2)))],
    ),
    (
        "Two drones struck a grain terminal in Odesa, where a worker was killed and five others were wounded.",
        [("airstrike", (("killed", 1, 1), ("wounded", 5, 5)))],
    ),
    (
        "Gunmen stormed a bus station in Isulan, leaving four passengers dead and 13 others wounded.",
        [("attack", (("killed", 4, 4), ("wounded", 13, 13)))],
    ),
    # what came of it, told behind it
    (
        "The patrol came late and engaged the bandits, killing four.",
        [("clash", (("killed", 4, 4),))],
    ),
    ("The rebels ambushed a truck carrying troops; three soldiers died.", [("attack", (("killed", 3, 3),))]),
    # one withdrawal in two words
    ("Congolese soldiers abandoned their positions and fled across the border.", [("withdraw", ())]),
    # one denied or doubted, the other not: two claims
    (
        "The command said it had carried out two airstrikes on Tuesday, and that no civilians were harmed.",
        [("airstrike", ()), ("casualties", ())],
    ),
    (
        "Police said one attacker was killed and that two others may have been wounded.",
        [("killing", (("killed", 1, 1),)), ("casualties", (("wounded", 2, 2),))],
    ),
    # people who fled are no victims of the fighting they fled from
    (
        "The UN said 250,000 people had fled their homes since the fighting began.",
        [("casualties", (("displaced", 250000, 250000),))],
    ),
    # a strike's damage is destruction
    ("An air strike destroyed a bridge near Kherson.", [("destroy", ())]),
    # two acts
    (
        "The bombardment of the camp killed 17 people and destroyed dozens of homes.",
        [("shelling", (("killed", 17, 17),)), ("destroy", ())],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_joins(read, text, wanted):
    found = [(c.event.type, tuple((x.kind, x.low, x.high) for x in c.casualties)) for c in read(text).claims]
    assert sorted(found, key=str) == sorted(wanted, key=str)


def test_a_lead_that_a_page_prints_twice_is_one_claim(read):
    lead = "A roadside bomb killed three policemen near Quetta on Friday"
    (claim,) = read(f"{lead}. {lead}, a hospital official said.").claims
    assert claim.claimant is not None
