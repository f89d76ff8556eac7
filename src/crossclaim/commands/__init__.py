"""The commands over a ledger, one module each."""
