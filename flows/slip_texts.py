"""What an author is told of a flow that can be used: questions nobody meets, words too long."""

from __future__ import annotations

from flows.wording import Fault


class Slip(Fault):
    """No error, and likely not what was meant."""

    NEVER_ASKED = (
        ("这一行永远问不到，条件不可能成立", "改对条件；用不着就删掉这一行"),
        ("this is never asked: its condition cannot hold", "mend it, or remove the row"),
    )
    OWN_VALUE = (
        ("relevant 里的 . 是这一行自己的值，问之前总是空的", "写 ${{名字}}，指前面的问题"),
        (". in relevant is the row's own value, empty until it is asked", "write ${{name}}"),
    )
    NEVER_OFFERED = (
        ("选项“{name}”永远不会出现，choice_filter 总把它筛掉", "改对它的各列；用不着就删掉"),
        ("the choice {name!r} is never offered: the choice_filter bars it", "mend its columns"),
    )
    UNUSED_LIST = (
        ("没有问题用选项列表“{name}”", "用不着就删掉"),
        ("no question uses the choice list {name!r}", "remove it if it is not needed"),
    )
    LONG_LABEL = (
        ("{count} 个字，聊天里太长（最好不超过 {limit}）", "写短一些，细节放进 hint"),
        ("{count} characters are long for a chat (best up to {limit})", "shorten it; use the hint"),
    )
    LONG_OPTION = (
        ("选项“{name}”的文字太长，按钮上放不下（最好不超过 {limit} 个字）", "写短一些"),
        ("the label of {name!r} is too long for a button (best up to {limit} letters)", "shorten"),
    )
    MANY_OPTIONS = (
        ("一次给出 {count} 个选项，太多（最好不超过 {limit} 个）", "分成两问，或用 choice_filter"),
        ("{count} choices at once are many (best up to {limit})", "ask in two steps, or filter"),
    )
    UNKNOWN_ELEMENT = (
        ("指南里没有“{name}”这个要素", "{guess}写指南要素的名字，例如 {known}"),
        ("{name!r} is no element of a guide", "{guess}name one, e.g. {known}"),
    )
    RENAMED_ROW = (
        (
            "“{name}”像是原来的“{old}”改了名，走到一半的人在“{old}”上的回答会变成备注",
            "在 was 列写 {old}；真是新问题就不用管",
        ),
        (
            "{name!r} looks like {old!r} renamed: answers given to {old!r} would become notes",
            "write {old} into the column was, unless it is new",
        ),
    )
    RENAMED_CHOICE = (
        (
            "列表“{list}”的选项“{name}”像是原来的“{old}”改了名，选过的会变成备注",
            "在它的 was 列写 {old}；真是新选项就不用管",
        ),
        (
            "in list {list!r} the choice {name!r} looks like {old!r} renamed: those chosen "
            "would become notes",
            "write {old} into its column was, unless it is new",
        ),
    )
