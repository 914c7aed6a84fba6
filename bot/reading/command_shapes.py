"""Commands in whole sentences, with a reason or a thing beside the word: no list could hold them.

"先停一下我去拍个照" pauses, "帮我叫个人来" wants a person, "换个事项" another service, "填错了怎么改" a
correction. Each is the whole message; what tells of something that was so ("等了一会儿才叫号") is none.
"""

from __future__ import annotations

import re

from bot.reading.words import core, fold

MAX_SAID = 40
"""Characters above which a message tells more than a command."""
_MANNERS = (
    r"哎呀?|诶|欸|喂|请问?|麻烦|不好意思|抱歉|好的?|嗯|那|能不能|可不可以|可以|你们?|您|please|ok(?:ay)?|sorry|"
    r"(?:can|could|may) (?:you|we|i)|[\s,.!]"
)
_POLITE = rf"(?:{_MANNERS})*+"
_HOW = rf"(?:{_MANNERS}|怎么(?:才能)?|如何|怎样|中[间途]|随时|how (?:do|can|should) (?:i|we))*+"
"""Whoever asks how to do it wants it done."""
_END = r"(?:吧|吗|啊|呀|呢|哦|哈|嘛|了|谢谢|please|thanks|thank you|[\s,.!~?])*+"
_HOLD = (
    r"(?:先|你|您)*(?:(?:暂停|停|等|缓|歇|稍等|稍候)(?:我|一)*(?:下|会儿?|等|停)?|等等|打住|放一放|放着|不说|不聊|不填|不弄)"
    r"(?!了?(?:半|好|很|多|几|[0-9一两二三四五六七八九十]))"
)
_AWAY = (
    r"(?:我|咱们?|俺)?(?:先|要|得|马上|正|还要|得先|要先|这就)*(?:去|上|回|接|拍|取|拿|找|排|吃|办|填|叫|打|复印|喝|看|过去|"
    r"出去|下去|上去|问)(?!了|过|到了|完|没|错|不)\S{0,10}"
)
_OFF = (
    r"我?先(?:去|把)?(?:办事|办业务|办手续|办理|去窗口|排队|取号|拍照|拍个照|忙)(?:情|一下|去)?|"
    r"我?(?:现在)?(?:有点?事|有急事|不方便|没空|来不及|忙)[,\s]*(?:先不|等会|回头|晚点|待会|一会|过会)\S{0,6}|"
    r"先(?:放一放|放着|缓一缓)|先不(?:说|聊|填|弄|走|答)了?|手机(?:快|快要|要|马上)(?:没电|关机)了?|(?:马上|快|就要|快要)(?:叫到|轮到|到)我(?:了|们|号|的号)*"
)
_SHAPES: tuple[tuple[str, str], ...] = (
    (
        "pause",
        rf"(?:先(?=\S)|(?={_HOLD}[,\s]*(?:我|先))){_HOLD}(?:吧|啊|哈|哦)?[,\s]*{_AWAY}|"
        rf"{_AWAY}[,\s]+{_HOLD}我?|{_OFF}|"
        r"(?:我?能|想|先)*(?:暂停|停(?:一?下来?)?|中断|稍等(?:片刻|一下)?|等等|等(?:我|一)*(?:下|会儿?))(?:一下)?|pause(?: here| this| it)?|"
        r"(?:hold on|wait|hang on|one|just|give me)(?: for)?(?: (?:a|one|me|just|on|hang))*"
        r"(?: (?:sec(?:ond)?|minute|min|moment|bit|while))(?:[,\s]+(?:i|i'm|im|let me|need|have|going|taking|getting|"
        r"while|to)\b.{0,30})?|"
        r"(?:hold on|wait|hang on)[,\s]+(?:i|i'm|im|let me|while i|taking|getting|need)\b.{0,30}|"
        r"(?:it's|its|it is|that's)? ?(?:almost|nearly) my turn|(?:they're|they are) calling (?:me|my number)|"
        r"(?:let me|i'll|i will|i need to|i have to) (?:do|finish|go|take|get|grab) (?!through|over|on\b).{1,20} first|"
        r"(?:talk|speak|continue) (?:to you )?later",
    ),
    (
        "human",
        r"(?:请问|这里|你们|你们这)*(?:有没有|有|能转|可以转|能不能转|怎么转|怎么找|哪里有)(?:人工(?:客服|服务)?|真人(?:客服)?)|(?:人工(?:客服|服务)?|真人)(?:在哪里?|在哪儿|呢|在吗|有吗)|"
        r"is there (?:a |any )?(?:human|real person|person|operator|live agent)(?: (?:here|i can (?:talk|speak) to|to (?:talk|speak) to))?|"
        r"有没有(?:工作人员|人能?帮忙?|真人)|(?:帮我|帮忙|给我|替我|我?(?:想|要)|快)*(?:叫|找|喊|请|接|转|换)(?:到|接)?(?:一?[个下位])?(?:人工|真人|活人|人|工作人员|客服|"
        r"管事的|志愿者|服务员)(?:来|过来|帮忙|帮我|说|聊|处理|问问|看看|一下|接)*|"
        r"(?:get|find|give|put|connect|call|transfer)(?: me)?(?: through)?(?: (?:to|with))? "
        r"(?:a |an |some ?|the )?(?:real |live |actual )?(?:human|person|one|body|someone|somebody|agent|operator|staff"
        r"(?: member)?)(?: to help(?: me)?)?|"
        r"(?:i (?:need|want|would like)(?: to (?:talk|speak) (?:to|with))?|(?:talk|speak) (?:to|with)) (?:a |an |some ?)?(?:real |live |actual )?"
        r"(?:human|person|one|body|someone|somebody|agent|operator|staff(?: member)?)(?: to help(?: me)?)?",
    ),
    (
        "mine",
        r"(?:在)?(?:哪里?|哪儿|怎么|如何|去哪里?|去哪儿)(?:能|可以|才能)?(?:看|查|找|看到|查到|查看|找到)(?:到)?(?:一下)?我(?:自己)?(?:报|提|反映|上报|登记)?(?:过)?的(?:那些|那个)?(?:问题|上报)|"
        r"我(?:自己)?(?:报|提|反映|上报|登记)(?:过)?的(?:那些|那个)?(?:问题)?(?:在)?(?:哪里?|哪儿|怎么)(?:能|可以)?(?:看|查|找|看到|查到)?|"
        r"我?(?:刚才|刚刚|之前|上次|自己)?(?:报|提|反映|上报|登记)(?:过|了)?的(?:那些?|那个)?(?:问题|上报)(?:怎么样|有人管|处理|解决|答复|回复|好|了)*(?:没有?)?|"
        r"我?(?:的|那|这)+个?(?:问题|上报)(?:有人管|有回复|处理|解决|答复|回复|好|了)+没有?|"
        r"(?:where|how) (?:can|do|could) i (?:see|find|check|view|look at|follow|track) (?:all )?(?:my|the) "
        r"(?:(?:reported )?(?:reports?|issues?|problems?|complaints?))(?: (?:that )?i (?:have )?(?:reported|made|filed))?|"
        r"where are my (?:reports?|issues?|problems?|complaints?)|(?:show|list)(?: me)? (?:all )?my (?:reports?|issues?|problems?|complaints?)",
    ),
    (
        "walk",
        r"(?:(?:start|begin|do) )?(?:a |the |one )?(?:walk again|another walk|new walk|one more walk)|(?:再|重新)走一[次遍趟]",
    ),
    (
        "skip",
        r"(?:这|那)(?:个|道)?(?:题|问题|个)(?:我?能|可以|可不可以|能不能)?(?:先|不|直接)?(?:跳过|略过|不?答|不?填|不?回答|不说)|"
        r"(?:我?能|想|先)*(?:跳过|略过)(?:这|那)(?:个|道)?(?:题|问题)?|do i (?:have|need) to answer (?:this|it|that)(?: question| one)?|"
        r"(?:问|看|到|换|去|跳到)?下一?[个道]?(?:问题|题目?|项)|换一?[个道](?:问题|题)|(?:这|那)(?:个|题|道题)(?:问题)?(?:先)?"
        r"(?:不答|不填|不说|跳过|略过|过)|(?:这|那)?(?:个|题|道题)?(?:我)?(?:就|先)?(?:跳过|略过)(?:去|算了|不答|不说)*|"
        r"skip (?:this|that|it|the|one|question|over|\s)+|(?:go |move )?(?:on )?(?:to )?(?:the )?next (?:question|one)|"
        r"let's (?:skip|move on)|i'd rather not (?:say|answer)",
    ),
    (
        "end",
        r"我?能?(?:退出|结束)(?:走流程|这个|聊天|对话)?|(?:stop|quit|exit|end)(?: this| it| here| the walk)?|"
        r"我?(?:真的?|实在|今天|这次)*(?:不想|不愿意?|懒得|没法|不能)再?(?:走|弄|搞|玩|报|参加|继续)(?:流程|下去|这个|名|了)*(?:,?(?:算了|拜拜))?|"
        r"我?(?:现在|今天)?(?:不|别)(?:走|弄|搞|报名?|参加)了|"
        r"i (?:really )?(?:do not|don'?t) (?:want|wish|feel like)(?: to)? (?:do|doing|go|going|continue|carry on)"
        r"(?: (?:this|it|on|with|any ?more|further))*|i (?:want|would like) to (?:stop|quit|end)(?: (?:this|it|here|now))*|"
        r"(?:let's |let us )?(?:stop|end|quit) (?:this|it|the walk|here)",
    ),
    (
        "help",
        r"(?:这个?|你|您|它|这东西|这玩意儿?)(?:到底|要|该)?怎么(?:用|玩|操作|弄|使)|怎么(?:用|操作|使)(?:你|您|它|这个?)?|我?能(?:跟你)?说(?:些)?(?:什么|啥)|"
        r"(?:有)?(?:哪些|什么)(?:命令|口令|指令)|how (?:does|do) (?:this|it|you) work|how (?:do|can) i use (?:this|it|you)|"
        r"what can i (?:say|do|type)(?: here)?|how to use (?:this|it)",
    ),
    (
        "saved",
        r"(?=.{0,20}(?:会|能|吗|有没有|是不是|了没))(?:我|这些?|说的|填的|刚才|记录|内容|进度|答案|的|都|会|不|能|有没有|是不是)*"
        r"(?:丢(?:掉|失)?|保存|存(?:着|上|好|下来)|清空|白填)了?(?:没有?)?|"
        r"(?:我)?(?:一会|等会|晚点|下次|明天|回头|过后)(?:儿)?(?:再来|再填|再说|回来|接着)(?:还)?(?:能|可以|行)(?:接着|继续)?(?:填|走|说)?|"
        r"(?:will|is|are|does) (?:this|it|that|everything|my answers?|all this)(?: be| get)? (?:saved?|kept|stored|lost)|"
        r"(?:will|do) i lose (?:this|it|everything|my answers)|come back (?:later|tomorrow)|(?:continue|finish)(?: this| it)? (?:later|tomorrow)",
    ),
    (
        "item",
        r"(?:我?(?:想|要))*(?:换|改|另选|重选|重新选)(?:一?[个件项种])?(?:别的|其他的?|其它的?)?(?:办的)?(?:事项|服务|业务|事儿?|事情)(?:走|办)?|"
        r"(?:我)?(?:事项|服务|业务)(?:名称?)?(?:选|填|说|弄|点|搞|走)?错(?:了)?(?:[,\s]*(?:换|改|重选)一?[下个]?)?|"
        r"(?:我)?(?:选|填|说|弄|点|搞|走|办)错(?:了)?(?:事项|服务|业务)了?(?:[,\s]*(?:换|改|重选)一?[下个]?)?|"
        r"(?:i want |i'd like |i would like |let me )?(?:to )?(?:change|switch)(?: to)?(?: the| a| an)?(?: other| another| "
        r"different)? service|(?:a |an )?(?:different|another|other|wrong) service",
    ),
    (
        "back",
        r"我?能?(?:返回|后退|回去)(?:上一?[步题个]|前面|刚才那题)?|go back|"
        r"(?:退|回|返)(?:回|到|去)*(?:上|前)(?:一|面)?(?:步|部|题|个|个问题|一题)(?:去|看看|改改?)?|(?:上|前)一?(?:部|布|歩)|返会|反回|"
        r"(?:take me |go |step )?back (?:a|one) (?:step|question)|back (?:up|one)|(?:the )?(?:last|previous) question(?: again)?",
    ),
    (
        "correct",
        r"(?:我)?(?:(?:前面|上面|刚才|之前|上一[个题])的?)?(?:(?:填|选|写|说|点|答)错了?[,\s]*|答案|回答|那个|那题)?"
        r"(?:怎么|如何|该怎么|要怎么|还?能不能|可不可以|还?可以|还?能)(?:再|去)?(?:改|更正|修改|重填)(?:一下)?"
        r"(?:前面|上面|刚才|之前|上一[个题])?的?(?:答案|回答|那个|那题)?[吗么呢啊]?|"
        r"(?:我)?(?:(?:前面|上面|刚才|之前)的?)?(?:填|选|说|点|答)错了?[,\s]*(?:怎么办|咋办)|"
        r"(?:how (?:do|can) i|can i) (?:change|correct|fix) (?:an?|my|the|that) (?:last |previous |earlier )?"
        r"(?:answers?|one|mistake)",
    ),
)
_NO_DEED = ("help", "correct")
"""Which hold their own "how"."""
_SHAPED = tuple(
    (name, re.compile(rf"{_POLITE if name in _NO_DEED else _HOW}(?:{way}){_END}"))
    for name, way in _SHAPES
)


def shaped(text: str) -> str:
    """Name of the command that the whole of `text` is; empty for everything else."""
    if len(text) > MAX_SAID:
        return ""
    said = core(fold(text))
    return next((name for name, way in _SHAPED if way.fullmatch(said)), "")
