"""What is said about the drafts that wait: every row says what it wants done, and to which card."""

from __future__ import annotations

import pytest

from bot.reading.draft_words import read
from tests.patience import soon


def _shown(text: str) -> list[str]:
    """Each deed as `act`, `act place`, `act place field=value`; `?` where it is not firm."""
    out = []
    for deed in read(text):
        value = text[deed.start : deed.end]
        field = f" {deed.field}" if deed.field else ""
        said = f"={value}" if deed.act == "set" else ""
        name = {None: "", True: " unnamed", False: " named"}[deed.unnamed]
        count = f" of {deed.count}" if deed.count else ""
        out.append(f"{deed.act} {deed.place}{field}{said}{count}{name}{'' if deed.firm else '?'}")
    return out


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("登记", ["keep 0"]),
        ("匿名登记", ["keep 0 unnamed"]),
        ("登记，匿名", ["keep 0 unnamed"]),
        ("匿名", ["keep 0 unnamed?"]),
        ("匿名报", ["keep 0 unnamed?"]),
        ("别写我名字，登记", ["keep 0 unnamed"]),
        ("登记，不要写名字", ["keep 0 unnamed"]),
        ("都登记，别留我的名", ["rest 0 unnamed"]),
        ("enter it, don't use my name", ["keep 0 unnamed"]),
        ("窗口不写名字", []),
        ("登记表上没写我名字", []),
        ("第二个匿名登记", ["keep 2 unnamed"]),
        ("第一个匿名，第二个登记", ["keep 2", "keep 1 unnamed?"]),
        ("都匿名登记", ["rest 0 unnamed"]),
        ("都匿名", ["rest 0 unnamed"]),
        ("不匿名登记", ["keep 0 named"]),
        ("实名登记", ["keep 0 named"]),
        ("enter it anonymously", ["keep 0 unnamed"]),
        ("原因改成匿名举报", ["set 0 cause=匿名举报"]),
        ("匿名举报没人管", []),
        ("登记吧", ["keep 0"]),
        ("登记了", ["keep 0"]),
        ("登计", ["keep 0"]),
        ("登机吧", ["keep 0"]),
        ("登", ["keep 0"]),
        ("这个别登", ["drop 0"]),
        ("都登了吧", ["rest 0"]),
        ("登不上", []),
        ("登录", []),
        ("环节不对，应该是取号排队", ["set 0 step=取号排队?"]),
        ("类别选错了，改成环境设施", ["set 0 category=环境设施"]),
        ("等等，第二个我还是想登记", ["keep 2"]),
        ("好 登记", ["keep 0"]),
        ("好的，登记", ["keep 0"]),
        ("登记这条", ["keep 0"]),
        ("提交", ["keep 0?"]),
        ("keep it", ["keep 0"]),
        ("yes please", ["keep 0?"]),
        ("登记，附上照片", ["photos 0"]),
        ("不登记", ["drop 0"]),
        ("不要这条", ["drop 0"]),
        ("把这个删了", ["drop 0"]),
        ("算了，这个不登记", ["drop 0"]),
        ("删掉", ["drop 0?"]),
        ("drop", ["drop 0?"]),
        ("leave it out", ["drop 0"]),
        ("not a problem", ["drop 0"]),
        ("leave it", ["unsure 0?"]),
        ("skip this one", ["unsure 0?"]),
        ("none", ["unsure 0?"]),
        ("算了", ["unsure 0?"]),
        ("跳过", ["unsure 0?"]),
        ("没有", ["unsure 0?"]),
        ("没有了", ["unsure 0?"]),
        ("没别的了", ["unsure 0?"]),
        ("没有要补充的", ["unsure 0?"]),
        ("不用补充了", ["unsure 0?"]),
        ("就这些吧", ["unsure 0?"]),
        ("that's all", ["unsure 0?"]),
        ("没有扶手", []),
        ("没有补充通知", []),
        ("没人加班", []),
        ("下一个", ["next 0?"]),
        ("都登记", ["rest 0"]),
        ("两个都登记", ["rest 0 of 2"]),
        ("enter both", ["rest 0"]),
        ("三条都不要", ["none 0 of 3"]),
        ("第1个修改", ["edit 1?"]),
        ("改第一个", ["edit 1?"]),
        ("第二个", ["show 2?"]),
        ("第二个呢？", ["show 2?"]),
        ("第二条不登记", ["drop 2"]),
        ("不登记第二个", ["drop 2"]),
        ("问题2不登记", ["drop 2"]),
        ("最后一个不要", ["drop -1"]),
        ("刚才那个不登记", ["drop -2"]),
        ("drop the second", ["drop 2"]),
        ("第一个和第三个都登记", ["keep 1", "keep 3"]),
        ("前两个登记", ["keep 1", "keep 2"]),
        ("1登记，2不登记", ["keep 1", "drop 2"]),
        ("第1个登记，第2个改一下", ["keep 1", "edit 2?"]),
        ("第1个改一下，第2个不登记", ["drop 2", "edit 1?"]),
        ("类别改成服务态度", ["set 0 category=服务态度"]),
        ("原因是指南没更新", ["set 0 cause=指南没更新?"]),
        ("把第一条的类别改成服务态度", ["set 1 category=服务态度"]),
        ("第1个改一下，影响程度是多花时间", ["set 1 severity=多花时间"]),
        ("登记，影响程度改成多花时间", ["set 0 severity=多花时间", "keep 0"]),
        ("change the category of the second to attitude", ["set 2 category=attitude"]),
        ("第三个改成5分钟", ["set 3=5分钟"]),
        ("第二个改成窗口没人，等了半天", ["set 2=窗口没人，等了半天"]),
        ("改第2条的原因", ["edit 2 cause"]),
        ("第一个的类别不对", ["edit 1 category"]),
    ],
)
def test_words_on_the_drafts_say_what_to_do_with_which(text: str, deeds: list[str]) -> None:
    assert _shown(text) == deeds


@pytest.mark.parametrize(
    "text",
    [
        "第三题改成5分钟",
        "第3问改成5分钟",
        "第13题改成3",
        "第三个回答改成5",
        "第一次来的时候没人理",
        "第二天才办好",
        "第二个登记了吗",
        "结婚登记",
        "失业登记怎么办",
        "登记台没人",
        "登记的时候没人",
        "登机口在哪",
        "报错了",
        "问题是我已经交过了",
        "第一个窗口没人",
        "类别改成服务态度可以吗",
        "20分钟",
        "1",
        "the first time we came nobody was there",
        "nothing was wrong with the second counter",
    ],
)
def test_words_that_only_look_like_it_are_none(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    ["第1个登记，" * 3_000, "好" * 20_000, "1、" * 10_000 + "登记", "第" * 20_000,
     "要" * 9_000 + "登", "第一个和" * 4_000, "1 " * 9_000 + "x", "把" * 9_000,
     "类别改成" * 4_000, "登记了" * 5_000 + "x"],
    ids=lambda text: text[:4],
)  # fmt: skip
def test_a_hostile_message_is_read_in_time(text: str) -> None:
    with soon():
        read(text)
