"""Guides from tables: a sheet of a workbook or a CSV file whose rows, as a rule, are items.

A file becomes grids of text (workbook.py, delimited.py); a head row says what each
column is (heads.py, columns.py), or a mapping file does (mapping.py); rows become
items (items.py), the sheets of one book are put together (joining.py).
"""

from __future__ import annotations

from knowledge.importers.tables.joining import read_csv, read_workbook
from knowledge.importers.tables.mapping import Mapping, read_mapping
from knowledge.importers.tables.starting import mapping_for

__all__ = ["Mapping", "mapping_for", "read_csv", "read_mapping", "read_workbook"]
