"""Marks of five levels, in words, stars or points: "还行", "太差了", "四颗星", "5/5", "not bad".

1 is the worst, 5 the best, whatever order the form lists them in. A bare digit
is no mark but the number of an option; `bot.reading.choices` reads that first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading import exceptions
from bot.reading.numbers import CJK, ENGLISH, value_of
from bot.reading.reading import Reading
from bot.reading.words import ASSENT, MAX_READ, clauses, core, fold, is_filler, trimmed
from flows.model import Choice

_VERY = r"(?:非常|很|特别|老|贼|倍儿|可|十分|极其?|太|超级?|相当|最|very|really|so|extremely)\s*"
_TOLD = r"(?:介绍|讲解|解释|说明|[讲说答写])"
_PLAINLY = r"(?:清楚|明白|详细|仔细|全面?|细致|细|周到|到位|认真|耐心|专业|热情|顺[利当畅心溜]?(?![序便路]))"
_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(r"好坏参半|有好有坏|(?:没什么|没啥|没有|不是|不算)不|差不多|好不好|说不|一言难尽")),
    (2, re.compile(r"(?:有点儿?|有些|略微?)(?:失望|不满|差|糟)|不敢恭维|a bit (?:disappoint|bad|poor)")),
    (1, re.compile(rf"{_VERY}(?:不满意?|差|烂|糟糕?|失望|不好|dissatisfied|unsatisfied|bad|poor)|"
                   r"差极了|差到家|差得很|差劲|气死|坑人|不像话|rubbish|useless|糟透|糟糕|极差|烂透|失望|恶劣|垃圾|terrible|awful|horrible|"
                   r"worst")),
    (3, re.compile(r"不(?:太|算|很)?差|不好不坏|not (?:too )?bad|基本满意|一般(?!都|要|来说|情况|"
        r"会)|还行|还可以|还好|凑合|将就|说得过去|就那么回事|"
                   r"马马虎虎|过得去|中等|普通|勉强|中规中矩|so-?so|okay|\bok\b|average|acceptable|alright|all right|nothing special|"
                   r"\bfair\b|neutral|\bmeh\b|一半一半")),
    (2, re.compile(r"(?:不|没|没有|没那么|不那么|算不上|谈不上)(?:太|怎么|是很|很|大|够|算|多|"
        r"什么|咋)?"
                   r"(?:满意|好|行|理想|舒服|顺)|比较差|有点差|较差|差(?!不多|别|点)|不行|不咋地|"
                   r"不(?:咋|怎么)样|"
                   r"\bdissatisfied|unsatisfied|not (?:(?:very|so|really|too|at all|that|quite) )*"
                   r"(?:good|satisfied|great|happy|pleased|fine|clear|well|helpful|easy)\b|\bunhappy\b|"
                   r"\bunclear\b|\bconfusing|disappoint|"
                   r"\bbad\b|\bpoor\b")),
    (2, re.compile(rf"(?:没有?|不|未)(?:怎么|太|大)?{_TOLD}得?(?:太|很|够|怎么|多)*{_PLAINLY}|"
                   rf"{_TOLD}得(?:不|一点都?不)(?:怎么|太|是很|很|大|够)*{_PLAINLY}")),
    (5, re.compile(rf"清清楚楚|明明白白|仔仔细细|井井有条|头头是道|(?<!不){_VERY}{_PLAINLY}|没[的得]挑|{_VERY}(?:满意|好|棒|赞|不错|顺利|satisfied|good|happy|pleased|clear(?:ly)?|well|helpful|polite|nice)|好极了|完美|优秀|"
        rf"没得说|"
                   r"没话说|无可挑剔|[棒赞]|巴适|安逸|杠杠|得劲|没得挑|没说的|挑不出毛病|顶呱呱|呱呱叫|满分|could ?n[o']t be better|top notch|excellent|\bgreat\b|perfect|amazing|wonderful|"
                   r"fantastic|brilliant|outstanding|delighted|thrilled|over the moon|crystal clear|loved it|first rate|"
                   r"superb")),
    (4, re.compile(rf"(?:{_TOLD}得|比较|挺|蛮|还算?|都){{1,3}}{_PLAINLY}|一[听看]就[懂明会]|(?:比较|挺|蛮|还算?|都)?(?:满意(?!度)|不错|"
        r"(?<![就办最只刚正幸弄做搞等修填交])好(?![了像几多久不在处办意似])|可以(?![更再改])|"
        r"良好)|\bhappy\b|\bgood\b|\bsatisfied\b|\bfine\b|\bpleased\b|\bdecent\b|\bclearly\b|"
                   r"\bclear\b(?! (?:up|out))|\bwell (?:explained|done|run|organi[sz]ed|put)|"
                   r"(?:explained|done|went|did)(?: (?:it|everything|all))? well\b|\bno complaints?\b")),
)  # fmt: skip
_SCORE = re.compile(
    rf"(?<![0-9.\-])(?P<n>[0-5](?:\.0)?|[{CJK}]|\b(?:one|two|three|four|five))\s*(?:颗?星(?!半)|分(?![钟之种半])|/\s*5|stars?\b|points?\b|out of (?:5|five))|"
    r"(?P<hundred>100|一百)\s*分|(?P<stars>[★⭐🌟]{1,5})"
)
_ASPECT = re.compile(
    r"其[他它余]|别的|政策|流程|手续|服务|态度|体验|窗口|大厅|系统|网站|小程序|人员|材料|速度|效率|排队|环境|指南|信息|"
    r"\b(?:policy|procedure|service|staff|experience|counter|system|website|queue|forms?)\b"
)
"""What a mark can be of."""
_TAIL = re.compile(r"[吧啊呀了的呢哦嘛\s]+$")
_A = re.compile(
    r"^(?:an? |(?:i(?:'d| would|'ll| will)? )?(?:just )?(?:say|give (?:it|them|that)|it's) (?:an? )?)"
)
_GIVEN = re.compile("[1-5]")
"""A digit behind "give it a"; a digit alone is the number of an option, which was read before."""
LEVELS = range(1, 6)


def level(text: str) -> tuple[int, bool] | None:
    """(1 to 5, whether it was said by the book) for a mark in words.

    None when there is no mark, or marks that differ ("窗口很好,系统太差").
    """
    folded = core(fold(text))
    if ASSENT.fullmatch(folded):
        return None
    if score := _SCORE.search(folded):
        return _points(score)
    marks: dict[int, bool] = {}
    left = folded
    for mark, pattern in _LEVELS:
        while found := pattern.search(left):
            marks[mark] = found[0] == folded
            left = left[: found.start()] + "·" * len(found[0]) + left[found.end() :]
    if len(marks) != 1 or 0 in marks:
        return None
    return marks.popitem()


def differ(text: str) -> bool:
    """Whether `text` gives different marks to different things: "服务好,流程差"."""
    folded = fold(text[:MAX_READ])
    given = {points[0] for score in _SCORE.finditer(folded) if (points := _points(score))}
    if len(given) > 1:
        return True
    for start, end in clauses(folded):
        mark = level(folded[start:end])
        if mark is None or not _ASPECT.search(folded[start:end]):
            return False
        given.add(mark[0])
    return len(given) > 1


def spares_one(text: str) -> bool:
    """Whether a mark is given to all but one thing: "都满意,除了流程", "good except for the website"."""
    folded = fold(text[:MAX_READ])
    return any(
        level(folded[slice(*well)]) is not None and _ASPECT.search(folded, *named) is not None
        for well, named in exceptions.cuts(folded, *trimmed(folded))
    )


def is_mark(text: str) -> bool:
    """Whether `text` is a mark and nothing else: "满意吧", "四颗星"."""
    said = _TAIL.sub("", core(fold(text)))
    if (score := _SCORE.search(said)) is not None:
        return is_filler(said[: score.start()] + said[score.end() :])
    found = level(said)
    return found is not None and found[1]


def _alone(text: str) -> int | None:
    """A mark that is only an English number: "five", "a four"."""
    said = _A.sub("", _TAIL.sub("", core(fold(text))))
    value = int(said) if _GIVEN.fullmatch(said) else ENGLISH.get(said)
    return value if value in LEVELS else None


def _points(score: re.Match[str]) -> tuple[int, bool] | None:
    if score["stars"]:
        return len(score["stars"]), True
    value = LEVELS[-1] if score["hundred"] else value_of(score["n"])
    return (int(value), True) if value is not None and int(value) in LEVELS else None


def read(text: str, choices: Sequence[Choice]) -> Reading | None:
    """The choice at the level that `text` says; None when the list has no such level.

    A choice's level is its name where the names are 1 to 5, else what its label says.
    """
    alone = _alone(text)
    said = (alone, False) if alone else level(text)
    if said is None:
        return None
    fitting = [c.name for c in choices if _level_of(c) == said[0]]
    if len(fitting) != 1:
        return None
    start, end = trimmed(text)
    return Reading(fitting[0], start, end, literal=False)


def _level_of(choice: Choice) -> int | None:
    if choice.name in map(str, LEVELS):
        return int(choice.name)
    levels = {found[0] for label in choice.label.values() if (found := level(label))}
    return levels.pop() if len(levels) == 1 else None
