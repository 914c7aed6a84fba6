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
    assert (list(shelf.all()), shelf.revision()) == ([], 0)
    assert (list(shelf.versions("YX-GA-001")), set(shelf.removed("YX-GA-001"))) == ([], set())


def test_a_guide_comes_back_as_it_was_put(engine: Engine) -> None:
    record = guide("1", elements={"受理条件": "身份证\x00丢失😀"}, faqs=[{"question": "要照片吗"}])
    shelf = GuideShelf(engine)
    assert shelf.put(record) is True
    assert list(shelf.versions("YX-GA-001")) == [record]
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
    assert [g["digest"] for g in shelf.versions("YX-GA-001")] == ["2", "1"], "each once"
    assert [g["digest"] for g in shelf.all()] == ["9", "2", "1"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM guide")).scalar() == 4


def test_what_is_removed_is_kept_and_comes_back_to_its_place(engine: Engine) -> None:
    shelf = GuideShelf(engine)
    for digest in "123":
        shelf.put(guide(digest, version=digest))
    shelf.put(guide("1", "YX-GA-002"))
    revisions = [shelf.revision()]
    shelf.mark("YX-GA-001", ["1", "3"], removed=True)
    revisions.append(shelf.revision())
    assert {(g["id"], g["digest"]) for g in shelf.all()} == {("YX-GA-001", "2"), ("YX-GA-002", "1")}
    assert set(shelf.removed("YX-GA-001")) == {"1", "3"}
    assert not shelf.removed("YX-GA-002"), "equal digests of another guide are not meant"
    assert [g["digest"] for g in shelf.versions("YX-GA-001")] == ["1", "2", "3"]
    shelf.mark("YX-GA-001", ["1"], removed=False)
    revisions.append(shelf.revision())
    assert [g["digest"] for g in shelf.all() if g["id"] == "YX-GA-001"] == ["1", "2"]
    assert revisions == sorted(set(revisions)), "every change is seen"
    shelf.mark("YX-GA-001", ["1", "2"], removed=False)
    assert shelf.revision() == revisions[-1], "nothing was to be done"


def test_a_version_of_a_flow_stays_what_it_was_first(engine: Engine) -> None:
    flows = FlowSources(engine)
    assert flows.source("accompanied", "1") is None
    flows.keep("accompanied", "1", "flow: accompanied")
    flows.keep("accompanied", "2", "flow: changed")
    flows.keep("accompanied", "1", "flow: forged")
    assert flows.source("accompanied", "1") == "flow: accompanied"
    assert flows.source("accompanied", "2") == "flow: changed"
