"""Files of office programs are looked over before any of their XML is parsed."""

from __future__ import annotations

import io
import zipfile

import pytest

from knowledge.importers import packages
from knowledge.importers.packages import trick_in

DECLARES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'


def trick(parts: dict[str, bytes], most: int = 1 << 20, most_of_xml: int = 1 << 20) -> str:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    with zipfile.ZipFile(data) as package:
        return trick_in(package, most, most_of_xml)


def test_a_package_as_programs_write_it_has_no_trick() -> None:
    assert trick({"word/document.xml": b"<x/>", "word/media/a.png": b"<!DOCTYPE"}) == ""


def test_parts_are_counted() -> None:
    parts = {f"media/{n}.png": b"" for n in range(packages.MAX_PARTS)}
    assert trick(parts) == ""
    assert trick({**parts, "one.png": b""}) == "bomb"


def test_all_parts_are_weighed_together_and_xml_by_itself() -> None:
    parts = {"a.xml": bytes(60), "b.png": bytes(60)}
    assert trick(parts, most=120, most_of_xml=60) == ""
    assert trick(parts, most=119, most_of_xml=60) == "bomb"
    assert trick(parts, most=120, most_of_xml=59) == "bomb"


@pytest.mark.parametrize("name", ["word/document.xml", "_rels/.rels", "xl/drawings/a.vml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_declared_entities_are_seen_in_any_encoding(name: str, encoding: str) -> None:
    assert trick({name: DECLARES.encode(encoding)}) == "entities"


def test_declared_entities_are_seen_where_two_pieces_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_CHUNK", 4)
    assert trick({"a.xml": b"<x>" + b" " * 5 + b"<!DOCTYPE x>"}) == "entities"
