"""`walkalong guides evaluate | calibrate`: measure answers on questions, set thresholds by them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.guides import command
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from knowledge.evaluation import Evaluation, Missed, Outcome
    from knowledge.question_file import BadLine, EvaluationQuestion
    from knowledge.thresholds import Kept

MAX_FILE_BYTES = 50_000_000

QuestionFile = click.Path(exists=True, dir_okay=False, path_type=Path)


@command.command("evaluate")
@click.argument("file", type=QuestionFile)
@click.option(
    "--without",
    multiple=True,
    type=click.Choice(["letters", "meaning", "cues", "focus", "catalogue"]),
    help="Rank without this part, to see what it adds; may be given again.",
)
@click.option("--missed", "with_missed", is_flag=True, help="Tell each question that went wrong.")
@click.option("--json", "as_object", is_flag=True, help="All rates as one JSON object.")
@pass_session
def evaluate(
    session: Session, file: Path, without: tuple[str, ...], with_missed: bool, as_object: bool
) -> None:
    """评测 · Measure search and answers on a file of questions.

    A line is one JSON object: id, kind, question, expect (answered, clarify,
    refused), and where they apply guide, elements, before, item.
    docs/evaluation.md has the form and what every rate means. Exit code 1 if
    a line was refused; the others are measured.

    \b
    Example:
      walkalong guides evaluate questions.jsonl
    """
    from knowledge.evaluation import measure, missed

    with session.app() as app:
        questions, bad = questions_of(file, app)
        if questions:
            outcomes = played(app, questions, without)
            rates = measure(outcomes, app.library.status().embedder, without)
            wrong = missed(outcomes) if with_missed else []
            if as_object:
                told = {"missed": [one.model_dump(mode="json") for one in wrong]}
                echo(as_json(rates.model_dump(mode="json") | (told if with_missed else {})))
            else:
                show(rates, session)
                show_missed(wrong, session)
    refuse(bad, file, session)
    if not questions:
        raise click.ClickException(session.say(f"{file} 里没有问题。", f"No question in {file}."))


@command.command("calibrate")
@click.argument("file", type=QuestionFile)
@click.option("--dry-run", is_flag=True, help="Tell what would change and keep nothing.")
@pass_session
def calibrate(session: Session, file: Path, dry_run: bool) -> None:
    """校准 · Set the thresholds of the embedder by questions.

    The file is one for guides evaluate; it takes 20 questions that name their
    passage. Shows the rates before and after. Nothing is kept, exit code 1,
    where the new thresholds answer more of what no guide says, or less of what
    one does. What is kept lies beside the index, for this embedder alone.

    \b
    Example:
      walkalong guides calibrate questions.jsonl --dry-run
    """
    from knowledge.calibration import CannotCalibrateError, calibrated, lowered
    from knowledge.evaluation import measure
    from knowledge.remarks import told

    with session.app() as app:
        library = app.library
        questions, bad = questions_of(file, app)
        refuse(bad, file, session)
        model = library.status().embedder
        if not model:
            raise click.ClickException(library.notice)
        guides = {guide.id: guide for guide in library.guides()}
        before = measure(played(app, questions), model)
        try:
            kept = calibrated(library.tuning, questions, guides, model)
        except CannotCalibrateError as error:
            raise click.ClickException(told(error.args[0], session.locale)) from None
        library.tuning.trying(kept.thresholds)
        after = measure(played(app, questions), model)
        compare(before, after, kept, session)
        if worse := lowered(before, after):
            names = session.say("、", ", ").join(worse)
            raise click.ClickException(
                session.say(f"{names} 变差了，没有保存。", f"{names}: worse; nothing was kept.")
            )
        if not dry_run:
            library.tuning.keep(kept)
            echo(session.say(f"已为 {model} 保存。", f"Kept for {model}."))


def played(
    app: App, questions: list[EvaluationQuestion], without: Collection[str] = ()
) -> list[Outcome]:
    """What becomes of these questions as the library answers now, ranked without some parts."""
    from knowledge.evaluation import play
    from knowledge.scoring import Using

    guides = {guide.id: guide for guide in app.library.guides()}
    using = Using(**dict.fromkeys(without, False))
    return play(app.library, questions, guides, app.clock().date(), using)


def compare(before: Evaluation, after: Evaluation, kept: Kept, session: Session) -> None:
    """Rates and scale, before and after."""
    say = session.say
    scale = kept.scale
    echo(
        say(
            f"余弦：无关 {scale.unrelated}，答对 {scale.right}（{kept.questions} 个问题）",
            f"Cosines: {scale.unrelated} any, {scale.right} right ({kept.questions} questions)",
        )
    )
    rows = [
        (name, now, then)
        for (name, now), (_, then) in zip(_lines(before, say), _lines(after, say), strict=True)
    ]
    print_table(session.heads("指标 Rate", "之前 Before", "之后 After"), rows)


def questions_of(file: Path, app: App) -> tuple[list[EvaluationQuestion], list[BadLine]]:
    """The questions of a file, and its lines that are none."""
    from knowledge.question_file import read_questions

    if file.stat().st_size > MAX_FILE_BYTES:
        raise click.ClickException(f"{file}: > {MAX_FILE_BYTES // 1_000_000} MB")
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file}: UTF-8? (byte {error.start})") from None
    return read_questions(lines, {guide.id: guide for guide in app.library.guides()})


def refuse(bad: list[BadLine], file: Path, session: Session) -> None:
    """Tells of every line that was not taken; exit code 1 if there is one."""
    for row in bad:
        echo(
            session.say(f"{file}:{row.line}：{row.reason}", f"{file}:{row.line}: {row.reason}"),
            err=True,
        )
    if bad:
        raise click.exceptions.Exit(1)


def show(rates: Evaluation, session: Session) -> None:
    """The rates as a table by kind, and as lines."""
    say = session.say
    heads = ("类别 Kind", "题数 Asked", "答 Answered", "反问 Clarified", "拒 Refused", "对 Right")
    head = session.heads(*heads, "召回@1 Recall@1", "召回@5 Recall@5", "倒数排名@10 MRR@10")
    rows = [
        (
            kind,
            row.asked,
            row.answered,
            row.clarified,
            row.refused,
            *map(percent, (row.right, row.recall_1, row.recall_5)),
            _decimal(row.mrr_10),
        )
        for kind, row in rates.kinds.items()
    ]
    print_table(head, rows)
    echo()
    lines = [*_lines(rates, say)]
    lines += [
        (say("用时 p50 / p99", "Time p50 / p99"), f"{rates.p50_ms} ms / {rates.p99_ms} ms"),
        (
            say("语义模型", "Embedder"),
            rates.embedder or say("无（只按字面）", "none (letters alone)"),
        ),
    ]
    for name, value in lines:
        echo(f"{name}{say('：', ': ')}{value}")


def show_missed(wrong: list[Missed], session: Session) -> None:
    """What went wrong, a question each: what was to be, and what became of it."""
    say = session.say
    names = {
        "answered": say("答", "answered"),
        "clarify": say("反问", "asked back"),
        "refused": say("拒", "refused"),
    }
    for one in wrong:
        mild = say("（选项里有对的）", " (the right one among the choices)") if one.served else ""
        told = say("、", ", ").join(one.told)
        echo(
            say(
                f"\n{one.id}（{one.kind}）{one.question}\n  应：{names[one.expected]}；"
                f"实际：{names[one.status]}{mild} {told}",
                f"\n{one.id} ({one.kind}) {one.question}\n  expected: {names[one.expected]}; "
                f"became: {names[one.status]}{mild} {told}",
            ).rstrip()
        )


def _lines(rates: Evaluation, say: Callable[[str, str], str]) -> list[tuple[str, str]]:
    """The rates that the goals are set on."""
    return [
        (say("召回@1", "Recall@1"), percent(rates.recall_1)),
        (say("召回@5", "Recall@5"), percent(rates.recall_5)),
        (say("倒数排名@10", "MRR@10"), _decimal(rates.mrr_10)),
        (say("库内答对或问对", "In scope, answered or asked back"), percent(rates.in_scope_served)),
        (say("无关的拒答", "Far out of scope, refused"), percent(rates.far_refused)),
        (say("相近但没有的未答", "Near, not answered"), percent(rates.near_not_answered)),
    ]


def percent(rate: float | None) -> str:
    """A rate for people; a dash where nothing was measured."""
    return "—" if rate is None else f"{rate:.1%}"


def _decimal(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"
