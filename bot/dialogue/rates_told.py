"""The rates of the closed loop in the talk: each department with its counts, and what they mean."""

from __future__ import annotations

from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.rates import NONE, Rates, days_told, marks_told, told
from flows.closed_loop import Figures
from flows.loop_terms import DEFINITIONS

SHOWN = 15
"""Departments or categories that are told; the export has all."""
_SHORT = ("closed", "on_time", "overdue", "reopened", "replied")
"""Rates that are told of each; of all together every one is."""
_CONTENT = ("satisfied", "reached", "content")


def tell(talk: Talk, made: Rates, asked: str) -> None:
    """Tell the rates of all together, and of each."""
    if not made.total.found:
        talk.say("rates_none", asked=asked)
        return
    lines = [talk.word("rates_head", asked=asked, until=made.until, count=made.total.closed.of)]
    lines += _all(talk, made)
    if len(made.rows) > 1:
        lines += [_row(talk, made, one) for one in made.rows[:SHOWN]]
    if len(made.rows) > SHOWN:
        lines.append(talk.word("rates_more", count=len(made.rows) - SHOWN))
    if any(made.is_small(one) for one in (*made.rows, made.total)):
        lines.append(talk.word("rates_small", small=made.small))
    if made.total.reply_unset:
        lines.append(talk.word("rates_unset", count=made.total.reply_unset))
    talk.say_text("\n".join(lines))


def _all(talk: Talk, made: Rates) -> list[str]:
    total = made.total
    lines = [_pair(talk, key, total) for key in (*_SHORT, "rated")]
    few = talk.turn.person.role == "staff" and total.rated.of < made.small
    if few or (talk.turn.person.role == "staff" and total.rated.part < made.small):
        lines.append(talk.word("rates_hidden", small=made.small))
    else:
        lines += [_pair(talk, key, total) for key in _CONTENT]
        lines.append(talk.word("rates_marks", marks=marks_told(total)))
    lines.append(talk.word("rates_days", days=days_told(total)))
    return lines


def _pair(talk: Talk, key: str, one: Figures) -> str:
    name = DEFINITIONS[key].name[talk.locale == "en"]
    return talk.word("pair_line", name=name, value=told(getattr(one, key)))


def _row(talk: Talk, made: Rates, one: Figures) -> str:
    name = talk.word("issues_not_told") if one.name == NONE[0] else short(one.name)
    english = talk.locale == "en"
    parts = [f"{DEFINITIONS[key].name[english]} {told(getattr(one, key))}" for key in _SHORT]
    mark = "*" if made.is_small(one) else ""
    return f"· {name}{mark}{'：' if not english else ': '}{'；'.join(parts)}"
