"""What is wrong with a row of a rehearsal before it is played: its cell, the fault and its mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from flows.issue_terms import CATEGORIES

MAX_PHOTOS = 20
ACTION = re.compile(r"^\[(tap|photo|voice|file|again|later)\s*([^\]]*)\]\s*(.*)$", re.DOTALL)
STATUSES = ("none", "open", "paused", "finished")
_BRACKET = re.compile(r"[\[【［]\s*([A-Za-z]{2,12})\b")
_ROW_LIKE = re.compile(r"\s*[|｜]")
_MEANT = {
    "click": "tap", "press": "tap", "choose": "tap", "picture": "photo", "pic": "photo",
    "image": "photo", "audio": "voice", "wait": "later", "repeat": "again",
}  # fmt: skip

Words = tuple[str, str]
"""The same in Chinese and in English."""
Fault = tuple[str, Words]
"""The cell (who, says, holds; '' for the row) and what is wrong with it, with the mend."""

_NOTHING: tuple[re.Pattern[str], Words] = (re.compile(""), ("", ""))
_TAKES: dict[str, tuple[re.Pattern[str], Words]] = {
    "tap": (
        re.compile(r"\S.*"),
        ("写出选项，如 [tap 办事窗口]", "name the option, [tap LABEL]"),
    ),
    "photo": (
        re.compile(r"(?:x ?\d{1,3})?"),
        (
            f"写成 [photo] 或 [photo x3]，最多 {MAX_PHOTOS} 张",
            f"write [photo] or [photo x3], at most {MAX_PHOTOS}",
        ),
    ),
    "voice": (_NOTHING[0], ("写成 [voice]", "write [voice]")),
    "file": (_NOTHING[0], ("写成 [file]", "write [file]")),
    "again": (_NOTHING[0], ("写成 [again]", "write [again]")),
    "later": (
        re.compile(r"\d{1,6}"),
        ("写出分钟数，如 [later 90]", "name the minutes, [later 90]"),
    ),
}
"""What stands behind the word of an action, and the mend."""
_HOLDS: dict[str, tuple[re.Pattern[str], Words]] = {
    "question": (
        re.compile(r"[^\s；＝]*"),
        ("写问题的名字，如 question=item", "write question=item"),
    ),
    "status": (
        re.compile("|".join(STATUSES)),
        (f"写这些中的一个：{'、'.join(STATUSES)}", f"it is one of: {', '.join(STATUSES)}"),
    ),
    "issues": (re.compile(r"\d{1,5}"), ("写成数，如 issues=2", "write a number: issues=2")),
    "not": (re.compile(r".+", re.DOTALL), ("写出不该有的话", "write the words")),
    "answer": (
        re.compile(r"[^:\s]+:.*", re.DOTALL),
        ("写成 answer=问题:选项名", "write answer=QUESTION:VALUE"),
    ),
    "note": (re.compile(r".+", re.DOTALL), ("写出备注里的话", "write the words")),
    "category": (
        re.compile("|".join(map(re.escape, CATEGORIES))),
        (f"写这些中的一个：{'、'.join(CATEGORIES)}", f"it is one of: {', '.join(CATEGORIES)}"),
    ),
}
"""What can be held, what stands behind its `=`, and the mend."""


def looks_like_a_row(raw: str) -> bool:
    """Whether a line that is no row of a table was likely meant as one."""
    return _ROW_LIKE.match(raw) is not None


NO_ROW: Fault = (
    "",
    (
        "这一行不完整，不会排练；用半角 | 开头和结尾",
        "the row is not whole and would not be played; begin and end it with |",
    ),
)


def faults_of(row: Sequence[str], says: str, holds: Sequence[str]) -> Iterator[Fault]:
    """What is wrong with the row: `row` are its cells, `says` and `holds` what they mean."""
    who = row[0].lower()
    if who not in ("user", "bot"):
        shown = row[0][:20]
        yield (
            "who",
            (f"who 写 user 或 bot，不是 {shown!r}", f"who is user or bot, not {shown!r}"),
        )
        return
    if len(row) < 2:
        yield "", ("每行三格：who、says、holds", "three cells a row: who, says, holds")
    elif len(row) > 3:
        yield (
            "",
            (
                f"有 {len(row)} 格，每行三格；话里的 | 写成 \\|",
                f"{len(row)} cells, and three cells a row there are; a | in words is \\|",
            ),
        )
    if who == "user":
        yield from _action(says)
    for hold in holds:
        yield from _hold(hold)


def _action(says: str) -> Iterator[Fault]:
    action = ACTION.match(says)
    if action is None:
        meant = _meant(says)
        if meant:
            zh = f"“{says[:20]}”不是动作；写成半角的 [{meant} …]，见 docs/flows.md"
            yield "says", (zh, f"{says[:20]!r} is no action; write [{meant} …], see docs/flows.md")
        return
    form, (zh, en) = _TAKES[action[1]]
    given = action[2].strip()
    if not form.fullmatch(given) or (action[1] == "photo" and photos(given) > MAX_PHOTOS):
        told = f"[{action[1]} {given[:20]}]"
        yield "says", (f"{told} 做不了；{zh}", f"{told} cannot be done; {en}")


def _meant(says: str) -> str:
    """The action that a text in brackets was likely meant to be."""
    bracket = _BRACKET.match(says)
    if bracket is None:
        return ""
    word = bracket[1].lower()
    return _MEANT.get(word) or next(iter(get_close_matches(word, _TAKES, n=1, cutoff=0.75)), "")


def _hold(hold: str) -> Iterator[Fault]:
    key, sign, value = hold.partition("=")
    if not sign or key not in _HOLDS:
        known = ", ".join(f"{name}=" for name in _HOLDS)
        shown = hold[:40]
        yield (
            "holds",
            (
                f"不知道“{shown}”是什么条件；写 {known} 加上值，几个之间用半角 ; 隔开",
                f"{shown!r} is no condition; write one of {known} and its value, with ; between",
            ),
        )
        return
    form, (zh, en) = _HOLDS[key]
    if not form.fullmatch(value):
        shown = hold[:40]
        yield "holds", (f"“{shown}”永远不成立；{zh}", f"{shown!r} cannot hold; {en}")


def photos(given: str) -> int:
    """How many photos `x3` are; without a number it is one."""
    return int(given.lstrip("x ") or 1)
