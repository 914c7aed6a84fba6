"""Where a model is reached that is not in this installation, and what is told when it fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from knowledge.remarks import Remark


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
    mask: Callable[[str], str] = field(default=str, repr=False)
    """Takes personal numbers out of what people wrote, before it leaves the machine."""

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

    def told(self, error: Exception, longest: int = 120) -> str:
        """An error in a line, without keys: some endpoints say again what they were sent."""
        text = f"{type(error).__name__}: {' '.join(str(error).split())}"
        secrets = [value for name, value in os.environ.items() if name.endswith("_API_KEY")]
        for secret in filter(None, (self.key, *secrets)):
            text = text.replace(secret, "***")
        return text[:longest]


class EmbedderError(Exception):
    """An embedder cannot be loaded, or gives no vectors; `told` says why and how to mend it."""

    def __init__(self, told: Remark) -> None:
        super().__init__(told)
        self.told = told


class OtherModelError(EmbedderError):
    """An embedder gives vectors that cannot be compared with those of its index."""
