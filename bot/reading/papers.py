"""Papers as people call them, and as guides do: "户口本" is the guide's "居民户口簿".

So is "household register": what is common has an English name here. A paper that has none ("a proof
of residence") cannot be told to be missing in a guide in Chinese, and is not.
"""

from __future__ import annotations

import re

from bot.reading.words import MAX_READ, core, fold
from knowledge.words import groups_in, words_of

MAX_HEADS = 12
"""Names by which one row of a guide is looked for."""
MAX_ENGLISH = 6
"""English names of one row, besides."""
MAX_RENAMED = 8
"""Characters of a name whose words are called otherwise one by one."""
ENGLISH: dict[str, tuple[str, ...]] = {
    "身份证": ("id card", "identity card", "id"),
    "户口簿": ("household register", "household registration book", "hukou book", "hukou"),
    "户口本": ("household register", "household registration book", "hukou book", "hukou"),
    "照片": ("photo", "photograph", "picture"),
    "相片": ("photo", "photograph", "picture"),
    "申请表": ("application form", "form"),
    "登记表": ("registration form", "application form", "form"),
    "申请书": ("letter of application", "application letter"),
    "营业执照": ("business licence", "business license"),
    "出生医学证明": ("birth certificate",),
    "结婚证": ("marriage certificate",),
    "离婚证": ("divorce certificate",),
    "居住证": ("residence permit",),
    "驾驶证": ("driving licence", "driving license", "driver's license", "driver's licence"),
    "残疾人证": ("disability certificate",),
    "社会保障卡": ("social security card",),
    "银行卡": ("bank card",),
    "委托书": ("power of attorney", "letter of authorization", "letter of authorisation"),
    "承诺书": ("letter of commitment", "declaration"),
    "租赁合同": ("lease", "rental contract", "tenancy agreement"),
    "劳动合同": ("labour contract", "labor contract", "employment contract"),
    "发票": ("invoice",),
    "不动产权证": ("title deed", "property certificate"),
    "体检": ("medical certificate", "medical report", "health check"),
    "护照": ("passport",),
    "章程": ("articles of association",),
}
"""What is called so in a guide's row, and how it is called in English, the full name first."""
_BRACKET = re.compile(r"[(\[]")
_SPLIT = re.compile(r"、|或者?|以及|和|与|,|如|:")
_OWNER = re.compile(
    r"(?:(?:本人|申请人|办事人|双方|买卖双方|父母|新生儿(?:父母)?|经营者|法定代表人|家庭成员|代理人|居民|近期|各?[0-9 ]+寸)的?)+"
)
_KIND = (
    r"(?:证明|复印件|复印|原件|照片|相片|合同|发票|回执|申请表|登记表|承诺书|申请书|委托书|营业执照|执照|流水|报告|收据|"
    r"户口[本簿]|存折|银行卡|证(?!明)|材料|表(?!示|现|格)|书(?!面))"
)
_PAPER = re.compile(rf"(?P<paper>[\u4e00-\u9fff]{{0,10}}?{_KIND}(?:{_KIND})?)")
_WANTED = re.compile(
    r"(?:又|还|多|另外|额外|再|非得?|硬)(?:要求?|让|叫|得|需要?)(?:我们?|咱们?|他|她|老人|大爷|大妈)?(?:再|又|去)?"
    r"(?:交|带|提供|出示|补|拿|开|收|复印|打印)?(?:了|一[遍次])*(?:[一二两三0-9]{1,2}[份张个本页遍次])?的?"
)
_AGAIN = re.compile(
    rf"(?P<paper>[\u4e00-\u9fff]{{0,10}}?{_KIND}(?:{_KIND})?)又(?:跟|向|找|问|让|叫)?(?:我们?|咱们?|他|她|老人)?"
    r"(?:重新|再)?(?:要|收|交|提供|复印|填)了?一?[遍次份]"
)
"""What is wanted stands in front: "场地使用权证明又要了一遍"."""
_LEAD = re.compile(
    r"(?:窗口|我们?|什么|哪[些份张种样]|说是?|还|又|要求?|让|交|带|提供|补|了|再|多|的|有|是|开|[一二两三0-9]{1,2}[份张个本页]|指南|上|没有)+"
)
_NO_NAME = re.compile(r"(?:(?:其[他它]|别的|新的?)?(?:材料|原件|复印件?|证明|证|表|书|报告))?")


def heads(row: str) -> tuple[str, ...]:
    """The names by which people call the paper of a guide's row, folded, whole names first."""
    head = _BRACKET.split(fold(row))[0]
    found: dict[str, None] = {}
    for piece in (head, *_SPLIT.split(head)):
        bare = _OWNER.sub("", core(piece))
        others = _other_names(bare) if len(bare) <= MAX_RENAMED else []
        for name in (core(piece), bare, *others):
            if len(name) >= 2:
                found[name] = None
    english = (name for word, names in ENGLISH.items() if word in head for name in names)
    return (*tuple(found)[:MAX_HEADS], *tuple(dict.fromkeys(english))[:MAX_ENGLISH])


def _other_names(name: str) -> list[str]:
    """What the words of a name are called otherwise."""
    return [
        name[:start] + word + name[end:]
        for start, end, head in groups_in(name)
        for word in words_of(head)
    ]


def names(words: str, row: str) -> bool:
    """Whether `words` name the paper of a guide's row; "居住证明" is no "居住证"."""
    folded = fold(words[:MAX_READ])
    return any(re.search(_as_word(head), folded) for head in heads(row))


def _as_word(name: str) -> str:
    return rf"\b{re.escape(name)}s?\b" if name.isascii() else re.escape(name) + "(?!明)"


def demanded(text: str) -> str:
    """The paper that `text` tells was wanted besides ("又要了居住证明"); empty where it tells none."""
    folded = fold(text[:MAX_READ])
    for wanted in _WANTED.finditer(folded):
        paper = _PAPER.match(folded, wanted.end())
        if paper and not _NO_NAME.fullmatch(paper["paper"]):
            return text[paper.start() : paper.end()]
    again = _AGAIN.search(folded)
    return text[slice(*_named(folded, *again.span("paper")))] if again else ""


def told(text: str) -> str:
    """The first paper that the answer to "which paper?" names."""
    folded = fold(text[:MAX_READ])
    for found in _PAPER.finditer(folded):
        if name := text[slice(*_named(folded, *found.span()))]:
            return name
    return ""


def _named(folded: str, start: int, end: int) -> tuple[int, int]:
    """The paper's name in those characters, without what leads up to it; empty for "材料"."""
    lead = _LEAD.match(folded, start, end)
    start = lead.end() if lead else start
    return (end, end) if _NO_NAME.fullmatch(folded, start, end) else (start, end)
