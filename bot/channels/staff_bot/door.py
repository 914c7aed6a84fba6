"""Who is let in: a chat that was signed in with an invite, until that is revoked.

Guards that nobody else gets anything but a word on how to get in, that codes cannot be tried
one after another, and that what is said at the door is said once for each message.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.channels.staff_bot.texts import said
from bot.channels.telegram.own_accord import OwnAccord
from bot.dialogue.helping import first_looks
from bot.dialogue.messages import Outcome, Reply
from storage.staff_attempts import StaffAttempts
from storage.staff_invites import StaffAccount, StaffInvites

BOT = "staff_bot"
_LINK = re.compile(r"/start\s+(\S{1,64})\s*", re.ASCII)
_TYPED = re.compile(r"\s*([A-Za-z0-9]{16,64})\s*", re.ASCII)
"""What may be an invite, whole or in part; nothing else is looked up."""


@dataclass(frozen=True, slots=True)
class Knock:
    """A message at the door by its id in the chat; `language` is that of the person's app."""

    id: str
    chat: str
    text: str
    at: datetime
    language: str

    @property
    def key(self) -> str:
        """It is that of no other message: another bot's of the same id came at another time."""
        return f"{self.chat}:{self.id}:{self.at:%Y%m%d%H%M%S}"

    @property
    def locale(self) -> Literal["", "zh", "en"]:
        if not self.language:
            return ""
        return "zh" if self.language.lower().startswith("zh") else "en"


class Door:
    """Signs in, and tells who is signed in."""

    def __init__(
        self, invites: StaffInvites, attempts: StaffAttempts, own_accord: OwnAccord
    ) -> None:
        self._invites, self._attempts, self._own_accord = invites, attempts, own_accord

    async def admit(self, knock: Knock) -> StaffAccount | None:
        """Who may be heard; None: nobody, or the message was for the door alone.

        What is to be said at the door is on its way then.
        """
        account, word, filled = await asyncio.to_thread(self._looked_up, knock)
        if not word:
            return account
        # Once a minute what anybody can have said as often as they write.
        often = not account and word in ("stranger", "slow")
        key = f"{knock.chat}:{word}:{knock.at:%Y%m%d%H%M}" if often else knock.key
        await self._say(knock, word, said(word, knock.locale or "zh", **filled), key)
        return None

    async def tell(self, knock: Knock, word: str) -> None:
        """Say one of the door's sentences to somebody who is signed in."""
        await self._say(knock, word, said(word, knock.locale or "zh"), knock.key)

    async def _say(self, knock: Knock, word: str, text: str, key: str) -> None:
        looks = first_looks(knock.locale or "zh") if word == "welcome" else ()
        outcome = Outcome((Reply(text, looks),), locale=knock.locale or "zh")
        await self._own_accord.say(BOT, knock.chat, outcome, f"door:{BOT}:{key}")

    def _looked_up(self, knock: Knock) -> tuple[StaffAccount | None, str, dict[str, str]]:
        """Who stands there, and the sentence for them; empty: they may be heard."""
        account = self._invites.who(BOT, knock.chat)
        link = _LINK.fullmatch(knock.text)
        code = link or (None if account else _TYPED.fullmatch(knock.text))
        if code is None:
            return account, "" if account else "stranger", {}
        until = self._attempts.wait(BOT, knock.chat, knock.at)
        if until is None:
            used = self._invites.use(code[1], BOT, knock.chat, knock.at)
            if used is not None:
                self._attempts.forget(BOT, knock.chat)
                filled = {"name": used.name, "role": used.role, "department": used.department}
                return StaffAccount(used.name, used.role, used.department), "welcome", filled
            until = self._attempts.wrong(BOT, knock.chat, knock.at)
            if until is None:
                return account, "wrong", {}
        minutes = -((knock.at - until).total_seconds() // 60)
        return account, "slow", {"minutes": f"{max(minutes, 1):.0f}"}
