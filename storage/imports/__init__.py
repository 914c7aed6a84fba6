"""Files that come in from offices: the ledger filled in by hand, complaints of other platforms."""
