"""What a report's words propose, and that they propose nothing where it is not plain."""

from __future__ import annotations

import pytest

from bot.reading.categories import CUES, guess
from flows.issue_terms import CATEGORIES
from tests.patience import soon

PLAIN = [
    ("指南没写要不要户口本原件", "办事指南不准/缺项"),
    ("写着二楼办，其实搬到一楼了", "办事指南不准/缺项"),
    ("窗口要了居住证明，指南上没有", "办事指南不准/缺项"),
    ("The guide is outdated", "办事指南不准/缺项"),
    ("收件条件写得不清楚，看了三遍", "事前公开不清楚"),
    ("公告里的要求太含糊", "事前公开不清楚"),
    ("the requirements on the notice are unclear", "事前公开不清楚"),
    ("咨询电话一直打不通", "咨询引导无门路"),
    ("大厅里没有指示牌，转了半天", "咨询引导无门路"),
    ("不知道该找谁", "咨询引导无门路"),
    ("nobody answers the phone", "咨询引导无门路"),
    ("网上查不到进度，不知道到哪一步了", "流程环节不透明"),
    ("退件也不说原因", "流程环节不透明"),
    ("网上说要3样材料，窗口要5样，不一样", "线上线下不一致"),
    ("窗口说的和网上不一致", "线上线下不一致"),
    ("online it says 3 papers, the counter wants 5", "线上线下不一致"),
    ("户口本复印件取号时已经交过，又要交一遍", "申请材料重复交"),
    ("the same documents were asked for again", "申请材料重复交"),
    ("证明材料太多，没必要交复印件", "材料可精简"),
    ("承诺20天，一个月了还没办好", "超承诺时限"),
    ("已经超期两周", "超承诺时限"),
    ("小程序打不开，一直转圈", "系统不通/报错"),
    ("验证码一直收不到", "系统不通/报错"),
    ("刷脸认证失败三次", "系统不通/报错"),
    ("the app crashed twice", "系统不通/报错"),
    ("查不到外省的参保记录", "数据未共享"),
    ("部门之间数据没打通，让我自己去开证明", "数据未共享"),
    ("忘带户口本，又跑了一趟", "跑动次数多"),
    ("为一个章跑了三个部门", "跑动次数多"),
    ("I had to come back another day", "跑动次数多"),
    ("问了两遍都没有人理我，态度很差", "服务态度"),
    ("窗口的人一直在玩手机", "服务态度"),
    ("the clerk was rude", "服务态度"),
    ("材料没有一次说清，到了窗口才说要照片", "一次性告知未落实"),
    ("复印件不行，之前打电话问的时候没说", "一次性告知未落实"),
    ("工作人员说系统升级，办不了", "系统不通/报错"),
    ("they kept sending me from window to window", "部门协同"),
    ("复印一张收了5块钱", "收费问题"),
    ("they charged me an extra fee", "收费问题"),
    ("大厅的轮椅坡道被车堵住了", "适老助残无障碍"),
    ("老人不会用自助机", "适老助残无障碍"),
    ("no ramp for the wheelchair", "适老助残无障碍"),
    ("3号窗口的叫号屏坏了，只能一直守在窗口边上", "环境设施"),
    ("取号机坏了", "环境设施"),
    ("大厅没有座位，都站着等", "环境设施"),
    ("叫号声音太小", "环境设施"),
    ("no seats, everybody stood", "环境设施"),
    ("社保说找医保，医保说不归这管，踢皮球", "部门协同"),
    ("they sent me to another department", "部门协同"),
]


@pytest.mark.parametrize(("text", "category"), PLAIN)
def test_plain_words_propose_their_category(text: str, category: str) -> None:
    assert guess(text) == category


@pytest.mark.parametrize(
    "text",
    ["", "窗口没人", "不太好", "系统打不开，工作人员态度差", "打印机坏了，又跑了一趟", "odd"],
)
def test_nothing_is_proposed_without_a_cue_or_between_two(text: str) -> None:
    assert guess(text) is None


def test_every_category_but_the_last_has_its_cues() -> None:
    assert [*CUES, "其他"] == list(CATEGORIES)


def test_a_long_report_is_read_in_time() -> None:
    with soon():
        for text in ("指南" * 5_000, "写着" * 5_000, "online " * 2_000, "系统" * 5_000):
            guess(text)
