"""Guides from what offices write in: Word, PDF and saved pages, by their headings and tables."""
