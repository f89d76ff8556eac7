"""The stretch that states a claim: a text and the quotes it must give."""

import pytest

CASES = [
    ("Fighting broke out between rival militias in Tripoli.", ["Fighting broke out between rival militias in Tripoli"]),
    ("He said several militants were believed killed.", ["several militants were believed killed"]),
    ("Army says 40 insurgents killed near Gao", ["40 insurgents killed near Gao"]),
    ("Officials in Marib first spoke of two dead firefighters.", ["two dead firefighters"]),
    ("(News Agencies) Shells fell on the market in Sake.", ["Shells fell on the market in Sake"]),
    ("Heavy clashes were under way in Omdurman, residents said.", ["Heavy clashes were under way in Omdurman"]),
    ("The death toll is expected to rise.", ["The death toll is expected to rise"]),
]


@pytest.mark.parametrize(("text", "quotes"), CASES, ids=[c[0] for c in CASES])
def test_quotes(read, text, quotes):
    assert [c.quote for c in read(text).claims] == quotes


SAID = [
    # a content that begins or ends inside a clause: what hangs on its verb is said by the same speaker
    "Regime airstrikes on a village in Idlib have killed three children and injured many others, medics said.",
    "Overnight shelling of the town of Sake killed five people, medics said.",
]


@pytest.mark.parametrize("text", SAID)
def test_one_speaker(read, text):
    (claim,) = read(text).claims
    assert claim.claimant is not None
    assert "medics" in claim.claimant.name
