"""The pages of public progress: templates filled with what is shown, every value escaped.

The templates may be the office's own copies; they are run in Jinja2's sandbox, and what is wrong
with one is told with its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment

from flows.progress import Figures
from storage.exports.files import ExportError
from storage.exports.progress_words import LANGUAGES, Language, sentence, words

TEMPLATES = Path(__file__).parent / "templates" / "progress"
STYLE = "style.css"
NAMES = ("base.html", "list.html", "issue.html", STYLE)
PER_PAGE = 50
NEAR = 3
"""Pages on either side of the open one that are linked."""
HEADS = ("number", "problem", "department", "state", "found_on", "deadline", "closed_on")


class Row(NamedTuple):
    """An issue in a list."""

    number: str
    link: str
    problem: str
    department: str
    state: str
    """Its id."""
    kind: str
    """How it is drawn: closed, overdue or nothing."""
    found: date
    deadline: date | None
    closed: date | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart that leads to a list."""

    name: str
    link: str
    count: int
    percent: int
    is_chinese: bool


class Group(NamedTuple):
    """A chart."""

    heading: str
    head: str
    share: str
    rows: Sequence[Bar]


class Page(NamedTuple):
    """A link to a page of a list; none for the open one and for a gap."""

    name: str
    link: str
    here: bool


class Pages:
    """Writes pages into a folder. `own`: a folder of templates that stand above the built-in."""

    def __init__(self, folder: Path, today: date, period: tuple[date | None, date | None],
                 own: Path | None = None) -> None:  # fmt: skip
        self._folder, self._today = folder, today
        places = [path for path in (own, TEMPLATES) if path is not None and path.is_dir()]
        self._jinja = SandboxedEnvironment(
            loader=ChoiceLoader([FileSystemLoader(path) for path in places]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._jinja.globals |= {"today": today, "day": _day, "percent": _percent}
        self._words: dict[Language, dict[str, str]] = {
            each: {**words(each), "period": _period(period, each)} for each in LANGUAGES
        }
        self._made = {folder}

    def style(self) -> None:
        """The style sheet, with the widths of bars, for an inline one would be refused."""
        with _faults():
            css = self._jinja.get_template(STYLE).render()
        widths = "\n".join(f".w{n} {{ width: {n}%; }}" for n in range(101))
        (self._folder / STYLE).write_text(f"{css}\n{widths}\n", encoding="utf-8")

    def issue(self, link: str, row: Mapping[Language, Mapping[str, Any]]) -> None:
        """The page of an issue in each language."""
        for language in LANGUAGES:
            self._write("issue.html", link, language, row[language])

    def list(
        self,
        link: str,
        heading: Mapping[Language, str],
        rows: Sequence[Row],
        figures: Figures | None = None,
        groups: Mapping[Language, Sequence[Group]] | None = None,
        states: Mapping[Language, Mapping[str, str]] | None = None,
    ) -> None:
        """A list in pages; `link` is the first one's, the next are `NAME-2.html`."""
        count = max(1, -(-len(rows) // PER_PAGE))
        for language in LANGUAGES:
            named = (states or {}).get(language, {})
            for at in range(count):
                here = rows[at * PER_PAGE : (at + 1) * PER_PAGE]
                first = at * PER_PAGE + 1
                told = {"first": first, "last": first + len(here) - 1, "total": len(rows)}
                filled = {
                    "heading": heading[language],
                    "figures": figures if at == 0 else None,
                    "groups": (groups or {}).get(language, ()) if at == 0 else (),
                    "rows": [row._replace(state=named.get(row.state, row.state)) for row in here],
                    "heads": [self._words[language][name] for name in HEADS],
                    "span": sentence("span", language, **told),
                    "pages": _pages(link, at, count),
                }
                self._write("list.html", page_link(link, at), language, filled)

    def _write(
        self, template: str, link: str, language: Language, filled: Mapping[str, Any]
    ) -> None:
        up = "../" * link.count("/")
        is_english = language == "en"
        root = up + ("../" if is_english else "")
        other = f"{root}{'' if is_english else 'en/'}{link}"
        with _faults():
            page = self._jinja.get_template(template).render(
                filled, t=self._words[language], home=up, root=root, other=other
            )
        path = self._folder / ("en" if is_english else "") / link
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_text(page, encoding="utf-8")


def page_link(link: str, at: int) -> str:
    """The address of a page of a list, counted from 0."""
    return link if at == 0 else f"{link.removesuffix('.html')}-{at + 1}.html"


def _pages(link: str, at: int, count: int) -> list[Page]:
    """Links to the first and last page and those near; a gap stands for the rest."""
    if count == 1:
        return []
    shown = sorted({0, count - 1, *range(max(0, at - NEAR), min(count, at + NEAR + 1))})
    found: list[Page] = []
    for before, each in zip([-1, *shown], shown, strict=False):
        if each - before > 1:
            found.append(Page("…", "", here=False))
        found.append(Page(str(each + 1), "" if each == at else page_link(link, each), each == at))
    return found


def _day(day: date | None) -> str:
    return "—" if day is None else day.isoformat()


def _percent(value: int | None) -> str:
    return "—" if value is None else f"{value}%"


def _period(period: tuple[date | None, date | None], language: Language) -> str:
    if period == (None, None):
        return ""
    since, until = (day.isoformat() if day else sentence("open_end", language) for day in period)
    return sentence("period", language, since=since, until=until)


@contextmanager
def _faults() -> Iterator[None]:
    """What is wrong with a template, with the file and the line where they are known."""
    try:
        yield
    except TemplateError as error:
        where = f"{error.name}:{error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        told = " ".join(f"{where} {error.message or error}".split())
        raise ExportError(
            f"公开页面的模板用不了：{told}。改好它，或从 office/progress 里删掉，就用自带的。",
            f"A template of the public pages cannot be used: {told}. Mend it, or take it out of "
            "office/progress and the built-in one is used.",
        ) from error
