"""MarkdownV2: every mark closed, every reserved character escaped, or an error."""

from __future__ import annotations

import re

from tests.telegram_sim.formatted import Formatted, cannot_parse

NAMES = {
    "||": "Spoiler",
    "__": "Underline",
    "*": "Bold",
    "_": "Italic",
    "~": "Strikethrough",
    "`": "Code",
    "```": "Pre",
    "[": "TextUrl",
}
"""What the server calls an entity that does not end."""
MARKS = {
    "||": "spoiler",
    "__": "underline",
    "*": "bold",
    "_": "italic",
    "~": "strikethrough",
}
RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
LINK = re.compile(r"\]\(((?:\\.|[^)\\])*)\)")
LANGUAGE = re.compile(r"[^\s`]*(?=\n)")


class _Reader:
    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.out = Formatted()
        self.opened: list[tuple[str, int, int]] = []
        self.quote: int | None = None

    def read(self) -> Formatted:
        while self.at < len(self.source):
            if not (self._quoted() or self._escaped() or self._code() or self._mark()):
                self._link_or_text()
        self._end_quote()
        if self.opened:
            raise self._never_ends(self.opened[-1][0], self.opened[-1][2])
        return self.out

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _never_ends(self, mark: str, at: int) -> Exception:
        where = self._byte(at)
        return cannot_parse(f"Can't find end of {NAMES[mark]} entity at byte offset {where}")

    def _quoted(self) -> bool:
        """A ">" that begins a line begins or continues a quotation."""
        if self.at and self.source[self.at - 1] != "\n":
            return False
        if self.source[self.at] == ">":
            self.quote = self.out.length if self.quote is None else self.quote
            self.at += 1
            return self.at <= len(self.source)
        self._end_quote()
        return False

    def _end_quote(self) -> None:
        if self.quote is not None:
            self.out.mark("blockquote", self.quote)
            self.quote = None

    def _escaped(self) -> bool:
        following = self.source[self.at + 1 : self.at + 2]
        if self.source[self.at] != "\\" or not following.isascii() or not following:
            return False
        self.out.write(following)
        self.at += 2
        return True

    def _code(self) -> bool:
        mark = "```" if self.source.startswith("```", self.at) else "`"
        if not self.source.startswith(mark, self.at):
            return False
        began, since, more = self.at, self.out.length, {}
        self.at += len(mark)
        language = LANGUAGE.match(self.source, self.at) if mark == "```" else None
        if language:
            more = {"language": language[0]} if language[0] else {}
            self.at = language.end() + 1
        while not self.source.startswith(mark, self.at):
            if self.at >= len(self.source):
                raise self._never_ends(mark, began)
            if not self._escaped():
                self.out.write(self.source[self.at])
                self.at += 1
        self.at += len(mark)
        self.out.mark("pre" if mark == "```" else "code", since, **more)
        return True

    def _mark(self) -> bool:
        mark = next((each for each in MARKS if self.source.startswith(each, self.at)), None)
        if not mark:
            return False
        began, self.at = self.at, self.at + len(mark)
        if mark not in [each for each, _, _ in self.opened]:
            self.opened.append((mark, self.out.length, began))
            return True
        last, since, last_began = self.opened.pop()
        if last != mark:
            raise self._never_ends(last, last_began)
        self.out.mark(MARKS[mark], since)
        return True

    def _link_or_text(self) -> None:
        char = self.source[self.at]
        link = LINK.match(self.source, self.at)
        if char == "[":
            self.opened.append(("[", self.out.length, self.at))
        elif link and self.opened and self.opened[-1][0] == "[":
            _, since, _ = self.opened.pop()
            self.out.mark("text_link", since, url=re.sub(r"\\(.)", r"\1", link[1]))
            self.at = link.end()
            return
        elif char in RESERVED:
            raise cannot_parse(
                f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
            )
        else:
            self.out.write(char)
        self.at += 1


def parse_markdown(source: str) -> Formatted:
    """The text that people see, or the error of the server."""
    return _Reader(source).read()
