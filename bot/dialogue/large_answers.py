"""Answers of the guides in large type: their first lines, and a button for all of it.

What is left out is counted or marked; citation, warnings and the phone stay. The whole text is
kept with the reply, so that the button (`whole:MESSAGE`) shows it however late it is tapped.
"""

from __future__ import annotations

import re
from itertools import groupby

from bot.dialogue import helping
from bot.dialogue.commands import CommandMeant
from bot.dialogue.context import Context
from bot.dialogue.messages import Option, Reply, SourceLine, id_named
from bot.dialogue.plan import Chosen
from bot.dialogue.talk import Talk
from bot.dialogue.texts import TEXTS
from bot.reading import free_text
from bot.reading.option import key_of
from bot.reading.words import core, fold

ROWS, LINE, LEAST_SAVED = 2, 60, 30
"""Entries of a list and characters of a line that are shown; what must be saved at least."""
_ENTRY = re.compile(r"(?:□|[0-9]{1,3}\.) ")
_OURS = re.compile(r"——|⚠|Questions\? Call|还有疑问")
_BASIS = re.compile(r"(?:设定)?依据[：:]")
_ENDS = re.compile(r"[。；;，,、]|\. ")
_ALL = re.compile(
    r"(?:我?(?:要|想)?(?:看|听|显示)?(?:一下)?)?(?:完整|全部|全|所有|整个|剩下)(?:的|内容|回答|材料|那些)*"
    r"(?:看看|显示|说说)?(?:吧|呢)?|还有(?:什么|啥|哪些|呢)?|都有(?:什么|啥|哪些)|"
    r"(?:see |show )?(?:me )?(?:all|everything|the rest|the whole)(?: of (?:it|them)| answer)?"
)
_MISSED = re.compile(
    r"^(?:我|老人家?|耳朵|不好意思|抱歉|sorry|[\s,])*+"
    r"(?:没?(?:有)?(?:听|看)(?:不|没)?(?:太)?(?:清楚?|见|懂|明白)|"
    r"i (?:did ?n[o']t|could ?n[o']t) (?:hear|catch) (?:that|it))[了啊\s,.!]*"
)
"""Why one wants to hear it again."""
AGAIN = "say_again"
_BUTTON = frozenset(key_of(label) for label in TEXTS["btn_whole"])


def shortened(text: str, locale: str) -> str:
    """The first lines of an answer; the text itself where that would save little."""
    lines: list[str] = []
    for is_list, rows in groupby(text.split("\n"), key=lambda line: bool(_ENTRY.match(line))):
        block = [line for line in rows if not _BASIS.match(line)]
        if is_list and len(block) > ROWS + 1:
            total = len(block)
            counted = f"……一共 {total} 条" if locale == "zh" else f"… {total} in all"
            lines += [*map(_cut, block[:ROWS]), counted]
        else:
            lines += map(_cut, block)
    brief = "\n".join(lines)
    return brief if len(brief) + LEAST_SAVED <= len(text) else text


def _cut(line: str) -> str:
    """A line up to the last mark before the limit."""
    if len(line) <= LINE or _OURS.match(line):
        return line
    ends = [mark.end() for mark in _ENDS.finditer(line, 0, LINE)]
    return line[: ends[-1] if ends else LINE].rstrip("，,、；; ") + "……"


def reply_of(
    talk: Talk, text: str, options: tuple[Option, ...], sources: tuple[SourceLine, ...]
) -> Reply:
    """An answer as it is shown: short in large type, with a button for the rest."""
    brief = shortened(text, talk.locale) if talk.plain else text
    if brief == text:
        return Reply(text, options, sources)
    talk.ctx.whole = talk.turn.message_id
    button = Option(f"whole:{talk.ctx.whole}", talk.word("btn_whole"))
    return Reply(brief, (button, *options), sources, whole=text)


def show(talk: Talk, message: str) -> None:
    """All of an answer that was shown in short."""
    known = id_named(message)
    shown = talk.turn.unmet.shown(known) if known is not None else None
    if shown is None or not shown.whole:
        talk.stale()
        return
    talk.turn.set_kind("question", shown.question)
    talk.ctx.menu, talk.ctx.asked = talk.screen.menu, talk.screen.asked
    talk.ctx.answered = talk.screen.answered
    talk.replies.append(Reply(shown.whole))
    talk.back = talk.form() is not None


def say_again(talk: Talk, _argument: str = "") -> None:
    """The answer just given, once more."""
    shown = talk.turn.unmet.shown(talk.screen.answered[0]) if talk.screen.answered else None
    if shown is None:
        helping.not_understood(talk)
        return
    talk.ctx.menu, talk.ctx.asked = talk.screen.menu, talk.screen.asked
    talk.ctx.answered = talk.screen.answered
    sources = tuple(SourceLine(**source) for source in shown.sources)
    talk.replies.append(Reply(shown.text, (), sources))


def meant(text: str, ctx: Context, *, in_form: bool) -> Chosen | CommandMeant | None:
    """That all of the answer just given is wanted, or that it is wanted once more.

    With a question open that is what is shown again.
    """
    if ctx.answered and not in_form and free_text.wants_again(_MISSED.sub("", fold(text))):
        return CommandMeant(AGAIN)
    asked = key_of(text) in _BUTTON or _ALL.fullmatch(core(fold(text)).rstrip("?"))
    return Chosen(f"whole:{ctx.whole}") if ctx.whole and asked else None
