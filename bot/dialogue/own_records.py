"""One's own records (R89): seeing them, taking them along, taking them back, staying unnamed.

What is taken back is gone for good, so it is asked first, and asked twice where it is all.
An issue that was entered stays in the ledger, and leads to nobody from then on.
"""

from __future__ import annotations

import re
from datetime import datetime

from bot.dialogue import explaining
from bot.dialogue.commands import CommandMeant
from bot.dialogue.house import House
from bot.dialogue.messages import Option, Reply
from bot.dialogue.plan import Means
from bot.dialogue.prompts import local
from bot.dialogue.records_book import RecordsBook
from bot.dialogue.screen import Screen
from bot.dialogue.talk import Talk
from bot.dialogue.texts_book import BOOK
from bot.dialogue.volunteering import standing_line, term_in_words
from storage.exports.records_book import write_book
from storage.exports.records_file import write_records
from storage.records import WalkRecord
from storage.turns import Seen
from storage.volunteers import WrongMove

SHOWN = 20
"""Walks and issues of one's own that are listed."""
_ISSUE = re.compile(r"wt[-\s]?(?P<year>[0-9]{4})[-\s]?(?P<count>[0-9]{1,6})")
EXPORT = "export_mine"
FILE = "records.zip"


def made_file(house: House, seen: Seen, meaning: Means, locale: str, now: datetime) -> str:
    """The file of one's own records, where it is asked for; slow, so made before the turn."""
    if seen.person is None or not isinstance(meaning, CommandMeant) or meaning.name != EXPORT:
        return ""
    path = house.outgoing / str(seen.person.id) / FILE
    records, walks = house.reader.records_of(seen.person.id), house.reader.walks
    made = RecordsBook(house, records, locale, now)
    tables = made.tables(walks(person=seen.person.id)[::-1])
    title = BOOK["title"][locale == "en"]
    write_records(
        records, house.media, path, lambda to: write_book(tables, to, title=title, now=now)
    )
    return str(path)


def show(talk: Talk, _argument: str) -> None:
    """ "我的记录": where one stands, what one did, and what became of it."""
    person, reader = talk.turn.person, talk.house.reader
    application = talk.turn.people.of(person.id).application
    walks = _walks(talk)[:SHOWN]
    issues = reader.issues_of(person.id)[-SHOWN:]
    if application is None and not walks and not issues:
        talk.say("records_none")
        return
    lines = [standing_line(talk, application)] if application is not None else []
    lines += [_done(talk), *(_walk_line(talk, walk) for walk in walks)]
    lines += [explaining.state_line(talk, issue) for issue in issues]
    talk.say("records", lines="\n".join(line for line in lines if line))
    talk.say("records_how")


def _done(talk: Talk) -> str:
    """What one did altogether, and in the term of the moment."""
    person, reader = talk.turn.person, talk.house.reader
    done = reader.activity(person.id)
    last = f"{done.last or talk.now:%Y-%m-%d}"
    words = talk.word("records_counts", walks=done.walks, issues=done.issues, last=last)
    application = talk.turn.people.of(person.id).application
    term = application.term_on(talk.now.date()) if application is not None else None
    if term is None:
        return words
    within = reader.activity(person.id, term.begins, term.ends)
    told = {"term": term_in_words(talk, term), "walks": within.walks, "issues": within.issues}
    return "\n".join((words, talk.word("records_term", **told)))


def _walks(talk: Talk) -> list[WalkRecord]:
    """One's own walks, newest first, but those that hold nothing (any more)."""
    walks = talk.house.reader.walks(person=talk.turn.person.id)
    return [w for w in walks if w.state.status != "cancelled" or w.state.answers]


def _walk_line(talk: Talk, walk: WalkRecord) -> str:
    flow = talk.house.flows.pinned(walk.flow_id, walk.flow_version)
    state = talk.walk.state if talk.walk is not None and talk.walk.id == walk.id else walk.state
    return talk.word(
        "records_walk",
        number=walk.id,
        at=f"{walk.started:%Y-%m-%d}",
        flow=local(flow.title, talk.locale),
        item=f" · {walk.item_name}" if walk.item_name else "",
        status=talk.word(f"status_{state.status}"),
    )


def export(talk: Talk, _argument: str) -> None:
    """ "导出我的记录": everything that is kept, as a file."""
    if not talk.plan.made:
        talk.say("records_none")
        return
    talk.replies.append(Reply(talk.word("exported"), files=(talk.plan.made,)))


def ask_withdraw(talk: Talk, what: str) -> None:
    """ "撤回 12", "撤回 WT-2026-0001": of one's own only; of others not even that it is there."""
    person = talk.turn.person
    if number := _ISSUE.fullmatch(what):
        name = f"WT-{number['year']}-{int(number['count']):04d}"
        ours = name in {issue.number for issue in talk.house.reader.issues_of(person.id)}
        key = "withdraw_issue_sure"
    else:
        name, key = str(int(what)), "withdraw_walk_sure"
        ours = int(what) in {walk.id for walk in _walks(talk)}
    if not ours:
        talk.say("withdraw_what", what=name)
        return
    _ask(talk, key, f"own:withdraw:{name}", "own_yes", "own_no", number=name)


def ask_delete(talk: Talk, _argument: str) -> None:
    """ "删除我的记录"; asked twice."""
    _ask(talk, "delete_sure", "own:delete", "delete_yes", "delete_no")


def ask_leave(talk: Talk, _argument: str) -> None:
    """ "退出体验员", "撤回报名"."""
    application = talk.turn.people.of(talk.turn.person.id).application
    if application is None or application.standing not in ("waiting", "serving", "expired"):
        talk.say("no_volunteer")
    elif application.standing == "waiting":
        _ask(talk, "unapply_sure", "own:leave", "unapply_yes", "own_no")
    else:
        _ask(talk, "leave_sure", "own:leave", "leave_yes", "own_no")


def _ask(talk: Talk, key: str, id_: str, yes: str, no: str, **values: str) -> None:
    options = (Option(id_, talk.word(yes)), Option("own:no", talk.word(no)))
    talk.say(key, talk.menu("own", options), **values)


def answered(talk: Talk, rest: str) -> None:
    """What the person said to it."""
    what, _, which = rest.partition(":")
    if what == "withdraw":
        _withdraw(talk, which)
    elif what == "delete":
        # The harmless one first: a yes out of habit deletes nothing.
        options = (
            Option("own:no", talk.word("delete_no")),
            Option("own:erase", talk.word("delete_finally")),
        )
        talk.say("delete_sure_again", talk.menu("erase", options))
    elif what == "erase":
        _delete(talk)
    elif what == "leave":
        _leave(talk)
    else:
        talk.say("nothing_changed")


def _withdraw(talk: Talk, which: str) -> None:
    if which.startswith("WT"):
        talk.turn.withdraw_issue(which)
    else:
        talk.turn.withdraw_walk(int(which))
        if talk.walk is not None and talk.walk.id == int(which):
            _forget_walk(talk)
    talk.say("withdrawn")


def _delete(talk: Talk) -> None:
    (talk.house.outgoing / str(talk.turn.person.id) / FILE).unlink(missing_ok=True)
    talk.turn.withdraw_all()
    _forget_walk(talk)
    talk.say("deleted")


def _forget_walk(talk: Talk) -> None:
    talk.walk = talk.turn.walk
    talk.ctx = talk.ctx.fresh()
    talk.screen = Screen()
    talk.told.clear()


def _leave(talk: Talk) -> None:
    try:
        talk.turn.people.leave(talk.turn.person.id)
    except WrongMove:  # an admin decided meanwhile
        talk.say("no_volunteer")
        return
    talk.say("left")


def set_anonymous(talk: Talk, anonymous: bool) -> None:
    """ "以后都匿名", "取消匿名"."""
    talk.turn.people.set_anonymous(talk.turn.person.id, anonymous)
    talk.say("anonymous_on" if anonymous else "anonymous_off")


def is_anonymous(talk: Talk) -> bool:
    """Whether the person's issues are entered without a name unless they say otherwise."""
    return talk.turn.people.is_anonymous(talk.turn.person.id)
