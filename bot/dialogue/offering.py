"""Words that were kept as a note, or not understood, and sound like a problem: offer a report.

One button beside the reply, and the open question stays; tapping it (or "报成问题")
begins a report with the very words, as evidence of the message they came in.
"""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.messages import Option
from bot.dialogue.talk import Talk
from bot.reading.faults import tells_of_fault


def offer(talk: Talk) -> None:
    """Put the button under what was just said, if the words that were kept are like that."""
    at = talk.kept
    if at is None or talk.ctx.capture or not talk.replies or talk.ctx.menu is not None:
        return
    if not tells_of_fault(talk.plan.text[at.start : at.end]):
        return
    talk.ctx.offer = (at.message, at.start, at.end)
    button = Option(f"report:{at.message}", talk.word("offer_report"))
    last = talk.replies[-1]
    talk.replies[-1] = replace(last, options=(*last.options, button))
