"""What people decide about claims and incidents, beside the machine's reading: pure functions over frozen records.

    records      Decision, Draft, Anchor, Reviewed
    values       fields of a claim in plain notation, and their check
    attach       which claim of a newer reading a decision is about
    effective    claims as they stand: reading and decisions
    queue        what to look at first
    alpha, agreement    how far coders agree
    gold, gather what a person stands for, for the evaluation

`Ledger.review` (`crossclaim.ledger.review`) keeps decisions; docs/review.md says what they mean.
"""
