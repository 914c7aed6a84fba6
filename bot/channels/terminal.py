"""The terminal channel: a person typing, or a program writing lines (`chat`, `chat --jsonl`).

Translates only: a typed line or a JSON object into an `Inbound`, replies into
text. Keeping control characters away from the screen is for `write` to do.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.channels.jsonl import LineError, check_keys, text_of
from bot.dialogue.messages import FileIn, Inbound, Outcome, SourceLine

CHANNEL = "terminal"
MAX_FILES = 20
MAX_PATH_SHOWN = 200

Payload = Mapping[str, Any]
"""`Outcome.to_payload()`, fresh or out of the store."""

WORDS = {
    "zh": {
        "hello": "陪走：回复“走流程”开始，直接提问也行，“帮助”看全部说法。\n"
        "选项可以输编号。发照片：/file 路径 [说明]。离开按 Ctrl-D，随时可以回来。",
        "again": "（上次说到这里）",
        "bye": "进度都存着。想回来，输入：\n{command}",
        "no_file": "读不到文件 {path}。写法：/file 路径 [说明]",
        "source": "  ——依据：{item} · {element}（{guide}，{version}）",
        "file": "  文件：{path}",
    },
    "en": {
        "hello": "Walkalong: say “walk” to begin, ask a question, or say “help”.\n"
        "Options can be picked by number. A photo: /file PATH [words]. Leave with Ctrl-D.",
        "again": "(this is where we were)",
        "bye": "Your progress is stored. To come back, type:\n{command}",
        "no_file": "Cannot read {path}. Write: /file PATH [words]",
        "source": "  — Source: {item} · {element} ({guide}, {version})",
        "file": "  File: {path}",
    },
}


@dataclass(slots=True)
class Terminal:
    """One person at one terminal. `me` is a message without content: the chat and the person."""

    handle: Callable[[Inbound], Outcome]
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    me: Inbound
    locale: str
    write: Callable[[str], None]
    """Shows a text, whoever wrote what is in it (`bot.cli.output.echo`)."""
    _numbered: tuple[str, ...] = field(default=(), init=False)
    """Ids of the options shown last, in the order of their numbers."""

    def word(self, key: str, **values: str) -> str:
        return WORDS[self.locale][key].format(**values)

    def greet(self, undelivered: Iterable[Payload]) -> None:
        """Say what one can do, then repeat what may never have been seen."""
        self.write(self.word("hello"))
        for payload in undelivered:
            self.write(self.word("again"))
            self._show(payload)

    def hear(self, line: str) -> None:
        """Pass one typed line on, and show what it brings."""
        said = line.strip()
        if not said:
            return
        message = replace(self.me, external_id=self.new_id(), at=self.clock())
        if said == "/file" or said.startswith("/file "):
            file, words = _split_path(said.removeprefix("/file").strip())
            if not _readable(file):
                self.write(self.word("no_file", path=str(file)))
                return
            message = replace(message, text=words, files=(FileIn(file, file.name),))
        elif (chosen := self._pick(said)) is not None:
            message = replace(message, choose=chosen)
        else:
            message = replace(message, text=said)
        self._show(self.handle(message).shown_payload())

    def _pick(self, said: str) -> str | None:
        digits = unicodedata.normalize("NFKC", said).rstrip(".)、")
        if not (digits.isascii() and digits.isdigit()):
            return None
        number = int(digits[:4])
        return self._numbered[number - 1] if 0 < number <= len(self._numbered) else None

    def _show(self, payload: Payload) -> None:
        numbered: list[str] = []
        for reply in payload["replies"]:
            lines = [reply["text"]]
            only_commands = all(option["id"].startswith("cmd:") for option in reply["options"])
            for option in reply["options"]:
                if only_commands or said_in_words(option["id"]):
                    lines.append(f"  [{option['label']}]")
                else:
                    numbered.append(option["id"])
                    lines.append(f"  {len(numbered)}. {option['label']}")
            lines += self._sources(reply)
            lines += [self.word("file", path=path) for path in reply["files"]]
            self.write(("\n\n" if payload.get("large") else "\n").join(lines))
        self._numbered = tuple(numbered)

    def _sources(self, reply: Payload) -> Iterator[str]:
        for source in reply["sources"]:
            if not SourceLine(**source).is_named_in(reply["text"]):
                yield self.word("source", **source)


_IN_WORDS = ("report:", "unhelpful:", "lack:")


def said_in_words(option_id: str) -> bool:
    """Whether an option has no number: skipping, keeping, reporting stand beside an answer, and
    what is said of the guides' answer stands above the options of the open question.

    "2" may be the answer to "how many times?"; there it must not mean the second button.
    """
    return option_id.endswith(("!", "?")) or option_id.startswith(_IN_WORDS)


def from_line(parsed: Mapping[str, Any], me: Inbound, at: datetime) -> Inbound:
    """The message that a line of `chat --jsonl` says. Raises `LineError`."""
    check_keys(parsed, ("text", "choose", "files", "edits"))
    words = text_of(parsed.get("text", ""), "text")
    choose = text_of(parsed.get("choose", ""), "choose")
    edited = parsed.get("edits", "")
    is_number = isinstance(edited, int) and not isinstance(edited, bool)
    edits = str(edited) if is_number else text_of(edited, "edits")
    paths = parsed.get("files", [])
    if not isinstance(paths, list):
        raise LineError("bad_type", "files is a list of paths, or left out")
    if len(paths) > MAX_FILES:
        raise LineError("too_many_files", f"at most {MAX_FILES} files in one message")
    files = tuple(Path(text_of(path, "each of files")) for path in paths)
    if choose and (words or files):
        raise LineError("bad_message", "choose stands alone; send the rest as its own message")
    if edits and (choose or files or not words.strip()):
        raise LineError("bad_message", "edits goes with the new text, and with nothing else")
    if not (choose or words.strip() or files):
        raise LineError("empty", "say something: text, choose or files")
    for file in files:
        if not _readable(file):
            raise LineError("no_such_file", f"no file to read at {str(file)[:MAX_PATH_SHOWN]}")
    return replace(
        me,
        external_id=str(parsed["id"]),
        at=at,
        text=words,
        choose=choose,
        files=tuple(FileIn(file, file.name) for file in files),
        edits=edits,
    )


def _readable(file: Path) -> bool:
    try:
        return file.is_file() and os.access(file, os.R_OK)
    except OSError:  # a name that no file system takes, a loop of links
        return False


def _split_path(rest: str) -> tuple[Path, str]:
    """`PATH words` or `"PATH with blanks" words`."""
    if rest[:1] in ("'", '"') and (end := rest.find(rest[0], 1)) > 0:
        return Path(rest[1:end]).expanduser(), rest[end + 1 :].strip()
    path, _, words = rest.partition(" ")
    return Path(path).expanduser(), words.strip()
