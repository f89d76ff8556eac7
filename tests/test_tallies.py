"""Tallies of one report's incidents: texts in one voice, a kind of loss, and the people it comes to."""

import pytest

CASES = [
    # people told of again count once
    ("Troops killed four rebels near Gao. The four rebels were killed on Monday.", "killed", [(4, 4)]),
    # others are added, also a second one
    ("Police killed an insurgent in Herat. A second insurgent was killed in the yard.", "killed", [(2, 2)]),
    # a number beats a vague word
    ("Several rebels were killed near Gao. Troops returned fire, killing two rebels.", "killed", [(2, 2)]),
    # a total of those told of is a summary
    (
        "Troops detained a rebel commander and another rebel near Gao. Two rebels were detained, the army said.",
        "captured",
        [(2, 2)],
    ),
    # people only spoken of again belong to what was told
    (
        "Troops detained three suspects in Bouna. The suspects were questioned and detained in Korhogo.",
        "captured",
        [(3, 3)],
    ),
    # the whole first, then its parts one by one
    (
        "Troops killed four rebels near Gao. A gunman was killed as he raised his rifle. A second gunman was killed.",
        "killed",
        [(4, 4)],
    ),
    (
        "Police detained four suspects in Gao. They detained three suspects in a house. An additional suspect was "
        "detained in the yard.",
        "captured",
        [(4, 4)],
    ),
    (
        "Two planners and two other militants were captured in Gao. The planners were captured in a house. Two other "
        "militants were also captured.",
        "captured",
        [(4, 4)],
    ),
    # one out of a vague number
    ("Several rebels were killed near Gao. One of the rebels died when his vest blew up.", "killed", [(3, None)]),
    # one person beside a count is no count of the same toll
    (
        "The mayor said that the commander was killed near Gao. The army said that four rebels were killed.",
        "killed",
        [(4, 4)],
    ),
    # what is to come, and what ran up over months, is no occurrence's toll
    ("Troops will capture or kill these rebels.", "killed", []),
    ("He was suspected of planning the assassination of a judge.", "killed", []),
    (
        "Malian forces have detained more than 25 rebels since January 1. On Friday they detained two rebels in Gao.",
        "captured",
        [(2, 2)],
    ),
    # a word for a number beats a plural that has none
    (
        "Troops captured a rebel commander and other rebels near Gao. Several other rebels were also captured.",
        "captured",
        [(4, None)],
    ),
    # rebels are none of the army's dead
    ("More than 30 insurgents were killed in Mopti. One Malian soldier was killed.", "killed", [(30, None), (1, 1)]),
]


@pytest.mark.parametrize(("text", "kind", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_tallies(read, text, kind, wanted):
    found = [t for i in read(text).incidents for t in i.tallies if t.kind == kind]
    assert sorted([(t.low, t.high) for t in found], key=str) == sorted(wanted, key=str)
