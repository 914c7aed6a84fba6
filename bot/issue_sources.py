"""What issues came by, in words: an action, a channel, another platform."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from bot.dialogue.house import FlowSource
from bot.dialogue.prompts import local
from flows.issue_terms import STATES
from storage.records import IssueRecord

CHANNELS = {
    "terminal": ("终端", "terminal"),
    "rehearsal": ("演练", "rehearsal"),
    "volunteer_bot": ("体验员 Telegram", "volunteers’ Telegram"),
    "staff_bot": ("工作人员 Telegram", "staff’s Telegram"),
}
"""Channels by the name that a ledger gives them, for issues reported outside any walk."""


class HasFlows(Protocol):
    """What knows the flows that issues came by."""

    @property
    def flows(self) -> FlowSource: ...


def told(house: HasFlows, issue: IssueRecord, locale: str = "zh") -> IssueRecord:
    """The issue with its state in the ledger's word, and its action in words."""
    source = source_word(house, issue.source, locale)
    return replace(issue, state=STATES.get(issue.state, (issue.state,))[0], source=source)


def source_word(house: HasFlows, source: str, locale: str) -> str:
    """What the action, channel or platform is called that issues came by."""
    flow = house.flows.current().get(source)
    named = CHANNELS.get(source)
    channel = named[locale == "en"] if named else source
    return local(flow.title, locale) if flow is not None else channel


def sources_called(house: HasFlows, part: str) -> tuple[str, ...]:
    """The ids of the actions and channels that are called so, in a part of their names."""
    named = {id_: tuple(flow.title.values()) for id_, flow in house.flows.current().items()}
    told = part.casefold()
    return tuple(
        id_
        for id_, names in {**named, **CHANNELS}.items()
        if any(told in name.casefold() for name in names)
    )
