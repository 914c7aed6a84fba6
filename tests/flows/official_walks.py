"""Scripts of answers for the walks of officials: peer check, leader at the counter, tracking."""

from __future__ import annotations

from flows.state import Value
from tests.flows.pack_walks import FLOWS

PEER_CHECK, LEADER, TRACKING = FLOWS["peer_check"], FLOWS["leader"], FLOWS["tracking"]

WRAP_UP: dict[str, Value] = {"four": "all_4", "total_minutes": 40, "aim_answered": "answered"}
PEER: dict[str, Value] = {
    "item": "居民身份证补领",
    "channels": ("app",),
    "aim": "到底要带几样材料",
    "persona": "citizen",
    "checked_unit": "云溪市公安局",
    "port[1]/trouble": ("none",),
    "port[1]/answer_minutes": 5,
    "source": "none",
    "score": 92,
    "counts": "yes",
    **WRAP_UP,
}
OWN = {"unit": "云溪市医疗保障局"}
PORTS = ("pc", "app", "mini_program", "window", "kiosk")

SIT_IN: dict[str, Value] = {
    "item": "居民身份证补领",
    "aim": "到底要带几样材料",
    "announced": "yes",
    "place": "政务大厅8号窗口",
    "received": 12,
    "handled": 1,
    "case[1]/face": "face",
    "case[1]/case_minutes": 30,
    "case[1]/points": ("none",),
    "hard_count": 0,
    "own_advice": "1.户口本复印件不要了 2.两个科室并联审",
    "hall_advice": "1.取号机旁加凳子 2.午间留人值班 3.考核别只看好评率",
    "measures": "12月15日前取消户口本复印件",
    **WRAP_UP,
}

CHAIN: dict[str, Value] = {
    "item": "新生儿出生",
    "consent": "yes",
    "channels": ("window",),
    "aim": "到底要跑几个部门",
    "need": "户口和医保一次办好",
    "offices": "公安局、医保局",
    "to_merge": "生育津贴",
    "office[1]/link": ("none",),
    "office[2]/link": ("none",),
    "one_all": "yes",
    "rating": "5",
    "third_call": "satisfied",
    **WRAP_UP,
}
BAD: dict[str, Value] = {
    **CHAIN,
    "rating": "2",
    "rating_why": "等太久",
    "verified": "true",
    "replied": "no",
}
