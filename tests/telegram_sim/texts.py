"""Texts and captions: their formatting, their limits, and what is found in them by itself."""

from __future__ import annotations

import re

from tests.telegram_sim.errors import bad_request
from tests.telegram_sim.formatted import Formatted, Parser, cannot_parse, utf16
from tests.telegram_sim.html_text import parse_html
from tests.telegram_sim.markdown_text import parse_markdown
from tests.telegram_sim.schema import Json

MAX_TEXT = 4096
MAX_CAPTION = 1024
"""Both count after the marks of formatting are read, here in units of UTF-16.

The documentation speaks of characters; this is the stricter reading of it.
"""
MAX_ENTITIES = 100
COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(@\w+)?")
URL = re.compile(r"https?://[^\s<>，。、）]+")


def _plain(source: str) -> Formatted:
    out = Formatted()
    out.write(source)
    return out


def _old_markdown(source: str) -> Formatted:
    """Checked for marks that never end, and taken off; its entities are not built."""
    for mark in "*_`":
        if source.count(mark) % 2:
            where = len(source[: source.rindex(mark)].encode())
            raise cannot_parse(f"Can't find end of the entity starting at byte offset {where}")
    return _plain(re.sub(r"[*_`]", "", source))


MODES: dict[str, Parser] = {
    "": _plain,
    "html": parse_html,
    "markdownv2": parse_markdown,
    "markdown": _old_markdown,
}


def text_of(args: Json) -> Json:
    """`text` and `entities` of a message, from what a bot sent."""
    text, entities = _parsed(args, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if utf16(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": text, **({"entities": entities} if entities else {})}


def caption_of(args: Json) -> Json:
    """`caption` and `caption_entities` of a message; nothing where there is no caption."""
    text, entities = _parsed(args, "caption", "caption_entities")
    if utf16(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


def _parsed(args: Json, key: str, entities_key: str) -> tuple[str, list[Json]]:
    mode = str(args.get("parse_mode") or "").lower()
    if mode not in MODES:
        raise bad_request("unsupported parse_mode")
    read = MODES[mode](args.get(key) or "")
    if not mode:
        read.entities = list(args.get(entities_key) or [])
    text, entities = read.trimmed()
    return text, entities[:MAX_ENTITIES]


def found_in(text: str) -> list[Json]:
    """Commands and addresses, which the server finds in what a person writes."""
    found = []
    for kind, pattern in (("bot_command", COMMAND), ("url", URL)):
        for match in pattern.finditer(text):
            offset = utf16(text[: match.start()])
            found.append({"type": kind, "offset": offset, "length": utf16(match[0])})
    return sorted(found, key=lambda each: each["offset"])
