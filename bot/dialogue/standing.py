"""What people say instead of a button's label, on the screen or one step away from it.

"没问题,提交吧" at the read-back, "全部登记" or "类别改成服务态度" at a draft, "确认"
while another list is shown, "再记一个" after all, "没有了" when one more was opened by
mistake: each is the button it means.
"""

from __future__ import annotations

import re

from bot.dialogue.context import Context, Menu
from bot.dialogue.house import Form
from bot.dialogue.instances import fresh_offer, meant_offer
from bot.dialogue.plan import Chosen, Edit
from bot.dialogue.prompts import choice_id
from bot.dialogue.screen import READ_BACK_OPTIONS
from bot.dialogue.texts import say
from bot.reading import yesno
from bot.reading.one_more import WANTED, says_no_more
from bot.reading.options import key_of
from bot.reading.words import core, fold, legible, trimmed
from flows.events import Prompt

_YES = (
    r"(?:好的?|嗯+|行|可以|没(?:有)?(?:什么)?问题|没错|对的?|都对|是的?|那|就|okay|ok|yes)*+[,\s]*"
)
_ONE_MORE = re.compile(
    rf"{WANTED.pattern}|"
    r"还有一[个条位次人份]\S{0,8}|"
    r"(?:add |record )?(?:one more|another)(?: \S+)?"
)
_READ_BACK: dict[str, re.Pattern[str]] = {
    "done:later": re.compile(
        r"(?:先|暂时)?(?:不|别)(?:提交|确认)了?|先(?:放着|存着|存一下|存起来)|"
        r"(?:not|don't submit) yet|save it"
    ),
    "done:yes": re.compile(
        rf"{_YES}(?:可以|直接)?(?:确认|提交)(?:无误|提交|了|吧|啊|就行)*|"
        r"(?:没有?|没什么|不用)(?:要|需要|可)?(?:改|更正|修改)的?(?:地方)?了?|"
        rf"{_YES}就?这样(?:了|吧|提交|可以|就行|就好)*|"
        r"没(?:有)?问题了?|(?:都|全)(?:对|没错)了?|无误|"
        r"(?:it |that |all )?looks? (?:good|right|fine)|"
        r"(?:all|that's|it's) (?:right|good|correct|fine)|"
        r"(?:ok,? )?(?:submit|hand (?:it )?in)(?: it)?|nothing to change"
    ),
}
_DRAFT: dict[str, re.Pattern[str]] = {
    "none": re.compile(
        r"(?:算了[,\s]*)?(?:这些|剩下的?|其余的?)?(?:全部?|全都?|都|一个也|一个都)(?:不(?:用|要|必|需要)?|别)"
        r"(?:登记|报)(?:了|吧)?|(?:drop|leave out) (?:them )?all|none of them"
    ),
    "rest": re.compile(
        r"(?:这些|(?:这[个条]?[和跟与连]?)?(?:剩下|其余|后面|其[他它])的?(?:[0-9两几]+[个条])?)?"
        r"(?:全部?|全都?|都|所有的?)(?:给我)?(?:登记|报)(?:了|吧|上)*|"
        r"(?:enter|keep) (?:them )?all(?: of them)?|all of them"
    ),
    "keep": re.compile(rf"{_YES}(?:要|请)?(?:登记|报上去|记上)(?:上|了|吧)*|keep it|enter"),
    "drop": re.compile(
        r"(?:算了[,\s]*)?(?:这个|这条|这一?[个条])?(?:不(?:用|要|必|需要)?(?:登记|报)|不算(?:是)?(?:个)?问题|不是问题)(?:了|吧)?|"
        r"(?:it's |that's )?not a problem|drop it"
    ),
    "split": re.compile(
        r"(?:要|请)?(?:分开|拆开|各自|分别)(?:登记|报|来|写)?(?:吧|了)?|(?:这)?(?:不是|是两)(?:同)?一?[个件回](?:问题|事)?|"
        r"(?:enter (?:them )?)?(?:apart|separately)|split(?: them)?"
    ),
    "edit": re.compile(r"(?:我?要|想)?改(?:一下|改)?(?:吧|这个|这条)?|edit(?: it| this)?"),
}
_FIELD_WORDS = {
    "problem": "问题(?:描述)?|描述|内容|problem|description",
    "category": "(?:问题)?(?:类别|分类|类型)|category|kind",
    "step": "环节|步骤|step",
    "severity": "影响(?:程度)?|严重程度|程度|severity|impact",
    "cause": "原因|cause|reason",
    "suggestion": "(?:工作)?建议|suggestion",
    "department": "(?:责任|负责|主管)?(?:部门|单位)|department",
    "mode": "整改方式|解决情况|how to fix",
    "measure": "(?:整改)?(?:优化)?措施|measure",
}
_FIELD = "|".join(f"(?P<{name}>{words})" for name, words in _FIELD_WORDS.items())
_EDIT = re.compile(
    rf"(?:把|将)?(?:这[个条]?的?)?(?:{_FIELD})(?:这?一?栏)?(?:应该|应当|要|得)?"
    r"(?:(?:改|换|写|填|变)(?:成|为|到)|应该?是|应为|[:：])(?P<new>.+)",
    re.DOTALL,
)
_EDIT_EN = re.compile(
    rf"(?:change|set|make|correct) (?:the )?(?:{_FIELD}) (?:to|into) (?P<new>.+)", re.DOTALL
)
_TO_EDIT = re.compile(
    r"(?:(?:我?要|我?想)?(?:修改|更改|更正|改|换)(?:一?[下个改])?|"
    rf"(?:change|edit|correct) (?:the )?)(?:{_FIELD})(?:一栏|吧)?"
)
_WRONG = re.compile(rf"(?:{_FIELD})(?:要|得|需要)?(?:改(?:一?下)?|写?错了|不对|填错了)(?:吧)?")
_ASKED = re.compile(r"[?吗]\s*$")
_SUBMIT = re.compile(r"(?:我要|可以|直接)?(?:确认)?提交(?:了|吧|啊)?|(?:submit|hand it in)(?: it)?")
_REPORT_IT = re.compile(
    r"(?:好,?|对,?|嗯,?)?(?:这个|这|那个)?(?:算|就|要|也)?(?:报成|当成|算成|是|算)(?:一?个)?问题(?:吧|了)?|报成问题|报上去吧?|"
    r"(?:yes,? )?(?:report (?:it|that|this)|(?:it|that|this)(?:'s| is) a problem)"
)
"""A report that was offered is taken up."""
_ONLY_BUTTONS = (
    "confirm", "save_draft", "show_all", "draft_drop", "draft_split", "restart_walk", "stay",
    "both_answer", "both_ask", "end_no", "end_unsent_yes", "more_yes",
)  # fmt: skip
"""Words that nobody says but by a button: an answer they are not, however late they come."""
_ALSO_BUTTONS = re.compile(r"(?:那就)?再(?:加|来|记|添)一个\S{0,8}|确认提交")
_COUNT = re.compile(r"\s*[0-9]+(?:\s*个)?")
"""How many it is, in a label that people say without it."""
PASSED = "passed"
"""Id of a button that has passed, whatever it was."""
MAX_SAID = 40
"""Characters above which a message is more than a button."""
MIN_WORD, MIN_WORD_EN = 2, 4
"""Characters from which a part of a button's label stands for it."""


def meant_button(text: str, menu: Menu) -> str | None:
    """Id of the draft's button that `text` means; a "no" to going on wants to be asked about."""
    if menu.kind == "walk_open":
        if yesno.bare(text) == "no":
            return menu.options[-1].id.replace("start:", "giveup:", 1)
        return "cmd:resume" if _is_said(text, "end_no") else None
    if menu.kind != "draft" or not menu.options or len(text) > MAX_SAID:
        return None
    uncounted = {key_of(_COUNT.sub("", option.label)): option.id for option in menu.options}
    place, _, _ = menu.options[0].id.rpartition(":")
    act = _draft_act(text)
    return uncounted.get(key_of(text)) or (f"{place}:{act}" if act else None)


def draft_act(text: str, ctx: Context) -> str | None:
    """Id of the button of the draft behind a list: "登记" while its answers are being changed."""
    if not ctx.drafts or ctx.capture or (act := _draft_act(text)) in ("", "edit"):
        return None
    return f"draft:{ctx.drafts[0]}:{act}"


def _draft_act(text: str) -> str:
    said = core(legible(fold(text)))
    return next((act for act, way in _DRAFT.items() if way.fullmatch(said)), "")


def _is_said(text: str, key: str) -> bool:
    """Whether `text` is our own word `key`, in either language."""
    return key_of(text) in {key_of(say(locale, key)) for locale in ("zh", "en")}


def repeats_name(text: str, menu: Menu, picked: str) -> bool:
    """Whether a service, named anew, only looks like "就按“…”走", which quotes the last name."""
    if menu.kind not in ("item", "one_item") or not picked.endswith("="):
        return False
    label = next((key_of(o.label) for o in menu.options if o.id == picked), "")
    return key_of(text) != label and key_of(text) in key_of(menu.data.get("text", ""))


def said_edit(text: str, menu: Menu) -> Edit | Chosen | None:
    """The change that `text` wants of the draft on the screen: "改类别", "部门改成医保局"."""
    if menu.kind != "draft" or not menu.options:
        return None
    _, finding, _ = menu.options[0].id.split(":")
    folded = fold(text)
    start, end = trimmed(folded)
    for pattern in (_EDIT, _EDIT_EN):
        match = pattern.fullmatch(folded, start, end)
        if match is not None and not _ASKED.search(folded):
            return Edit(finding, _field_of(match), *trimmed(folded, *match.span("new")))
    for pattern in (_TO_EDIT, _WRONG):
        match = pattern.fullmatch(folded, start, end)
        if match is not None and (field := _field_of(match)):
            return Chosen(f"field:{finding}:{field}")
    return None


def _field_of(match: re.Match[str]) -> str:
    return next((name for name in _FIELD_WORDS if match[name]), "")


def standing_option(
    text: str, form: Form | None, prompt: Prompt | None, ctx: Context, locale: str
) -> str | None:
    """Id of the option that `text` picks though it may not be shown; None when it picks none."""
    if ctx.offer is not None and not ctx.capture and _REPORT_IT.fullmatch(core(fold(text))):
        return f"report:{ctx.offer[0]}"
    if form is None or form.state.status != "open" or ctx.drafts or len(text) > MAX_SAID:
        return None
    if prompt is not None:
        if form.kind == "w" and _SUBMIT.fullmatch(core(fold(text))):
            return "done:yes"
        if _is_said(text, "end_no"):
            return "cmd:resume"
        opened = fresh_offer(form, prompt.path)
        if opened and says_no_more(text):
            return choice_id(form, opened, "no")
        return _late_button(text, form, prompt)
    if form.kind != "w":
        return None
    said = core(legible(fold(text)))
    if one_more := _one_more(form, "", said):
        return one_more
    spoken = (id_ for id_, way in _READ_BACK.items() if way.fullmatch(said))
    return next(spoken, None) or _of_read_back(text, locale)


def _late_button(text: str, form: Form, prompt: Prompt) -> str | None:
    """The button of an earlier menu that is said where words are asked for: no answer."""
    said = core(fold(text))
    if one_more := _one_more(form, prompt.path if prompt.more else "", said):
        return one_more
    if prompt.more or prompt.question.type != "text":
        return None
    labels = {key_of(say(locale, key)) for locale in ("zh", "en") for key in _ONLY_BUTTONS}
    return PASSED if key_of(text) in labels or _ALSO_BUTTONS.fullmatch(said) else None


def _one_more(form: Form, asked: str, said: str) -> str | None:
    """The button of one more instance, of the offer on the screen or of one turned down."""
    offer = meant_offer(form, asked, said) if _ONE_MORE.fullmatch(said) else ""
    return choice_id(form, offer, "yes") if offer else None


def _of_read_back(text: str, locale: str) -> str | None:
    """The read-back's button that is named; a number means what is on the screen instead."""
    words = key_of(text)
    if len(words) < (MIN_WORD_EN if words.isascii() else MIN_WORD):
        return None
    named = [id_ for id_, key in READ_BACK_OPTIONS if words in key_of(say(locale, key))]
    return named[0] if len(named) == 1 else None
