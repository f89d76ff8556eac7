"""Who claims it: texts, the start of a claim's words, its claimant and its relays by name ("" for the reporter)."""

import pytest

CASES = [
    # names with a preposition inside, in text without commas
    (
        "Shells hit the camp the Network of Doctors for Peace said on Monday.",
        "Shells hit the camp",
        "Network of Doctors for Peace",
        (),
    ),
    ("The Government of National Accord said it had shelled Sirte.", "it had", "Government of National Accord", ()),
    ("The Ministry of Defence of Armenia said that rebels shelled Goris.", "rebels", "Armenia Ministry of Defence", ()),
    # one body under one name: before it is named, by its sort, by a part of its name, through its head
    (
        "A monitor said shells killed 12 people. The Karesh Observatory for Human Rights said a jet bombed the market.",
        "shells killed",
        "Karesh Observatory for Human Rights",
        (),
    ),
    (
        "The Karesh Observatory for Human Rights reported raids. The Britain-based monitor said a jet bombed a mill.",
        "a jet bombed",
        "Karesh Observatory for Human Rights",
        (),
    ),
    (
        "The Karesh Observatory for Human Rights reported raids. Observatory head Rami Saleh said a jet bombed a farm.",
        "a jet bombed",
        "Karesh Observatory for Human Rights (Rami Saleh)",
        (),
    ),
    (
        "The Armed Forces of the Philippines (AFP) reported a clash. The AFP said gunmen shelled a chapel.",
        "gunmen",
        "Armed Forces of the Philippines",
        (),
    ),
    # a description that points back to an armed organisation, past its nationality and past its fighters
    (
        "Hezbollah fired rockets. The Lebanese Shiite militant group said it shelled a barracks.",
        "it shelled",
        "Hezbollah",
        (),
    ),
    ("M23 rebels shelled Sake. The group said it had bombed a bridge.", "it had bombed", "M23", ()),
    ("M23 shelled the town, the army said. A rebel spokesman denied that jets had bombed Goma.", "jets had", "M23", ()),
    # whose a body is
    ("Officials in the breakaway region of South Ossetia said tanks shelled Tsveri.", "tanks", "South Ossetia", ()),
    (
        "A source in the Libyan National Army told Reuters its forces shelled Sirte.",
        "its",
        "Libyan National Army source",
        (),
    ),
    ("Local officials said gunmen shelled the depot.", "gunmen", "officials", ()),
    ("SANA and Kurdish media reported that shells hit Qamishli.", "shells", "Kurdish media", ()),
    # a name of one land borne by a body of another
    ("Pakistan's Foreign Office said tanks shelled Tala.", "tanks", "Pakistan Foreign Office", ()),
    ("The Kenya Red Cross said tanks shelled Tala.", "tanks", "Kenya Red Cross", ()),
    # a paper is whoever issued it; one of nobody's is the reporter's own
    # whoever sets a toll says it, and by whose count something is
    ("A raid killed 19, residents said. The Red Helmets later raised the toll to 23.", "the toll", "Red Helmets", ()),
    ("Police put the toll at 12, while the army put the number of wounded at three.", "wounded", "army", ()),
    ("A new blast raised the toll to 40.", "A new blast", "", ()),
    ("Jets hit Wau, killing 14 people by the count of the Red Helmets.", "killing 14", "Red Helmets", ()),
    # the subject speaks, not who found its tape
    (
        "JNIM, for its part, in a message picked up by the site Delta Watch, claims to have overrun the base.",
        "have overrun",
        "JNIM",
        (),
    ),
    # "he" is whoever was named last as saying something
    (
        "A police officer said the road was closed. Gunmen raided two posts, according to a colonel who asked not to "
        "be named. Nine guards were killed, he said.",
        "Nine guards",
        "colonel",
        (),
    ),
    ("The Taliban denied the raid. The statement said a drone killed a boy.", "a drone", "Taliban", ()),
    ("According to unconfirmed reports, shells hit a mosque in Tala.", "shells", "", ()),
    # who passes on what another says
    (
        "State television, quoting the interior ministry, said shells hit Tala.",
        "shells",
        "Ministry of Interior",
        ("state television",),
    ),
    (
        "Gunmen shelled a mine near Bria, Radio Okapi reported on Tuesday, citing the police.",
        "Gunmen",
        "police",
        ("Radio Okapi",),
    ),
    (
        "Rockets hit the base, according to Al Jazeera, which quoted an army officer.",
        "Rockets",
        "army officer",
        ("Al Jazeera",),
    ),
    (
        "General Omar Saleh, quoted by the state news agency, said rebels shelled Tala.",
        "rebels",
        "Omar Saleh",
        ("state news agency",),
    ),
    # of two states at war, nobody knows whose a president is that is named without one
    (
        "Ukraine's army said shells hit Izyum. Russia's Ministry of Defence denied it. President Oleh Kovalenko said "
        "rockets killed a nurse.",
        "rockets",
        "Oleh Kovalenko",
        (),
    ),
]


@pytest.mark.parametrize(("text", "words", "claimant", "via"), CASES, ids=[c[0] for c in CASES])
def test_claimants(read, text, words, claimant, via):
    claims = [c for c in read(text).claims if c.quote.startswith(words)]
    names = [(c.claimant.name if c.claimant else "", tuple(v.name for v in c.via)) for c in claims]
    assert (claimant, via) in names


def test_it_is_not_the_outlet_that_was_told(read):
    (claim,) = read("A source in the Libyan National Army told Reuters its forces had shelled Sirte.").claims
    assert [a.name for a in claim.actors] == ["Libyan National Army forces"]


def test_a_bare_body_is_of_the_state_that_the_text_is_about(read):
    text = "Mali said troops shelled Kidal. Malian rebels left Gao. Mali buried its dead. The army said it shelled Ber."
    claim = read(text).claims[-1]
    assert claim.claimant is not None and claim.claimant.name == "Mali army"
