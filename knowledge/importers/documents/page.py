"""HTML into lines and tables: pages saved from service portals, and what Word files become.

Scripts, styles and menus are no content. Hidden parts are: portals keep the tabs of a
guide hidden. Nothing is fetched, and no entity of a page's own is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from knowledge.importers.documents.blocks import Block, Document, DocumentError, Line, grid
from knowledge.importers.documents.nested import Entry, lines_of
from knowledge.importers.documents.shapes import names_of, shape_of
from knowledge.importers.documents.titles import FRAME
from knowledge.importers.encodings import decoded
from knowledge.text import clean, one_line

# fmt: off
_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "nav",
    "footer", "aside", "select", "option", "button", "input", "textarea", "head", "audio", "video",
    "map", "datalist", "math",
))
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "img", "wbr", "o:p",
))
# fmt: on
_LISTS = ("ul", "ol")
_BOLD = frozenset({"b", "strong"})
_NOTE = re.compile("(?:foot|end)note-\\d")
_HEADING = re.compile(r"h([1-6])")
_MENU = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|header|topbar|crumbs?|breadcrumb|footer|copyright|sidebar|share|toolbar|toplink"
    r"|friendlink|links?|pager|login|tabs?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_WORD_CLASS = re.compile(r"Mso|GramE|SpellE")
_FEWEST_LABELS = 2
_MENU_CHARS = 1_500
_FOOT = re.compile(r"版权所有|网站标识码|ICP备|公网安备|(?:当前|您的|所在)位置")
"""What menus and feet say also where little of them is links."""
_FOOT_CHARS = 400
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_HEAD = 4_096
"""Bytes in which a page names its encoding."""


def read_page(data: bytes) -> Document:
    """The content of a saved page.

    Raises:
        DocumentError: It is no text in an encoding that Chinese pages have.
    """
    return read_html(_text(data))


def _text(data: bytes) -> str:
    """The text of a page, which may name its encoding; a few broken bytes do not cost the page."""
    found = _CHARSET.search(data[:_HEAD])
    name = found[1].decode("ascii").casefold() if found else ""
    named = "gb18030" if name.startswith("gb") else name
    text = decoded(data, named)
    if text is not None:
        return text
    try:
        text = data.decode(named or "utf-8", errors="replace")
    except (UnicodeError, LookupError):
        text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") * 50 > len(text):  # more than a few: it is another encoding
        raise DocumentError("doc_encoding")
    return text


def read_html(text: str) -> Document:
    """The content of an HTML text."""
    from lxml import html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    # A declaration of an encoding would be refused in text that is decoded already.
    text = re.sub(r"^\s*<\?xml[^<>]{0,200}\?>", "", text.replace("\0", ""))
    if not text.strip():
        return Document(())
    root = html.document_fromstring(f"<div>{text}</div>" if "<" not in text else text, parser)
    _put_notes(root)
    title = root.findtext(".//title") or ""
    return Document(tuple(_blocks(root, 0)), title=one_line(title)[:200])


def _put_notes(root: Any) -> None:
    """Puts footnotes of a Word file where they are cited, in brackets."""
    notes = {
        each.get("id", ""): each for each in root.iter("li") if _NOTE.match(each.get("id", ""))
    }
    for mark in [*root.iter("a")]:
        note = notes.get((mark.get("href") or "").removeprefix("#"))
        if note is None:
            continue
        text = one_line(note.text_content().replace("↑", "")).rstrip("。")
        mark.text = f"（注：{text}）"
        if (above := note.getparent()) is not None:
            above.remove(note)


def _blocks(node: Any, level: int) -> Iterator[Block]:
    """Blocks of what stands in an element, in order; text between its blocks is a line, too."""
    run: list[tuple[str, bool]] = []
    yield from _walk(node, level, False, run)
    yield from _flushed(run, level)


def _walk(node: Any, level: int, bold: bool, run: list[tuple[str, bool]]) -> Iterator[Block]:
    if node.text:
        run.append((node.text, bold))
    for child in node:
        if run and _is_apart(child):
            run.append((" ", bold))
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag and not _is_skipped(child, tag):
            yield from _child(child, tag, level, bold, run)
        if child.tail:
            run.append((child.tail, bold))


def _is_apart(child: Any) -> bool:
    """Whether a page shows two texts that touch each other in its source side by side."""
    before = child.getprevious()
    if child.tag != "span" or before is None or before.tag != "span" or (before.tail or "").strip():
        return False
    mine, its = child.get("class"), before.get("class")
    return bool(mine and its and mine != its and not _WORD_CLASS.search(f"{mine} {its}"))


def _child(
    child: Any, tag: str, level: int, bold: bool, run: list[tuple[str, bool]]
) -> Iterator[Block]:
    heavy = bold or tag in _BOLD or _is_heavy(child)
    if tag == "br":
        run.append(("\n", bold))
    elif tag in _INLINE:
        yield from _walk(child, level, heavy, run)
    elif tag == "table":
        yield from _flushed(run, level)
        yield from _table(child)
    elif tag in _LISTS and child.find(".//li//li") is not None and (entries := _entries(child)):
        yield from _flushed(run, level)
        yield from (Line(line) for line in lines_of(entries))
    else:
        yield from _flushed(run, level)
        found = _HEADING.fullmatch(tag)
        inner = int(found[1]) if found else level
        own: list[tuple[str, bool]] = []
        yield from _walk(child, inner, heavy or tag == "dt", own)
        yield from _flushed(own, inner)


def _entries(node: Any) -> list[Entry] | None:
    """The entries of a list with lists in it; None where an entry has more than text."""
    entries: list[Entry] = []
    for each in node:
        tags = {child.tag: child for child in each}
        plain = all(tag in _INLINE or tag in (*_LISTS, "p", "br") for tag in tags)
        if each.tag != "li" or not plain or any(_is_skipped(c, t) for t, c in tags.items()):
            return None
        inner = [child for child in each if child.tag in _LISTS]
        nested = [_entries(child) for child in inner]
        own = (each.text or "", *(_own_text(child) for child in each))
        text = one_line("".join(own))
        if not text or None in nested:
            return None
        entries.append(Entry(text, inner=[one for found in nested for one in found or ()]))
    return entries


def _own_text(child: Any) -> str:
    """The text of an entry that is in none of its lists."""
    inner = "" if child.tag in _LISTS else child.text_content()
    return f"{inner}{child.tail or ''}"


def _flushed(run: list[tuple[str, bool]], level: int) -> Iterator[Line]:
    """The lines that were gathered; a line break ends one."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, bold in run:
        first, *more = text.split("\n") if text == "\n" else [re.sub(r"\s+", " ", text)]
        lines[-1].append((first, bold))
        lines += [[(part, bold)] for part in more]
    run.clear()
    for parts in lines:
        heavy = all(bold for text, bold in parts if text.strip())
        # Published text has its tags and entities escaped twice: its breaks are lines, too.
        for text in clean("".join(text for text, _ in parts)).split("\n"):
            if text:
                yield Line(text, level, heavy)


def _table(table: Any) -> Iterator[Block]:
    """A table as a grid; one that holds tables is there for the layout, and its cells are lines."""
    if table.find(".//table") is not None:
        rows = [*_labelled_rows(table)]
        yield from [grid(rows)] if rows else _blocks(table, 0)
        return
    for caption in table.iter("caption"):
        yield from _blocks(caption, 0)
    yield grid(
        [_cell(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")
    )


def _labelled_rows(table: Any) -> Iterator[list[tuple[str, int, int]]]:
    """The rows of a form in whose cells are tables, each row of these behind its label.

    None where the table is there for the layout.
    """
    own = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in own]
    first = [_cell(cells[0])[0] for cells in rows if cells and cells[0].find(".//table") is None]
    if sum(1 for text in first if names_of(shape_of(text).label)) < _FEWEST_LABELS:
        return
    for cells in rows:
        if not any(cell.find(".//table") is not None for cell in cells):
            yield [_cell(cell) for cell in cells]
            continue
        label = (_cell(cells[0])[0], 1, 1)
        for cell in cells[1:]:
            if cell.find(".//table") is None and names_of(shape_of(_cell(cell)[0]).label):
                label = (_cell(cell)[0], 1, 1)  # another label in the row
                continue
            for block in _blocks(cell, 0):
                inner = ((block.text,),) if isinstance(block, Line) else block.rows
                yield from ([label, *((text, 1, 1) for text in row)] for row in inner)


def _cell(cell: Any) -> tuple[str, int, int]:
    lines = [block.text for block in _blocks(cell, 0) if isinstance(block, Line)]
    return "\n".join(lines), _span(cell, "colspan"), _span(cell, "rowspan")


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name, "")).strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _is_tabs(node: Any) -> bool:
    """Whether a list only names the parts of a guide: the tabs under which a portal shows them."""
    texts = [one_line(each.text_content()) for each in node]
    names = sum(1 for text in texts if names_of(text) or FRAME.fullmatch(text))
    return len(texts) > 1 and names == len(texts)


def _is_heavy(node: Any) -> bool:
    style = node.get("style") or ""
    return bool(re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", style, re.IGNORECASE))


def _is_skipped(node: Any, tag: str) -> bool:
    if tag in _SKIPPED or (tag in _LISTS and _is_tabs(node)):
        return True
    if tag in _INLINE or not _MENU.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
        return False
    text = node.text_content()
    if len(text) < _FOOT_CHARS and _FOOT.search(text):
        return True
    linked = sum(len(link.text_content()) for link in node.iter("a"))
    return len(text) < _MENU_CHARS and linked * 2 > len("".join(text.split()))
