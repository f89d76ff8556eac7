"""Accusations and denials of an act named with a noun, or of what was said before: (claimant, stance, event type)."""

import pytest

A, D = "asserts", "denies"

CASES = [
    # the act is the claim, by the accuser
    ("Police blamed the militia for the blast.", [("police", A, "bombing")]),
    ("Police blamed ADF rebels for the blast that killed nine people.", [("police", A, "bombing")]),
    ("Bamako holds JNIM responsible for the massacre of 40 farmers.", [("Mali", A, "killing")]),
    # by the one who denies it
    ("The Western Bloc denied any part in the bombing.", [("Western Bloc", D, "bombing")]),
    ("The governor denied reports of casualties.", [("governor", D, "casualties")]),
    # of each other
    (
        "Russia and Ukraine blamed each other for the breach of the truce.",
        [("Russia", A, "violate_ceasefire"), ("Ukraine", A, "violate_ceasefire")],
    ),
    # a denial without words of its own denies what was said before it
    (
        "Rebels said the army shelled the camp on Friday. The army denied the claim.",
        [("rebel", A, "shelling"), ("army", D, "shelling")],
    ),
    (
        "Residents reported seeing Rwandan troops cross the border near Kibumba, which Kigali has denied.",
        [("residents", A, "mobilize"), ("Rwanda", D, "mobilize")],
    ),
    (
        "Kinshasa accuses Kigali of shelling Sake, a charge Rwanda denies.",
        [("Congo", A, "shelling"), ("Rwanda", D, "shelling")],
    ),
    # nobody who speaks
    ("Neither the army nor the rebels have claimed the attack.", [("-", D, "claim_responsibility")]),
    # what a report says behind "that"
    (
        "The Ministry denies the report by Russian state television that the town has been captured.",
        [("Ministry", D, "capture_territory"), ("Rossiya 24", A, "capture_territory")],
    ),
    (
        "Khartoum dismissed as fabricated a report that its planes had bombed a hospital.",
        [("Sudan", D, "airstrike")],
    ),
    # a refusal denies what is refused; of any other thing it is an act of its own
    ("Oslo has ruled out any talks with the militia.", [("Norway", D, "negotiate")]),
    ("The rebels rejected a ceasefire proposal on Monday.", [("rebels", D, "ceasefire")]),
    ("The rebels rejected the plan.", [("rebels", A, "other")]),
    ("The government says there will be no ceasefire until the rebels disarm.", [("government", D, "ceasefire")]),
    ("Mali said its troops would not withdraw from Gao.", [("Mali", D, "withdraw")]),
    # what is charged or denied in a clause is the claim, of whatever kind
    ("Bangui accuses Chad of having furnished arms to the rebels.", [("Central African Republic", A, "other")]),
    ("The general denied that his movement commands the White Army.", [("general", D, "other")]),
    ("Russia accused Georgia of provoking the war.", [("Russia", A, "accuse")]),
    ("He blamed residents for siding with the police.", [("-", A, "accuse")]),
    (
        "Sudan and Chad traded accusations of breaking a new ceasefire.",
        [("Chad", A, "violate_ceasefire"), ("Sudan", A, "violate_ceasefire")],
    ),
    # words that call it untrue
    (
        'Georgia said Russian guns shelled Gori. Moscow called that "a complete falsehood".',
        [("Georgia", A, "shelling"), ("Russia", D, "shelling")],
    ),
    (
        "The paper said Iran had sent three battalions across the border, a story Tehran dismissed as baseless.",
        [("paper", A, "mobilize"), ("Iran", D, "mobilize")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=str)
def test_claims(read, text, wanted):
    found = sorted((c.claimant.name if c.claimant else "-", c.stance, c.event.type) for c in read(text).claims)
    assert len(found) == len(wanted), found
    assert all(w[0] in f[0] and f[1:] == w[1:] for f, w in zip(found, sorted(wanted), strict=True)), found


def test_a_denial_by_which_takes_over_the_words(read):
    _, denial = read("Residents saw Rwandan troops cross the border near Kibumba, which Kigali has denied.").claims
    assert "troops cross the border" in denial.quote


def test_who_is_blamed_acts(read):
    (claim,) = read("Police blamed the militia for the blast.").claims
    assert [a.name for a in claim.actors] == ["militia"]
