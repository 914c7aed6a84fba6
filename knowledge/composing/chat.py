"""The chat model, through langchain's door: loaded at its first use, one call with an end."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.endpoints import Endpoint
from knowledge.patience import Patience, TooLateError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MAX_TOKENS = 800
"""Asked of the model; what it sends is bounded by `grounds.MAX_CHARS` all the same."""
MAX_BYTES = 1 << 20
"""Longest answer that is read, with all that models send beside the text."""
MAX_TOLD = 200
"""Longest text of why a model cannot be made."""


class NoAnswerError(Exception):
    """The model gave no text; the message says why, and holds nothing of what was asked."""


class Chat:
    """One chat model."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._patience: Patience[str] = Patience()

    def say(self, system: str, human: str) -> str:
        """The model's text.

        Raises:
            NoAnswerError: None came in time, or what came is no text.
        """
        try:
            model = self._model  # which takes seconds once, and is not the model's delay
        except Exception as error:  # noqa: BLE001  # no package, no key, a provider nobody knows
            raise NoAnswerError(self.endpoint.told(error, MAX_TOLD)) from None
        try:
            return self._patience.within(
                self.endpoint.seconds, lambda: _invoke(model, system, human)
            )
        except NoAnswerError:
            raise
        except TooLateError as error:
            raise NoAnswerError(str(error)) from None
        except Exception as error:  # noqa: BLE001  # each provider raises of its own kinds
            raise NoAnswerError(type(error).__name__) from None

    @cached_property
    def _model(self) -> BaseChatModel:
        from langchain.chat_models import init_chat_model

        from knowledge.transport import client_for

        options = self.endpoint.options() | client_for(self.endpoint, MAX_BYTES)
        model: BaseChatModel = init_chat_model(
            self.endpoint.model, max_retries=0, max_tokens=MAX_TOKENS, **options
        )
        return model


def _invoke(model: BaseChatModel, system: str, human: str) -> str:
    from langchain_core.messages import HumanMessage, SystemMessage

    from knowledge.transport import untraced

    with untraced():
        answer = model.invoke([SystemMessage(system), HumanMessage(human)])
    if answer.response_metadata.get("finish_reason") == "length":
        raise NoAnswerError("cut off")
    if not isinstance(answer.content, str) or not answer.content.strip():
        raise NoAnswerError("no text")
    return answer.content


Say = Callable[[str, str], str]
"""What a composer needs of a chat model: system text and human text to its text."""
