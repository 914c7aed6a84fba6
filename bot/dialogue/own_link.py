""" "我的进展链接": a link by which one sees one's own issues on a page.

Only its digest is kept, also in what is stored of the reply: there the sentence `link_once` stands
in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.dialogue.messages import Option
from bot.dialogue.talk import Talk

PATH = "/mine/"


def tell(talk: Talk, _argument: str) -> None:
    """Make a link, or say that there is one."""
    if not talk.house.settings.public_url:
        talk.say("link_none", (Option("cmd:mine", talk.word("link_mine")),))
        return
    there = talk.turn.people.links.of(talk.turn.person.id)
    if there is None:
        renew(talk, "")
        return
    until = f"{there.until:%Y-%m-%d}" if there.until else "—"
    talk.say("link_there", (Option("cmd:renew_link", talk.word("link_renew")),), until=until)


def renew(talk: Talk, _argument: str) -> None:
    """A new link, in place of the one before."""
    settings = talk.house.settings
    if not settings.public_url:
        tell(talk, "")
        return
    until = talk.now + timedelta(days=settings.link_days)
    token = talk.turn.people.links.make(talk.turn.person.id, until)
    in_place = talk.word("link_once")
    talk.once = (in_place, f"{settings.public_url}{PATH}{token}")
    talk.say("link_made", link=in_place, until=f"{until:%Y-%m-%d}")


def drop(talk: Talk, _argument: str) -> None:
    """Take it back."""
    gone = talk.turn.people.links.drop(talk.turn.person.id)
    talk.say("link_dropped" if gone else "link_no_link")


def offer(talk: Talk) -> None:
    """After something was handed in, to whom has none yet."""
    if talk.house.settings.public_url and talk.turn.people.links.of(talk.turn.person.id) is None:
        talk.say("link_offer", (Option("cmd:my_link", talk.word("link_button")),))


COMMANDS: dict[str, Callable[[Talk, str], None]] = {
    "my_link": tell,
    "renew_link": renew,
    "drop_link": drop,
}
