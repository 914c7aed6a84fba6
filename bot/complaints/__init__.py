"""Complaints and ratings that other platforms received, as issues of the ledger (R29)."""
