"""Options that were chosen and are taken out again: "把态度不好去掉", "登录没卡住,只是上传卡住".

Whoever chose a trouble and then denies it, or says that another was the only one, corrects the
answer that holds it. Only what was chosen can be denied, so that praise and other talk stay
what they are.
"""

from __future__ import annotations

import re

from bot.reading.correction_scene import Correction, Scene
from bot.reading.naming import Earlier
from bot.reading.option import options_of
from bot.reading.praise import PRAISED
from bot.reading.reading import Reading
from bot.reading.words import Span, clauses, is_filler
from flows.events import Prompt

_VALUE = r"(?P<value>\S.{0,30}?)"
_END = r"[了的吧啊呀呢吗]*"
_LEAD = r"(?:其实|实际上?|并|我们?|他们?|倒|也|都|就|呢|还)*"
_OUT = (
    re.compile(
        rf"(?:请|麻烦|帮我)?(?:把|将)?{_VALUE}(?:[这那]一?[个项条]?)?(?:的?选项)?(?:也|都|给我?|要|应该|得)*"
        rf"(?:去掉|去除|删掉|删除|删了|删去|减掉|拿掉|划掉){_END}"
    ),
    re.compile(rf"(?:请|麻烦|帮我)?(?:去掉|去除|删掉|删除)(?:那个)?{_VALUE}{_END}"),
    re.compile(
        rf"(?:please )?(?:remove|drop|delete|take out|uncheck) (?:the )?{_VALUE}(?:,? please)?"
    ),
)
"""Orders to take an option out."""
_NOT_CHOSEN = (
    re.compile(
        rf"{_VALUE}(?:[这那]一?[个项条]?)?(?:的?选项)?(?:也|都)*"
        rf"(?:不算|不要|不选|取消|作废|(?:选|点|勾|填)错了?|多选了?|误选|误点){_END}"
    ),
    re.compile(rf"(?:取消|不要|不选|别选)(?:那个)?{_VALUE}{_END}"),
    re.compile(rf"(?:the )?{_VALUE} (?:does not|doesn't|did not|didn't) count"),
)
"""That an option was not to be chosen; said of things as well."""
_NONE_OF = (
    re.compile(
        rf"{_LEAD}(?:没有?|不存在|不是)(?:什么|啥|遇到|碰到|发生|出现|过)*{_VALUE}"
        rf"(?:的?(?:事|情况|问题|毛病|这回事|这事|现象))?{_END}"
    ),
    re.compile(
        rf"{_LEAD}{_VALUE}(?:这[边块一]?|那[边块]?|方面|上|倒|其实|也|都|并|的时候)*(?:没有?|不|未)"
        rf"(?:什么|啥|怎么|遇到|发生|出)*(?:卡住?|问题|毛病|不好|出错|报错|难|事|不妥|失败)[过]?{_END}"
    ),
    re.compile(rf"{_LEAD}{_VALUE}(?:{PRAISED.pattern}){_END}"),
    re.compile(rf"(?:actually,? )?(?:there (?:was|were) )?no {_VALUE}"),
    re.compile(
        rf"(?:the )?{_VALUE} (?:was|were|is) (?:fine|ok|okay|good|all right|alright|not a problem|no problem)"
    ),
)
"""That a trouble was none."""
_UNUSED = re.compile(
    rf"{_LEAD}(?:没有?|不是)(?:用|走|通过|在|去)(?:过|了)?{_VALUE}(?:办|办的)?{_END}"
)
_ONLY = (
    re.compile(
        rf"{_LEAD}(?:只有?|只是|仅仅?|仅有)(?:有|是)?{_VALUE}(?:这一?[个项条])?"
        rf"(?:卡住?|卡了|(?:有|出)了?问题|不行|失败)?{_END}"
    ),
    re.compile(
        rf"(?:it was |there was )?(?:only|just) (?:the )?{_VALUE}(?: (?:was|is|got) (?:stuck|a problem))?"
    ),
)


Matches = list[tuple[str, re.Match[str]]]
"""Ways of saying something of an option, each with its kind."""
_KINDS = {
    "out": _OUT,
    "not": (*_NOT_CHOSEN, _UNUSED),
    "none": _NONE_OF,
    "only": _ONLY,
}


def read(scene: Scene) -> Correction | None:
    """The correction that takes chosen options out, or None when the words make no such one."""
    lists = [e for e in scene.earlier if e.question.type == "select_multiple"]
    if not lists:
        return None
    start, end = scene.span
    spans = [(start + a, start + b) for a, b in clauses(scene.folded[start:end])]
    spans = [span for span in spans if not is_filler(scene.folded[slice(*span)])]
    said = [_matches(scene, span) for span in spans]
    found: dict[str, tuple[str, ...]] = {}
    for earlier in lists if any(said) else ():
        left = _left(scene, earlier, said)
        if left is not None:
            found[earlier.path] = left
    if len(found) != 1:
        return Correction(None, None, end, end, among=tuple(found)) if found else None
    (path, names) = next(iter(found.items()))
    if not names:
        return Correction(path, None, end, end)
    return Correction(path, Reading(names, start, end, literal=False), start, end)


def _left(scene: Scene, earlier: Earlier, matches: list[Matches]) -> tuple[str, ...] | None:
    """The options that are left of those chosen, in the list's order; None when nothing goes."""
    given = scene.given(earlier)
    before = set(given) if isinstance(given, tuple) else set()
    said = [_said(scene, earlier, of_clause, before) for of_clause in matches]
    if not _is_meant(scene, [kind for kind, _ in said]):
        return None
    only = set().union(*(names for kind, names in said if kind == "only"))
    gone = set().union(*(names for kind, names in said if kind not in ("", "only")))
    after = (only or before) - gone
    return None if after == before else tuple(c.name for c in earlier.choices if c.name in after)


def _is_meant(scene: Scene, kinds: list[str]) -> bool:
    """Whether it is no answer, nor something told: an order is clear, a denial must be alone."""
    if "out" in kinds:
        return True
    prompt = scene.open_prompt
    if "" in kinds or (
        prompt is not None and scene.reads(prompt, scene.span) and not _told(prompt)
    ):
        return False
    return prompt is None or not _told(prompt) or kinds == ["none"]


def _told(prompt: Prompt) -> bool:
    return prompt.question.type == "text" and not prompt.more


def _matches(scene: Scene, span: Span) -> Matches:
    """The ways in which the clause at `span` may say something of an option."""
    found = (
        (kind, pattern.fullmatch(scene.folded, *span))
        for kind, patterns in _KINDS.items()
        for pattern in patterns
    )
    return [(kind, match) for kind, match in found if match]


def _said(
    scene: Scene, earlier: Earlier, matches: Matches, chosen: set[str]
) -> tuple[str, set[str]]:
    """What a clause says of options that were chosen, and which; empty where it says nothing."""
    for kind, match in matches:
        reading = scene.value(earlier, match.span("value"))
        if reading is None or not reading.literal:
            continue
        named = set(reading.value) if isinstance(reading.value, tuple) else set()
        named &= chosen
        if kind not in ("out", "not"):
            named &= {o.name for o in options_of(earlier.choices) if o.is_trouble}
        if named:
            return kind, named
    return "", set()
