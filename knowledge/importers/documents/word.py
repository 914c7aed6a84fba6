"""Word files: their text by mammoth, which runs nothing and fetches nothing.

A .docx is a zip of XML that is looked over before any of it is parsed
(knowledge.importers.packages). Macros (.docm) stay in their member unread.
"""

from __future__ import annotations

import io
import re
import zipfile

from knowledge.importers.documents.blocks import Document, DocumentError
from knowledge.importers.documents.drawings import MAIN, WORD, with_drawings
from knowledge.importers.documents.page import read_html
from knowledge.importers.packages import OLE, trick_in
from knowledge.text import one_line

MAX_UNPACKED = 120 * 1024 * 1024
MAX_XML = MAX_UNPACKED // 4
"""One part that is parsed: its tree takes many times as much of the memory that it may have."""
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name^='toc'] => !
p[style-name^='TOC'] => !
"""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EDGES = re.compile(r"word/(?:header|footer)\d{0,3}\.xml")


def read_docx(data: bytes) -> Document:
    """The content of a Word file.

    Raises:
        DocumentError: It is encrypted, broken, or built to harm.
    """
    import mammoth

    if data.startswith(OLE):
        raise DocumentError("doc_encrypted" if _ENCRYPTED in data else "doc_old_word")
    notes, edges = _looked_over(data)
    converted = mammoth.convert_to_html(
        io.BytesIO(with_drawings(data)),
        style_map=_STYLES,
        convert_image=lambda _: [],
        include_embedded_style_map=False,
        external_file_access=False,
    )
    found = read_html(converted.value)
    return Document(found.blocks, edges, found.title, notes)


def _looked_over(data: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is odd of a package, and the text of its running heads and feet."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError):
        raise DocumentError("doc_broken") from None
    with package:
        parts = package.infolist()
        names = [part.filename for part in parts]
        if MAIN not in names:
            raise DocumentError("doc_broken")
        if any(part.flag_bits & 1 for part in parts):
            raise DocumentError("doc_encrypted")
        if trick := trick_in(package, MAX_UNPACKED, MAX_XML):
            raise DocumentError(f"doc_{trick}")
        edges = [
            line
            for part in parts
            if _EDGES.fullmatch(part.filename)
            for line in _lines(package.read(part))
        ]
    notes = ("doc_macro",) if any(name.endswith("vbaProject.bin") for name in names) else ()
    return notes, tuple(dict.fromkeys(edges))


def _lines(xml: bytes) -> list[str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        return []
    paragraphs = ("".join(p.itertext(f"{WORD}t")) for p in root.iter(f"{WORD}p"))
    return [text for text in map(one_line, paragraphs) if text]
