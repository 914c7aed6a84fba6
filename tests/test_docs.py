"""The docs name everything there is: every setting, command, option and error code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.cli import cli
from bot.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
CONFIGURATION_PAGE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


def commands(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with what one types for it."""
    if not isinstance(command, click.Group):
        yield " ".join(path), command
        return
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


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_is_documented(path: str) -> None:
    assert f"`walkalong {path}" in COMMANDS_PAGE


@pytest.mark.parametrize(
    "option",
    sorted(
        {
            option
            for command in (cli, *COMMANDS.values())
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
        }
    ),
)
def test_every_option_is_documented(option: str) -> None:
    assert re.search(rf"{re.escape(option)}\b", COMMANDS_PAGE)


def test_the_docs_name_no_command_that_is_not_there() -> None:
    for row in re.findall(r"^\| `walkalong ([a-z ]+)", COMMANDS_PAGE, re.MULTILINE):
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
