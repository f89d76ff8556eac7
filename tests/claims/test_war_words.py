"""Words of war reports, each with the claim that it must give: (claimant, stance, event type), "-" the reporter."""

import pytest

A, D, H = "asserts", "denies", "hedged"

CASES = [
    # ground that is held, attacks that are thrown back
    ("The militia said its fighters still held the port of Tawila.", [("militia", A, "capture_territory")]),
    ("Chad's army said it had pushed back an advance on Abeche.", [("Chad army", A, "clash")]),
    ("Eritrean troops repelled an offensive near Zalambessa, Asmara said.", [("Eritrea", A, "clash")]),
    # an account is disputed, an act called by a hard name
    ("Guyana's army rejected the account.", [("Guyana army", D, "deny")]),
    ("Venezuela disputed the toll.", [("Venezuela", D, "deny")]),
    ("Hezbollah called the raid a massacre.", [("Hezbollah", A, "condemn")]),
    ("Nepal summoned the Indian ambassador.", [("Nepal", A, "condemn")]),
    # responsibility for an act of any name
    ("The Taliban claimed the ambush.", [("Taliban", A, "claim_responsibility")]),
    # aircraft that are sent, shots in the air and with rockets
    ("Peru sent four fighter jets to bomb the camp.", [("-", A, "airstrike")]),
    ("Djibouti's army said Eritrean troops opened fire with rockets.", [("Djibouti army", A, "shelling")]),
    # talks
    ("Talks in Nairobi have stalled, a Sudanese official said.", [("Sudanese official", A, "negotiate")]),
    # what will be done to whom
    ('"If the raids go on, we will answer in kind," Iran said.', [("Iran", A, "threaten")]),
    # whoever is spoken of inside the quotation marks does not speak around them
    (
        'Village chief Idris Baldo spoke on Friday. "My brother was shot dead by gunmen," he said.',
        [("Idris Baldo", A, "killing")],
    ),
    # a count that ran up over a time is a toll
    ("More than 5,400 people have been killed in Malawi since the war began.", [("-", A, "casualties")]),
    ("The UN said 41 people had been killed and 187 wounded since May 3.", [("United Nations", A, "casualties")]),
    ("Guinea's army said the number of its troops killed this month rose to 31.", [("Guinea army", A, "casualties")]),
    # "what" asks nothing where it does not begin the clause
    (
        "Chad's army said that the Bora Front and what it called other bandits had killed 84 people in Abeche.",
        [("Chad army", A, "killing")],
    ),
    # a thing does not speak, whatever the parse makes its subject
    ("Manila said the jets dropped bombs on a road and condemned the raid.", [
        ("Philippines", A, "airstrike"),
        ("Philippines", A, "condemn"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0][:60] for c in CASES])
def test_claims(read, text, wanted):
    claims = read(text).claims
    found = [(c.claimant.name if c.claimant else "-", c.stance, c.event.type) for c in claims]
    assert sorted(found) == sorted(wanted)
