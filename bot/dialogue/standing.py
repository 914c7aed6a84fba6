"""What people say instead of a button's label, on the screen or one step away from it.

"没问题,提交吧" at the read-back, "全部登记" or "第二个不登记" at a draft, "确认"
while another list is shown, "再记一个" after all, "没有了" when one more was opened by
mistake: each is the button it means.
"""

from __future__ import annotations

import re

from bot.dialogue.context import Context, Menu
from bot.dialogue.house import Form
from bot.dialogue.instances import fresh_offer, meant_offer
from bot.dialogue.prompts import choice_id
from bot.dialogue.screen import READ_BACK_OPTIONS
from bot.dialogue.texts import say
from bot.reading import known_words, yesno
from bot.reading.correction_words import EN_ORDER
from bot.reading.draft_patterns import YES
from bot.reading.one_more import WANTED, says_no_more
from bot.reading.option import key_of
from bot.reading.words import core, fold, legible
from flows.events import Prompt
from flows.model import has_appearance

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
    "done:all": re.compile(
        r"(?:我?(?:要|想)|让我|给我|帮我|请|再)*(?:看(?:一?下|看)?|列(?:一?下)?|显示|念)"
        r"(?:全部|全的|所有的?(?:答案|回答)?|完整的?|整个|一遍)(?:的|吧|了)*|"
        r"(?:please )?(?:show|see|list)(?: me)? (?:all|everything)(?: again)?(?: please)?"
    ),
    "done:yes": re.compile(
        r"(?:没事[了儿]?[,\s]*|没(?:有)?(?:什么|啥)?[要可想再]?(?:补充?|别的|其[他它]|改|添|加|说)?的?了?[,\s]+)?"
        rf"{YES}(?:可以|直接)?(?:确认|提交|登记|交)"
        r"(?:无误|没问题|没有问题|没错|提交|了|吧|啊|上去|就行|[,\s])*|"
        r"(?:没有?(?:什么|啥)?|没什么|没啥|都?不用?|不需要)(?:别的|其[他它]的?|哪儿?里?)?(?:还)?"
        r"(?:要|需要|可|想|再)*(?:改|更正|修改|变动?)的?(?:地方)?了?|"
        rf"{YES}(?:我这边?|我看)?没(?:有)?(?:什么|啥)?(?:毛病|问题|意见|异议|别的|其[他它]的?)(?:问题)?(?:了|的)*|"
        rf"{YES}就?这样(?:了|吧|提交|可以|就行|就好)*|"
        r"没有?(?:问题|毛病)了?|(?:都|全)(?:对|没错)(?:了|的|呀|啊|吧)*|无误|"
        r"(?:it |that |all )?looks? (?:good|right|fine)(?:,? submit(?: it)?)?|"
        r"(?:all|that's|it's) (?:right|good|correct|fine)|"
        r"(?:(?:ok|okay|yes|yeah|yep|sure|fine|please|just)[,\s]+)*+"
        r"(?:submit|hand (?:it |that )?in|send (?:it|that)(?: off| in)?)(?: it)?(?: now| please)?|"
        r"nothing to change"
    ),
}
_WHICH = re.compile(
    r"(?:请|麻烦|帮我|把|将|change |correct )*(?:第[0-9一二三四五六七八九十]{1,3}[个题项条问步]|"
    rf"(?:the )?(?:{'|'.join(EN_ORDER)})\b|question [0-9])"
)
_SLIP = r"(?:说|点|按|打|选|搞|弄|填)错了?"
_AGREES_AFTER_ALL = re.compile(
    rf"(?!.*[不没]再?(?:同意|愿意|答应|肯))(?:啊|哎呀?|哦|噢|呀|嗯|不|等等|等一?下|我?(?:刚才|刚刚)?(?:{_SLIP}|错了)|不对|不好意思|"
    r"抱歉|其实|他们?|她|办事人|当事人|本人|家里人|人家|老人|对方|又|现在|还是|是|说|"
    r"sorry|wait|oops|no|they|he|she|actually|do|does|[\s,.!])*+"
    r"(?:同意|愿意|答应|肯了|agrees?|agreed|says? yes)(?:记录?|了|的|啊|呀|吧|after all|[\s,.!])*|"
    rf"我?(?:刚才|刚刚)?{_SLIP}|(?:sorry,? )?my mistake"
)
_SUBMIT = re.compile(r"(?:我要|可以|直接)?(?:确认)?提交(?:了|吧|啊)?|(?:submit|hand it in)(?: it)?")
_REPORT_IT = re.compile(
    r"(?:好,?|对,?|嗯,?)?(?:这个|这|那个)?(?:算|就|要|也)?(?:报成|当成|算成|是|算)(?:一?个)?问题(?:吧|了)?|报成问题|报上去吧?|"
    r"(?:yes,? )?(?:report (?:it|that|this)|(?:it|that|this)(?:'s| is) a problem)"
)
"""A report that was offered is taken up."""
_APART = re.compile(
    r"(?:要|请|那)?(?:分开|分别|拆开|各自)(?:报|登记|来|说|算)?(?:吧|了)?|"
    r"(?:report (?:them )?)?(?:apart|separately)"
)
"""Problems that were told in one message are to be reports of their own."""
_CHANGE_IT = re.compile(
    r"(?:对,?|那就?|要|就|给我|帮我)*(?:改掉?|去掉|拿掉|删掉?)(?:它|这个|那个|吧|了|啊)*|"
    r"(?:yes,? )?(?:change|drop|remove) (?:it|that)"
)
"""The mark that was asked about is to go."""
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
    if menu.kind == "nothing_wrong" and _CHANGE_IT.fullmatch(core(fold(text))):
        return menu.options[0].id
    if menu.kind == "erase":  # a yes out of habit deletes nothing, a no is enough to keep all
        return menu.options[0].id if yesno.bare(text) == "no" else None
    if menu.kind in ("refused", "withdraw") and _AGREES_AFTER_ALL.fullmatch(core(fold(text))):
        return menu.options[0 if menu.kind == "refused" else -1].id
    if menu.kind != "draft" or not menu.options or len(text) > MAX_SAID:
        return None
    uncounted = {key_of(_COUNT.sub("", option.label)): option.id for option in menu.options}
    return uncounted.get(key_of(text))


def _looked(text: str, ctx: Context) -> str | None:
    """ "1还有", "都没遇到", "没留意": which known problems are still so, at the read-back."""
    if not ctx.known:
        return None
    still = known_words.still_so(text, len(ctx.known))
    if still is not None:
        numbers = (ctx.known[place - 1] for place in sorted(still))
        return "looked:" + ("+".join(numbers) or "none")
    return "looked:unseen" if known_words.is_unseen(text) else None


def says_which(text: str) -> bool:
    """Whether `text` begins with the place of a question or a card: "第三题改成5分钟"."""
    return _WHICH.match(core(fold(text))) is not None


def _is_said(text: str, key: str) -> bool:
    """Whether `text` is our own word `key`, in either language."""
    return key_of(text) in {key_of(say(locale, key)) for locale in ("zh", "en")}


def repeats_name(text: str, menu: Menu, picked: str) -> bool:
    """Whether a service, named anew, only looks like "就按“…”走", which quotes the last name."""
    if not menu.ways.of_items or not picked.endswith("="):
        return False
    label = next((key_of(o.label) for o in menu.options if o.id == picked), "")
    return key_of(text) != label and key_of(text) in key_of(menu.data.get("text", ""))


def standing_option(
    text: str, form: Form | None, prompt: Prompt | None, ctx: Context, locale: str
) -> str | None:
    """Id of the option that `text` picks though it may not be shown; None when it picks none."""
    if ctx.offer is not None and not ctx.capture and _REPORT_IT.fullmatch(core(fold(text))):
        return f"report:{ctx.offer[0]}"
    if ctx.several and _APART.fullmatch(core(fold(text))):
        return f"several:{ctx.several[0][0]}"
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
        return _of_known(text, prompt, ctx) or _late_button(text, form, prompt)
    if form.kind != "w":
        return None
    said = core(legible(fold(text)))
    if one_more := _one_more(form, "", said):
        return one_more
    spoken = (id_ for id_, way in _READ_BACK.items() if way.fullmatch(said))
    return _looked(text, ctx) or next(spoken, None) or _of_read_back(text, locale)


def _of_known(text: str, prompt: Prompt, ctx: Context) -> str | None:
    """A known problem that is picked as the aim by its number on the screen."""
    said = core(fold(text))
    at = int(said) - 1 if re.fullmatch("[1-9]", said) else len(ctx.known)
    is_aim = has_appearance(prompt.question, "aim")
    return f"look:{ctx.known[at]}" if is_aim and at < len(ctx.known) else None


def _late_button(text: str, form: Form, prompt: Prompt) -> str | None:
    """The button of an earlier menu that is said where words are asked for: no answer."""
    said = core(fold(text))
    if one_more := _one_more(form, prompt.path if prompt.more else "", said):
        return one_more
    if prompt.more or prompt.question.type != "text":
        return None
    return PASSED if is_only_button(text) else None


def is_only_button(text: str) -> bool:
    """Whether `text` is what nobody says but by a button: no text of one's own, no note."""
    said = any(_is_said(text, key) for key in _ONLY_BUTTONS)
    return said or _ALSO_BUTTONS.fullmatch(core(fold(text))) is not None


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
