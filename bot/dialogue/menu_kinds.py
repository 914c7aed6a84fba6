"""The kinds of menus, and how each takes what is said: one table, which all others read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NONE_ASKED = "ask:"
"""Id of the button by which none of what a guide tells is meant."""
NONE_OF_THESE = "near:"
"""Id of the button by which none of the options that were offered is meant."""
Kind = Literal[
    "start",  # which flow
    "walk_open",  # go on with the open walk, or begin another
    "giveup",  # give it up after all?
    "item",  # which of these services
    "one_item",  # is it this service
    "ask",  # which service, or which piece of its guide, a question is about
    "both",  # an answer, or a question
    "name",  # is it a name after all, or a problem
    "which",  # which answer is to be changed
    "value",  # its new value
    "range",  # which figure of a range
    "near",  # is this option meant
    "near_two",  # which of these two is
    "note",  # what is to be noted
    "gap",  # what is to be made of a gap of the guides
    "flaws",  # which of the guides' faults is to be an issue
    "register",  # is the entry of a register right
    "lacking",  # what was missing in an answer of the guides
    "withdraw",  # is consent refused
    "refused",  # it was: begin again?
    "nothing_wrong",  # nothing was wrong: is the mark before to be changed
    "end",  # end the walk
    "end_unsent",  # end it without handing it in
    "end_report",  # drop the report, or end the walk
    "read_back",  # is all right
    "draft",  # enter a problem
    "leave_out",  # is a problem to be left out
    "which_draft",  # which of the problems that tell of the same
    "follow",  # what became of a walk
    "field",  # which field of it is to be changed
    "term",  # its new value, of fixed terms
    "field_value",  # its new value, in words
    "own",  # are one's own records to be taken back
    "erase",  # all of them, for good
    "manner",  # is large type wanted
    "moving",  # what is asked for a move of an issue, or whether it is right
    "proposed",  # is what a model made of a question meant
    "sent",  # is a table to be brought in, or what it is
    "rate",  # how an issue was mended
    "weekly_note",  # the words of a weekly pack's news note
    "moved",  # a question that an edit of the flow put behind another one
    "removed",  # what an edit of the flow took from the screen
]


@dataclass(frozen=True, slots=True)
class Ways:
    """How a kind of menu takes what is said while it is the last one shown."""

    can_stay: bool = False
    """It came up to change something, which one may think better of ("不改了")."""
    awaits_text: bool = False
    """It waits for words of one's own rather than for a pick."""
    yes_first: bool = False
    """A bare yes picks its first option, a bare no the one that says no."""
    shown_again: bool = False
    """It is put up anew after every message, with what it is about."""
    of_items: bool = False
    """It offers services."""
    keeps_words: bool = False
    """It is about words that may be an answer; they become a note when nobody says so."""
    may_pass: bool = False
    """It needs no answer: a nod, or a number it does not offer, passes it by."""


_CHANGE, _TEXT = Ways(can_stay=True), Ways(can_stay=True, awaits_text=True)
_YES, _PLAIN = Ways(yes_first=True), Ways()
WAYS: dict[Kind, Ways] = {
    "start": _PLAIN,
    "walk_open": _YES,
    "giveup": _YES,
    "item": Ways(of_items=True),
    "one_item": Ways(of_items=True, yes_first=True),
    "ask": Ways(may_pass=True),
    "both": Ways(keeps_words=True),
    "name": Ways(may_pass=True),
    "which": _CHANGE,
    "value": _TEXT,
    "range": Ways(may_pass=True),
    "near": Ways(yes_first=True, keeps_words=True),
    "near_two": Ways(keeps_words=True),
    "note": _TEXT,
    "gap": Ways(may_pass=True),
    "flaws": Ways(may_pass=True),
    "register": Ways(yes_first=True, may_pass=True),
    "lacking": _TEXT,
    "withdraw": _YES,
    "refused": Ways(may_pass=True),
    "nothing_wrong": _YES,
    "end": _YES,
    "end_unsent": _PLAIN,
    "end_report": _PLAIN,
    "read_back": Ways(yes_first=True, shown_again=True),
    "draft": Ways(yes_first=True, shown_again=True),
    "leave_out": _PLAIN,
    "which_draft": _CHANGE,
    "follow": Ways(yes_first=True, may_pass=True),
    "field": _CHANGE,
    "term": _CHANGE,
    "field_value": _TEXT,
    "own": _YES,
    "erase": _PLAIN,
    "manner": Ways(yes_first=True, may_pass=True),
    "moving": Ways(shown_again=True),
    "proposed": Ways(yes_first=True, may_pass=True),
    "sent": Ways(yes_first=True, may_pass=True),
    "rate": Ways(may_pass=True),
    "weekly_note": _TEXT,
    "moved": Ways(may_pass=True),
    "removed": Ways(may_pass=True),
}
