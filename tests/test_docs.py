"""The docs name everything there is: every setting, command, option and error code."""

from __future__ import annotations

import ast
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.cli import EXIT_CODES, cli
from bot.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
CONFIGURATION_PAGE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


REQUIREMENTS = "requirements.md"
ROOMS = ("bot", "flows", "knowledge", "storage")
IMPORTED_AS = {
    "chinese_calendar": "chinesecalendar",
    "re2": "google-re2",
    "stdnum": "python-stdnum",
    "yaml": "pyyaml",
}
"""Libraries that are imported by another name than they are installed by."""


def commands(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with what one types for it."""
    if not isinstance(command, click.Group):
        yield " ".join(path), command
        return
    if command.invoke_without_command and path:
        yield " ".join(path), command
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from commands(found, (*path, name))


COMMANDS = dict(commands(cli))


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    row = re.search(rf"^\| `{PREFIX}{name.upper()}` \|(.+)$", CONFIGURATION_PAGE, re.MULTILINE)
    assert row, f"docs/configuration.md lacks {PREFIX}{name.upper()}"
    default = Settings.model_fields[name].default
    if isinstance(default, str):
        assert f"`{default}`" in row[1]


def test_the_docs_name_no_setting_that_is_not_there() -> None:
    for name in re.findall(rf"{PREFIX}[A-Z_]+", CONFIGURATION_PAGE + COMMANDS_PAGE):
        assert name.removeprefix(PREFIX).lower() in Settings.model_fields


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    needed = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        needed += extra
    for name in {re.split(r"[^\w-]", need)[0] for need in needed}:
        assert re.search(rf"(?<![\w-]){name}(?![\w-])", page), f"docs/dependencies.md lacks {name}"


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def test_every_library_that_the_rooms_import_is_named() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    foreign = {name for path in files for name in imported(path)}
    foreign -= {*ROOMS, *sys.stdlib_module_names}
    named = {IMPORTED_AS.get(name, name.replace("_", "-")) for name in foreign}
    assert len(named) > 15
    assert {name for name in named if not re.search(rf"\b{name}\b", page)} == set()


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_is_documented(path: str) -> None:
    assert f"`walkalong {path}" in COMMANDS_PAGE


FILTERS = {"issues list", "issues ageing", "lists", "export ledger"}
"""Commands whose row says "[filters]"; the filters have a chapter of their own."""


def options(command: click.Command) -> Iterator[click.Option]:
    return (each for each in command.params if isinstance(each, click.Option))


@pytest.mark.parametrize("path", ["", *COMMANDS])
def test_every_option_is_documented_with_its_command(path: str) -> None:
    rows = re.findall(rf"^\| (`walkalong {path}\b.*)$", COMMANDS_PAGE, re.MULTILINE)
    if path in FILTERS:
        assert all("[filters]" in row for row in rows)
        rows.append(COMMANDS_PAGE.partition("## Filters")[2].partition("\n## ")[0])
    text = "\n".join(rows) if path else COMMANDS_PAGE.partition("| Command |")[0]
    for option in options(COMMANDS.get(path, cli)):
        assert re.search(rf"{option.opts[0]}\b", text), option.opts[0]


@pytest.mark.parametrize("path", COMMANDS)
def test_the_help_explains_every_option_and_the_exit_codes(path: str) -> None:
    command = COMMANDS[path]
    assert all(option.help for option in options(command))
    told = " ".join(command.get_help(click.Context(command)).split())
    assert EXIT_CODES in told


def test_no_line_of_a_list_of_commands_is_cut() -> None:
    groups = {path.rpartition(" ")[0] for path in COMMANDS}
    for group in groups:
        command: click.Command = cli
        for word in group.split():
            assert isinstance(command, click.Group)
            command = command.get_command(click.Context(command), word) or command
        assert "..." not in command.get_help(click.Context(command)).partition("Commands:")[2]


def test_the_docs_name_no_command_that_is_not_there() -> None:
    for row in re.findall(r"^\| `walkalong ([a-z -]+)", COMMANDS_PAGE, re.MULTILINE):
        assert any(f"{row.strip()} ".startswith(f"{path} ") for path in COMMANDS), row


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_teaches_with_an_example_of_itself(path: str) -> None:
    text = COMMANDS[path].help or ""
    assert f"walkalong {path}" in text.replace("--home ./data ", "")
    assert "·" in text.splitlines()[0], "the first line is in Chinese and in English"


def test_every_error_code_of_a_line_is_documented() -> None:
    sources = [*(ROOT / "bot" / "channels").glob("*.py"), ROOT / "bot" / "cli" / "ask.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    raised = set(re.findall(r'LineError\(\s*"(\w+)"', code)) | set(
        re.findall(r'"code": "(\w+)"', code)
    )
    documented = set(
        re.findall(r"^\| `(\w+)` \| (?:is|has|says|names|was|\()", COMMANDS_PAGE, re.MULTILINE)
    )
    assert raised == documented


def cited_requirements() -> dict[str, str]:
    """The ids that files cite, "R14-R16" for all three of them, each with a file that does."""
    found: dict[str, str] = {}
    for folder in (*ROOMS, "tests", "docs"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix not in (".py", ".yaml", ".toml", ".md") or path.name == REQUIREMENTS:
                continue
            for first, last in re.findall(
                r"\bR(\d\d)(?:[-–]R(\d\d))?\b", path.read_text(encoding="utf-8")
            ):
                numbers = range(int(first), int(last or first) + 1)
                found |= {f"R{number:02}": path.name for number in numbers}
    return found


def test_every_requirement_that_is_cited_is_explained() -> None:
    page = (ROOT / "docs" / REQUIREMENTS).read_text(encoding="utf-8")
    told = set(re.findall(r"^\| (R\d\d) \| \S", page, re.MULTILINE))
    cited = cited_requirements()
    assert {one: cited[one] for one in cited.keys() - told} == {}
    assert told - cited.keys() == set(), "docs/requirements.md says that these are cited"


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize(
    "record", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda p: p.name
)
def test_a_decision_fits_on_a_page(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    assert re.match(rf"# {int(record.name[:4])}\. ", text)
    assert len(text.splitlines()) <= 45


READMES = ("README.md", "README.zh-CN.md")


def typed(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """The commands with their options that a README tells people to type, in order."""
    text = (ROOT / name).read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.partition(" #")[0] for block in blocks for line in block.splitlines()]
    found = []
    for line in lines:
        words = shlex.split(line)
        if words[:1] != ["walkalong"]:
            continue
        path = max((p for p in COMMANDS if f"{' '.join(words[1:])} ".startswith(f"{p} ")), key=len)
        found.append((path, tuple(word for word in words if word.startswith("--"))))
    return found


@pytest.mark.parametrize("name", READMES)
def test_what_a_readme_tells_to_type_is_there(name: str) -> None:
    assert len(typed(name)) > 8
    for path, given in typed(name):
        assert set(given) <= {opt for each in options(COMMANDS[path]) for opt in each.opts}


def test_both_readmes_tell_the_same_commands_and_lead_to_the_same_pages() -> None:
    english, chinese = map(typed, READMES)
    assert english == chinese
    texts = [(ROOT / name).read_text("utf-8") for name in READMES]
    pages = [set(re.findall(r"\]\(([^)]+)\)", text)) for text in texts]
    assert pages[0] - {READMES[1]} == pages[1] - {READMES[0]}
    assert all((ROOT / page).exists() for page in pages[0])
