"""The API's HTML: few tags, few references, and an error for everything else."""

from __future__ import annotations

import html
import re

from tests.telegram_sim.formatted import Formatted, cannot_parse

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[^\s<>/]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|(?P<reference>&(?:(?:lt|gt|amp|quot)(?![a-zA-Z])|#\d{1,7}|#x[0-9a-fA-F]{1,6});?)"
    r"|(?P<text>[^<&]+|[<&])"
)
ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


class _Open:
    def __init__(self, tag: str, since: int, attributes: dict[str, str]) -> None:
        self.tag, self.since, self.attributes = tag, since, attributes


def parse_html(source: str) -> Formatted:
    """The text that people see, or the error of the server."""
    out, opened = Formatted(), list[_Open]()
    for token in TOKEN.finditer(source):
        at = len(source[: token.start()].encode())
        if token["tag"] is None:
            if token["text"] == "<":
                raise _no_tag(source[token.end() :], at)
            out.write(html.unescape(token["reference"] or "") + (token["text"] or ""))
        elif token["close"]:
            _close(out, opened, token["tag"].lower(), at)
        else:
            tag = token["tag"].lower()
            opened.append(_Open(tag, out.length, _attributes(tag, token["attributes"], at)))
    if opened:
        raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{opened[-1].tag}"')
    return out


def _no_tag(rest: str, at: int) -> Exception:
    """Why a "<" begins no tag."""
    if rest.startswith("/"):
        return cannot_parse(f"Unclosed end tag at byte offset {at}")
    name = re.split(r"[\s>]", rest, maxsplit=1)[0]
    if name.lower() in TAGS or name == rest:
        return cannot_parse(f"Unclosed start tag at byte offset {at}")
    return cannot_parse(f'Unsupported start tag "{name.lower()}" at byte offset {at}')


def _attributes(tag: str, written: str, at: int) -> dict[str, str]:
    if tag not in TAGS:
        raise cannot_parse(f'Unsupported start tag "{tag}" at byte offset {at}')
    found = {}
    for each in ATTRIBUTE.finditer(written):
        value = next((part for part in each.groups()[1:] if part is not None), None)
        if value is None and (tag, each[1]) != ("blockquote", "expandable"):
            raise cannot_parse(
                "Expected equal sign in declaration of an attribute of the tag "
                f'"{tag}" at byte offset {at}'
            )
        found[each[1].lower()] = html.unescape(value or "")
    if tag == "span" and found.get("class") != "tg-spoiler":
        raise cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
    return found


def _close(out: Formatted, opened: list[_Open], tag: str, at: int) -> None:
    if not opened:
        raise cannot_parse(f"Unexpected end tag at byte offset {at}")
    last = opened.pop()
    if tag != last.tag:
        raise cannot_parse(
            f'Unmatched end tag at byte offset {at}, expected "</{last.tag}>", found "</{tag}>"'
        )
    kind, more = TAGS[tag], {}
    if tag == "a":
        more = {"url": last.attributes.get("href", "")}
    elif tag == "tg-emoji":
        more = {"custom_emoji_id": last.attributes.get("emoji-id", "")}
    elif tag == "blockquote" and "expandable" in last.attributes:
        kind = "expandable_blockquote"
    elif tag == "code" and opened and opened[-1].tag == "pre" and "class" in last.attributes:
        opened[-1].attributes["language"] = last.attributes["class"].removeprefix("language-")
        return
    elif tag == "pre" and "language" in last.attributes:
        more = {"language": last.attributes["language"]}
    if tag != "a" or more["url"]:
        out.mark(kind, last.since, **more)
