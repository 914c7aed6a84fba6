"""Which version of a guide is in force on a day, and what the others are then.

One version answers on each day. Among those in force by their own dates it is the newest
(`knowledge.versions.is_older`); what nothing tells apart was corrected by what was
imported later. Where none is in force it is the one that was last, else the one that will
be first. Versions are given in the order of import, and none that was removed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from knowledge.changes import changes
from knowledge.model import Guide, Locale, State, VersionState
from knowledge.shelf import KeptVersion
from knowledge.versions import is_older


def counted(versions: Sequence[Guide]) -> list[Guide]:
    """The versions that count: of several texts under one name the newest corrects the others."""
    named: dict[str, list[Guide]] = {}
    for each in versions:
        named.setdefault(each.version, []).append(each)
    return [each for each in versions if each is newest(named[each.version])]


def newest(versions: Sequence[Guide]) -> Guide:
    """The version that is older than no other; of several the one imported last."""
    ahead = [one for one in versions if not any(is_older(one, other) for other in versions)]
    return (ahead or versions)[-1]


def early(guide: Guide, day: date) -> bool:
    """Whether a version is to take effect after this day."""
    return guide.effective is not None and guide.effective > day


def lapsed(guide: Guide, day: date) -> bool:
    """Whether a version has expired before this day."""
    return guide.expires is not None and guide.expires < day


def chosen(versions: Sequence[Guide], day: date) -> Guide:
    """The version that answers on a day; there has to be one version at least."""
    among = counted(versions)
    if in_force := [each for each in among if not (early(each, day) or lapsed(each, day))]:
        return newest(in_force)
    if begun := [each for each in among if not early(each, day)]:
        last = max(each.expires or date.min for each in begun)
        return newest([each for each in begun if each.expires == last])
    first = min(each.effective or date.max for each in among)
    return newest([each for each in among if each.effective == first])


def change_days(versions: Sequence[Guide]) -> set[date]:
    """Days from which on another version may answer than on the day before."""
    among = counted(versions)
    if len(among) == 1:
        return set()
    begins = {each.effective for each in among if each.effective}
    ends = {each.expires for each in among if each.expires and each.expires < date.max}
    return begins | {end + timedelta(days=1) for end in ends}


def coming(versions: Sequence[Guide], day: date) -> list[Guide]:
    """The versions that will answer after a day, in their order, but not the one of that day."""
    now = chosen(versions, day)
    later = [chosen(versions, each) for each in sorted(change_days(versions)) if each > day]
    unlike = dict.fromkeys(id(each) for each in later if each is not now)
    return [next(each for each in later if id(each) == one) for one in unlike]


def outlived(versions: Sequence[Guide], guide: Guide, day: date) -> Guide | None:
    """The newest version that had taken a guide's place and has expired, though it has not."""
    gone = [each for each in counted(versions) if is_older(guide, each) and lapsed(each, day)]
    return newest(gone) if gone and not lapsed(guide, day) else None


def states_of(kept: Sequence[KeptVersion], day: date, locale: Locale) -> list[VersionState]:
    """What each version that was ever kept of a guide is on a day, and what it changed."""
    there = [each.guide for each in kept if not each.removed]
    now = chosen(there, day) if there else None
    among = {id(each) for each in counted(there)}

    def state(each: KeptVersion) -> State:
        if each.removed:
            return "removed"
        if each.guide is now and not (early(now, day) or lapsed(now, day)):
            return "in_force"
        if lapsed(each.guide, day):
            return "expired"
        return "not_yet" if early(each.guide, day) and id(each.guide) in among else "behind"

    before = [None, *(each.guide for each in kept)]
    return [
        VersionState(
            version=each.guide.version,
            digest=each.digest,
            state=state(each),
            name=each.guide.name,
            published=each.guide.published,
            effective=each.guide.effective,
            expires=each.guide.expires,
            source=each.guide.source,
            changes=changes(last, each.guide, locale) if last is not None else (),
        )
        for last, each in zip(before, kept, strict=False)
    ]
