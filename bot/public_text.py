"""What people wrote, made fit for the public: nobody can be told by it (R66, R90).

Hidden are numbers of persons (`bot.privacy`, here with their last digits), any other long number,
phones but the hotlines, plates, mail and chat accounts, web addresses, homes, and the names of
persons: those that the database knows, and surnames with a form of address. Case by case more is
hidden than need be; an admin sees what goes out and can word it otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.privacy import mask
from flows.characters import HIDDEN, unsteered

HIDES: dict[str, str] = {"number": "［号码略］", "address": "［地址略］", "account": "［账号略］"}
"""What stands in place of what is hidden."""
NAME = "某某"
SHORTEST, LONGEST_NAME = 2, 30
"""Characters of a name that is looked for; one alone stands in half of all words."""
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛"
    "奚范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安乐傅皮卞齐康伍余元"
    "卜顾孟平黄穆萧尹姚邵汪祁毛禹狄米贝明臧计伏戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强"
    "贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解宗丁宣邓郁单杭洪包诸"
    "左石崔吉龚程邢裴陆荣翁荀甄曲封储靳段焦侯宓蓬班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙"
    "叶幸司韶黎薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴闻党翟谭贡劳逄姬申扶堵冉宰雍桑桂牛寿"
    "边扈燕冀浦尚农温别庄晏柴瞿阎慕茹习艾鱼容古慎戈廖庾终暨居衡耿弘匡文寇禄阙东殴沃利蔚越"
    "隆师巩聂晁勾敖融訾辛简饶曾沙鞠须丰红游竺权盖益桓肖涂岳"
)
"""But those that are the words in front of a title ("向主任反映")."""
_TITLES = (
    "先生|女士|小姐|同志|科长|副科长|处长|副处长|股长|主任|副主任|局长|副局长|所长|队长|"
    "书记|经理|师傅|大爷|大妈|大姐|大哥|阿姨|叔叔|老师|医生|律师|老板"
)
_TITLED = re.compile(
    rf"(?<![一-鿿])[{_SURNAMES}][一-鿿]{{0,2}}?(?={_TITLES})|[{_SURNAMES}](?={_TITLES})"
)
_INTRODUCES = "我叫|我是|名叫|(?:姓名|名字|联系人|申请人|经办人|责任人|当事人)(?:是|叫|为|：|:)?"
_CALLED = re.compile(rf"(?P<called>{_INTRODUCES}) ?[{_SURNAMES}][一-鿿]{{1,2}}(?![一-鿿])")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领]"
    r"[ ]?[A-HJ-NP-Z][ ·•.\-]{0,2}"
    r"(?:[A-HJ-NP-Z0-9][ ]?){4,5}[A-HJ-NP-Z0-9挂学警港澳]",
    re.IGNORECASE,
)
_STARRED = re.compile(r"[0-9]{0,3}\*{4,}[0-9Xx]{0,4}")
_GAP = r"[ \t\u00a0\u2000-\u200a\u2010-\u2015·./_~\-]{0,2}"
_LONG = re.compile(rf"(?<![0-9A-Za-z])[A-Za-z]{{0,3}}[0-9](?:{_GAP}[0-9]){{6,}}[A-Za-z]?")
_DAY = re.compile(r"(?:19|20)[0-9]{2}([-./]?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12][0-9]|3[01])")
_OURS = re.compile("20[0-9]{2}-[0-9]{4,6}")
_MAIL = re.compile(r"[\w.+-]+\s?[@＠]\s?[\w-]+(?:\.[\w-]+)*", re.ASCII)
_WEB = re.compile(r"(?:https?://|www\.)[^\s，。；、）)】\"'<>]+", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"(?P<called>(?:微信|QQ|抖音|支付宝|wechat|telegram|weixin|wx|vx)(?:号码?|账号|id)?)"
    r"(?:是|为|[:： ])?\s?[@A-Za-z0-9][\w.-]{4,}",
    re.IGNORECASE | re.ASCII,
)
_PLACES = "小区|家园|花园|花苑|公寓|家属院|家属楼|新村|社区|村|苑|里|园|组|巷|弄|路|街|大道"
_NUMERALS = "0-9一二三四五六七八九十"
_HOME = re.compile(
    rf"[一-鿿0-9A-Za-z]{{0,20}}(?:{_PLACES})[一-鿿0-9A-Za-z\-—]{{0,12}}?"
    rf"[{_NUMERALS}]{{1,4}}(?:号楼|栋|幢|座|单元)"
    rf"[A-Za-z{_NUMERALS}\-—]{{0,6}}(?:单元|栋|幢|座)?[A-Za-z{_NUMERALS}\-—]{{0,6}}(?:室|户|号)?"
)


@dataclass(frozen=True, slots=True)
class PublicText:
    """Hides what tells of persons. `names` by their first character, in any letter case."""

    names: dict[str, re.Pattern[str]]

    @classmethod
    def of(cls, names: Iterable[str], kept: Iterable[str] = ()) -> PublicText:
        """With these names of persons; a name that is a part of a `kept` word stays readable."""
        words = "\n".join(kept).lower()
        by_first: dict[str, set[str]] = defaultdict(set)
        for name in (" ".join(one.split()) for one in names):
            if SHORTEST <= len(name) <= LONGEST_NAME and name.lower() not in words:
                by_first[name[0].lower()].add(name)
        return cls({first: _pattern(found) for first, found in by_first.items()})

    def shown(self, text: str) -> str:
        """`text` as the public may read it. Hides nothing the second time."""
        text = _ascii(unsteered(text))
        text = _WEB.sub(HIDES["account"], _MAIL.sub(HIDES["account"], text))
        text = _ACCOUNT.sub(rf"\g<called>{HIDES['account']}", text)
        text = _STARRED.sub(HIDES["number"], mask(text).text)
        text = _PLATE.sub(HIDES["number"], text)
        text = _HOME.sub(HIDES["address"], text)
        text = _LONG.sub(_number, text)
        text = _CALLED.sub(rf"\g<called>{NAME}", self._unnamed(text))
        return _TITLED.sub("某", text)

    def _unnamed(self, text: str) -> str:
        out: list[str] = []
        at, low = 0, text.lower()
        while at < len(text):
            pattern = self.names.get(low[at])
            found = pattern.match(text, at) if pattern else None
            out.append(NAME if found else text[at])
            at = found.end() if found else at + 1
        return "".join(out)


def _pattern(names: set[str]) -> re.Pattern[str]:
    """Any of them, the longest first; letters not within a word, signs perhaps with gaps."""
    parts = []
    for name in sorted(names, key=lambda one: (-len(one), one)):
        if name.isascii():
            parts.append(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])")
        else:
            parts.append(r"[\s·]?".join(re.escape(sign) for sign in name if not sign.isspace()))
    return re.compile("|".join(parts), re.IGNORECASE)


def _number(found: re.Match[str]) -> str:
    """A day and the ledger's own numbers stay."""
    is_ours = found.string.endswith("WT-", 0, found.start()) and _OURS.fullmatch(found[0])
    return found[0] if is_ours or _DAY.fullmatch(found[0]) else HIDES["number"]


def _ascii(text: str) -> str:
    """Without marks that nobody sees, full-width letters and digits as ASCII."""
    wide = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
    return re.sub(f"[{HIDDEN}]", "", text).translate(wide)
