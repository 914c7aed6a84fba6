import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.parts import MAX_CAPTION, MAX_PRESS, MAX_TEXT, Ask, Button, Part
from bot.channels.telegram.rendering import MAX_BUTTONS, parts
from bot.channels.telegram.splitting import clean, units
from bot.dialogue.messages import Option, Outcome, Reply, SourceLine

NAMES = st.text(max_size=90)
REPLIES = st.builds(
    Reply,
    text=st.text(max_size=9_000),
    options=st.lists(st.builds(Option, NAMES, NAMES), max_size=130).map(tuple),
    sources=st.lists(st.builds(SourceLine, NAMES, NAMES, NAMES, NAMES), max_size=2).map(tuple),
    files=st.lists(st.sampled_from(["/a/b.xlsx", "/a/c.JPG"]), max_size=3).map(tuple),
    many=st.booleans(),
    wants=st.sampled_from(["", "location"]),
)
OUTCOMES = st.builds(
    Outcome,
    st.lists(REPLIES, max_size=4).map(tuple),
    large=st.booleans(),
    unasked=st.booleans(),
    quiet=st.booleans(),
)


def shown(*replies: Reply, **about: Any) -> list[Part]:
    return parts(Outcome(replies, **about).to_payload(), 7)


def keyboard(part: Part) -> list[list[str]]:
    return [[button.label for button in row] for row in part.rows]


@given(OUTCOMES)
def test_every_message_is_within_the_limits_and_nothing_is_lost(outcome: Outcome) -> None:
    messages = parts(outcome.to_payload(), 7)
    assert messages == parts(outcome.to_payload(), 7)
    for part in messages:
        assert part.file or part.text.strip()
        assert units(part.text) <= (MAX_CAPTION if part.file else MAX_TEXT)
        buttons = [button for row in part.rows for button in row]
        assert len(buttons) <= MAX_BUTTONS + 1
        rows = [[{"text": b.label, "callback_data": b.press} for b in row] for row in part.rows]
        told = json.dumps({"inline_keyboard": rows}, ensure_ascii=False)
        assert len(told.encode("utf-8", "surrogatepass")) <= 10_000
        assert all(button.label and len(button.press.encode()) <= MAX_PRESS for button in buttons)
        assert not (part.rows and part.ask)
    said = "".join(part.text for part in messages)
    for reply in outcome.replies:
        assert "".join(clean(reply.text).split()) in "".join(said.split())
    options = sum(len(reply.options) for reply in outcome.replies)
    buttons_shown = [b for part in messages for row in part.rows for b in row if b.press != "="]
    assert len(buttons_shown) == options
    assert [f for part in messages if (f := part.file)] == [
        f for r in outcome.replies for f in r.files
    ]


def test_what_has_no_buttons_stands_in_one_message_with_what_follows() -> None:
    question = Reply("(2/9) 排了多久？", (Option("w1:wait!", "跳过"),))
    [message] = shown(Reply("好，记下了。"), question)
    assert message.text == "好，记下了。\n\n(2/9) 排了多久？"
    assert message.rows == ((Button("跳过", "w1:wait!"),),)


def test_short_labels_share_a_row_and_long_ones_do_not() -> None:
    def rows(*labels: str, large: bool = False) -> list[list[str]]:
        options = tuple(Option(f"w1:q={n}", label) for n, label in enumerate(labels))
        return keyboard(shown(Reply("选", options), large=large)[0])

    assert rows("是", "否", "说不清", "跳过") == [["是", "否", "说不清"], ["跳过"]]
    assert rows("比较清楚", "不怎么清楚", "跳过") == [["比较清楚", "不怎么清楚"], ["跳过"]]
    assert rows("材料齐了却还要再跑一趟", "跳过") == [["材料齐了却还要再跑一趟"], ["跳过"]]
    one_long = rows("登记", "改类别", "不登记", "这个和其余 2 个都登记", "匿名登记")
    assert one_long == [["登记", "改类别", "不登记"], ["这个和其余 2 个都登记"], ["匿名登记"]]
    assert rows("是", "否", large=True) == [["是"], ["否"]]


def test_several_choices_are_boxes_with_done_below_and_skipping_apart() -> None:
    options = (Option("w1:q=a", "窗口"), Option("w1:q=b", "网上"), Option("w1:q!", "跳过"))
    [message] = shown(Reply("走了哪些渠道？", options, many=True))
    assert message.rows == (
        (Button("☐ 窗口", "+w1:q=a"),),
        (Button("☐ 网上", "+w1:q=b"),),
        (Button("完成", "="),),
        (Button("跳过", "w1:q!"),),
    )
    [english] = shown(Reply("Which?", options, many=True), locale="en")
    assert english.rows[2] == (Button("Done", "="),)


def test_an_option_too_long_for_a_button_is_named_by_its_place() -> None:
    [message] = shown(Reply("先"), Reply("走哪个？", (Option("item:" + "长" * 30, "一"),)))
    assert message.rows == ((Button("一", "~7.1.0"),),)


def test_several_elements_of_one_guide_are_one_line() -> None:
    fee, online = (
        SourceLine("身份证补领", element, "YX-GA-001", "2026-1") for element in ("收费标准", "网办")
    )
    other = SourceLine("居住证", "收费标准", "YX-GA-003", "2026-2")
    [message] = shown(Reply("指南这样写", sources=(fee, other, online)))
    assert message.text == (
        "指南这样写\n——依据：身份证补领 · 收费标准、网办（YX-GA-001，2026-1）\n"
        "——依据：居住证 · 收费标准（YX-GA-003，2026-2）"
    )


def test_a_source_is_told_unless_the_text_tells_it() -> None:
    source = SourceLine("身份证补领", "承诺时限", "YX-GA-001", "2026-1")
    [plain] = shown(Reply("20 天。", sources=(source,)))
    assert plain.text == "20 天。\n——依据：身份证补领 · 承诺时限（YX-GA-001，2026-1）"
    told = "20 天（身份证补领 · 承诺时限，2026-1）"
    assert shown(Reply(told, sources=(source,))) == [Part(told)]


def test_one_file_has_its_words_as_caption_and_several_follow_theirs(tmp_path: Path) -> None:
    assert shown(Reply("台账", files=("/x/l.xlsx",))) == [Part("台账", file="/x/l.xlsx")]
    assert shown(Reply("看", files=("/x/1.jpg", "/x/2.txt"))) == [
        Part("看"),
        Part(file="/x/1.jpg", as_photo=True),
        Part(file="/x/2.txt"),
    ]
    long = "字" * (MAX_CAPTION + 1)
    assert [bool(part.file) for part in shown(Reply(long, files=("/x/l.xlsx",)))] == [False, True]


def test_a_place_is_asked_of_the_device_also_beside_buttons() -> None:
    ask = Ask("发送我的位置")
    assert shown(Reply("在哪儿？", wants="location")) == [Part("在哪儿？", ask=ask)]
    skip = (Option("w1:where!", "跳过"),)
    first, second = shown(Reply("在哪儿？", skip, wants="location"))
    assert first.rows and second.ask == ask


def test_a_long_text_has_its_buttons_under_its_last_piece() -> None:
    messages = shown(Reply("一句话。" * 2_000, (Option("cmd:help", "帮助"),)))
    assert len(messages) == 2
    assert [bool(part.rows) for part in messages] == [False, True]


def test_the_key_of_a_question_that_is_over_goes_with_what_has_no_buttons() -> None:
    next_one = Reply("(3/9) 排队了吗？", (Option("w1:queued=yes", "排了"),))
    assert not any(part.clear_ask for part in shown(next_one))
    words, buttons = shown(next_one, unasked=True)
    assert (words.text, words.rows, words.clear_ask) == ("(3/9) 排队了吗？", (), True)
    assert (buttons.text, keyboard(buttons), buttons.clear_ask) == ("请选：", [["排了"]], False)
    file = Reply("台账", files=("/a/b.xlsx",))
    assert [part.clear_ask for part in shown(next_one, file, unasked=True)] == [False, True]
    assert shown(unasked=True) == []


def test_what_can_wait_makes_no_sound() -> None:
    assert [part.quiet for part in shown(Reply("您好"))] == [False]
    assert [part.quiet for part in shown(Reply("长" * 5_000), quiet=True)] == [True, True]
