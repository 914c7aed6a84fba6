"""What the staff's bot says at the door: Chinese first, English second."""

from __future__ import annotations

from typing import Literal

_TEXTS = {
    "stranger": (
        "这里只给政务服务工作人员用。请向管理员要一个邀请码，发到这里就可以登录。",
        "This bot is for staff. Ask your admin for an invite, and send its code here to sign in.",
    ),
    "wrong": (
        "这个邀请码不对，或者已经用过、过期了。请核对后再发，或向管理员要一个新的。",
        "This is no invite that is still open. Check the code, or ask your admin for a new one.",
    ),
    "slow": (
        "错的次数多了，请过 {minutes} 分钟再试。",
        "Too many wrong codes. Please try again in {minutes} minutes.",
    ),
    "welcome": (
        "{name}，您已登录：{role}。\n可以直接问，比如“超期的问题”“12号问题谁在办”；发“帮助”看全部。",
        "{name}, you are signed in: {role}.\nJust ask, such as “overdue issues” or “issue 12”; "
        "“help” shows all.",
    ),
    "unreadable": (
        "这种消息我看不懂，请用文字、照片或文件。",
        "I cannot read this kind of message. Please write, or send a photo or a file.",
    ),
    "not_ticked": ("没有勾上，请再点一次。", "Not ticked; press again."),
    "too_old": (
        "这条消息太旧，勾不上了。说“继续”，我把这一题再发一次。",
        "This message is too old to tick. Say “resume”, and I will ask again.",
    ),
    "none_ticked": ("先勾选，再点“完成”。", "Tick something first, then Done."),
}
_ROLES = {
    "staff": ("{department}工作人员", "staff of {department}"),
    "admin": ("管理员", "admin"),
}


def said(word: str, locale: Literal["zh", "en"], **filled: str) -> str:
    """One of the sentences."""
    which = 1 if locale == "en" else 0
    if "role" in filled:
        filled["role"] = _ROLES[filled["role"]][which].format(department=filled["department"])
    return _TEXTS[word][which].format(**filled)
