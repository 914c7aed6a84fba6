"""What people ask a chat that no office's guide is about: weather, cooking, code (far.toml).

Embedded beside the guides. What comes as near to one of these as to any guide is not asked back
about: a cosine alone does not tell "信用卡逾期怎么办" from a question about a loan.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Literal

KIND: Literal["far"] = "far"
_MATTERS: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "far.toml").read_text(encoding="utf-8")
)


def _key(text: str) -> str:
    return f"{KIND}-{hashlib.sha256(text.encode()).hexdigest()[:28]}"


# Put as guides put their FAQs, so that the cosines of both are on one scale.
FAR_TEXTS: dict[str, tuple[str, str]] = {
    _key(asked): (f"问：{asked}", KIND) for matter in _MATTERS.values() for asked in matter
}
"""Key of a vector → text and kind, as vectors are kept."""
