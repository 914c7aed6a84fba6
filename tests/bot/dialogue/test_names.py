"""A person is never called by a personal number, whatever the channel calls the chat."""

from __future__ import annotations

from bot.app import App
from bot.dialogue.messages import Inbound
from tests.bot.homes import START

PHONE = "138" + "0" * 7 + "7"


def test_a_personal_number_as_a_name_is_masked_before_it_is_stored(app: App) -> None:
    for chat, name in ((PHONE, ""), ("由频道取名", f"体验员{PHONE}")):
        app.dialogue.handle(Inbound("test", chat, "1", START, "你好", name=name))
        person = app.store.peek("test", chat, "2").person
        assert person is not None
        assert person.name == f"{name.removesuffix(PHONE)}138****0007"
