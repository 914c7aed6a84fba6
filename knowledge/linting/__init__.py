"""The guide linter: what is missing, wrong or at odds in a guide, each with the words it rests on.

Pure and quick: no model, no clock, 1,500 guides in seconds. A rule is a row of
rules.toml and a generator in one of the family modules (docs/guide-linter.md);
import tells some of the same rules, by the same functions.
"""

from __future__ import annotations

from knowledge.linting.checking import check, flaws_at_import
from knowledge.linting.missing import missing_terms
from knowledge.linting.rules import RULES

__all__ = ["RULES", "check", "flaws_at_import", "missing_terms"]
