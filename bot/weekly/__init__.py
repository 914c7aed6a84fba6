"""The weekly pack (R72): made once at its time, kept, handed in by units, proved, corrected."""
