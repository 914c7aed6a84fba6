"""`walkalong flows`: the definitions of walks, and whether a file is a good one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import rehearse
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from flows.errors import FlowError, FlowErrors
    from flows.model import Flow, Locale

FORMS: dict[str, tuple[str, ...]] = {
    "mermaid": (".mmd", ".mermaid", ".txt"),
    "dot": (".dot", ".gv"),
    "svg": (".svg",),
    "png": (".png",),
}
"""Forms of a drawing, with what their files end in."""


@click.group("flows")
def command() -> None:
    """流程 · See the flows there are, check one you wrote."""


command.add_command(rehearse.command)


@command.command("list")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def list_(session: Session, as_object: bool) -> None:
    """列表 · Every flow that can be started.

    \b
    Example:
      walkalong flows list
    """
    from flows.catalog import built_in

    with session.app() as app:
        flows, own = app.flows.current().values(), app.flows.own()
    if as_object:
        heads = [
            {
                "id": f.id,
                "version": f.version,
                "title": f.title,
                "synonyms": f.synonyms,
                "origin": "own" if f.id in own else "built-in",
                "replaces_built_in": f.id in own and f.id in built_in(),
            }
            for f in flows
        ]
        echo(as_json(heads))
        return
    locale = session.settings.locale
    origin = {
        f.id: session.say("内置", "built-in")
        if f.id not in own
        else session.say("自有，代替内置", "own, for built-in")
        if f.id in built_in()
        else session.say("自有", "own")
        for f in flows
    }
    print_table(
        session.heads("ID", "名称 Title", "版本 Version", "来源 Origin", "也叫 Also called"),
        [
            (f.id, f.title.get(locale, f.id), f.version, origin[f.id], _called(f, session))
            for f in flows
        ],
    )


def _called(flow: Flow, session: Session) -> str:
    """The flow's other names in the language of the person; all of them may be typed."""
    names = [name for name in flow.synonyms if name.isascii() == (session.locale == "en")]
    return session.say("、", ", ").join(names)


@command.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_session
def check(session: Session, file: Path) -> None:
    """检查 · Every fault of a flow file (yaml, xlsx), with its mend.

    Exit code 1 if there is one; what may be a slip is told and is none. What it
    includes is looked for in the folder common beside it, else in the built-in one.
    Faults are told in Chinese, with walkalong --locale en in English.

    \b
    Example:
      walkalong flows check my_flow.yaml
      walkalong flows check my_form.xlsx
    """
    from bot.flow_files import foreign_elements, read_flow_file
    from flows.errors import FlowErrors

    try:
        flow, remarks = read_flow_file(file)
    except FlowErrors as errors:
        raise told(errors, session) from None
    rows = sum(1 for _ in flow.walk_rows())
    name = f"{flow.id} {flow.version}"
    echo(session.say(f"可以用：{name}，{rows} 行", f"Good: {name}, {rows} rows"))
    tell([*remarks, *foreign_elements(flow)], session.settings.locale)


def told(errors: FlowErrors, session: Session) -> click.ClickException:
    """The failure that all faults of a file are; what may be a slip is told at once."""
    locale = session.settings.locale
    tell(errors.remarks, locale)
    number = len(errors.errors)
    head = {"zh": f"有 {number} 处错误", "en": f"{number} fault(s)"}[locale]
    return click.ClickException(f"{head}\n{errors.told(locale)}")


def tell(remarks: Iterable[FlowError], locale: Locale) -> None:
    """Tell what may be a slip, on standard error."""
    for remark in remarks:
        head = "Note: " if locale == "en" else "留意："
        echo(f"{head}{remark.told(locale)}", err=True)


@command.command("show")
@click.argument("id")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    help="The form of the drawing (default: by the name of --out, else mermaid).",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file."
)
@pass_session
def show(session: Session, id: str, form: str | None, out: Path | None) -> None:  # noqa: A002  # the argument's name in the help
    """查看 · A flow as a drawing: stages, questions, conditions.

    Mermaid and DOT are text. SVG and PNG are drawn by graphviz, which has to be
    installed; a PNG needs --out.

    \b
    Example:
      walkalong flows show accompanied > accompanied.mmd
      walkalong flows show accompanied --out accompanied.png
    """
    suffix = out.suffix.lower() if out else ""
    form = form or next((name for name, ends in FORMS.items() if suffix in ends), "mermaid")
    if out is None and form == "png":
        raise click.UsageError(
            session.say("PNG 要用 --out 写明文件。", "A PNG needs a file: --out FILE.")
        )
    if out is not None and suffix not in FORMS[form]:
        ends = session.say("、", ", ").join(FORMS[form])
        raise click.UsageError(
            session.say(f"--out 的文件名要以 {ends} 结尾。", f"The name of --out ends in {ends}.")
        )
    drawn = _drawn(session, _flow(session, id), form)
    if out is None:
        echo(drawn.decode())
        return
    out.write_bytes(drawn if form == "png" else drawn + b"\n")
    echo(session.say(f"写好了：{out}", f"Written: {out}"))


def _drawn(session: Session, flow: Flow, form: str) -> bytes:
    from bot.cli.diagram import DrawingError, dot, mermaid, picture

    locale = session.settings.locale
    if form == "mermaid":
        return mermaid(flow, locale).encode()
    if form == "dot":
        return dot(flow, locale).encode()
    try:
        return picture(flow, locale, "png" if form == "png" else "svg")
    except DrawingError as error:
        told = (
            session.say(f"graphviz 没有画成：{error}", f"graphviz could not draw it: {error}")
            if str(error)
            else session.say(
                "画图要先装 graphviz（里面的命令 dot），例如 apt install graphviz；"
                "不装也可以用 --format mermaid。",
                "Pictures need graphviz (its command dot), e.g. apt install graphviz; "
                "--format mermaid needs nothing.",
            )
        )
        raise click.ClickException(told) from None


def _flow(session: Session, id_: str) -> Flow:
    """The current flow of that id; exit code 1 where there is none."""
    with session.app() as app:
        flow = app.flows.current().get(id_)
    if flow is None:
        raise click.ClickException(
            session.say(
                f"没有 id 为 {id_!r} 的流程；用 {session.call} flows list 查看。",
                f"No flow has the id {id_!r}; see {session.call} flows list.",
            )
        )
    return flow


@command.command("export")
@click.argument("id")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@pass_session
def export(session: Session, id: str, file: Path) -> None:  # noqa: A002  # the argument's name in the help
    """导出 · A flow as an Excel form (XLSForm), to be edited.

    FILE ends in .xlsx. An earlier export is replaced, a file that somebody saved
    since is not. What the flow includes stands in it as rows.

    \b
    Example:
      walkalong flows export accompanied accompanied.xlsx
    """
    from bot.flow_files import write_xlsx

    flow = _flow(session, id)
    write_xlsx(flow, file)
    rows = sum(1 for _ in flow.walk_rows())
    echo(session.say(f"写好了：{file}（{rows} 行）", f"Written: {file} ({rows} rows)"))


from bot.cli import flows_own  # noqa: E402, F401  # its commands are of this group
