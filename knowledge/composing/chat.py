"""The chat model, through langchain's door: loaded at its first use, one call with an end.

An endpoint may answer a byte at a time, or never: a call runs in a thread of its own, which is
given up at the time-out. Only so many may be under way; while all of them hang, none is begun.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.endpoints import Endpoint

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

AT_ONCE = 4
"""Calls under way, those given up included."""
MAX_TOKENS = 800
"""Asked of the model; what it sends is bounded by `composer.MAX_CHARS` all the same."""


class NoAnswerError(Exception):
    """The model gave no text; the message says why, and holds nothing of what was asked."""


class Chat:
    """One chat model."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def say(self, system: str, human: str) -> str:
        """The model's text.

        Raises:
            NoAnswerError: None came in time, or what came is no text.
        """
        model = self._loaded()  # which takes seconds once, and is not the model's delay
        if not self._places.acquire(blocking=False):
            raise NoAnswerError("all calls hang")
        heard: list[str] = []
        faults: list[str] = []

        def call() -> None:
            try:
                heard.append(_invoke(model, system, human))
            except NoAnswerError as error:
                faults.append(str(error))
            except Exception as error:  # noqa: BLE001 (each provider raises of its own kinds)
                faults.append(type(error).__name__)
            finally:
                self._places.release()

        thread = threading.Thread(target=call, name="language-model", daemon=True)
        thread.start()
        thread.join(self.endpoint.seconds)
        if heard:
            return heard[0]
        raise NoAnswerError(faults[0] if faults else f"no answer in {self.endpoint.seconds:g} s")

    def _loaded(self) -> BaseChatModel:
        try:
            return self._model
        except Exception as error:  # a package or a key that is missing, a provider nobody knows
            raise NoAnswerError(f"{type(error).__name__}: {str(error)[:200]}") from error

    @cached_property
    def _model(self) -> BaseChatModel:
        from langchain.chat_models import init_chat_model

        options = self.endpoint.options()
        model: BaseChatModel = init_chat_model(
            self.endpoint.model, max_retries=0, max_tokens=MAX_TOKENS, **options
        )
        return model


def _invoke(model: BaseChatModel, system: str, human: str) -> str:
    from langchain_core.messages import HumanMessage, SystemMessage

    answer = model.invoke([SystemMessage(system), HumanMessage(human)])
    if answer.response_metadata.get("finish_reason") == "length":
        raise NoAnswerError("cut off")
    if not isinstance(answer.content, str) or not answer.content.strip():
        raise NoAnswerError("no text")
    return answer.content


Say = Callable[[str, str], str]
"""What a composer needs of a chat model: system text and human text to its text."""
