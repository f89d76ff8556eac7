"""What rules usually miss, each with its sentences: a text and the claims it must give, with their figures.

A row: the text, then claims as (claimant, stance, event type, figures); "-" is the reporter, figures are
(kind, low, high). Claims not listed must not be there.
"""

import pytest

A, D, H = "asserts", "denies", "hedged"


def xfail(text, wanted, reason):
    return pytest.param(text, wanted, marks=pytest.mark.xfail(strict=True, reason=reason))


SCOPE = [
    (
        "Asmara denied that Addis Ababa had gained ground and rubbished claims that 100 of its troops had been killed.",
        [
            ("Eritrea", D, "capture_territory", ()),
            ("Eritrea", D, "killing", (("killed", 100, 100),)),
        ],
    ),
    ("The army said no soldier was killed in the raid.", [("army", D, "attack", ())]),
    ("The ministry did not deny that its jets bombed the camp.", [("Ministry", A, "airstrike", ())]),
]

OWNING_UP = [
    ("Boko Haram said that it carried out the attack.", [("Boko Haram", A, "claim_responsibility", ())]),
    ("The militia denied that it carried out the attack.", [("militia", D, "claim_responsibility", ())]),
    ("The army said it carried out an attack on the rebels.", [("army", A, "attack", ())]),
    ("The ministry said the attack was carried out by a bomber.", [("Ministry", A, "bombing", ())]),
]

JOINS = [
    # a participle behind a row of objects tells what the main verb's act did
    (
        "A car bomb has hit a convoy of buses carrying families out of two towns, killing 9 people.",
        [("-", A, "bombing", (("killed", 9, 9),))],
    ),
    # what a force is tells what it does
    ("The militia has been the main group fighting the rebels in the north.", [("-", A, "clash", ())]),
    # where something happened only says where
    (
        "Shells fell on the village, directly across the river from where the blast occurred.",
        [("-", A, "shelling", ())],
    ),
]

COORDINATION = [
    (
        "A helicopter was downed and a tank blown up near Kidal.",
        [("-", A, "shootdown", ()), ("-", A, "destroy", ())],
    ),
    (
        "Rebels killed four soldiers and captured nine.",
        [("-", A, "killing", (("killed", 4, 4),)), ("-", A, "detain", (("captured", 9, 9),))],
    ),
]

FIGURES = [
    (
        "A bomb went off in Mogadishu, killing 13 and wounding 56 more.",
        [("-", A, "bombing", (("killed", 13, 13), ("wounded", 56, 56)))],
    ),
    (
        "A girl was killed and two other children injured in the shelling.",
        [("-", A, "shelling", (("killed", 1, 1), ("wounded", 2, 2)))],
    ),
    (
        "The blast killed 20 people, 11 of them children.",
        [("-", A, "bombing", (("killed", 20, 20), ("killed", 11, 11)))],
    ),
    ("The death toll rose to 44 from 31, the hospital said.", [("hospital", A, "casualties", (("killed", 44, 44),))]),
]

VOICES = [
    # a noun that is said to be a clause
    (
        "First claims from Khartoum were that the militia had shelled the market.",
        [("Sudan", A, "shelling", ())],
    ),
    # a row of speakers without commas
    (
        "Shells hit a market in Goma killing 12 people the state news agency and local media reported.",
        [("state news agency", A, "shelling", (("killed", 12, 12),)), ("media", A, "shelling", (("killed", 12, 12),))],
    ),
    (
        "State media quoted the ministry as saying that the rebels admitted they had lost the town.",
        [("rebels", A, "capture_territory", ())],
    ),
    (
        "Sudan and Chad accused each other of attacking villages.",
        [("Sudan", A, "attack", ()), ("Chad", A, "attack", ())],
    ),
]

NOUNS = [
    ("The shelling of Sirte by the militia continued on Monday.", [("-", A, "shelling", ())]),
    ("The ministry reported a massive attack along the front.", [("Ministry", A, "attack", ())]),
    ("The downing of a drone over Tripoli was confirmed by the army.", [("army", A, "shootdown", ())]),
]

TIME = [
    (
        "In 1998 the two countries fought a war that killed 70,000 people.",
        [("-", A, "clash", (("killed", 70000, 70000),))],
    ),
    # what a war killed is a running total
    (
        "The war has killed over 90,000 people since 1989.",
        [("-", A, "casualties", (("killed", 90000, None),))],
    ),
    (
        "A war over the valley left some 30,000 people dead.",
        [("-", A, "casualties", (("killed", 30000, 30000),))],
    ),
    (
        "The Chechen conflict has claimed more than 100,000 lives.",
        [("-", A, "casualties", (("killed", 100000, None),))],
    ),
    (
        "Since fighting flared up in March, 1,870 people have been killed in Kachin.",
        [("-", A, "casualties", (("killed", 1870, 1870),))],
    ),
    (
        "Some 400 people have been killed by the army since March.",
        [("-", A, "killing", (("killed", 400, 400),))],
    ),
    (
        "Since the first of this month, 190 rebels have perished on the northern front.",
        [("-", A, "casualties", (("killed", 190, 190),))],
    ),
    ("The rebels threatened to shell the capital if talks fail.", [("rebels", A, "threaten", ())]),
]

CONDITION = [
    ("TWELVE SOLDIERS KILLED IN CLASHES NEAR GOMA", [("-", A, "clash", (("killed", 12, 12),))]),
    (
        "The armys spokesman said the rebels attacked its base killing five soldiers",
        [("army", A, "attack", (("killed", 5, 5),))],
    ),
]

CASES = [*SCOPE, *OWNING_UP, *JOINS, *COORDINATION, *FIGURES, *VOICES, *NOUNS, *TIME, *CONDITION]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=str)
def test_claims(read, text, wanted):
    found = [
        (
            c.claimant.name if c.claimant else "-",
            c.stance,
            c.event.type,
            tuple((x.kind, x.low, x.high) for x in c.casualties),
        )
        for c in read(text).claims
    ]
    assert len(found) == len(wanted), found
    for f, w in zip(sorted(found, key=str), sorted(wanted, key=str), strict=True):
        assert f[1:] == w[1:]
        assert w[0] in f[0]
