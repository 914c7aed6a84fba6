"""Guides and flows are kept in every version that was ever used."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, text

from storage.flows import FlowSources
from storage.guides import GuideShelf


def guide(digest: str, id_: str = "YX-GA-001", **more: Any) -> dict[str, Any]:
    return {"id": id_, "digest": digest, "name": "居民身份证补领", "elements": {}, **more}


def test_an_empty_shelf_has_nothing(engine: Engine) -> None:
    shelf = GuideShelf(engine)
    assert (list(shelf.all()), shelf.get("YX-GA-001"), shelf.revision()) == ([], None, 0)


def test_a_guide_comes_back_as_it_was_put(engine: Engine) -> None:
    record = guide("1", elements={"受理条件": "身份证\x00丢失😀"}, faqs=[{"question": "要照片吗"}])
    shelf = GuideShelf(engine)
    assert shelf.put(record) is True
    assert shelf.get("YX-GA-001") == record
    assert list(shelf.all()) == [record]


def test_only_a_change_is_a_new_version(engine: Engine) -> None:
    shelf = GuideShelf(engine)
    shelf.put(guide("1"))
    shelf.put(guide("9", "YX-GA-002"))
    before = shelf.revision()
    assert shelf.put(guide("1")) is False
    assert shelf.revision() == before
    assert shelf.put(guide("2", name="改名")) is True
    assert shelf.revision() > before
    assert shelf.put(guide("1")) is True, "going back to an older text is a change, too"
    assert shelf.get("YX-GA-001") == guide("1")
    assert [g["id"] for g in shelf.all()] == ["YX-GA-002", "YX-GA-001"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM guide")).scalar() == 4


def test_a_guide_is_found_as_it_last_was_under_a_version(engine: Engine) -> None:
    shelf = GuideShelf(engine)
    for digest, version in (("1", "2026-1"), ("2", "2026-1"), ("3", "2026-2")):
        shelf.put(guide(digest, version=version))
    shelf.put(guide("9", "YX-GA-002", version="2026-1"))
    assert shelf.get("YX-GA-001", "2026-1") == guide("2", version="2026-1")
    assert shelf.get("YX-GA-001", "2026-2") == shelf.get("YX-GA-001")
    assert shelf.get("YX-GA-001", "2025-1") is None


def test_an_older_version_is_kept_behind_the_current_one(engine: Engine) -> None:
    shelf = GuideShelf(engine)
    assert shelf.put(guide("0", version="7"), current=False) is True
    assert shelf.get("YX-GA-001") == guide("0", version="7"), "there is no newer one"
    shelf.put(guide("2", version="9"))
    shelf.put(guide("9", "YX-GA-002", version="1"))
    assert shelf.put(guide("1", version="8"), current=False) is True
    assert shelf.put(guide("1", version="8"), current=False) is False, "kept already"
    assert shelf.put(guide("2", version="9"), current=False) is False
    assert shelf.put(guide("2", version="9")) is False
    assert shelf.get("YX-GA-001") == guide("2", version="9")
    assert shelf.get("YX-GA-001", "8") == guide("1", version="8")
    assert {g["digest"] for g in shelf.all()} == {"2", "9"}
    assert [g["version"] for g in shelf.versions("YX-GA-001")] == ["9", "8", "9", "7"]
    assert list(shelf.versions("nowhere")) == []


def test_a_version_of_a_flow_stays_what_it_was_first(engine: Engine) -> None:
    flows = FlowSources(engine)
    assert flows.source("accompanied", "1") is None
    flows.keep("accompanied", "1", "flow: accompanied")
    flows.keep("accompanied", "2", "flow: changed")
    flows.keep("accompanied", "1", "flow: forged")
    assert flows.source("accompanied", "1") == "flow: accompanied"
    assert flows.source("accompanied", "2") == "flow: changed"
