"""The steps from each format of the ledger to the next, one Alembic revision a file in `versions/`.

They are run by `crossclaim.ledger.opening.migrate`, on its connection and inside its transaction; there is no
`env.py`. A step says what the tables were at its time and never imports `crossclaim.ledger.tables`.
"""
