"""An answer in a language model's words, or none where the guides' own are to be shown.

Whether and from what is answered was decided before. Nothing here raises: no answer in time, an
error, a text that the passages do not bear, all come to the guides' own words.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from knowledge.composing import prompt
from knowledge.composing.chat import Chat, NoAnswerError, Say
from knowledge.composing.grounds import MAX_CHARS, judge
from knowledge.composing.passage_parts import Given
from knowledge.endpoints import Endpoint

_log = logging.getLogger(__name__)

MAX_GIVEN = 2_000
"""Longest text of all passages together that is put into other words."""
KEPT = 512
"""Answers that are remembered, refused ones too: the same question is not sent twice."""
REST_SECONDS = 30.0
"""How long a model is left alone that gave no answer: people do not wait for it again."""


class Worded(NamedTuple):
    """An answer in a model's words; `text` is "" where there is none that holds."""

    text: str = ""
    whole: bool = True
    """False where something that matters is left out: the guides' own words stand beside it."""


class Composer:
    """One model's wording. Safe to use from several threads."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        say: Say | None = None,
        fence: Callable[[], str] = lambda: secrets.token_hex(8),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Args:
        endpoint: The model.
        say: The model's voice, by default langchain's.
        fence: A word that nobody can know before; a new one at each call.
        clock: Seconds that only grow.
        """
        self.endpoint = endpoint
        self._say = say or Chat(endpoint).say
        self._fence = fence
        self._clock = clock
        self._kept: OrderedDict[str, Worded] = OrderedDict()
        self._lock = threading.Lock()
        self._rests_until = float("-inf")

    def compose(self, question: str, item: str, passages: Sequence[Given]) -> Worded:
        """The answer to a question in plain words, every one of them borne by the passages.

        Args:
            question: As asked; data.
            item: The item's name.
            passages: All that the answer may hold, and has to.
        """
        question = self.endpoint.mask(question)
        texts = [text for given in passages for text in (given.head, given.body)]
        if not passages or sum(map(len, texts)) > MAX_GIVEN:
            return Worded()
        if any(map(prompt.speaks_to_models, [question, item, *texts])):
            _log.info("not sent: a text gives orders to language models")
            return Worded()
        key = _key(self.endpoint.model, question, item, *texts)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            if self._clock() < self._rests_until:
                return Worded()
        told = self._asked(question, item, passages)
        if told is None:
            return Worded()
        with self._lock:
            self._kept[key] = told
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return told

    def probe(self) -> str:
        """Asks the model for a word: "" if it answers, else why it does not."""
        try:
            self._say(prompt.SYSTEM, prompt.human("在吗", "测试", [Given("测试", "在")], "0"))
        except NoAnswerError as error:
            return str(error)
        return ""

    def _asked(self, question: str, item: str, passages: Sequence[Given]) -> Worded | None:
        """The model's text as far as it holds; None where there is none."""
        try:
            text = self._say(prompt.SYSTEM, prompt.human(question, item, passages, self._fence()))
        except NoAnswerError as error:
            with self._lock:
                self._rests_until = self._clock() + REST_SECONDS
            _log.warning("language model: %s; the guides' own words are shown", error)
            return None
        text = text[: MAX_CHARS + 1].strip()  # one more: what is too long is refused as that
        judged = judge(text, item, passages)
        if judged.fault:
            _log.info("a language model's text was not used (%s)", judged.fault)
            return Worded()
        if judged.left_out:
            _log.info("a language model left something out (%s)", judged.left_out)
        return Worded(text, whole=not judged.left_out)


def _key(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
