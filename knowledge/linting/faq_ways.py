"""Rules of the FAQs against the elements: by whom, online or not, how often one has to come.

A text is read as what it says, for or against, wherever the words stand; what says both, or
says it of some people only, says nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.elements import CONDITIONS, PROCEDURE
from knowledge.linting.asked import Asked, against, asked, for_everybody
from knowledge.linting.page import Flaw, Page
from knowledge.linting.ways import ONLINE, TRIPS, WAYS
from knowledge.time_limits import number_of

PROXY, MUST_COME = "委托代办", "必须现场办理原因"
_BY_PROXY = (
    "代办|代为|代理人?|委托|受托|他人|别人|代[替领交他她我你您]|家[人属里]|亲属|配偶|子女|中介"
)
_NOT_BARRED = re.compile(
    "(?:不需要?|无需|无须|不用|不必|不一定(?:要|非得?)?|不是必须|不强制|并非必须)(?:要|必须|得)?(?:由)?(?:申请人)?(?:本人|亲自)(?:亲自)?(?:到场|去|来|到现场|办理|到窗口)?"
)
_BARRED = re.compile(
    f"(?:不得|不能|不可以?|不允许|不支持|无法|不接受|不予|不行|禁止|谢绝|不准)[^，,。；;]{{0,6}}(?:{_BY_PROXY})"
    "|(?:必须|须|需要?|只能|应当?|一定要|得|要求|要|限|由)(?:由)?(?:是)?(?:申请人|办理人|当事人|双方)?(?:的)?本人(?!或|及|和|与|、|的?(?:有效)?(?:身份|证|户|银行|账|签|书|委|照))"
    f"|(?:{_BY_PROXY})[^，,。；;]{{0,4}}(?:不予|不了|不行|不可|不接受|不受理|无效)"
    "|本人(?:必须|须|需要?|应当?|得|要)?(?:亲自|亲身|自己)?(?:到场|到现场|到窗口|前往|来|去|办理|申请)"
    "|(?:必须|须|需要?|应当?|要|得)亲自|亲自(?:到|办|前)"
)
_ALLOWED = re.compile(
    f"(?:可以?(?!否)|能(?!否)|允许|支持|准许|接受)[^，,。；;不]{{0,10}}(?:{_BY_PROXY})"
    "|(?:代办人|受托人|代理人|被委托人)[^，,。；;不]{0,14}(?:带|持|提供|出示|可|办理)"
    "|(?:委托|代办|代为办理|代理)[^，,。；;不]{0,12}(?:即可|就行|就可以|也行|均可|可办|可以)|(?:提供|出具|带上?|持)(?:授权)?委托书"
)
_ASKS_PROXY = re.compile(
    "代办|代[他她我替]|代为|代理|委托|(?:别人|他人|家人|家属|家里人|朋友|亲属|同事|老婆|老公|爱人|配偶|子女|父母|儿子|女儿|经办人|中介)[^，,。？?]{0,8}(?:办|申请|提交|去)|(?:帮|替)我|请人|代[交跑]"
)
_ASKS_SELF = re.compile(
    "(?:本人|亲自)[^，,。？?]{0,4}(?:办|去|来|到|前往|申请|过)|(?:办|去|来|到场)[^，,。？?]{0,6}(?:本人|亲自)|自己(?:去|到|来)"
)
_ASKS_WHO = re.compile(f"{_ASKS_PROXY.pattern}|{_ASKS_SELF.pattern}")
_OTHER_THAN_PROXY = re.compile(
    "身份证|银行|账户|委托书|怎么写|什么材料|哪些材料|要带|需要带|要什么|公证|缴费|多久|多少|激活|签|人脸|识别|指纹|拍照|照片|(?<!申)领"
)
_IN_PERSON = re.compile(
    "(?:必须|须|应当?)由?(?:申请人|双方|当事人)?本人(?:亲自)?(?:到场|到现场|到窗口|前往|办理|申请)"
    "|(?:不得|不能|不可)(?:由他人)?(?:委托|代办|代为)"
)
"""Said in another place: there only what bars it for everybody counts."""
_FOR_SOME = re.compile("除|未满|但|周岁|领[证取]|仅|的由|的可|面签|激活|采集|窗口可|网上由")
_NOT_MYSELF = re.compile(
    "(?:如果?)?(?:您|(?:申请人)?本人|申请人)(?:因故|因事|确实?|确有|有事|工作)?[^，,。；;]{0,6}(?:不能|无法|不便|不方便|没空|没时间|来不了|去不了)[^，,。；;的]{0,12}(?:的话|的)?[，,]?"
)
"""Why somebody sends another: no condition of its own."""

_CANNOT_COME = re.compile("未成年|老年|老人|残疾|行动不便|卧床|监护|孩子")

_ASKS_ONLINE = re.compile(
    "网上|线上|在线|网络|手机|电脑|App|小程序|网办|全程网|政务服务网|网站|公众号|掌上",
    re.IGNORECASE,
)
_ASKS_SITE = re.compile(
    "(?:必须|一定|只能|非得?|要不要|需要|用不用|是不是要|得)(?:要|得)?[^，,。？?]{0,3}(?:去|到|来|跑)?[^，,。？?]{0,4}(?:现场|窗口|大厅|线下)"
)
_SPARES_SITE = re.compile("不(?:去|到|用去|用到|想去|跑)[^，,。？?]{0,4}(?:现场|窗口|大厅|线下)")
_ASKS_ANY_WAY = re.compile(
    "|".join(each.pattern for each in (_ASKS_ONLINE, _ASKS_SITE, _SPARES_SITE)), re.IGNORECASE
)
_OTHER_THAN_DOING = re.compile(
    "查|预约|进度|缴费|交费|支付|下载|打印|取号|咨询|投诉|寄|照片|拍|密码|注册|登[录陆]|看|样[表本]|改|撤|表格|上传|填|流程是|哪个网|网址|几[天次趟]|多久|多少|材料"
)
_NETWORK = "网上|线上|在线|网办|互联网|小程序|App|APP|app|手机|电脑|政务服务网|全程网|掌上"
_ONLINE_YES = re.compile(
    f"(?:可以?(?!否)|能(?!否)|支持|已(?:经)?(?:开通|实现)|请)(?:您)?[^，,。；;不未没]{{0,14}}(?:{_NETWORK})"
    f"|(?:{_NETWORK})[^，,。；;不未没]{{0,10}}(?:可以?|能|即可|就行|均可|都行)[^，,。；;不]{{0,4}}(?:办|申|提交)?"
    "|登[录陆][^，,。；;不]{2,24}|(?:打开|进入)[^，,。；;不]{0,12}(?:App|APP|app|小程序|网)|全程(?:网上|线上|网)[^，,。；;不]{0,4}办"
)
_ONLINE_NO = re.compile(
    f"(?:不(?!仅|只|但)|未|没有?|尚未|无法)[^，,。；;]{{0,8}}(?:{_NETWORK})"
    f"|(?:{_NETWORK})[^，,。；;]{{0,6}}(?:办不了|不能|不可以|无法|不支持|不行)"
    "|(?:[只仅](?:能|限|可以?|支持|接受|受理)|(?<![无不用])(?:必须|须|需要?|限|得|要|请))(?:要)?(?:到|去|在|前往|由)?[^，,。；;]{0,10}(?:窗口|现场|大厅|柜台|线下)[^，,。；;]{0,8}(?:办理|申请|提交|申报)?"
)
_TO_FETCH = re.compile("领|取|签|核验|采集|缴|寄|预约|查询|下载|进度|打印|咨询")
"""What is done beside applying, there or online."""
_SPARED = re.compile(
    "(?:不用|无需|无须|不需要?|不必)(?:再)?(?:到|去|来|跑|前往)[^，,。；;]{0,4}(?:现场|窗口|大厅)"
)
_ZERO = re.compile(
    "零(?:跑[动腿]|次|趟)|一(?:次|趟|回)都?(?:不用|不需要?|不必)|不(?:用|需要?|必)跑|(?:无需|不用|不需要?|不必)(?:再)?(?:到|去|来)(?:现场|窗口|大厅)"
)
_ASKS_TRIPS = re.compile(
    "(?:跑|去|来|到)[^，,。？?]{0,8}?(?:几|多少|一)[趟次回]|[几多少][趟回]|跑动"
)
_OTHER_THAN_TRIPS = re.compile("一?年|每月|每年|每天|申请几次|考|打|领|提取")
_TRIPS = re.compile(r"(\d{1,2}|[一二两三四五零]) ?[趟次回](?!性)")
_AT_MOST, _AT_LEAST = re.compile("最多|至多|一般|通常"), re.compile("最少|至少")
_MAY = re.compile("可以?|能|支持")
"""No answer to whether one must."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a text is read, for and against; `both` and neither say nothing."""

    yes: bool
    no: bool

    @property
    def plain(self) -> bool | None:
        """What it says, None where that is open."""
        return None if self.yes == self.no else self.yes


def faq_proxy(page: Page) -> Iterator[Flaw]:
    """In person or by proxy: allowed in one place, not in the other."""
    term, stated = _who_comes(page)
    if stated is None:
        return
    for one in asked(page, _ASKS_WHO, _OTHER_THAN_PROXY):
        told = _answer(one, _proxy(_for_sending(one.answer)), _proxy_yes(one.question))
        if told is not None and told != stated:
            yield against("faq-proxy", page, term, one)


def _who_comes(page: Page) -> tuple[str, bool | None]:
    """Where a guide says whether one may send another, and what it says of it."""
    if text := page.text(PROXY):
        return PROXY, None if _FOR_SOME.search(text) else _proxy(text, bare=True).plain
    for term in (MUST_COME, CONDITIONS, PROCEDURE):
        text = for_everybody(page.text(term))
        if _IN_PERSON.search(text) and not _ALLOWED.search(text):
            return term, False
    return PROXY, None


def _for_sending(answer: str) -> str:
    sentences = for_everybody(_NOT_MYSELF.sub("", answer)).split("。")
    return "。".join(one for one in sentences if not _CANNOT_COME.search(one))


def _proxy_yes(question: str) -> bool | None:
    """What a bare yes to this question means; None where that is open."""
    asks_self, asks_proxy = _ASKS_SELF.search(question), _ASKS_PROXY.search(question)
    needs = re.search("必须|一定|需要?|非得?|要", question)
    if asks_proxy and not (asks_self and re.search("是不是要|必须|一定要|需要本人|非得", question)):
        return True
    return False if asks_self and needs else None


def _proxy(text: str, *, bare: bool = False) -> _Reading:
    if bare and (
        found := re.fullmatch(r"(是|可以?|能|支持|允许)[。]?|(否|不[可能行]以?|不支持)[。]?", text)
    ):
        return _Reading(bool(found[1]), bool(found[2]))
    rest, spared = _NOT_BARRED.subn("", text)
    rest, barred = _BARRED.subn("", rest)
    return _Reading(bool(spared or _ALLOWED.search(rest)), bool(barred))


def _answer(one: Asked, reading: _Reading, yes_means: bool | None) -> bool | None:
    """What a FAQ answers: what its words say, else what its first word does."""
    if reading.yes or reading.no:
        return reading.plain
    if yes_means is None or one.yes == one.no or (not yes_means and _MAY.match(one.flat)):
        return None
    return yes_means if one.yes else not yes_means


def faq_online(page: Page) -> Iterator[Flaw]:
    """Online or not: yes in one place, no in the other."""
    flag, ways = page.text(ONLINE), page.text(WAYS)
    term = ONLINE if flag else WAYS
    if flag[:1] in ("是", "否"):
        stated = flag[0] == "是"
    elif ways:
        stated = "网" in ways or bool(re.search("线上|App|小程序", ways, re.IGNORECASE))
    else:
        return
    for one in asked(page, _ASKS_ANY_WAY, _OTHER_THAN_DOING):
        to_site = _ASKS_SITE.search(one.question) and not _SPARES_SITE.search(one.question)
        told = _answer(one, _online(one.flat), not to_site)
        if told is not None and told != stated and not (len(flag) > 1 and not told):
            yield against("faq-online", page, term, one)


def _online(text: str) -> _Reading:
    clauses = [clause for clause in re.split("[，,。；;]", text) if not _TO_FETCH.search(clause)]
    plain = "，".join(clauses)
    rest, spared = _SPARED.subn("", plain)
    rest, barred = _ONLINE_NO.subn("", rest)
    return _Reading(bool(spared or _ONLINE_YES.search(rest)), bool(barred))


def faq_trips(page: Page) -> Iterator[Flaw]:
    """How often one has to come: another number."""
    stated = {int(number) for number in re.findall(r"(\d) ?次", page.text(TRIPS))}
    for one in asked(page, _ASKS_TRIPS, _OTHER_THAN_TRIPS):
        plain, zero = _ZERO.subn("", one.flat)
        told = _counts(plain) | ({0} if zero else set())
        anywhere = _counts(_ZERO.sub("", one.answer)) | told
        if not stated or not told or anywhere & stated:
            continue
        if _AT_LEAST.search(one.flat):
            differs = min(told) > max(stated)
        else:
            differs = not _AT_MOST.search(one.flat) or max(told) < min(stated)
        if differs:
            yield against("faq-trips", page, TRIPS, one)


def _counts(text: str) -> set[int]:
    """How often, where a text says so; of "两次，一次交材料，一次领证" the sum it begins with."""
    counts = [int(number_of(number)) for number in _TRIPS.findall(text)]
    total = counts[:1]
    return set(total if len(counts) > 1 and sum(counts) == 2 * total[0] else counts)
