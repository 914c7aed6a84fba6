"""What goes out to the public: nobody can be told by it, and the rest stays readable."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.public_text import NAME, PublicText

NAMES = ("王小明", "张科长", "me", "Li Lei", "小云", "医保局", "甲")
HIDE = PublicText.of(NAMES, ("云溪市医保局", "居民身份证补领"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("王小明说等了40分钟", f"{NAME}说等了40分钟"),
        ("找张科长签字", f"找{NAME}签字"),
        ("王 小 明来过", f"{NAME}来过"),
        ("LI LEI came, some time", f"{NAME} came, some time"),
        ("我叫李雷雷，交了两次", f"我叫{NAME}，交了两次"),
        ("姓名：李雷", f"姓名：{NAME}"),
        ("李女士态度好，刘师傅也来了", "某女士态度好，某师傅也来了"),
        ("和主任沟通，向主任反映", "和主任沟通，向主任反映"),
        ("云溪市医保局甲窗口", "云溪市医保局甲窗口"),
        ("电话13800138000没人接", "电话［号码略］没人接"),
        ("１３８ ００１３ ８０００", "［号码略］"),
        ("一三八零零一三八零零零", "［号码略］"),
        ("身份证 1101 0119 9003 0700 37", "身份证 ［号码略］"),
        ("身份证110101199003070\u200b037", "身份证［号码略］"),
        ("138****8000", "［号码略］"),
        ("0539-8123456打不通，12345也打不通", "［号码略］打不通，12345也打不通"),
        ("受理编号 SL2026110300123", "受理编号 ［号码略］"),
        ("护照E12345678", "护照［号码略］"),
        ("车牌鲁Q·12345", "车牌［号码略］"),
        ("苏A 1B2C3D停在门口", "［号码略］停在门口"),
        ("家住和平小区3号楼2单元501室，跑了3趟", "［地址略］，跑了3趟"),
        ("人民路12号政务大厅二楼201室", "人民路12号政务大厅二楼201室"),
        ("微信号abc_12345", "微信号［账号略］"),
        ("写信到 a.b@example.com", "写信到 ［账号略］"),
        ("见 https://example.com/u?token=1，再说", "见 ［账号略］，再说"),
        ("2026-11-03 提交，20261103再去", "2026-11-03 提交，20261103再去"),
        ("同 WT-2026-0031", "同 WT-2026-0031"),
        ("费用5000元，跑3次，第12窗口，9:00-11:30", "费用5000元，跑3次，第12窗口，9:00-11:30"),
        ("反\u202e写", "反写"),
        ("", ""),
    ],
)
def test_what_tells_of_persons_is_hidden(text: str, shown: str) -> None:
    assert HIDE.shown(text) == shown


@given(
    st.text(
        alphabet="王小明张科长李13800138000XxA-· ,，。号楼单元室鲁@.wx微信我叫某［］略\u200b",
        max_size=60,
    )
)
@example("王小王小明明")
def test_nothing_is_hidden_twice_and_no_name_is_left(text: str) -> None:
    shown = HIDE.shown(text)
    assert HIDE.shown(shown) == shown
    assert "王小明" not in shown
    assert not re.search(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])", shown)


def test_a_name_of_one_character_is_not_looked_for() -> None:
    assert PublicText.of(["甲", "", " "]).shown("甲窗口") == "甲窗口"
