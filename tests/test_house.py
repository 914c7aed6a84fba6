"""The house rules that no linter knows: a file fits in one's head, a function on one screen."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "flows", "knowledge", "storage")
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))

MAX_FILE, MAX_TEST_FILE, MAX_FUNCTION = 300, 450, 40
LONGER = {
    "storage/statements.py: statements": "a list of statements; cutting it would name its parts",
    "storage/migrations/versions/0001_first_tables.py: upgrade": "one column a line, as generated",
}
"""Functions that may be longer, each with its reason."""


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def long_functions(path: Path) -> list[str]:
    """Functions of more lines than allowed, without their docstrings: those are for readers."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = len((ast.get_docstring(node, clean=False) or "").splitlines())
            lines = (node.end_lineno or node.lineno) - node.lineno + 1 - docstring
            if lines > MAX_FUNCTION:
                found.append(f"{relative(path)}: {node.name}")
    return found


@pytest.mark.parametrize("path", FILES + TESTS, ids=relative)
def test_a_file_is_short(path: Path) -> None:
    limit = MAX_TEST_FILE if path in TESTS else MAX_FILE
    assert len(path.read_text("utf-8").splitlines()) <= limit


def test_functions_are_short_but_for_those_with_a_reason() -> None:
    found = [name for path in FILES for name in long_functions(path)]
    assert sorted(found) == sorted(LONGER), "shorten it; strike what is short again"


def asserts(node: ast.AST) -> bool:
    """Whether there is something in it that can fail a test on purpose."""
    return any(
        isinstance(part, ast.Assert)
        or (isinstance(part, ast.Name) and part.id == "soon")
        or (isinstance(part, ast.Attribute) and part.attr in ("raises", "fail"))
        for part in ast.walk(node)
    )


@pytest.mark.parametrize("path", TESTS, ids=relative)
def test_every_test_can_fail(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    helpers = {f.name for f in functions if asserts(f) and not f.name.startswith("test_")}
    for test in functions:
        named = {getattr(part, "id", getattr(part, "attr", "")) for part in ast.walk(test)}
        assert not test.name.startswith("test_") or asserts(test) or named & helpers, test.name


@pytest.mark.parametrize("path", TESTS, ids=relative)
def test_no_test_has_a_clock_of_its_own(path: Path) -> None:
    """A time limit that is tight fails on a busy machine: `tests.patience` has a generous one."""
    clocks = re.findall("perf_counter|monotonic|process_time|time[.]time", path.read_text("utf-8"))
    assert not clocks or path in (ROOT / "tests" / "patience.py", Path(__file__))


def test_every_benchmark_can_be_run_by_its_folders_name() -> None:
    """`make bench` runs each folder of benchmarks/ as a module."""
    for folder in (ROOT / "benchmarks").iterdir():
        assert (folder / "__main__.py").is_file(), folder.name
