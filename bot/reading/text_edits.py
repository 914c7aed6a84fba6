"""A text that was given is added to, or one of its points is changed or taken out.

"大厅建议再加一条:增加轮椅", "再补充一点:…", "第二条建议改成…", "大厅建议删掉第一条". The text is
named by its question's few words or, where no name stands, is the one that was asked for
last. The reading is the whole text as it becomes; its place is that of the new words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.reading.chinese import Chinese, Pattern
from bot.reading.correction_scene import Correction, Edit, Scene
from bot.reading.correction_words import EN_ORDER
from bot.reading.naming import Earlier
from bot.reading.numbers import CJK, value_of
from bot.reading.reading import Reading
from bot.reading.words import core, fold, trimmed
from flows.listed import (
    points_at,
    with_point,
    with_point_changed,
    with_sentence,
    without_point,
)
from flows.model import Question, has_appearance

MAX_SAID = 2_000
"""Characters of a message that may add to a text."""
_LEAD = r"(?:请|麻烦|帮我|帮忙|我还?[想要]|我|给|把|将|在|往|哦|噢|对了|等等|等一?下|那|[,\s])*+"
_TARGET = r"(?P<target>[^,:;?!\n]{1,20}?)(?:的?(?:里面?|后面|最后|那里?|那一?[题项栏个])|中)?[,\s]*"
_AGAIN = r"(?:再|还|另外|也|得|要|想|帮我|给我)"
_ADD = r"(?:增加|追加|补充|补|添|加)(?:上)?"
_POINT = r"[一1两2三3几][条点项](?P<noun>建议|意见|措施)?"
_UNIT = rf"(?:(?P<point>{_POINT})|(?P<sentence>[一1几](?:句话?|段话?))|一下(?=[:,]))"
_ADDED: tuple[Pattern, ...] = (
    Chinese(
        rf"{_LEAD}{_TARGET}{_AGAIN}*+{_ADD}(?:{_UNIT}[:,\s]*|[:]\s*)(?P<value>\S.*)", re.DOTALL
    ),
    re.compile(
        r"(?:please |can you |could you |i want to |also |and )*+add (?:(?:this |that )?to (?:my |the )|"
        r"(?P<point>(?:one more|another)(?: point| one)?) (?:to|under) (?:my |the )?)(?P<target>[^:,\n]{1,40}?)\s*[:,]\s*(?P<value>\S.*)",
        re.DOTALL,
    ),
    re.compile(
        r"(?:please |can you |could you |also |and )*+add (?P<value>\S.{0,300}?) to my (?P<target>[^:,\n]{1,40}?)[.!]?",
        re.DOTALL,
    ),
)
_ADDED_TO_LAST: tuple[Pattern, ...] = (
    Chinese(
        rf"{_LEAD}{_AGAIN}++(?:最后)?{_ADD}(?:{_UNIT}[:,\s]+|[:]\s*)(?P<value>\S.*)", re.DOTALL
    ),
    re.compile(
        r"(?:oh,? |and,? |also,? )*+(?:(?P<point>(?:one more|another) (?:point|thing|(?P<noun>suggestion|measure)))|"
        r"(?:also )?add(?: this| that)?)\s*:\s*(?P<value>\S.*)",
        re.DOTALL,
    ),
)
_ZH_PLACE = rf"(?:第\s*(?P<n>[0-9]{{1,2}}|[{CJK}]{{1,2}})\s*[条点]|(?P<last>最后一[条点])|(?P<some>(?<!第)[一1][条点]))"
_OF = r"(?P<after>建议|意见|措施)?的?"
_CHANGE = r"(?:应该?)?(?:改成|改为|换成|换为|改一下[:,\s]+|改[:,]\s*|应该是)"
_OUT = r"(?:去掉|去除|删掉|删除|删了|删去|删|减掉|拿掉|划掉|不要了|作废)"
_END = r"[了吧啊呀]*"
_BEFORE = r"(?P<target>[^,:;?!\n第]{0,15}?)(?:里面?|中)?的?[,\s]*"
_EDITED: tuple[Pattern, ...] = (
    Chinese(rf"{_LEAD}{_BEFORE}{_ZH_PLACE}{_OF}[,\s]*{_CHANGE}(?P<value>\S.*)", re.DOTALL),
    Chinese(rf"{_LEAD}{_BEFORE}{_ZH_PLACE}{_OF}[,\s]*(?P<out>{_OUT}){_END}"),
    Chinese(rf"{_LEAD}(?P<out>{_OUT}){_BEFORE}{_ZH_PLACE}{_OF}{_END}"),
    Chinese(rf"{_LEAD}{_BEFORE}(?P<out>{_OUT}){_ZH_PLACE}{_OF}{_END}"),
    re.compile(
        rf"(?:please |can you |could you )*+(?:change|make|set) (?:the |my )?(?P<en>{'|'.join(EN_ORDER)}|last) "
        r"(?P<target>[a-z ]{1,30}?) (?:to|into) (?P<value>\S.*)",
        re.DOTALL,
    ),
    re.compile(
        rf"(?:please |can you |could you )*+(?P<out>remove|delete|drop|take out) (?:the |my )?(?P<en>{'|'.join(EN_ORDER)}|last|one of my) "
        r"(?P<target>[a-z ]{1,30}?)[.!]?"
    ),
)
_OURS = re.compile(
    r"^(?:我?(?:刚才|刚刚|前面|上面|之前)?(?:说|提|填|写)?的?(?:那|这)?(?:个|条|些)?|(?:my|the|that|previous|last|earlier)\b)+"
)
_WANTS_MORE = re.compile(r"补充|还有|别的|其他|其它|\b(?:else|add|more|other)\b")
"""In a question: further words answer it, and are added to nothing."""
_ONLY_POLITE = re.compile(r"(?:可以|行|好|能|成)?(?:吗|么|不|吧)|please")
MIN_NAME = 2
MAX_POINTS = 20
"""Points that one message can add one by one."""


def read(scene: Scene) -> Correction | None:
    """The correction that edits a text which was given, or None when the words make no such one."""
    if len(scene.text) > MAX_SAID:
        return None
    texts = [e for e in scene.earlier if _is_text(e.question)]
    return _added(scene, texts) or _added_to_last(scene, texts) or _edited(scene, texts)


def grown(text: str, words: str, *, as_points: bool) -> str:
    """`text` with `words` added: as further points of it, or as one more sentence."""
    points = points_at(words)
    if not as_points or not 0 < len(points) <= MAX_POINTS:
        return with_sentence(text, words)
    for point in points:
        text = with_point(text, words[point.start : point.end])
    return text


def _is_text(question: Question) -> bool:
    names = ("item", "case_item", "aim", "dept", "owner")
    return question.type == "text" and not has_appearance(question, *names)


def _added(scene: Scene, texts: list[Earlier]) -> Correction | None:
    """More is to stand in a text that is named: "大厅建议再加一条:增加轮椅"."""
    for pattern in _ADDED:
        match = scene.match(pattern)
        if match is None or _is_polite(match):
            continue
        if found := _added_to(scene, match, match["target"], texts):
            return found
    return None


def _added_to(
    scene: Scene, match: re.Match[str], name: str, texts: list[Earlier]
) -> Correction | None:
    """What is added to the text called `name`; the open question begins with it, if it is that."""
    if (path := _open_path(scene, name)) and not _named(name, texts):
        span = trimmed(scene.folded, *match.span("value"))
        return Correction(path, Reading(scene.text[slice(*span)], *span, literal=True), *span)
    named = _named(name, texts)
    return _grown(scene, match, named) if named else None


def _open_path(scene: Scene, name: str) -> str:
    """The path of the open question, if it wants words and is called `name`; else empty."""
    prompt = scene.open_prompt
    if prompt is None or prompt.more or not _is_text(prompt.question):
        return ""
    labels = (*prompt.question.short.values(), *prompt.question.label.values())
    return prompt.path if _is_called(name, labels) else ""


def _added_to_last(scene: Scene, texts: list[Earlier]) -> Correction | None:
    """No text is named: the one asked for last, or where all is answered any that there is."""
    match = next((m for m in map(scene.match, _ADDED_TO_LAST) if m), None)
    if match is None or not texts or _is_polite(match):
        return None
    prompt = scene.open_prompt
    if prompt is not None and any(
        map(_WANTS_MORE.search, map(fold, prompt.question.label.values()))
    ):
        return None
    if noun := match.groupdict().get("noun"):
        return _added_to(scene, match, noun, texts)
    texts = [e for e in texts if not has_appearance(e.question, "place")]
    last = scene.earlier[-1]
    if last in texts:
        return _grown(scene, match, [last])
    return _grown(scene, match, texts) if prompt is None and texts else None


def _is_polite(match: re.Match[str]) -> bool:
    return _ONLY_POLITE.fullmatch(core(match["value"])) is not None


def _grown(scene: Scene, match: re.Match[str], named: list[Earlier]) -> Correction:
    start, end = trimmed(scene.folded, *match.span("value"))
    words = scene.text[start:end]
    counted = all(
        "count-points" in e.question.constraint or len(points_at(e.said)) > 1 for e in named
    )
    sentence = match.groupdict().get("sentence") is not None
    as_points = match.groupdict().get("point") is not None or (counted and not sentence)
    edit: Edit = "points" if as_points else "sentence"
    if len(named) > 1:
        among = tuple(e.path for e in named)
        return Correction(None, None, start, end, among=among, edit=edit)
    (one,) = named
    value = grown(one.said, words, as_points=as_points)
    return Correction(one.path, Reading(value, start, end, literal=False), start, end, edit=edit)


def _edited(scene: Scene, texts: list[Earlier]) -> Correction | None:
    """One point is to be another, or is to go: "第二条建议改成…", "大厅建议删掉第一条"."""
    for pattern in _EDITED:
        match = scene.match(pattern)
        if match is None:
            continue
        name = match["target"] + (match.groupdict().get("after") or "")
        named = _named(name, texts) if name.strip() else _last_list(scene, texts)
        if not named:
            if (path := _open_path(scene, name)) and match.groupdict().get("out"):
                return Correction(path, None, *scene.span)  # nothing was said yet
            continue
        if len(named) > 1:
            *_, end = scene.span
            return Correction(None, None, end, end, among=tuple(e.path for e in named))
        return _with_point(scene, match, named[0])
    return None


def _last_list(scene: Scene, texts: list[Earlier]) -> list[Earlier]:
    """The text asked for last, if it lists several points: nothing else is counted by 条."""
    last = scene.earlier[-1:]
    return [e for e in last if e in texts and len(points_at(e.said)) > 1]


def _with_point(scene: Scene, match: re.Match[str], at: Earlier) -> Correction:
    """The text as it becomes; asked for anew where it has no such point, or none would be left."""
    place, count = _place(match, len(points_at(at.said))), len(points_at(at.said))
    _, end = scene.span
    if not 1 <= place <= count:
        return Correction(at.path, None, end, end)
    if match.groupdict().get("out"):
        value, span = without_point(at.said, place), scene.span
    else:
        span = trimmed(scene.folded, *match.span("value"))
        value = with_point_changed(at.said, place, scene.text[slice(*span)])
    if not value or span[0] >= span[1]:
        return Correction(at.path, None, end, end)
    return Correction(at.path, Reading(value, *span, literal=False), *span, edit="point")


def _place(match: re.Match[str], count: int) -> int:
    """Which point is meant, from 1; 0 where it is not said which of several."""
    said = match.groupdict()
    if (word := said.get("en")) in EN_ORDER:
        return EN_ORDER.index(str(word)) + 1
    if word == "last" or said.get("last"):
        return count
    if number := said.get("n"):
        return int(value_of(number) or 0)
    return count if count == 1 else 0


def _named(words: str, texts: list[Earlier]) -> list[Earlier]:
    """The texts that `words` name: by all of a question's few words, or by their end ("建议").

    Of several alike it is the one in the instance that is named, or the one asked for last.
    """
    key = _OURS.sub("", core(fold(words))).strip()
    found = [e for e in texts if _holds(key, e.labels)]
    found = found or [e for e in texts if _is_called(words, e.labels)]
    in_it = [e for e in found if any(fold(c) in key for level in e.calls for c in level)]
    found = in_it or found
    last = texts[-1:] if texts and texts[-1] in found else []
    return last if len(found) > 1 and last else found


def _is_called(words: str, labels: Iterable[str]) -> bool:
    key = _OURS.sub("", core(fold(words))).strip()
    ends = (_stem(at).endswith(_stem(key)) for at in labels)
    return _holds(key, labels) or (len(key) >= MIN_NAME and any(ends))


def _holds(words: str, labels: Iterable[str]) -> bool:
    return any(name in words for name in map(fold, labels) if len(name) >= MIN_NAME)


def _stem(words: str) -> str:
    return core(fold(words)).removesuffix("s")
