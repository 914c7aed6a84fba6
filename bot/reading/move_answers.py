"""What is said to a move that is put together: leave it, back, yes, no, not that but this."""

from __future__ import annotations

import re

from bot.reading.words import core, fold

DROP = re.compile(
    r"算了吧?|取消|不办了|先?不(?:弄|办|改|交|提交|操作|分派|转)了?|放弃|撤销|不要了|先这样|以后再说|cancel|never ?mind|"
    r"forget it|stop|drop it|no,? don't|leave it"
)
STILL = re.compile(
    r"(?:还是|仍然?|依然|依旧|照样|还)(?:没|不|老样子|一样|那样|要|得)|又(?:没|不|坏|这样|要|开始)|没(?:有)?(?:改|变|解决|整改)|"
    r"(?:not|n't) (?:fixed|better|changed|solved)|still (?:the same|not|no|broken|bad)|same as before"
)
"""That nothing is better."""
BACK = re.compile(r"(?:返回|回到?|退回)?上一?(?:步|项|个)|返回|回退|back|go back|previous")
YES = re.compile(
    r"(?:好的?,?)?(?:确认|确定|提交|就这样|就这么办|办吧|可以了?|没问题|对的?|是的?|行|好的?|ok|confirm|submit|yes|"
    r"go ahead|do it)(?:提交|了|吧|的)*"
)
NO = re.compile(
    r"不对|不是|不行|有误|错了|改一?[下项个]|要改|更正|no|wrong|change(?: it| something)?"
)
_NO_CALL = re.compile(r"不(?:同意|接受|用|要|可以|行|想|需要|必)?|别|拒绝|no|not|don't")
_CALL = re.compile(r"同意|可以|接受|愿意|行|好|回访|yes|may|ok|agree")
CORRECTS = re.compile(
    r"(?:不对|不是|错了|[说写打填]错了|更正|等等|no(?=[,!:])|wrong|sorry|i mean|actually)[,!:\s]+(?:是|应该是|应为|改成|改为)?"
    r"|(?:应该是|应为|改成|改为|换成)"
)


def may_call(text: str) -> str:
    """Whether one may be called: 同意 or 不同意; empty where the words say neither."""
    said = core(fold(text))
    if _NO_CALL.search(said):
        return "不同意"
    return "同意" if _CALL.search(said) else ""
