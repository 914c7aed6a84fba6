"""走前 and at the end: what is already known to be wrong with the service that is walked.

It is told when the service is chosen, offered as the aim, and asked about once beside the
read-back, which nobody has to answer. Of other people's issues only the number, the kind and the
short words of the problem are told, never who reported it, and no words in which somebody may be
named (R92).
"""

from __future__ import annotations

import re

from bot.dialogue import walking
from bot.dialogue.house import Form, House
from bot.dialogue.messages import Option
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.dialogue.texts import say
from bot.privacy import mask
from flows.issue_terms import CATEGORIES
from flows.model import has_appearance
from flows.volunteer_terms import ASIDE

MOST = 3
"""Problems that are told: the kinds reported most often."""
PROBLEM_LENGTH = 40
IMPOSSIBLE = "办不成"
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
)
_NAMED = re.compile(
    rf"[{_SURNAMES}](?:某+|先生|女士|小姐|阿姨|大爷|大妈|大哥|大姐|师傅|老师|主任|科长|局长|处长|所长|"
    r"经理|同志|姐|哥)|"
    rf"[小老](?![程高康金钱方范万段黄江易常文白石])[{_SURNAMES}]|姓(?!名)[\u4e00-\u9fff]的?|(?:名叫|叫做|名字|姓名|叫)[{_SURNAMES}]|"
    rf"(?:工作人员|办事员|窗口人员|经办人|保安|科员)[{_SURNAMES}][\u4e00-\u9fff]|工号|胸牌|"
    r"\b(?:mr|mrs|ms|miss|dr)\b\.? ?[a-z]|\b(?:named|called|name is|badge)\b",
    re.IGNORECASE,
)
"""Words in which a person may be named: they are not passed on."""


def told_words(problem: str, category: str, locale: str) -> str:
    """A problem as others may hear of it: masked, bounded; its kind where it may name somebody."""
    kind = CATEGORIES.get(category, category) if locale == "en" else category
    if not problem or _NAMED.search(problem):
        return say(locale, "known_unsaid", category=kind)
    return short(mask(problem).text, PROBLEM_LENGTH)


def _words_of(house: House, number: str, locale: str) -> str:
    issue = house.reader.issue(number)
    if issue is None:
        return number
    fields = issue.fields
    category = fields["category"].value if "category" in fields else ""
    problem = fields["problem"].value if "problem" in fields else ""
    return told_words(problem, category, locale)


def tell(talk: Talk) -> None:
    """Say what is known of the service that was just chosen; nothing where nothing is."""
    talk.ctx.known, talk.ctx.known_asked = (), False
    if talk.walk is None or talk.ctx.capture or talk.walk.flow_id in ASIDE:
        return
    problems, severities = talk.house.reader.known_problems(
        talk.walk.item_id, talk.walk.item_name, MOST
    )
    if not problems:
        return
    talk.ctx.known = tuple(one.number for one in problems)
    lines = [
        talk.word(
            "known_line",
            problem=told_words(one.problem, one.category, talk.locale),
            number=one.number,
            count=one.count,
        )
        for one in problems
    ]
    count = severities.get(IMPOSSIBLE, 0)
    impossible = talk.word("known_impossible", count=count) if count else ""
    talk.say("known_before", lines="\n".join(lines), impossible=impossible)


def aim_words(house: House, number: str, locale: str) -> str:
    """A known problem as what the walk is to find out."""
    return say(locale, "known_aim", problem=_words_of(house, number, locale))


def aim_options(talk: Talk, form: Form) -> tuple[Option, ...]:
    """The known problems as buttons of the question for the aim."""
    prompt = talk.look(form).prompt
    if prompt is None or not has_appearance(prompt.question, "aim"):
        return ()
    return tuple(
        Option(f"look:{number}", aim_words(talk.house, number, talk.locale))
        for number in talk.ctx.known
    )


def look(talk: Talk, number: str) -> None:
    """A problem that is known of the service is what the walk is to find out."""
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    asked = prompt is not None and has_appearance(prompt.question, "aim")
    if form is None or prompt is None or not asked or number not in talk.ctx.known:
        talk.stale()
        return
    talk.turn.set_kind("answer", prompt.path)
    walking.give(talk, form, prompt, aim_words(talk.house, number, talk.locale))


def ask(talk: Talk) -> None:
    """Ask, once and beside the read-back, which of the problems that were known are still so."""
    numbers = talk.ctx.known
    if not numbers or talk.ctx.known_asked:
        return
    talk.ctx.known_asked = True
    lines = "\n".join(
        talk.word(
            "looked_line",
            place=place,
            problem=_words_of(talk.house, number, talk.locale),
            number=number,
        )
        for place, number in enumerate(numbers, start=1)
    )
    none = Option("looked:none", talk.word("looked_none"))
    unseen = Option("looked:unseen", talk.word("looked_unseen"))
    if len(numbers) == 1:
        still = Option(f"looked:{numbers[0]}", talk.word("looked_still"))
        talk.say("looked", (still, none, unseen), lines=lines)
        return
    each = (
        Option(f"looked:{number}", talk.word("looked_one", place=place))
        for place, number in enumerate(numbers, start=1)
    )
    every = Option(f"looked:{'+'.join(numbers)}", talk.word("looked_all"))
    talk.say("looked_many", (*each, every, none, unseen), lines=lines)


def looked(talk: Talk, which: str) -> None:
    """What the person saw of the known problems: numbers joined by +, `none` or `unseen`."""
    walk, still = talk.walk_under_way, set(which.split("+")) - {"none", "unseen"}
    if walk is None or not talk.ctx.known or not still <= set(talk.ctx.known):
        talk.stale()
        return
    talk.turn.set_kind("answer", "known")
    if which == "unseen":
        talk.say("looked_kept_unseen")
        return
    for number in talk.ctx.known:
        talk.turn.see_issue(number, walk.id, "still" if number in still else "gone")
    if still:
        talk.say("looked_kept", numbers=talk.joined(sorted(still)))
    else:
        talk.say("looked_kept_gone")
