"""Public progress as files: whole, linked, valid, and harmless whatever stands in the ledger."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flows.progress import PublicIssue
from storage.exports.files import ExportError
from storage.exports.progress import department_link, state_link, write_progress
from storage.exports.swapped import MARK, swapped
from storage.packing import CHINA

NOW = datetime(2026, 3, 10, 9, tzinfo=CHINA)
TODAY = NOW.date()
VOID = {"meta", "link", "br"}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://example.com","x")',
    "+1-1",
    "@SUM(A1)",
    "\u202egpj.exe\u2066",
    "{{ 7*7 }}{% raw %}",
    "&lt;b&gt;",
    "]]><!--",
    "\x00\x07\x1b[2J",
    "长" * 9_000,
)


def issue(
    count: int, state: str = "to_assign", department: str = "医保局", **texts: str
) -> PublicIssue:
    deadline = TODAY + timedelta(days=count % 5 - 2)
    closed = TODAY if state == "closed" else None
    found = date(2026, 3, 1)
    texts = texts or {"problem": f"中午没人 {count}"}
    return PublicIssue(
        f"WT-2026-{count:04d}",
        state,
        found,
        deadline,
        closed,
        "补领",
        "服务态度",
        department,
        texts,
    )


class Page(HTMLParser):
    """Reads a page strictly: tags nest, links are collected, and so is what is shown."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.open, self.links, self.shown = path, [], [], ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(path.read_text("utf-8"))
        self.close()
        assert self.open == [], path

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        assert len(told) == len(attrs)
        self.tags.append((tag, told))
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (self.path, tag)

    def handle_data(self, data: str) -> None:
        self.shown += data


def pages(folder: Path) -> list[Page]:
    return [Page(path) for path in sorted(folder.rglob("*.html"))]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """120 issues of two offices, the last ones hostile."""
    folder = tmp_path_factory.mktemp("site")
    issues = [
        issue(n, ("to_assign", "closed")[n % 2], ("医保局", "")[n % 3 == 0]) for n in range(120)
    ]
    issues += [
        issue(200 + n, "published", text, problem=text, measure=text, result=text)
        for n, text in enumerate(HOSTILE)
    ]
    write_progress(reversed(issues), folder, NOW)
    return folder


def test_every_link_leads_to_a_file_of_the_folder(site: Path) -> None:
    found = pages(site)
    assert len(found) > 2 * 131
    for page in found:
        for link in page.links:
            if link.startswith("#"):
                continue
            assert not re.match(r"[a-z]+:|/", link), link
            assert (page.path.parent / link).resolve().is_relative_to(site.resolve())
            assert (page.path.parent / link).is_file(), (page.path, link)


def test_each_page_is_accessible_and_runs_nothing(site: Path) -> None:
    for page in pages(site):
        named = {tag for tag, _ in page.tags}
        assert not named & {"script", "img", "iframe", "object", "style", "form", "b"}
        assert not [
            a for _, attrs in page.tags for a in attrs if a.startswith("on") or a == "style"
        ]
        language = "en" if "en" in page.path.relative_to(site).parts else "zh-CN"
        assert next(attrs["lang"] for tag, attrs in page.tags if tag == "html") == language
        assert [tag for tag, _ in page.tags].count("h1") == 1
        assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
        assert [tag for tag, _ in page.tags].count("table") == [t for t, _ in page.tags].count(
            "caption"
        )


def test_what_is_hostile_is_text(site: Path) -> None:
    for n, text in enumerate(HOSTILE[:5]):
        page = Page(site / "issue" / "2026" / f"{200 + n:04d}.html")
        assert page.shown.count(text) == 4
    assert "7*7" in Page(site / "issue" / "2026" / "0206.html").shown
    for path in site.rglob("*"):
        if path.suffix in (".html", ".csv", ".json"):
            told = path.read_text("utf-8-sig")
            assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x07\x1b]", told), path
            assert "<script" not in told or path.suffix != ".html"


def test_a_list_is_cut_into_pages_of_fifty(site: Path) -> None:
    first, second, third = (
        Page(site / name) for name in ("index.html", "index-2.html", "index-3.html")
    )
    assert "第 1—50 个，共 131 个" in first.shown
    assert "第 101—131 个，共 131 个" in third.shown
    assert "index-3.html" in first.links
    assert "index.html" in second.links
    assert not (site / "index-4.html").exists()
    numbers = [
        n for page in (first, second, third) for n in re.findall(r"WT-2026-\d{4}", page.shown)
    ]
    assert len(set(numbers)) == len(numbers) == 131


def test_the_figures_are_at_the_top(site: Path) -> None:
    page = (site / "en" / "index.html").read_text("utf-8")
    shown = dict(re.findall(r"<dt>(.+?)</dt><dd>(?:<a[^>]*>)?(.+?)<", page))
    assert (shown["Found"], shown["Mended"], shown["Being mended"]) == ("131", "71", "60")
    told = json.loads((site / "progress.json").read_text("utf-8"))["figures"]
    assert (told["found"], told["closed"], told["open"]) == (131, 71, 60)
    assert shown["Overdue"] == f"{told['overdue']}"
    assert shown["Mended in time"] == f"{told['percent_in_time']}%"


def test_an_office_and_a_state_have_lists_of_their_own(site: Path) -> None:
    none = Page(site / department_link(""))
    assert "尚未分派" in none.shown
    assert "共 40 个" in none.shown
    closed = Page(site / "en" / state_link("closed"))
    assert "of 60" in closed.shown
    overdue = Page(site / "overdue.html")
    assert all(
        "overdue" in (a.get("class") or "")
        for t, a in overdue.tags
        if t == "span" and a.get("class")
    )


def test_the_data_say_the_same(site: Path) -> None:
    with (site / "progress.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    told = json.loads((site / "progress.json").read_text("utf-8"))["issues"]
    sheet = load_workbook(site / "progress.xlsx", read_only=True)["整改进展"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [row["编号"] for row in rows] == [one["number"] for one in told] == cells
    assert len(rows) == 131
    assert not [v for row in rows for v in row.values() if v.startswith(("=", "+", "@"))]
    assert rows[-1] | {} == {
        "编号": "WT-2026-0000", "状态": "待分派", "责任部门": "", "事项": "补领",
        "类别": "服务态度", "问题": "中午没人 0", "整改措施": "", "整改结果": "",
        "发现日期": "2026-03-01", "整改时限": "2026-03-08", "销号日期": "",
    }  # fmt: skip


def test_nothing_to_be_shown_is_said(tmp_path: Path) -> None:
    write_progress([], tmp_path, NOW, period=(date(2026, 3, 1), None))
    index = Page(tmp_path / "index.html")
    assert "没有可公开的问题" in index.shown
    assert "发现日期：2026-03-01 至 不限" in index.shown
    assert len(pages(tmp_path)) == 4
    assert json.loads((tmp_path / "progress.json").read_text("utf-8"))["issues"] == []


def test_an_office_has_templates_of_its_own(tmp_path: Path) -> None:
    own, out, bad = tmp_path / "own", tmp_path / "out", tmp_path / "bad"
    for folder in (own, out, bad):
        folder.mkdir()
    (own / "issue.html").write_text(
        "<p>{{ row.number }} 云溪市 {{ facts[3][1] }}</p>", encoding="utf-8"
    )
    write_progress([issue(1, problem="<i>")], out, NOW, templates=own)
    assert (out / "issue" / "2026" / "0001.html").read_text("utf-8") == (
        "<p>WT-2026-0001 云溪市 &lt;i&gt;</p>"
    )
    for wrong in ("\n{% if %}", "{{ nothing }}", "{{ ''.__class__.__mro__ }}"):
        (own / "issue.html").write_text(wrong, encoding="utf-8")
        with pytest.raises(ExportError) as caught:
            write_progress([issue(1)], bad, NOW, templates=own)
        assert "office/progress" in caught.value.text["en"]
    assert "issue.html:2" in _told(own, "\n{% if %}", bad)


def _told(own: Path, text: str, out: Path) -> str:
    (own / "issue.html").write_text(text, encoding="utf-8")
    with pytest.raises(ExportError) as caught:
        write_progress([issue(1)], out, NOW, templates=own)
    return caught.value.text["zh"]


# The folder takes the other's place


def put(target: Path, text: str, at: datetime = NOW, kept: int = 2) -> None:
    with swapped(target, at, kept) as folder:
        (folder / "index.html").write_text(text, encoding="utf-8")


def shown(target: Path) -> str:
    return (target / "index.html").read_text("utf-8")


def test_the_old_ones_are_kept_so_many_as_are_wanted(tmp_path: Path) -> None:
    target = tmp_path / "public" / "progress"
    for count in range(5):
        put(target, f"{count}", NOW + timedelta(days=count))
    assert shown(target) == "4"
    assert [shown(old) for old in sorted(target.parent.glob("progress.old-*"))] == ["2", "3"]
    put(target, "5", NOW + timedelta(days=4), kept=0)
    assert [path.name for path in target.parent.iterdir()] == ["progress"]


def test_a_failure_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "progress"
    put(target, "first")
    with pytest.raises(RuntimeError), swapped(target, NOW, 2) as folder:
        (folder / "index.html").write_text("half", encoding="utf-8")
        raise RuntimeError
    assert shown(target) == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["progress"]


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ExportError, match="不动它"):
        put(target, "x")
    assert [path.name for path in target.iterdir()] == ["mine.txt"]
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ExportError, match="不是文件夹"):
        put(tmp_path / "file", "x")
    with pytest.raises(ExportError, match="无法写入"):
        put(tmp_path / "file" / "below", "x")
    empty = tmp_path / "empty"
    empty.mkdir()
    put(empty, "x")
    assert (empty / MARK).is_file()
