"""What the bot says by itself: complete in both languages, and nothing that is never said."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from bot.dialogue.issue_cards import ACTIONS
from bot.dialogue.texts import TEXTS, say
from bot.dialogue.texts_plain import PLAIN
from bot.dialogue.tracking import ANSWERS

ROOM = Path(__file__).parents[3] / "bot"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_say_the_same_thing(key: str) -> None:
    zh, en = TEXTS[key]
    assert places(zh) == places(en)
    words = re.sub(r"{\w+}", "", zh)
    assert any("\u4e00" <= c <= "\u9fff" for c in words) or not re.search(r"\w", words)
    assert not any("\u4e00" <= c <= "\u9fff" for c in en.replace("中文", ""))


@pytest.mark.parametrize("key", PLAIN)
def test_plain_words_are_fewer_and_say_no_other_thing(key: str) -> None:
    for usual, plain in zip(TEXTS[key], PLAIN[key], strict=True):
        assert places(plain) <= places(usual)
        assert len(plain) < len(usual)


def test_every_sentence_is_said_somewhere() -> None:
    code = "\n".join(p.read_text() for p in ROOM.rglob("*.py") if not p.stem.startswith("texts"))
    computed = {f"mask_{kind}" for kind in ("id", "phone", "card")}
    computed |= {f"wanted_{kind}" for kind in ("image", "audio", "video")}
    computed |= {f"got_{kind}" for kind in ("image", "audio", "video", "file")}
    computed |= {
        f"follow_{name}"
        for kind, answers in ANSWERS.items()
        for name in (kind, f"line_{kind}", *answers)
    }
    computed |= {f"gap_{deed}" for deed in ("done", "ignored")}
    computed |= {f"issue_{action.deed}" for action in ACTIONS}
    computed |= {f"issue_no_{key}" for key in ("owner", "deadline")}
    computed |= {f"check_{severity}" for severity in ("error", "warning", "note")}
    computed |= {f"{key}_plain" for key in TEXTS if f"{key}_plain" in TEXTS}
    kinds = ("standing_", "news_", "lesson_", "try_", "status_", "decided_", "say_", "move_ask_",
             "heard_", "rate_", "move_no_", "part_", "moves_hint_", "class_no_",
             "public_", "query_", "order_", "lacks_", "sent_",
             "weekly_btn_", "office_report_")  # fmt: skip
    assert all(f'f"{kind}{{' in code for kind in kinds)
    computed |= {key for key in TEXTS if key.startswith(kinds) and f'"{key}"' not in code}
    unsaid = [k for k in TEXTS if f'"{k}"' not in code and f"'{k}'" not in code]
    assert set(unsaid) == computed


def test_what_a_person_typed_is_no_placeholder() -> None:
    said = say("zh", "which_item") + say("zh", "item_as_is", text="{phone} {0} %s")
    assert "{phone} {0} %s" in said


def test_no_sentence_of_one_table_hides_that_of_another() -> None:
    from bot.dialogue import texts

    tables = [
        texts.TALK, texts.ACTION_TEXTS, texts.ASKING, texts.KEPT, texts.CLOSING, texts.PEOPLE,
        texts.RECORDS, texts.EDITED, texts.MOMENTS, texts.AFTERWARDS, texts.SIGNALS, texts.GUIDES,
        texts.WORDS, texts.ISSUES, texts.MOVES_TEXTS, texts.CLASSES, texts.REGISTER_TEXTS,
        texts.LINKS, texts.TABLES, texts.WEEKLY, texts.REPORTS,
    ]  # fmt: skip
    assert sum(map(len, tables)) == len(texts.TEXTS)
