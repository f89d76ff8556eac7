"""What the desk's pages show: pure functions from records of the ledger to frozen records that templates print."""
