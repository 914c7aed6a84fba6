"""English that says, as a whole, that nothing was wrong: "no issues", "everything matches".

It must be all that is said. "No problem with the queue" and "all good except the fee" are more.
"""

from __future__ import annotations

import re

_ADVERB = (
    r"(?:all|pretty|very|quite|just|really|perfectly|absolutely|totally|completely|so|super|still)"
)
_WELL = (
    r"(?:fine|good|ok|okay|great|perfect|correct|right|accurate|in order|spot[ -]on|smooth|easy|"
    r"clear|well|smoothly|working|there|up to date|no (?:problem|trouble)|like (?:a charm|clockwork)|"
    r"to plan|as (?:it says|it should(?: be)?|expected|described|listed|written|in the guide|the guide says)|"
    r"(?:a breeze|hunky dory)|without (?:a |any )?(?:hitch|problems?|trouble|issues?|hiccups?))"
)
_LINK = (
    r"(?:(?:'s|is|are|was|were|went|goes|runs?|ran|works?|worked|looks?|looked|seems?|seemed|"
    r"has been|did|do|does)\b ?)?"
)
_THINGS = r"(?:it(?: all)?|that|this|they|everything|every thing|all|all of (?:it|them)|all (?:eleven|eight))"
_RUNS = (
    r"(?:match(?:es|ed)?|checks out|checked out|fits|agrees|works|worked|runs|ran|tall(?:y|ies)|"
    r"is the same)(?: (?:fine|well|up|perfectly|the guide|with the guide))?"
)
_FAULTS = (
    r"(?:problems?|issues?|trouble|troubles|complaints?|faults?|mistakes?|errors?|hiccups?|snags?|"
    r"mismatch(?:es)?|differences?|glitch(?:es)?|bad thing)"
)
_REALLY = r"(?:at all|whatsoever|here|there|so far|really|for (?:me|us)|from me|this time|today)"
_SEEN = r"(?:found|seen|noticed|happened|wrong|bad|missing|off|stuck|out of place|to (?:report|note|add|complain about|speak of))"
_FOUND = r"(?:see|saw|find|found|notice|noticed|have|had|spot|meet|run into|hit)"
_SAID = re.compile(
    r"(?:(?:yes|yeah|yep|nah|well|so far|honestly|for me|i think|i'd say|luckily)[, ]+|no(?:pe)?(?:, ?| (?=it|everything|nothing|all|there))){0,2}(?:"
    rf"(?:{_THINGS} ?{_LINK}|(?:went|ran|goes|runs|worked|works|looks) )?(?:{_ADVERB} )*{_WELL}(?: {_REALLY})*|"
    rf"{_THINGS} (?:{_ADVERB} )*{_RUNS}|"
    rf"(?:there (?:is|was|are|were) |i |we |had |have |with )*no {_FAULTS}(?: (?:{_SEEN}|{_REALLY}))*|"
    rf"is no {_FAULTS}|"
    rf"(?:there (?:is|was) )?(?:nothing|not a thing)(?: (?:is|was))?(?: (?:{_SEEN}|{_REALLY}))+|"
    rf"(?:i |we |they )?(?:did ?n[o']t|did not|do ?n[o']t|do not|could ?n[o']t|could not|not|never) "
    rf"{_FOUND} (?:any|anything|any of (?:that|these|those|them|it)|a single)"
    rf"(?: (?:{_FAULTS}|{_SEEN}|{_REALLY}))*"
    r")"
)
_BARE = re.compile(r"(?:ok|okay|right|well|there|good|clear|easy|working|still .*)")
"""Too little to say it of everything."""


def says(said: str) -> bool:
    """Whether `said`, folded and trimmed, is that everything was as it should be."""
    return _SAID.fullmatch(said) is not None and _BARE.fullmatch(said) is None
