"""`walkalong doctor`: what is configured, what works, what is missing, how to mend it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import click

from bot.cli.output import as_json, columns, echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.settings import Settings

Level = Literal["ok", "warn", "fail"]
COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination; `mend` is empty where nothing is to be done."""

    level: Level
    subject: str
    detail: str
    mend: str = ""


@click.command("doctor")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def command(session: Session, as_object: bool) -> None:
    """体检 · What works, what is missing, how to mend it.

    Exit code 1 if anything fails; warnings alone are 0.

    \b
    Example:
      walkalong doctor
    """
    findings: list[Finding] = []
    for finding in examine(session):
        findings.append(finding)
        if not as_object:
            _print(finding)
    if as_object:
        echo(
            as_json([{name: getattr(f, name) for name in Finding.__slots__} for f in findings])
        )
    if any(finding.level == "fail" for finding in findings):
        raise click.exceptions.Exit(1)


def examine(session: Session) -> Iterator[Finding]:
    """Every check in turn; one that breaks is a failure of its own and stops no other."""
    yield Finding("ok", "Python", sys.version.split()[0])
    settings = session.settings
    for subject, check in CHECKS.items():
        try:
            yield from (check(settings))
        except Exception as error:  # noqa: BLE001  # whatever breaks is what doctor is for
            yield Finding("fail", subject, session.failed(error))


def _packages(_: Settings) -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        needs = requires("walkalong") or []
    except PackageNotFoundError:
        yield Finding("warn", "Packages", "run from its folder, not installed", "make run")
        return
    missing = []
    names = [re.split(r"[^\w.-]", line)[0] for line in needs if "extra" not in line]
    for name in names:
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        told = ", ".join(missing)
        yield Finding("fail", "Packages", f"missing: {told}", "install again: make clean run")
    else:
        yield Finding("ok", "Packages", f"walkalong {version('walkalong')}, {len(names)} required")


def _settings(settings: Settings) -> Iterator[Finding]:
    from bot.settings import PREFIX

    known = {f"{PREFIX}{name.upper()}" for name in type(settings).model_fields}
    given = {name for name in os.environ if name.startswith(PREFIX)}
    told = ", ".join(sorted(given & known)) or "all by default"
    yield Finding("ok", "Settings", told)
    for name in sorted(given - known):
        yield Finding("warn", "Settings", f"{name} is not a setting", "see docs/configuration.md")
    if settings.now:
        mend = "unset WALKALONG_NOW outside rehearsals and tests"
        yield Finding("warn", "Clock", f"stands still at {settings.now.isoformat()}", mend)


def _home(settings: Settings) -> Iterator[Finding]:
    import tempfile

    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.home):
            pass
    except OSError as error:
        mend = "name a folder you may write to: WALKALONG_HOME or --home"
        yield Finding("fail", "Home", f"{settings.home}: {error.strerror}", mend)
    else:
        yield Finding("ok", "Home", str(settings.home))


def _database(settings: Settings) -> Iterator[Finding]:
    from storage.database import check, open_database

    engine = open_database(settings.database_url)
    try:
        faults = check(engine)
    finally:
        engine.dispose()
    for fault in faults:
        yield Finding("fail", "Database", fault, "walkalong init")
    if not faults:
        yield Finding("ok", "Database", f"{engine.dialect.name}, current")


def _flows(_: Settings) -> Iterator[Finding]:
    from flows.catalog import built_in

    yield Finding("ok", "Flows", ", ".join(built_in()))


def _guides(settings: Settings) -> Iterator[Finding]:
    from bot.app import open_app

    with open_app(settings) as app:
        status = app.library.status()
    if not status.guides:
        yield Finding("warn", "Guides", "none", "walkalong init, or walkalong guides add PATH")
    else:
        yield Finding("ok", "Guides", f"{status.guides} guides, {status.passages} passages")
    if not status.embedder:
        mend = "answers still come, by words alone; see WALKALONG_EMBEDDER"
        yield Finding("warn", "Search by meaning", status.notice or "no embedder", mend)
    elif status.missing_vectors:
        told = f"{status.missing_vectors} passages are not indexed"
        yield Finding("warn", "Search by meaning", told, "walkalong init")
    else:
        yield Finding("ok", "Search by meaning", f"{status.embedder}, {status.vectors} vectors")


def _terminal(_: Settings) -> Iterator[Finding]:
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((os.environ[name] for name in names if os.environ.get(name)), "")
    if "utf" in locale.lower() or not sys.stdin.isatty():
        yield Finding("ok", "Terminal", locale or "no locale, UTF-8 written")
    else:
        mend = "export LC_ALL=C.UTF-8 so that Chinese can be typed"
        yield Finding("warn", "Terminal", f"locale {locale or 'not set'}", mend)


CHECKS: dict[str, Callable[[Settings], Iterator[Finding]]] = {
    "Packages": _packages,
    "Settings": _settings,
    "Home": _home,
    "Database": _database,
    "Flows": _flows,
    "Guides": _guides,
    "Terminal": _terminal,
}


def _print(finding: Finding) -> None:
    click.secho(f"{finding.level:4}", fg=COLOURS[finding.level], nl=False)
    pad = " " * (20 - columns(finding.subject))
    echo(f"  {finding.subject}{pad}{finding.detail}")
    if finding.mend:
        echo(f"{'':26}→ {finding.mend}")
