"""Sentences that say of everything that it was well: "几个环节都通", "一条条对过,跟指南没出入".

A part that went well is not all: "登录没问题", "服务态度都好" say nothing of the rest. A clause is
made of the words below and no others, so that nothing that is not understood is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.options import options_of
from bot.reading.praise import is_praise
from bot.reading.words import clauses, is_filler
from flows.model import Choice

_LOOKED = (
    r"[我都]?(?:检查|核对|比对|核实|体验|看|查|核|对|试|走|问|比|翻|过|办|盯|跟)(?:下来(?:一看|一圈)?|(?:过|完|了)*(?:一?遍|一圈|一趟|一下)|过了?|完了?|着|了)|"
    r"(?:一[条项个样]|逐|挨|从)(?:一[条项个样]|[条项个一着]|头到尾)(?:地|儿)?|总的来[说看]|[总整]体(?:上|来[说看])?|"
    r"前前?后后?|里里外外|上上下下|一[圈趟遍]|(?:[跟和与同]|按照?)(?:办事|办理)?(?:指南|实际|上面|公示|网上|窗口|规定|规程)(?:的|上|里)?(?:写的|说的)?|"
    r"我们?|咱们?|[这那](?:边|里|儿|家|块|次|回|趟|一块|一家)|今天|这个部门|目前|基本上?|反正|感觉|觉得"
)
_MANY = (
    r"(?:这|那)?(?:各|每一?|几|些|全部|所有|(?:[两三四五六七八九十]|1[0-9]|[2-9])(?=个|大|项|条|家|方面))(?:大|几)?(?:个|项|条|样|家|处|道|步|块|点|关)?"
    r"(?:部门|单位)?的?(?:环节|方面|要点|要素|部门|单位|步骤?|地方|内容|流程|窗口|指标|系统|关口|手续|事项)?|"
    r"整个(?:流程|过程|办理)?|从[^,;没不]{1,8}到[^,;没不]{1,8}?(?=[都全])|全程|全流程|一路上?|样样|处处|事事|哪[儿里]|啥|什么|一[点个](?:儿)?|(?:[该应](?P<act>[\u4e00-\u9fff]{1,2})的)(?=[都全也](?P=act))"
)
_GOOD = (
    r"没(?:有)?(?:啥|什么|一点儿?|任何)?(?:问题|毛病|岔子|差错|得[说挑]|的说|话说)|没的挑|挑不出[\u4e00-\u9fff]{1,3}|绿灯|"
    r"通畅|顺畅|畅通|顺[利溜当]|联通|连通|打通|[通顺畅]|利索|利落|麻利|丝滑|齐全|[全齐](?!都)|准确|正确|对得上|对上了|[准对]|到了?位|过关|过得?硬|"
    r"达标|合格|合规|规范|不错|不差|妥[当帖]?|清清楚楚|清楚|明白|做到|办到|符合|一致|衔接上|接得上|放心|满意|正常|可以|好|ok|棒"
)
_LACK = (
    r"(?:没有?(?:发现|看出|看到|查出|查到|挑出|找出|找到|碰到|碰上|遇到|遇上|见着|出)?|未(?:发现|见)?|[看查挑找问核]不[出到])过?(?:有?(?:啥|什么|任何|一点儿?|半点儿?|大的?|哪[儿里]?有?)?)"
    r"(?:掉过?链子|卡过?壳|卡住?|卡顿|出入|偏差|差错|出错|走样|毛病|问题|岔子|纰漏|漏洞|漏项|不[妥对准顺好通]|含糊|"
    r"耽[误搁]|扯皮|推诿|打架|差别|差异|不一[样致]|绊子|堵点|短板|瑕疵|错处|错漏|错误|错)(?:的地方|之处|的)?(?:来|出来)?"
)
_WORDS = re.compile(
    rf"(?:{_LOOKED}|{_MANY}|{_LACK}|{_GOOD}|全都|全部|(?<=[都全也])[进有办做写说给通到]|[都也均还倒真挺很蛮是算]|确实|压根|非常|比较|特别|相当|"
    r"(?:衔接|配合|做|办|走|写|运转|说|讲|连)得(?:上|都)?|得很|[了的地啊呀呢吧哈嘛噢哦\s])*+"
)
_OF_ALL = re.compile(
    rf"{_LACK}|[都均]|全(?![了的,]|$)|[没无][的得][说挑]|样样|处处|事事|绿灯|整个|一路|每|挑不出|^没(?:有)?(?:啥|什么)?(?:毛病|问题)"
)
_IS_WELL = re.compile(rf"{_GOOD}|{_LACK}|[该应](?P<act>[\u4e00-\u9fff]{{1,2}})的[都全也](?P=act)")
_UNDERSTOOD = re.compile(
    rf"[^,;没不难未慢坏错]{{0,8}}?(?:{_GOOD}|[看听找用办]得(?:懂|明白|见|到|了)|一看就(?:懂|明白|会))[了的]?"
)
_SOME = re.compile(r"(?:[几两三四2-4]|一些)(?:个|项|条|样|家|处|道|步)[^都全均]*$")
_SHORT = frozenset({"没卡", "没错", "未卡"})
"""Of one thing, or a nod."""
MIN_CLAUSE, MAX_LENGTH = 2, 40


def says_all_well(folded: str) -> bool:
    """Whether all of `folded` says that things were well, and a clause of it says so of all."""
    if not 1 < len(folded) <= MAX_LENGTH or folded.isascii() or "?" in folded:
        return False
    spans = [folded[a:b] for a, b in clauses(folded)]
    well = [w for w in spans if len(w) >= MIN_CLAUSE and _WORDS.fullmatch(w)]
    of_all = any(
        w not in _SHORT and _OF_ALL.search(w) and _IS_WELL.search(w) and not _SOME.search(w)
        for w in well
    )
    rest = (w for w in spans if w not in well and not is_filler(w))
    return of_all and all(is_praise(w) or _UNDERSTOOD.fullmatch(w) for w in rest)


def well_option(choices: Sequence[Choice]) -> str | None:
    """The name of the one option that says that nothing applies, or that all is right."""
    well = [o.name for o in options_of(choices) if o.is_well]
    return well[0] if len(well) == 1 else None
