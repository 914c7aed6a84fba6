"""A figure is a number with its bound and its unit; a mark behind it is none of it."""

import pytest

from knowledge.composing.figures import figures, without_figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("20个工作日内", [("", "20", "个工作日", "")]),
        ("16周岁以上", [("", "16", "周岁", "以上")]),
        ("未满16周岁的", [("未满", "16", "周岁", "")]),
        ("不超过1,000元", [("不超过", "1,000", "元", "")]),
        ("40元/证,80元", [("", "40", "元/证", ""), ("", "80", "元", "")]),
        ("9:00—17:30,周六", [("", "9:00", "", ""), ("", "17:30", "", ""), ("", "六", "", "")]),
        ("2026年3月1日起", [("", "2026年3月1日", "", "起")]),
        ("三个工作日", [("", "三", "个工作日", "")]),
        ("0999-8123401。", [("", "0999-8123401", "", "")]),
        ("没有", []),
    ],
)
def test_figures_are_read_with_what_bounds_them(text: str, found: list[tuple[str, ...]]) -> None:
    assert [tuple(figure) for figure in figures(text)] == found


def test_words_are_what_is_left() -> None:
    assert without_figures("补办80元/证,首次免费") == "补办 ,首次免费"


@pytest.mark.parametrize("text", ["1" * 20_000, "1," * 10_000, "一" * 20_000, "1-" * 10_000])
def test_long_texts_take_no_time(text: str) -> None:
    assert len(figures(text)) >= 1
