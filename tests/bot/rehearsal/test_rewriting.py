"""What `--update` writes can be read again as it was, and changes nothing but the bot's rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal import read_rehearsal
from bot.rehearsal.rewriting import replace_text, rewritten
from bot.rehearsal.tables import cells, escaped, tidy, unescaped

HEAD = "# 排练\n\n说明 | 不是表\n\n| who | says | holds |\n|---|---|---|\n"
awkward = st.text(st.sampled_from("|\\<br>/ \n\r\t\u2028\x85\u3000a好;-:"), max_size=30) | st.text(
    max_size=30
)


@given(awkward)
def test_what_is_written_into_a_cell_is_read_again(text: str) -> None:
    row = cells(f"| bot | {escaped(tidy(text))} | not=x |")
    assert row is not None
    assert (row[0], unescaped(row[1]), row[2:]) == ("bot", tidy(text), ["not=x"])
    assert "\n" not in escaped(tidy(text))
    assert tidy(tidy(text)) == tidy(text)


def test_the_rows_of_the_bot_become_its_words() -> None:
    before = HEAD + (
        "| user | 走流程 | question=item |\n"
        "| bot | 旧的 | not=错 |\n"
        "  一句说明\n"
        "| bot | 也旧 | not=a \\| b |\n"
        "| bot | 还旧 | note=c |\n"
        "| user |   补办  | |\n"
        "| user | 同意 | |\n"
        "| bot | | |\n"
    )
    heard = {7: ("要走哪个？\n[窗口] [小程序]", "a|b <br>"), 12: ("不写",), 13: ()}
    assert rewritten(before, heard) == HEAD + (
        "| user | 走流程 | question=item |\n"
        "| bot | 要走哪个？<br>[窗口] [小程序] | not=错 |\n"
        "| bot | a\\|b \\<br> | not=a \\| b; note=c |\n"
        "  一句说明\n"
        "| user |   补办  | |\n"
        "| user | 同意 | |\n"
        "| bot |  | |\n"
    )


def test_a_file_of_windows_keeps_its_ends_of_lines() -> None:
    before = "| user | a | |\r\n| bot | b | |\r\n\r\nEnd.\r\n"
    assert rewritten(before, {1: ("c", "d")}) == (
        "| user | a | |\r\n| bot | c | |\r\n| bot | d | |\r\n\r\nEnd.\r\n"
    )


rows = st.lists(
    st.tuples(st.sampled_from(["user", "bot", "prose"]), awkward, st.sampled_from(["", "not=x"])),
    max_size=12,
)


@given(rows, st.lists(st.lists(awkward, max_size=3), min_size=12, max_size=12))
def test_all_but_the_rows_of_the_bot_stay_and_a_second_time_changes_nothing(
    table: list[tuple[str, str, str]], said: list[list[str]]
) -> None:
    lines = ["| user | 你好 | |"]
    for who, words, holds in table:
        prose = f"一句：{escaped(tidy(words))}"
        lines.append(prose if who == "prose" else f"| {who} | {escaped(tidy(words))} | {holds} |")

    def heard(text: str) -> dict[int, tuple[str, ...]]:
        """What is said to the first, the second … row of a user."""
        users = [
            number
            for number, raw in enumerate(text.split("\n"), start=1)
            if (row := cells(raw)) and row[0] == "user"
        ]
        return {number: tuple(words) for number, words in zip(users, said, strict=False)}

    def others(text: str) -> list[str]:
        return [raw for raw in text.split("\n") if not (row := cells(raw)) or row[0] != "bot"]

    def holds(text: str) -> list[str]:
        found = [row[2] for raw in text.split("\n") if (row := cells(raw)) and row[0] == "bot"]
        return "; ".join(filter(None, found)).split("; ")

    before = "\n".join(lines)
    after = rewritten(before, heard(before))
    assert others(after) == others(before)
    assert holds(after) == holds(before)
    assert rewritten(after, heard(after)) == after


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("role: boss", "role is one of: volunteer, staff, admin"),
        ("locale: fr", "locale is one of: zh, en"),
        ("start: soon", "start is a time like"),
    ],
)
def test_a_wrong_line_above_the_table_is_told_with_its_mend(
    tmp_path: Path, head: str, told: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"Prose.\n{head}\n\n| user | 好 | |\n", "utf-8")
    with pytest.raises(Exception, match=f"a.md:2: {told}"):
        read_rehearsal(path)


def test_the_lines_above_the_table_say_who_talks(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# role: no\nrole: staff\nlocale: en\ndepartment: 云溪市医疗保障局\nflow: ../my.yaml\n"
        "start: 2026-03-02 09:00\n\n| user | 好<br>a \\| b \\\\ | status=none; not=x |\n"
        "role: admin\n",
        "utf-8",
    )
    rehearsal = read_rehearsal(path)
    cast, (line,) = rehearsal.cast, rehearsal.lines
    assert (cast.role, cast.locale, cast.department) == ("staff", "en", "云溪市医疗保障局")
    assert (cast.flow, cast.start.isoformat()) == (
        tmp_path / "../my.yaml",
        "2026-03-02T09:00:00+08:00",
    )
    assert (line.says, line.holds) == ("好\na | b \\", ("status=none", "not=x"))


def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, link = tmp_path / "a.md", tmp_path / "b.md"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    replace_text(link, "新\r\n")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == ("新\r\n".encode(), 0o640)
    assert link.is_symlink()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_text(path, "half")
    assert path.read_text("utf-8").startswith("新")
    assert sorted(tmp_path.iterdir()) == [path, link]
