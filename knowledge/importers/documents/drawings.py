"""What is drawn in a Word file: text in boxes, flow charts of them, and SmartArt, as paragraphs.

The parser of Word files passes over most of it. Here it is put right behind the paragraph
that it is anchored in, from top to bottom, so that it stands below the heading of its section.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

MAIN = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SIGNS = (b"txbxContent", b"relIds")
_STEP = re.compile(r"申请|受理|审[核查批]|决定|办结|发证|制证|领取|送达|提交|登记|公示")
_FLOW = "办理流程图"
_FEWEST, _STEPS = 3, 2
"""Boxes that make a chart, and how many of them name a step if it is one of the procedure."""
_LOOKED_BACK = 3
"""Paragraphs above a chart that may say already what it is."""
MAX_DEPTH = 20


def with_drawings(data: bytes) -> bytes:
    """A Word file with what is drawn in it as paragraphs; itself if nothing is.

    Args:
        data: A package that was looked over: no part declares entities, none is too large.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        main = package.read(MAIN)
        if not any(sign in main for sign in _SIGNS):
            return data
        root = _parsed(main)
        for host in [*root.iter(f"{WORD}p")]:
            _set_behind(host, package)
        from lxml import etree

        return _written(package, etree.tostring(root))


def _parsed(xml: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _written(package: zipfile.ZipFile, main: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for part in package.infolist():
            target.writestr(part.filename, main if part.filename == MAIN else package.read(part))
    return made.getvalue()


def _set_behind(host: Any, package: zipfile.ZipFile) -> None:
    """Moves what is drawn in a paragraph behind it."""
    if host.getparent() is None or _inside(host, "txbxContent"):
        return
    boxes = [*_boxes(host)]
    blocks = [block for _, _, block in sorted(boxes, key=lambda each: each[:2])]
    blocks += [_paragraph(text) for text in _smart_art(host, package)]
    if not blocks:
        return
    if _is_flow(blocks) and not _says_so(host):
        blocks.insert(0, _paragraph(_FLOW, bold=True))
    for drawn in [*host.iter(f"{_MC}AlternateContent", f"{WORD}drawing", f"{WORD}pict")]:
        if drawn.getparent() is not None:
            drawn.getparent().remove(drawn)
    at = host
    for block in blocks:
        at.addnext(block)
        at = block


def _boxes(host: Any) -> Iterator[tuple[int, int, Any]]:
    """Paragraphs and tables in boxes, each with how far down and right its box stands."""
    for box in host.iter(f"{WORD}txbxContent"):
        if _inside(box, "Fallback") and _has_choice(box):
            continue
        if any(each.tag == f"{WORD}txbxContent" for each in box.iterancestors()):
            continue  # comes with the box around it
        down, right = _place(box)
        yield from ((down, right, block) for block in [*box] if block.tag in _BLOCKS)


_BLOCKS = (f"{WORD}p", f"{WORD}tbl")


def _has_choice(box: Any) -> bool:
    """Whether what stands in the fallback is drawn in the newer form, too."""
    both = next(each for each in box.iterancestors() if each.tag == f"{_MC}AlternateContent")
    choice = both.find(f"{_MC}Choice")
    return choice is not None and next(choice.iter(f"{WORD}txbxContent"), None) is not None


def _place(box: Any) -> tuple[int, int]:
    """How far down and to the right a box stands: in its group, and where that is anchored."""
    down = right = 0
    for around in box.iterancestors():
        properties = next((each for each in around if each.tag.endswith("}spPr")), None)
        if properties is not None and (offset := properties.find(f"{_A}xfrm/{_A}off")) is not None:
            down, right = down + _int(offset.get("y")), right + _int(offset.get("x"))
        if around.tag == f"{_WP}anchor":
            down += _int(around.findtext(f"{_WP}positionV/{_WP}posOffset"))
            right += _int(around.findtext(f"{_WP}positionH/{_WP}posOffset"))
    return down, right


def _int(text: str | None) -> int:
    digits = (text or "").strip().removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 12):
        return 0
    return int(text or 0)


def _inside(node: Any, name: str) -> bool:
    return any(str(each.tag).endswith(f"}}{name}") for each in node.iterancestors())


def _smart_art(host: Any, package: zipfile.ZipFile) -> Iterator[str]:
    """The texts of SmartArt in a paragraph, in the order in which it shows them."""
    for ids in host.iter(f"{_D}relIds"):
        part = _target(package, ids.get(f"{_R}dm") or "")
        if part in package.namelist():
            yield from _points(_parsed(package.read(part)))


def _target(package: zipfile.ZipFile, which: str) -> str:
    if _RELATIONS not in package.namelist():
        return ""
    for relation in _parsed(package.read(_RELATIONS)):
        if relation.get("Id") == which:
            return posixpath.normpath(posixpath.join("word", relation.get("Target") or ""))
    return ""


def _points(model: Any) -> Iterator[str]:
    texts = {
        point.get("modelId"): "".join(point.itertext(f"{_A}t")).strip()
        for point in model.iter(f"{_D}pt")
    }
    below: dict[str, list[tuple[int, str]]] = {}
    for line in model.iter(f"{_D}cxn"):
        if line.get("type", "parOf") == "parOf":
            to = (_int(line.get("srcOrd")), line.get("destId"))
            below.setdefault(line.get("srcId"), []).append(to)
    root = next((p.get("modelId") for p in model.iter(f"{_D}pt") if p.get("type") == "doc"), "")
    told: set[str] = set()
    left = [(root, 0)]
    while left:
        point, depth = left.pop()
        if point in told:
            continue
        told.add(point)
        if texts.get(point):
            yield texts[point]
        if depth < MAX_DEPTH:
            left += [(to, depth + 1) for _, to in sorted(below.get(point, []), reverse=True)]
    yield from (text for point, text in texts.items() if text and point not in told)


def _paragraph(text: str, *, bold: bool = False) -> Any:
    from lxml import etree

    paragraph = etree.Element(f"{WORD}p")
    run = etree.SubElement(paragraph, f"{WORD}r")
    if bold:
        etree.SubElement(etree.SubElement(run, f"{WORD}rPr"), f"{WORD}b")
    etree.SubElement(run, f"{WORD}t").text = text
    return paragraph


def _is_flow(blocks: list[Any]) -> bool:
    texts = ["".join(block.itertext(f"{WORD}t")) for block in blocks]
    short = [text for text in texts if 0 < len(text) <= 60]
    return len(short) >= _FEWEST and sum(1 for text in short if _STEP.search(text)) >= _STEPS


def _says_so(host: Any) -> bool:
    """Whether the paragraph itself, or one of those right above it, says 流程."""
    texts, at = ["".join(host.itertext(f"{WORD}t"))], host
    for _ in range(_LOOKED_BACK):
        at = at.getprevious()
        if at is None:
            break
        texts.append("".join(at.itertext(f"{WORD}t")))
    return any("流程" in text or "步骤" in text for text in texts)
