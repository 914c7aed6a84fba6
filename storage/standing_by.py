"""Who might be written to unasked: whose walk is idle, and who has not heard the news yet."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Engine, func, select

from storage.database import reading
from storage.packing import from_ms, to_ms
from storage.statements import chat, message, notice, person, walk


class IdleWalk(NamedTuple):
    """An open walk in a chat, and when its person last wrote there."""

    walk: int
    chat: str
    locale: str
    item: str
    last: datetime


class Unheard(NamedTuple):
    """A chat whose person is still to hear something, and the newest notice of that."""

    chat: str
    notice: int


class StandingBy:
    """The chats of a channel, for reading. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._reading = reading(engine)

    def idle(self, channel: str, before: datetime) -> list[IdleWalk]:
        """Open walks whose person has not written since `before`; of a chat only the newest."""
        last = (
            select(func.max(message.c.at))
            .where(message.c.chat_id == chat.c.id)
            .correlate(chat)
            .scalar_subquery()
        )
        newest = (
            select(func.max(walk.c.id))
            .where(walk.c.chat_id == chat.c.id)
            .correlate(chat)
            .scalar_subquery()
        )
        query = (
            select(walk.c.id, chat.c.external, person.c.locale, walk.c.item_name, last)
            .join_from(walk, chat, chat.c.id == walk.c.chat_id)
            .join(person, person.c.id == chat.c.person_id)
            .where(chat.c.channel == channel, walk.c.status == "open", walk.c.id == newest)
            .where(last <= to_ms(before))
            .order_by(walk.c.id)
        )
        with self._reading.connect() as connection:
            return [
                IdleWalk(id_, external, locale, item, from_ms(at))
                for id_, external, locale, item, at in connection.execute(query)
            ]

    def unheard(self, channel: str) -> list[Unheard]:
        """Chats whose person is still to hear of something that was decided about them."""
        query = (
            select(chat.c.external, func.max(notice.c.id))
            .join_from(notice, chat, chat.c.person_id == notice.c.person_id)
            .where(chat.c.channel == channel, notice.c.message_id.is_(None))
            .group_by(chat.c.external)
        )
        with self._reading.connect() as connection:
            return [Unheard(external, id_) for external, id_ in connection.execute(query)]

    def locale(self, channel: str, external: str) -> str:
        """The language of a chat's person; empty where they never wrote."""
        query = (
            select(person.c.locale)
            .join_from(chat, person, person.c.id == chat.c.person_id)
            .where(chat.c.channel == channel, chat.c.external == external)
        )
        with self._reading.connect() as connection:
            return str(connection.execute(query).scalar() or "")
