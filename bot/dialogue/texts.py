"""Every sentence the bot says by itself, in Chinese first and English second.

Questions come from the flows and answers from the guides; the tables `texts_*` hold the rest,
`texts_plain` says some of it shorter. Placeholders are filled by `say`, never formatted
twice, so what a person typed cannot act as a placeholder.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogue.texts_actions import ACTION_TEXTS
from bot.dialogue.texts_afterwards import AFTERWARDS
from bot.dialogue.texts_asking import ASKING
from bot.dialogue.texts_classes import CLASSES
from bot.dialogue.texts_closing import CLOSING
from bot.dialogue.texts_edited import EDITED
from bot.dialogue.texts_guides import GUIDES
from bot.dialogue.texts_issues import ISSUES
from bot.dialogue.texts_kept import KEPT
from bot.dialogue.texts_links import LINKS
from bot.dialogue.texts_moments import MOMENTS
from bot.dialogue.texts_moves import MOVES_TEXTS
from bot.dialogue.texts_people import PEOPLE
from bot.dialogue.texts_plain import PLAIN
from bot.dialogue.texts_records import RECORDS
from bot.dialogue.texts_registers import REGISTER_TEXTS
from bot.dialogue.texts_reports import REPORTS
from bot.dialogue.texts_signals import SIGNALS
from bot.dialogue.texts_tables import TABLES
from bot.dialogue.texts_talk import TALK
from bot.dialogue.texts_weekly import WEEKLY
from bot.dialogue.texts_words import WORDS

TEXTS = {
    **TALK,
    **ACTION_TEXTS,
    **ASKING,
    **ISSUES,
    **TABLES,
    **KEPT,
    **CLASSES,
    **LINKS,
    **CLOSING,
    **PEOPLE,
    **RECORDS,
    **EDITED,
    **GUIDES,
    **MOMENTS,
    **MOVES_TEXTS,
    **REPORTS,
    **AFTERWARDS,
    **REGISTER_TEXTS,
    **SIGNALS,
    **WEEKLY,
    **WORDS,
}


def joined(locale: str, words: Iterable[str], *, clauses: bool = False) -> str:
    """`words` as a list in a sentence: "窗口、APP"; `clauses` with commas of their own: "；"."""
    mark = ("；", "; ") if clauses else ("、", ", ")
    return mark[locale == "en"].join(words)


def say(locale: str, key: str, *, plain: bool = False, **values: object) -> str:
    """The sentence `key` in `locale` (zh unless en), with its placeholders filled.

    `plain`: in the short words of `texts_plain`, where it has some.
    """
    zh, en = PLAIN.get(key, TEXTS[key]) if plain else TEXTS[key]
    return (en if locale == "en" else zh).format(**values)
