"""How it is said that days were counted through years whose calendar nobody knows."""

from __future__ import annotations

from collections.abc import Iterable


def unknown_calendar(years: Iterable[int], locale: str) -> str:
    """The doubt, as a sentence; empty where there are no such years."""
    named = [str(year) for year in sorted(set(years))]
    if not named:
        return ""
    if locale == "en":
        return (
            f"The holidays of {', '.join(named)} are not known here; Monday to Friday are taken "
            "for working days."
        )
    return f"{'、'.join(named)} 年的放假和调休安排还没有，先按周一到周五算工作日。"
