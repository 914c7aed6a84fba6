"""`walkalong doctor`: what is configured, what works, what is missing, how to mend it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from bot.cli import applications, models, office_check, outbox, progress_check, search, telegram
from bot.cli.finding import Finding, Say
from bot.cli.numbers import not_set
from bot.cli.output import as_json, columns, echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.settings import Settings

COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


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
    say = Say("en" if as_object else session.locale, "walkalong" if as_object else session.call)
    for finding in examine(session, say):
        findings.append(finding)
        if not as_object:
            _print(finding, say)
    if as_object:
        echo(as_json([{name: getattr(f, name) for name in Finding.__slots__} for f in findings]))
    if any(finding.level == "fail" for finding in findings):
        raise click.exceptions.Exit(1)


def examine(session: Session, say: Say) -> Iterator[Finding]:
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
            findings = list(check(settings, say))
        except Exception as error:  # noqa: BLE001  # whatever breaks is what doctor is for
            findings = [Finding("fail", subject, session.failed(error))]
        if any(finding.level == "fail" for finding in findings):
            failed.add(subject)
        yield from findings


def _needs(subject: str, settings: Settings) -> set[str]:
    """The subjects without which this one cannot be well."""
    if subject in ("Guides", "Applications", office_check.DUTIES, "Outbox"):
        return {"Home", "Database"}
    if subject in (office_check.CALENDAR, office_check.DEADLINES):
        return {"Home"}
    in_home = settings.database_url.startswith(f"sqlite:///{settings.home}")
    return {"Home"} if subject == "Database" and in_home else set()


def _packages(_: Settings, say: Say) -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        needs = requires("walkalong") or []
    except PackageNotFoundError:
        told = say("从文件夹直接运行，没有安装", "run from its folder, not installed")
        yield Finding("warn", "Packages", told, "make run")
        return
    missing = []
    names = [re.split(r"[^\w.-]", line)[0] for line in needs if "extra" not in line]
    for name in names:
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        told = say("缺少：", "missing: ") + ", ".join(missing)
        mend = say("重新安装：make clean run", "install again: make clean run")
        yield Finding("fail", "Packages", told, mend)
    else:
        own, count = f"walkalong {version('walkalong')}", len(names)
        told = say(f"{own}，依赖 {count} 个", f"{own}, {count} required")
        yield Finding("ok", "Packages", told)


def _settings(settings: Settings, say: Say) -> Iterator[Finding]:
    from difflib import get_close_matches

    from bot.settings import PREFIX

    known = {f"{PREFIX}{name.upper()}" for name in type(settings).model_fields}
    given = {name for name in os.environ if name.startswith(PREFIX)}
    told = ", ".join(sorted(given & known)) or say("全部默认", "all by default")
    yield Finding("ok", "Settings", told)
    for name in sorted(given - known):
        word = name.removeprefix(PREFIX).lower()
        near = get_close_matches(word, type(settings).model_fields, 1)
        meant = f"{PREFIX}{''.join(near).upper()}"
        mend = say(f"是不是 {meant}？", f"did you mean {meant}?")
        see = say("看 docs/configuration.md", "see docs/configuration.md")
        told = say(f"没有 {name} 这个设置", f"{name} is not a setting")
        yield Finding("warn", "Settings", told, mend if near else see)
    if settings.now:
        at = settings.now.isoformat()
        mend = say(
            "除了演练和测试，不要设 WALKALONG_NOW",
            "unset WALKALONG_NOW outside rehearsals and tests",
        )
        yield Finding("warn", "Clock", say(f"停在 {at}", f"stands still at {at}"), mend)


def _home(settings: Settings, say: Say) -> Iterator[Finding]:
    import tempfile

    from storage.exports.files import REASONS

    if not settings.home.exists():
        told = say(f"{settings.home} 还没有", f"{settings.home} is not there yet")
        yield Finding("fail", "Home", told, say.run("init"))
        return
    try:
        with tempfile.TemporaryFile(dir=settings.home):
            pass
    except OSError as error:
        mend = say(
            "用 WALKALONG_HOME 或 --home 写一个能写入的文件夹",
            "name a folder you may write to: WALKALONG_HOME or --home",
        )
        why = say(*REASONS.get(error.errno or 0, (error.strerror or "",) * 2))
        yield Finding("fail", "Home", f"{settings.home}{say('：', ': ')}{why}", mend)
    else:
        yield Finding("ok", "Home", str(settings.home))


def _database(settings: Settings, say: Say) -> Iterator[Finding]:
    from bot.cli.db import look
    from bot.cli.failures import name_of

    faults = look(settings, say.locale, say.call)
    for fact, mend in faults:
        yield Finding("fail", "Database", fact, mend)
    if not faults:
        name = name_of(settings.database_url)
        yield Finding("ok", "Database", say(f"{name}，是最新的", f"{name}, current"))


def _flows(settings: Settings, say: Say) -> Iterator[Finding]:
    from bot.flow_shelf import own_flows
    from flows.catalog import built_in

    own, faults = own_flows(settings.home / "flows")
    yield Finding("ok", "Flows", ", ".join({**built_in(), **own}))
    for fault in faults:
        first, count = fault.errors[0].told(settings.locale), len(fault.errors)
        detail = say(f"{first}（共 {count} 处）", f"{first} ({count} in all)")
        yield Finding("warn", "Flows", detail, say.run("flows check FILE"))


def _guides(settings: Settings, say: Say) -> Iterator[Finding]:
    import logging

    from bot.app import open_app

    index = settings.home / "index"
    indexed = settings.chroma_url is not None or index.is_dir()
    logging.disable(logging.WARNING)  # that search is off is told once, as a finding
    try:
        told_as = {"locale": say.locale} | ({} if indexed else {"embedder": "none"})
        with open_app(settings.model_copy(update=told_as)) as app:
            status = app.library.status()
    finally:
        logging.disable(logging.NOTSET)
    if not status.guides:
        mend = say(
            f"{say.run('init')}，或 {say.run('guides add 文件')}",
            f"{say.run('init')}, or {say.run('guides add PATH')}",
        )
        yield Finding("warn", "Guides", say("一份也没有", "none"), mend)
    else:
        n, passages = status.guides, status.passages
        told = say(f"{n} 份指南，{passages} 段", f"{n} guides, {passages} passages")
        yield Finding("ok", "Guides", told)
    yield search.works(settings, status, indexed, say)


def _terminal(_: Settings, say: Say) -> Iterator[Finding]:
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((os.environ[name] for name in names if os.environ.get(name)), "")
    if "utf" in locale.lower() or not sys.stdin.isatty():
        told = locale or say("没有 locale，按 UTF-8 输出", "no locale, UTF-8 written")
        yield Finding("ok", "Terminal", told)
    else:
        mend = say(
            "export LC_ALL=C.UTF-8，才能输入中文",
            "export LC_ALL=C.UTF-8 so that Chinese can be typed",
        )
        told = say(f"locale {locale or '没有设'}", f"locale {locale or 'not set'}")
        yield Finding("warn", "Terminal", told, mend)


CHECKS: dict[str, Callable[[Settings, Say], Iterator[Finding]]] = {
    "Packages": _packages,
    "Settings": _settings,
    "Numbers": not_set,
    "Home": _home,
    office_check.CALENDAR: office_check.calendar,
    office_check.DEADLINES: office_check.deadlines,
    "Database": _database,
    "Flows": _flows,
    "Guides": _guides,
    "Language model": models.answers,
    "Applications": applications.waiting,
    office_check.DUTIES: office_check.duties,
    progress_check.SUBJECT: progress_check.published,
    telegram.SUBJECT: telegram.reachable,
    "Outbox": outbox.unsent,
    "Terminal": _terminal,
}


LEVELS = {"ok": "正常", "warn": "留意", "fail": "故障"}
IN_CHINESE = {
    "Packages": "软件包",
    "Settings": "设置",
    "Clock": "时钟",
    "Numbers": "本地数字",
    office_check.CALENDAR: "工作日历",
    office_check.DEADLINES: "办理期限",
    "Home": "数据文件夹",
    "Database": "数据库",
    "Flows": "流程",
    "Guides": "办事指南",
    "Search by meaning": "语义检索",
    "Language model": "语言模型",
    "Applications": "体验员报名",
    office_check.DUTIES: "职责",
    progress_check.SUBJECT: "进展公开",
    telegram.SUBJECT: "机器人",
    "Outbox": "待发消息",
    "Terminal": "终端",
}


def _print(finding: Finding, say: Say) -> None:
    subject = say(IN_CHINESE.get(finding.subject, finding.subject), finding.subject)
    level = say(LEVELS[finding.level], f"{finding.level:4}")
    echo(level, end="", colour=COLOURS[finding.level])
    echo(f"  {subject}{' ' * (20 - columns(subject))}{finding.detail}")
    if finding.mend:
        echo(f"{'':26}→ {finding.mend}")
