"""How a signal is told to an inspector: its figures and its evidence, in neutral words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flows.model import Locale
from storage.records import MessageRecord
from storage.signals import SignalRecord

Say = Callable[[str, str], str]
"""The one of a Chinese and an English sentence that is read."""

NAMES: dict[str, tuple[str, str]] = {
    "too_fast": ("用时很短", "very quick"),
    "identical_text": ("文字相同", "the same words"),
    "reused_photo": ("照片用过", "a photo used before"),
    "all_top": ("全是最高评价", "nothing but top marks"),
    "photo_time": ("照片不是当时拍的", "a photo of another time"),
    "photo_place": ("照片拍得远", "a photo of another place"),
    "no_evidence": ("没有佐证", "nothing to go by"),
}
HEAD = (
    "信号，不是结论：每一条都可能有正当的原因。请先核实，不凭信号处理任何人。",
    "Signals, no conclusions: each may have a good reason. Look into it first; nothing follows "
    "from a signal by itself.",
)
UNNAMED = ("匿名", "anonymous")
"""Who walked and stays without a name."""
QUOTED = 40
"""Characters of a message that are shown."""


def name_of(kind: str, locale: Locale) -> str:
    """What a kind of signal is called."""
    return NAMES[kind][locale == "en"]


def say_in(locale: Locale) -> Say:
    """Chooses between the two languages."""
    return lambda zh, en: en if locale == "en" else zh


def figures(record: SignalRecord, locale: Locale) -> str:
    """The figures of a signal, in a sentence."""
    return _FIGURES[record.kind](record, say_in(locale))


def evidence(record: SignalRecord, locale: Locale) -> list[str]:
    """What a signal rests on, a line each: messages with their words, photos by their hash."""
    say, details = say_in(locale), record.details
    same = say("，同", " is as ")
    lines = [
        _place(record, pair["here"], say) + same + _place(record, pair["there"], say)
        for pair in (*details.get("texts", ()), *details.get("photos", ()))
        if "here" in pair
    ]
    lines += [_taken(record, one, say) for one in details.get("photos", ()) if "hours" in one]
    if "photo" in details:
        there = _place(record, details["from"], say)
        lines.append(f"{_place(record, details['photo'], say)}{say(' 与 ', ' and ')}{there}")
    if "messages" in details:
        numbers = say("、", ", ").join(map(str, details["messages"]))
        lines.append(say(f"消息 {numbers}", f"messages {numbers}"))
    return lines


def _taken(record: SignalRecord, photo: Mapping[str, Any], say: Say) -> str:
    """A photo with the time that its camera wrote into it."""
    place, at, hours = _place(record, photo, say), photo["taken_at"][:16], photo["hours"]
    return say(f"{place}，拍于 {at}，差 {hours} 小时", f"{place}, taken {at}, {hours} h away")


def _place(record: SignalRecord, at: Mapping[str, Any], say: Say) -> str:
    """Where a piece of evidence stands."""
    parts: list[str] = []
    if "sha256" in at:
        parts.append(say(f"照片 {at['sha256'][:12]}", f"photo {at['sha256'][:12]}"))
    place = at.get("place") or at.get("path")
    if place:
        parts.append(say(f"「{place}」", f"“{place}”"))
    if "message" in at:
        parts.append(_message(record.messages.get(at["message"]), at["message"], say))
    return " ".join(parts)


def _message(message: MessageRecord | None, number: int, say: Say) -> str:
    told = say(f"消息 {number}", f"message {number}")
    words = " ".join(message.text.split()) if message else ""
    cut = words if len(words) <= QUOTED else f"{words[:QUOTED]}…"
    return f"{told} “{cut}”" if cut else told


def _too_fast(record: SignalRecord, say: Say) -> str:
    told = record.details
    n, middle, total = told["answers"], told["median_seconds"], told["total_seconds"]
    return say(
        f"{n} 个回答，中位数 {middle} 秒，全程 {total} 秒（渠道 {told['channel']}）",
        f"{n} answers, median {middle} s, {total} s in all (by {told['channel']})",
    )


def _who(record: SignalRecord, say: Say) -> str:
    """Of which walk the other is."""
    person = record.details["same_person"]
    by = say("同一人", "of the same person") if person else say("另一人", "of somebody else")
    if record.other_walk is None:
        return say(f"走流程以外（{by}）", f"something outside of any walk ({by})")
    return say(f"走流程 {record.other_walk}（{by}）", f"walk {record.other_walk} ({by})")


def _identical_text(record: SignalRecord, say: Say) -> str:
    n, who = len(record.details["texts"]), _who(record, say)
    return say(f"{n} 处文字与{who}相同", f"{n} text(s) as in {who}")


def _reused_photo(record: SignalRecord, say: Say) -> str:
    photos: Iterable[Mapping[str, Any]] = record.details["photos"]
    same = sum(not one["difference"] for one in photos)
    alike = len(record.details["photos"]) - same
    who = _who(record, say)
    return say(
        f"与{who}：{same} 张是同一个文件，{alike} 张看起来一样",
        f"as in {who}: {same} the same file, {alike} that look alike",
    )


def _all_top(record: SignalRecord, say: Say) -> str:
    told = record.details
    n, row, top, walks = told["ratings"], told["in_a_row"], told["top"], told["walks"]
    return say(
        f"{n} 个评价都是最高，没有照片、备注和问题；最近 {walks} 次里 {top} 次这样，连续 {row} 次",
        f"{n} marks, all the top one, with no photo, note or problem; so in {top} of the last "
        f"{walks} walks, {row} in a row",
    )


def _photo_time(record: SignalRecord, say: Say) -> str:
    n = len(record.details["photos"])
    return say(f"{n} 张照片的拍摄时间离这次较远", f"{n} photo(s) taken long before or after")


def _photo_place(record: SignalRecord, say: Say) -> str:
    km = record.details["km"]
    return say(f"相距 {km} 公里", f"{km} km apart")


def _no_evidence(record: SignalRecord, say: Say) -> str:
    n = record.details["answers"]
    return say(
        f"去了现场，{n} 个回答里没有照片、备注或自己的话",
        f"at the counter, and in {n} answers no photo, note or words of one's own",
    )


_FIGURES: dict[str, Callable[[SignalRecord, Say], str]] = {
    "too_fast": _too_fast,
    "identical_text": _identical_text,
    "reused_photo": _reused_photo,
    "all_top": _all_top,
    "photo_time": _photo_time,
    "photo_place": _photo_place,
    "no_evidence": _no_evidence,
}
