"""What follows from a text is read once, and what is remembered of long ones is little."""

from __future__ import annotations

from collections.abc import Callable

from bot.reading.remembered import FEW, SHORT, remembered


def _counted() -> tuple[list[str], Callable[[str], int]]:
    read: list[str] = []

    @remembered
    def length(text: str) -> int:
        """How long it is."""
        read.append(text)
        return len(text)

    return read, length


def test_the_same_text_is_read_once() -> None:
    read, length = _counted()
    assert [length("大约二十分钟"), length("大约二十分钟"), length("")] == [6, 6, 0]
    assert read == ["大约二十分钟", ""]


def test_of_long_texts_few_are_remembered() -> None:
    read, length = _counted()
    texts = [str(number) * (SHORT + 1) for number in range(FEW + 1)]
    for text in (*texts, texts[-1], texts[0]):
        assert length(text) == SHORT + 1
    assert read == [*texts, texts[0]]
