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
        echo(as_json([{name: getattr(f, name) for name in Finding.__slots__} for f in findings]))
    if any(finding.level == "fail" for finding in findings):
        raise click.exceptions.Exit(1)


def examine(session: Session) -> Iterator[Finding]:
    """Every check in turn; one that breaks is a failure of its own and stops no other.

    Looks only: what is not there is not created. A cause is told once, with its
    mend: what cannot be well while another fails is not looked at.
    """
    yield Finding("ok", "Python", sys.version.split()[0])
    settings = session.settings
    failed: set[str] = set()
    for subject, check in CHECKS.items():
        if failed & _needs(subject, settings):
            continue
        try:
            findings = list(check(settings))
        except Exception as error:  # noqa: BLE001  # whatever breaks is what doctor is for
            findings = [Finding("fail", subject, session.failed(error))]
        if any(finding.level == "fail" for finding in findings):
            failed.add(subject)
        yield from findings


def _needs(subject: str, settings: Settings) -> set[str]:
    """The subjects without which this one cannot be well."""
    if subject == "Guides":
        return {"Home", "Database"}
    in_home = settings.database_url.startswith(f"sqlite:///{settings.home}")
    return {"Home"} if subject == "Database" and in_home else set()


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
    from difflib import get_close_matches

    from bot.settings import LATER, PREFIX

    known = {f"{PREFIX}{name.upper()}" for name in type(settings).model_fields}
    given = {name for name in os.environ if name.startswith(PREFIX)}
    told = ", ".join(sorted(given & known)) or "all by default"
    yield Finding("ok", "Settings", told)
    for name in sorted(given - known):
        word = name.removeprefix(PREFIX).lower()
        near = get_close_matches(word, type(settings).model_fields, 1)
        if word in LATER:
            yield Finding("warn", "Settings", f"{name} is not used yet", f"unset {name}")
        else:
            meant = f"did you mean {PREFIX}{''.join(near).upper()}?"
            mend = meant if near else "see docs/configuration.md"
            yield Finding("warn", "Settings", f"{name} is not a setting", mend)
    if settings.now:
        mend = "unset WALKALONG_NOW outside rehearsals and tests"
        yield Finding("warn", "Clock", f"stands still at {settings.now.isoformat()}", mend)


def _home(settings: Settings) -> Iterator[Finding]:
    import tempfile

    if not settings.home.exists():
        yield Finding("fail", "Home", f"{settings.home} is not there yet", "walkalong init")
        return
    try:
        with tempfile.TemporaryFile(dir=settings.home):
            pass
    except OSError as error:
        mend = "name a folder you may write to: WALKALONG_HOME or --home"
        yield Finding("fail", "Home", f"{settings.home}: {error.strerror}", mend)
    else:
        yield Finding("ok", "Home", str(settings.home))


def _database(settings: Settings) -> Iterator[Finding]:
    from bot.cli.db import look
    from bot.cli.failures import name_of

    faults = look(settings)
    for fact, mend in faults:
        yield Finding("fail", "Database", fact, mend)
    if not faults:
        yield Finding("ok", "Database", f"{name_of(settings.database_url)}, current")


def _flows(settings: Settings) -> Iterator[Finding]:
    from flows.catalog import built_in, flows_in

    own, faults = flows_in(settings.home / "flows", built_in())
    yield Finding("ok", "Flows", ", ".join([*built_in(), *own]))
    for fault in faults:
        detail = f"{fault.errors[0].told(settings.locale)} ({len(fault.errors)} in all)"
        yield Finding("warn", "Flows", detail, "walkalong flows check FILE")


def _guides(settings: Settings) -> Iterator[Finding]:
    import logging

    from bot.app import open_app

    index = settings.home / "index"
    indexed = settings.chroma_url is not None or index.is_dir()
    logging.disable(logging.WARNING)  # that search is off is told once, as a finding
    try:
        with open_app(
            settings if indexed else settings.model_copy(update={"embedder": "none"})
        ) as app:
            status = app.library.status()
    finally:
        logging.disable(logging.NOTSET)
    if not status.guides:
        yield Finding("warn", "Guides", "none", "walkalong init, or walkalong guides add PATH")
    else:
        yield Finding("ok", "Guides", f"{status.guides} guides, {status.passages} passages")
    if not indexed:
        mend = f"move the file {index} away, then walkalong init" if index.exists() else ""
        told = "nothing is indexed yet"
        yield Finding("warn", "Search by meaning", told, mend or "walkalong init")
    elif not status.embedder:
        yield Finding("warn", "Search by meaning", status.notice, _mend_search(settings))
    elif status.missing_vectors:
        told = f"{status.missing_vectors} passages are not indexed"
        yield Finding("warn", "Search by meaning", told, "walkalong init")
    else:
        yield Finding("ok", "Search by meaning", f"{status.embedder}, {status.vectors} vectors")


def _mend_search(settings: Settings) -> str:
    """Until it is mended answers still come, by words alone."""
    if settings.embedder == "none":
        return "unset WALKALONG_EMBEDDER, then walkalong init"
    if settings.chroma_url is not None:
        return "start the Chroma server, or correct WALKALONG_CHROMA_URL"
    return "walkalong init makes the index again"


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
    echo(f"{finding.level:4}", end="", colour=COLOURS[finding.level])
    pad = " " * (20 - columns(finding.subject))
    echo(f"  {finding.subject}{pad}{finding.detail}")
    if finding.mend:
        echo(f"{'':26}→ {finding.mend}")
