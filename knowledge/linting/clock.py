"""Hours of a text: from when to when."""

from __future__ import annotations

import re
import unicodedata

AT_TIMES = re.compile(
    "夏|冬|月起|周[六日末]|星期[六日天]|延时|预约|电话|热线|网上|自助|银行|24 ?小时|门诊"
)
"""Hours of a season, of some days or of another thing than the counter."""
_PART = "(上午|早上|中午|下午|晚上)?"
_CLOCK = r"(\d{1,2}) ?(?:[:：] ?(\d{2})|[点时](?:(半)|(\d{2})分?)?)"
RANGE = re.compile(rf"{_PART} ?{_CLOCK} ?(?:-|—|–|－|~|～|至|到){{1,2}} ?{_PART} ?{_CLOCK}")


def ranges(text: str) -> frozenset[tuple[int, int]]:
    """From when to when, in minutes of the day; "下午 2 点" is 14:00."""
    found = RANGE.finditer(unicodedata.normalize("NFKC", text))
    spans = set()
    for each in found:
        first, second = each.groups()[:5], each.groups()[5:]
        part = second[0] or first[0]
        spans.add((_minute(*first), _minute(part, *second[1:])))
    return frozenset(spans)


def _minute(
    part: str | None, hour: str, minutes: str | None, half: str | None, more: str | None
) -> int:
    late = part in ("下午", "晚上") and int(hour) < 12
    return (int(hour) + 12 * late) * 60 + (30 if half else int(minutes or more or 0))
