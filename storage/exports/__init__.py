"""Documents out of storage: the ledger (xlsx) and reports (docx)."""
