"""A problem that was put right while one was there (R41): "工作人员马上换了牌子", "fixed on the spot".

Only what was done counts: a promise ("说马上改"), a wish, a denial and a deed of the applicant's
own ("让我当场改了表") put nothing right, nor does a change of the person or the counter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.reading.asking import asks
from bot.reading.words import Span, clauses, fold

ON_THE_SPOT = "已当场解决"
"""The term of `flows.issue_terms.MODES`."""
MAX_LOOKED_AT = 500
_SOON = r"(?:当场|当即|现场|马上|立马|立刻|立即|随即|当时|没(?:一会儿?|多久|过多久)|几分钟)"
_DONE = re.compile(
    rf"{_SOON}[^,;.!?]{{0,14}}?(?:"
    r"(?:改|修|弄|调|整理|处理|协调|解决)(?:好|过来|完|掉|到位)|(?:整改|改正|纠正|更正|解决|化解|修复|恢复|更新|修)(?:了|好|完|到位)|"
    r"改(?:了|过来)(?!(?:一下)?(?:口|主意|态度|天|日子|表|申请|名字|姓名|照片|签|密码|手机号|材料))|"
    r"[换贴摆添加装搬](?:了|上|好)[^,;.!?]{0,8}?(?:牌|标识|指示|指引|提示|告示|纸|屏|灯|椅|凳|座|笔|墨|胶水|镜|轮椅|样表|示范|说明|插座|热水|二维码))"
)
_DONE_EN = re.compile(
    r"\b(?:fixed|mended|repaired|solved|resolved|corrected|replaced|changed|put right|sorted(?: out)?|put up)\b"
    r"[^,;.!?]{0,40}?\b(?:on the spot|at once|right away|straight away|immediately|there and then|within minutes)\b|"
    r"\b(?:at once|right away|straight away|immediately)\b[^,;.!?]{0,20}?\b(?:fixed|mended|repaired|solved|corrected|replaced|put right|put up)\b"
)
_NOT_DONE = re.compile(
    r"没(?!一会|多久|过)|未|不(?!对|清|好|准)|别|(?<!一)[说讲](?!明)|答应|承诺|要求|应该|应当|最好|希望|建议|如果|要是|能|会(?!儿)|想|要|得|请(?!示)|让(?:我|他|她|老人|群众|办事人)|"
    r"叫(?:我|他|她|老人)|我们?(?:自己)?(?:当场|马上|立刻)|自己|等|准备|打算|差点|"
    r"\b(?:not|never|no|will|would|could|can|should|must|might|if|promis\w*|said|says|asked|hope|wish|want\w*|please|had to|to be|i|we)\b|n't"
)
"""In front of the deed, in its clause."""
_DOUBT = re.compile(r"(?:才怪|就好|该多好|的话|不了|不动)")


def put_right(text: str) -> Span | None:
    """Where `text` tells that the problem was put right on the spot."""
    if asks(text) in ("plain", "direct"):
        return None
    folded = fold(text[:MAX_LOOKED_AT])
    return next(_found(folded), None)


def _found(folded: str) -> Iterator[Span]:
    for start, end in clauses(folded):
        for pattern in (_DONE, _DONE_EN):
            deed = pattern.search(folded, start, end)
            around = folded[start : deed.end()] if deed else ""
            if deed and not _NOT_DONE.search(around) and not _DOUBT.match(folded, deed.end(), end):
                yield deed.span()
