"""What only says who asks names no service that is asked for."""

from __future__ import annotations

import pytest

from knowledge.question import read_question
from knowledge.who_asks import who_asks


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("家里吃低保的，补身份证收钱吗", "家里吃低保的"),
        ("我外地的在云溪开网约车，养老保险能自己交不", "我外地的在云溪开网约车"),
        ("跑网约车的自个儿能上社保不", "跑网约车的"),
        ("四十多了没人要，算困难户，自己缴社保有补助没", "算困难户"),
        ("开网约车，要什么证", ""),  # nothing else is named: it is what is asked about
        ("开饭馆的证怎么办", ""),
        ("能不能开网约车，驾驶证要几年", ""),
        ("养老保险能自己交不", ""),
    ],
)
def test_who_asks_is_told_from_what_is_asked(asked: str, who: str) -> None:
    question = read_question(asked)
    found = who_asks(question.folded, question.breaks, question.words)
    assert "".join(question.folded[at] for at in sorted(found)) == who
