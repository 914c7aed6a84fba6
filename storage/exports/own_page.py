"""The page behind somebody's private link: their own issues, what happened when, what is asked."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from storage.exports.evidence import fact
from storage.exports.progress_pages import STYLE, TEMPLATES
from storage.exports.progress_words import Language, state_word
from storage.exports.text import clean
from storage.private_links import Own

_WORDS: dict[str, tuple[str, str]] = {
    "lang": ("zh-CN", "en"),
    "title": ("我反映的问题", "Problems I reported"),
    "private": (
        "这一页只给您自己看。谁拿到链接都能打开，请不要转发；换一个或撤回，在聊天里说“换一个我的进展链接”“撤回我的进展链接”。",
        "This page is for you alone. Whoever has the link can open it, so do not pass it on; say "
        "“renew my link” or “revoke my link” in the chat.",
    ),
    "none": ("还没有您登记的问题。", "You have not entered any issue."),
    "problem": ("问题", "Problem"),
    "item": ("事项", "Service"),
    "department": ("责任部门", "Office"),
    "deadline": ("整改时限", "Deadline"),
    "measure": ("整改措施", "Measure"),
    "result": ("整改结果", "Result"),
    "story": ("经过", "What happened"),
    "asked": ("请您", "Please"),
    "count": ("共 {count} 个", "{count} in all"),
}
_STEPS: dict[str, tuple[str, str]] = {
    "enter": ("登记", "Entered"),
    "send_back": ("退回，请补充", "Sent back for details"),
    "decline": ("不采纳", "Not adopted"),
    "assign": ("交给责任部门整改", "Given to the office"),
    "accept": ("责任部门认领", "Taken on by the office"),
    "close": ("整改好了，复核通过", "Mended and verified"),
    "publish": ("已公开", "Made public"),
    "reopen": ("重新打开", "Re-opened"),
}
_ASKED: dict[str, tuple[str, str]] = {
    "sent_back": (
        "在聊天里补充缺的内容。",
        "add in the chat what is asked for.",
    ),
    "closed": (
        "在聊天里评价整改结果（1 到 5）；没解决说“重新打开”。",
        "rate the fix in the chat (1 to 5), or say “reopen”.",
    ),
}
_FIELDS = ("problem", "item", "department", "deadline", "measure")


def own_page(issues: Sequence[Own], language: Language) -> str:
    """The page; every value is escaped, and it loads nothing."""
    english = language == "en"
    words = {name: both[english] for name, both in _WORDS.items()}
    words["count"] = words["count"].format(count=len(issues))
    shown = [_issue(one, words, english) for one in issues]
    return _template().render(t=words, style=style(), issues=shown)


def _issue(one: Own, words: dict[str, str], english: bool) -> dict[str, object]:
    issue = one.issue
    is_ended = issue.state in ("closed", "published")
    names = (*_FIELDS, "result") if is_ended else _FIELDS
    asks = "closed" if is_ended and not fact(issue, "satisfaction") else issue.state
    steps = [(issue.found_at, _STEPS["enter"][english], "")]
    steps += [(step.at, _STEPS[step.move][english], clean(step.reason)) for step in one.heard]
    return {
        "number": issue.number,
        "state": state_word(issue.state, "en" if english else "zh"),
        "facts": [(words[n], clean(fact(issue, n))) for n in names if fact(issue, n)],
        "steps": [(f"{at:%Y-%m-%d %H:%M}", word, why) for at, word, why in steps],
        "asked": _ASKED[asks][english] if asks in _ASKED else "",
    }


@cache
def style() -> str:
    """The style sheet, which stands in the page."""
    return (TEMPLATES / STYLE).read_text("utf-8")


@cache
def style_hash() -> str:
    """By which a browser is told that this style sheet may hold."""
    digest = hashlib.sha256(style().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _template() -> Template:
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return jinja.get_template("mine.html")
