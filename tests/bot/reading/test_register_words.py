"""What an office says of lists and registers, and what it does not say."""

from __future__ import annotations

import pytest

from bot.reading.register_words import RegisterAsked, named_list, read

NAMES = ("问题清单", "需求清单", "制度清单", "Problems", "Needs")
TITLE = {"kind": "制度", "title": "午间值班制度"}


@pytest.mark.parametrize(
    ("words", "deed"),
    [
        ("三张清单", "lists"),
        ("看一下各清单", "lists"),
        ("three lists", "lists"),
        ("制度清单", "measures"),
        ("有哪些制度?", "measures"),
        ("show me the measures register", "measures"),
        ("必走清单", "must_walk"),
        ("哪些必走事项还没人走", "must_walk"),
        ("must-walk list", "must_walk"),
        ("亮点清单", "highlights"),
        ("媒体报道", "media"),
        ("media reports", "media"),
    ],
)
def test_lists_and_registers_are_asked_for(words: str, deed: str) -> None:
    assert read(words) == RegisterAsked(deed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        "制度清单里怎么没有值班", "必走流程要多久", "登记", "制度登记错了", "登记政策好麻烦",
        "我要登记结婚",
        "媒体报道了这个窗口的问题", "清单给我一份" * 20, "登记制度", "register",
    ],
)  # fmt: skip
def test_other_words_are_none_of_them(words: str) -> None:
    assert read(words) is None


@pytest.mark.parametrize(
    ("words", "fields", "issues"),
    [
        ("登记制度《午间值班制度》", TITLE, ()),
        (
            "登记一项制度：《午间值班制度》，文号云政服〔2026〕3号，2026年11月1日印发，部门：公安局，关联12号、13号",
            {
                **TITLE, "document": "云政服〔2026〕3号", "date": "2026年11月1日",
                "department": "公安局",
            },
            ((None, 12), (None, 13)),
        ),
        (
            "登记制度 午间值班制度，两人在岗，针对WT-2026-0012",
            {**TITLE, "text": "两人在岗"},
            ((2026, 12),),
        ),
        (
            "register rule Lunch duty, for issue 12",
            {"kind": "制度", "title": "Lunch duty"},
            ((None, 12),),
        ),
    ],
)  # fmt: skip
def test_an_entry_is_told_in_one_message(
    words: str, fields: dict[str, str], issues: tuple[tuple[int | None, int], ...]
) -> None:
    found = read(words)
    assert found is not None
    assert (found.deed, dict(found.fields), found.issues) == ("enter", fields, issues)


def test_a_number_names_an_entry() -> None:
    assert read("看zd1") == RegisterAsked("show", "ZD-0001")
    assert read("LD-0012") == RegisterAsked("show", "LD-0012")


@pytest.mark.parametrize(
    ("words", "name", "left"),
    [
        ("需求清单", "需求清单", "全部问题"),
        ("医保局的需求清单", "需求清单", "医保局的问题"),
        ("超期的问题清单", "问题清单", "超期的问题"),
        ("the needs list", "Needs", "all issues"),
        ("open problems", "", "open problems"),
        ("还没整改的", "", "还没整改的"),
    ],
)
def test_a_list_is_named_with_what_else_is_asked(words: str, name: str, left: str) -> None:
    assert named_list(words, NAMES) == (name, left)
