"""Word files: their text by mammoth, which runs nothing and fetches nothing.

A .docx is a zip of XML. Before any of it is parsed, its members are counted and weighed,
and XML that declares entities is refused. Macros (.docm) stay in their member unread.
"""

from __future__ import annotations

import io
import re
import zipfile

from knowledge.importers.documents.blocks import Document, DocumentError
from knowledge.importers.documents.page import read_html
from knowledge.text import one_line

MAX_MEMBERS = 2_000
MAX_UNPACKED = 120 * 1024 * 1024
"""All members together, and of those that are parsed each a quarter."""
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name^='toc'] => !
p[style-name^='TOC'] => !
"""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PARSED = re.compile(
    r"(?:word/|_rels/|\[Content_Types\]|docProps/).*(?:\.xml|\.rels)$|\[Content_Types\].xml"
)
_EDGES = re.compile(r"word/(?:header|footer)\d{0,3}\.xml")
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(data: bytes) -> Document:
    """The content of a Word file.

    Raises:
        DocumentError: It is encrypted, broken, or built to harm.
    """
    import mammoth

    if data.startswith(_OLE):
        raise DocumentError("doc_encrypted" if _ENCRYPTED in data else "doc_old_word")
    notes, edges = _looked_over(data)
    converted = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=_STYLES,
        convert_image=lambda _: [],
        include_embedded_style_map=False,
        external_file_access=False,
    )
    found = read_html(converted.value)
    return Document(found.blocks, edges, found.title, notes)


def _looked_over(data: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is odd of a package, and the text of its running heads and feet."""
    notes: list[str] = []
    edges: list[str] = []
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError):
        raise DocumentError("doc_broken") from None
    with package:
        members = package.infolist()
        if len(members) > MAX_MEMBERS or sum(each.file_size for each in members) > MAX_UNPACKED:
            raise DocumentError("doc_bomb")
        if "word/document.xml" not in package.namelist():
            raise DocumentError("doc_broken")
        for member in members:
            if member.flag_bits & 1:
                raise DocumentError("doc_encrypted")
            if member.filename.endswith("vbaProject.bin"):
                notes.append("doc_macro")
            if _PARSED.match(member.filename):
                text = _unpacked(package, member)
                if _EDGES.fullmatch(member.filename):
                    edges += _lines(text)
    return tuple(notes), tuple(dict.fromkeys(edges))


def _unpacked(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A member that is safe to parse; what it says of its size need not be true."""
    bound = MAX_UNPACKED // 4
    with package.open(member) as file:
        text = file.read(bound + 1)
    if len(text) > bound:
        raise DocumentError("doc_bomb")
    if text.startswith(_WIDE_MARKS) or _DECLARED.search(text):
        raise DocumentError("doc_entities")
    return text


def _lines(xml: bytes) -> list[str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        return []
    paragraphs = ("".join(p.itertext(f"{_TEXT}t")) for p in root.iter(f"{_TEXT}p"))
    return [text for text in map(one_line, paragraphs) if text]
