"""Whether the language model that is set answers, for `walkalong doctor`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.cli.finding import Finding, Say

if TYPE_CHECKING:
    from bot.settings import Settings


def answers(settings: Settings, say: Say) -> Iterator[Finding]:
    """Asks it for a word; without one set nothing is wrong."""
    from bot.app import composer_of

    subject, composer = "Language model", composer_of(settings)
    if composer is None:
        told = say("没有设；回答用指南原文", "none set; answers are the guides' own words")
        yield Finding("ok", subject, told)
        return
    began = time.monotonic()
    fault = composer.probe()
    name, seconds = composer.endpoint.model, time.monotonic() - began
    if not fault:
        told = say(f"{name}，{seconds:.1f} 秒答一次", f"{name}, one answer in {seconds:.1f} s")
        yield Finding("ok", subject, told)
        return
    told = say(f"{name} 不回答（{fault}），先用指南原文", f"{name} does not answer ({fault})")
    mend = say(
        "看 WALKALONG_LLM、WALKALONG_LLM_URL、WALKALONG_LLM_KEY；openai 要装附加包 openai",
        "see WALKALONG_LLM, WALKALONG_LLM_URL, WALKALONG_LLM_KEY; openai needs the extra openai",
    )
    yield Finding("warn", subject, told, mend)
