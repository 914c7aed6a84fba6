"""Where a model is reached that is not in this installation: name, address, key, patience."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model behind an address. Its key is never shown."""

    model: str
    """`provider:name`, as langchain names models: "openai:qwen3"."""
    url: str | None = None
    """The base address; None: the provider's own."""
    key: str | None = field(default=None, repr=False)
    seconds: float = 5.0
    """How long one call may take."""

    def options(self) -> dict[str, Any]:
        """What langchain is given beside the name.

        An address of one's own is never given a key that the environment holds for the provider.
        """
        given: dict[str, Any] = {"timeout": self.seconds}
        if self.url:
            given["base_url"] = self.url
        if self.key or self.url:
            given["api_key"] = self.key or "none"
        return given
