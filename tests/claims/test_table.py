"""The codebook as sentences: what is said, and the claims it must give.

A row: the text, then its claims as (claimant, stance, event type); "-" is the reporter. Claims not listed
must not be there. Known misses are strict xfails with a reason.
"""

import pytest

A, D, H = "asserts", "denies", "hedged"

CASES = [
    # statements
    (
        "The Malian army said on Friday that rebels had attacked its base at Kidal.",
        [("Mali army", A, "attack")],
    ),
    ("Rebels attacked a base near Gao, the defence ministry said.", [("Ministry of Defence", A, "attack")]),
    (
        "According to the Sudanese army, 12 fighters were killed in El Fasher.",
        [("Sudan army", A, "killing")],
    ),
    (
        "Ukraine's defence ministry said its forces had shot down two drones over Odesa.",
        [("Ukraine Ministry of Defence", A, "shootdown")],
    ),
    # the reporter's own voice
    ("Shells hit a market in Omdurman on Thursday, killing at least nine people.", [("-", A, "shelling")]),
    # denials
    ("The rebels denied that they had shelled the hospital.", [("rebels", D, "shelling")]),
    ("Moscow denied shelling the town.", [("Russia", D, "shelling")]),
    ("No group has claimed responsibility for the bombing.", [("-", D, "claim_responsibility")]),
    # hedges
    ("The blast reportedly killed six people.", [("-", H, "bombing")]),
    ("Militants allegedly abducted two aid workers.", [("-", H, "abduct")]),
    # an accusation of an act is the act, claimed by the accuser
    ("Kyiv accused Russia of shelling a hospital in Kherson.", [("Ukraine", A, "shelling")]),
    # deaths take the means in their sentence
    ("A car bomb killed 14 people in Mogadishu.", [("-", A, "bombing")]),
    ("Four soldiers were killed in clashes near Goma.", [("-", A, "clash")]),
    ("Troops engaged the rebels with an air strike, killing several of them.", [("-", A, "airstrike")]),
    ("A soldier was killed and two others were wounded.", [("-", A, "killing")]),
    # acts of speech
    ("The United Nations called for an immediate ceasefire.", [("United Nations", A, "appeal")]),
    ("France and Germany condemned the attack.", [("France", A, "condemn"), ("Germany", A, "condemn")]),
    ("Islamic State claimed responsibility for the bombing.", [("Islamic State", A, "claim_responsibility")]),
    # each other
    (
        "Armenia and Azerbaijan accused each other of shelling border villages.",
        [("Armenia", A, "shelling"), ("Azerbaijan", A, "shelling")],
    ),
    # two denials, and behind the second the other side's claim
    (
        "Ethiopia denied that Eritrean forces had captured Badme and rejected claims from Asmara that 200 of its "
        "troops had been killed.",
        [("Ethiopia", D, "capture_territory"), ("Ethiopia", D, "killing"), ("Eritrea", A, "killing")],
    ),
    # relays
    (
        "State television quoted the army as saying that rebels had captured the airport.",
        [("army", A, "capture_territory")],
    ),
    # ground, talks, arrests, aid
    ("Government forces recaptured the town of Bambari on Sunday.", [("-", A, "capture_territory")]),
    ("Troops withdrew from the village of Kibumba.", [("-", A, "withdraw")]),
    ("The foreign ministers of Kenya and Somalia held talks in Nairobi.", [("-", A, "negotiate")]),
    ("Police arrested 20 protesters in Yangon.", [("-", A, "detain")]),
    ("More than 3,000 civilians were evacuated from Marawi.", [("-", A, "aid")]),
    ("A bridge was destroyed by an airstrike.", [("-", A, "destroy")]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=str)
def test_claims(read, text, wanted):
    found = [(c.claimant.name if c.claimant else "-", c.stance, c.event.type) for c in read(text).claims]
    assert sorted(found) == sorted(wanted)
