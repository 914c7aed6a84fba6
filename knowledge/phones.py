"""Phone numbers in a guide's text: which can be dialled, and what is wrong with the others."""

from __future__ import annotations

import re
import unicodedata

from knowledge.remarks import remark

_PHONE = re.compile(
    r"(?<!\d)(?:(?:\+?86-?0?|0)(?:(?:10|2\d)-?\d{4}-?\d{4}|[3-9]\d{2}-?\d{3,4}-?\d{4})"
    r"|0\d{2,3}-?(?:1\d{4}|96\d{3,4})"
    r"|(?:\+?86-?)?1[3-9]\d{9}|[48]00-?\d{3,4}-?\d{3,4}|1[0-2]\d{3}|1[12]\d|9[56]\d{3,4})(?!\d)"
)
"""Numbers behind 010 and 02x have eight digits, others seven or eight."""
_LOCAL_PHONE = re.compile(r"(?<!\d)(?<!\d-)\d{7,8}(?!\d)")
NO_NUMBER = remark("no_number")
NO_AREA = remark("no_area")
NO_PHONE = remark("no_phone")
_MAX_SHOWN = 60


def phone_fault(text: str) -> str:
    """What is wrong with a phone text, "" if at least one number in it can be dialled."""
    text = re.sub(r"[\s()\-]+", "-", unicodedata.normalize("NFKC", text))
    if _PHONE.search(text):
        return ""
    if _LOCAL_PHONE.search(text):
        return NO_AREA
    return NO_PHONE if re.search(r"\d", text) else NO_NUMBER


def to_call(text: str, help_phone: str) -> str:
    """Whom to call by this text: its first line that can be dialled.

    A number without area code is told with `help_phone` beside it, for it may
    reach nobody; a text without a number that can be dialled gives `help_phone` alone.
    """
    lines = text.split("\n")
    good = next((line for line in lines if not phone_fault(line)), "")
    if good:
        return good[:_MAX_SHOWN]
    local = next((line for line in lines if phone_fault(line) == NO_AREA), "")
    return f"{local[:_MAX_SHOWN]} / {help_phone}" if local else help_phone
