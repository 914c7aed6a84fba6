"""`walkalong guides check`: what is wrong in the guides, for people, programs and Excel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.guides import command, no_guide
from bot.cli.office import entered
from bot.cli.output import as_json, echo, several
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from knowledge.model import Cited, FindingSeverity, GuideFinding

SHOWN = 20
"""Guides told in full where all are checked, those with the worst findings first."""
QUOTED = 120
"""Characters of a citation on the screen; JSON and tables have all of them."""
SEVERITIES: dict[FindingSeverity, tuple[str, str]] = {
    "error": ("错误", "error"),
    "warning": ("存疑", "warning"),
    "note": ("建议", "note"),
}
"""From the worst on."""


@command.command("check")
@click.argument("id", required=False)
@click.option("--rule", "rules", multiple=True, help="Only this rule; may be given again.")
@click.option("--severity", type=click.Choice(list(SEVERITIES)), help="This severe or worse.")
@click.option("--json", "as_object", is_flag=True, help="All findings as one JSON object.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a table of all findings (.xlsx or .csv).",
)
@click.option("--issue", metavar="FINDING", help="Make an issue of the finding of this id.")
@click.option("--strict", is_flag=True, help="Exit code 1 if anything is found.")
@pass_session
def check(
    session: Session,
    id: str | None,  # noqa: A002  # the argument's name
    rules: tuple[str, ...],
    severity: FindingSeverity | None,
    as_object: bool,
    out: Path | None,
    issue: str | None,
    strict: bool,
) -> None:
    """检查 · What is missing, wrong or at odds in one guide or all.

    Each finding has the words it rests on, how to mend it, and an id that
    stays. Exit code 0, with --strict 1 where something is found.

    \b
    Example:
      walkalong guides check
      walkalong guides check YX-MZ-002
      walkalong guides check --severity error --out findings.xlsx
      walkalong guides check --issue F-6d71b69a7412
    """
    known_rules(session, rules)
    with session.app() as app:
        if issue is not None:
            _enter(app, session, issue)
            return
        if id is not None and app.library.guide(id) is None:
            raise click.ClickException(session.say(*no_guide(id)))
        read = 1 if id is not None else len(app.library.guides())
        found = chosen(
            app.library.check(id, on=app.clock().date(), locale=session.locale), rules, severity
        )
        if out:
            _write(app, found, out, session)
    if as_object:
        echo(as_json(_object(found, read)))
    elif not out:
        echo(_told(found, read, session))
    if strict and found:
        raise click.exceptions.Exit(1)


def _enter(app: App, session: Session, finding_id: str) -> None:
    """Enter a finding in the ledger, whose language is Chinese."""
    from bot.office_issues import enter_finding

    findings = app.library.check(on=app.clock().date(), locale="zh")
    finding = next((each for each in findings if each.id == finding_id.strip()), None)
    if finding is None:
        raise click.ClickException(
            session.say(
                f"没有编号为 {finding_id!r} 的发现；用 {session.call} guides check 查看。",
                f"No finding has the id {finding_id!r}; see {session.call} guides check.",
            )
        )
    words = f"指南检查 {finding.id} 转为问题"
    entered(app, session, words, lambda office: enter_finding(office, finding, app.library))


def known_rules(session: Session, rules: Sequence[str]) -> None:
    """Wrong usage, with the names there are, where a rule is not known."""
    from knowledge.linting import RULES

    for rule in rules:
        if rule not in RULES:
            names = ", ".join(RULES)
            raise click.UsageError(
                session.say(
                    f"没有规则 {rule!r}；有：{names}", f"No rule {rule!r}; there are: {names}"
                )
            )


def chosen(
    findings: Sequence[GuideFinding], rules: Sequence[str], severity: FindingSeverity | None
) -> list[GuideFinding]:
    """The findings of these rules that are at least so severe."""
    worst = list(SEVERITIES)
    wanted = worst[: worst.index(severity) + 1] if severity else worst
    return [
        found
        for found in findings
        if found.severity in wanted and (not rules or found.rule in rules)
    ]


def _object(found: Sequence[GuideFinding], read: int) -> dict[str, object]:
    return {
        "guides": read,
        "rules": dict(Counter(each.rule for each in found).most_common()),
        "findings": [each.model_dump(mode="json") for each in found],
    }


def _told(found: Sequence[GuideFinding], read: int, session: Session) -> str:
    """The findings guide by guide, then the sums."""
    say = session.say
    guides = [list(group) for _, group in groupby(found, key=lambda each: each.guide)]
    guides.sort(key=lambda group: min(_rank(each) for each in group))
    lines: list[str] = []
    for group in guides[:SHOWN]:
        first = group[0]
        place = ", ".join(filter(None, (first.guide, first.bureau, first.version)))
        lines.append(say(f"{first.item}（{place}）", f"{first.item} ({place})"))
        for each in sorted(group, key=_rank):
            mark = say(*SEVERITIES[each.severity])
            lines.append(say(f"  【{mark}】{each.text}", f"  [{mark}] {each.text}"))
            lines += [f"      {_quoted(cited, session)}" for cited in each.cited if cited.quote]
            lines.append(f"      → {each.mend}  [{each.rule} {each.id}]")
    if len(guides) > SHOWN:
        more = len(guides) - SHOWN
        told = say(
            f"还有 {more} 份；用 --json 或 --out 看全部",
            f"{more} more; --json or --out has them all",
        )
        lines.append(f"… {told}")
    return "\n".join([*lines, *_sums(found, read, len(guides), session)])


def _rank(finding: GuideFinding) -> int:
    return list(SEVERITIES).index(finding.severity)


def _quoted(cited: Cited, session: Session) -> str:
    from knowledge.remarks import anchor_name, told

    text = " ".join(cited.quote.split())
    text = f"{text[:QUOTED]}…" if len(text) > QUOTED else text
    anchor = told(anchor_name(cited.anchor), session.locale)
    return session.say(f"{anchor}：“{text}”", f"{anchor}: “{text}”")


def _sums(found: Sequence[GuideFinding], read: int, faulty: int, session: Session) -> list[str]:
    if not found:
        return [
            session.say(
                f"检查了 {read} 份指南，没有发现问题。",
                f"{several(read, 'guide')} read, no findings.",
            )
        ]
    severities = Counter(each.severity for each in found)
    told = " · ".join(
        f"{session.say(*names)} {severities[key]}"
        for key, names in SEVERITIES.items()
        if key in severities
    )
    lines = [
        session.say(
            f"检查了 {read} 份指南，{faulty} 份有发现，共 {len(found)} 处：{told}",
            f"{several(read, 'guide')} read, {faulty} with findings, {len(found)} in all: {told}",
        )
    ]
    titles = Counter((each.title, each.rule) for each in found)
    lines += [f"  {count:>5}  {title} [{rule}]" for (title, rule), count in titles.most_common()]
    return lines


def _write(app: App, found: Sequence[GuideFinding], out: Path, session: Session) -> None:
    from bot.guide_tables import write_findings

    write_findings(found, out, session.locale, app.clock())
    echo(
        session.say(
            f"写好了：{out}（{len(found)} 处）",
            f"Written: {out} ({several(len(found), 'finding')})",
        ),
        err=True,
    )
