"""Files of office programs (.docx, .xlsx): zips of XML parts, looked over before any is parsed.

Guards the parsers: parts are counted and weighed before they are unpacked, and XML that
declares entities is known, in an encoding of one byte or of several.
"""

from __future__ import annotations

from typing import Literal
from zipfile import ZipFile, ZipInfo

OLE = b"\xd0\xcf\x11\xe0"
"""How files of the old kind begin, and those of the new kind that need a password."""
MAX_PARTS = 2_000
"""One for each picture or sheet, and some twenty more."""
_XML = (".xml", ".rels", ".vml")
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")
_CHUNK = 1 << 20


def trick_in(package: ZipFile, most: int, most_of_xml: int) -> Literal["", "bomb", "entities"]:
    """What a package may be built to harm with, "" if nothing.

    Args:
        package: No part of it may be encrypted.
        most: Bytes of all parts together.
        most_of_xml: Bytes of one part that is XML.
    """
    parts = package.infolist()
    xml = [part for part in parts if part.filename.endswith(_XML)]
    # zipfile gives out no more of a part than the part says that it has.
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > most:
        return "bomb"
    if any(part.file_size > most_of_xml for part in xml):
        return "bomb"
    return "entities" if any(_declares(package, part) for part in xml) else ""


def _declares(package: ZipFile, part: ZipInfo) -> bool:
    end = b""
    with package.open(part) as opened:
        while chunk := opened.read(_CHUNK):
            seen = end + chunk.replace(b"\0", b"")
            if any(word in seen for word in _DECLARES):
                return True
            end = seen[-len(_DECLARES[0]) :]
    return False
