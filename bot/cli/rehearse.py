"""`walkalong flows rehearse`: conversations of authors, played, judged and brought up to date."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.dialogue.messages import Outcome
    from bot.rehearsal import Failure, Line, Rehearsal


@click.command("rehearse")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--update", is_flag=True, help="Write what the bot says into the rows of the bot.")
@click.option("--talk", is_flag=True, help="Show every row, and what the bot says.")
@click.option(
    "--flow",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A flow file that is there beside the built-in ones.",
)
@click.option(
    "--guides",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Guides for all of them: files or folders. May be given again.",
)
@pass_session
def command(
    session: Session,
    paths: tuple[Path, ...],
    update: bool,
    talk: bool,
    flow: Path | None,
    guides: tuple[Path, ...],
) -> None:
    """排练 · Play conversations written as Markdown tables.

    PATHS are files, or folders of *.md. Each is played in a home of its own, with the
    guides that it names, or the samples. Exit code 1 if something does not hold.

    \b
    Example:
      walkalong flows rehearse my_talks/ --flow my_flow.yaml
    """
    from bot.rehearsal import RehearsalError

    failed = 0
    try:
        with _quiet(), _homes(guides) as home_of:
            for path in _files(session, paths):
                one = _Playing(session, path, flow, home_of)
                if update:
                    one.update()
                failed += not one.judge(talk=talk)
    except RehearsalError as error:
        raise click.ClickException(error.text[session.locale]) from None
    if failed:
        raise click.ClickException(
            session.say(
                f"{failed} 个排练没有照着走", f"{failed} rehearsal(s) did not go as written"
            )
        )


@contextmanager
def _quiet() -> Iterator[None]:
    """Not a word of how guides are searched: that is told of homes that people use."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


HomeOf = Callable[["Rehearsal"], Path]


@contextmanager
def _homes(given: Sequence[Path]) -> Iterator[HomeOf]:
    """The home for a rehearsal: with the guides given for all, else with its own, made once."""
    from bot.rehearsal.stages import rehearsal_home

    with ExitStack() as homes:

        @cache
        def made(guides: tuple[Path, ...]) -> Path:
            return homes.enter_context(rehearsal_home(guides))

        def home_of(rehearsal: Rehearsal) -> Path:
            own = rehearsal.cast.guides
            return made(tuple(given) or ((own.resolve(),) if own else ()))

        yield home_of


def _files(session: Session, paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        found = sorted(path.glob("*.md")) if path.is_dir() else [path]
        if not found:
            raise click.ClickException(
                session.say(f"{path} 里没有 .md 文件", f"{path} holds no .md file")
            )
        yield from found


class _Playing:
    """One rehearsal, before its readers."""

    def __init__(self, session: Session, path: Path, flow: Path | None, home_of: HomeOf) -> None:
        self._session, self._path, self._flow, self._home_of = session, path, flow, home_of

    def update(self) -> None:
        """Put what the bot says into its rows."""
        from bot.rehearsal.playing import bubble
        from bot.rehearsal.rewriting import replace_text, rewritten

        _, heard = self._play(self._read())
        words = {line.number: tuple(map(bubble, outcome.replies)) for line, outcome in heard}
        with self._path.open(encoding="utf-8", newline="") as file:
            before = file.read()
        after = rewritten(before, words)
        if after != before:
            replace_text(self._path, after)
            echo(self._session.say(f"{self._path}：改写了", f"{self._path}: rewritten"))

    def judge(self, *, talk: bool) -> bool:
        """Say what holds and what does not; whether all does."""
        rehearsal = self._read()
        failures, heard = self._play(rehearsal)
        if talk:
            self._tell(rehearsal, failures, heard)
        rows, say = len(rehearsal.lines), self._session.say
        for one in failures:
            echo(self._told(one))
        if failures:
            told = say(f"{rows} 行，{len(failures)} 处不对", f"{rows} rows, {len(failures)} wrong")
        else:
            told = say(f"{rows} 行，都对", f"{rows} rows, all right")
        echo(say(f"{self._path}：{told}", f"{self._path}: {told}"))
        return not failures

    def _read(self) -> Rehearsal:
        from bot.rehearsal import read_rehearsal

        return read_rehearsal(self._path)

    def _play(self, rehearsal: Rehearsal) -> tuple[list[Failure], list[tuple[Line, Outcome]]]:
        from bot.rehearsal import play
        from bot.rehearsal.stages import stage_on

        heard: list[tuple[Line, Outcome]] = []
        flow = self._flow or rehearsal.cast.flow
        with stage_on(self._home_of(rehearsal), flow) as stage:
            failures = play(rehearsal, stage, lambda line, outcome: heard.append((line, outcome)))
        return failures, heard

    def _told(self, one: Failure) -> str:
        wanted, got = _indented(one.wanted), _indented(one.got)
        return self._session.say(
            f"{self._path}:{one.number}：要有\n{wanted}\n  得到\n{got}",
            f"{self._path}:{one.number}: wanted\n{wanted}\n  got\n{got}",
        )

    def _tell(
        self, rehearsal: Rehearsal, failures: list[Failure], heard: list[tuple[Line, Outcome]]
    ) -> None:
        """The whole talk, each row with its line and whether it holds."""
        from bot.rehearsal import said

        wrong = {one.number for one in failures}
        words = {line.number: said(outcome) for line, outcome in heard}
        for line in rehearsal.lines:
            mark = "✗" if line.number in wrong else "✓"
            held = f"  ({'; '.join(line.holds)})" if line.holds else ""
            echo(f"{line.number:>4} {mark} {line.who} > {_indented(line.says).strip()}{held}")
            if line.number in words:
                echo(_indented(words[line.number], 8))


def _indented(text: str, by: int = 4) -> str:
    return "\n".join(" " * by + line for line in text.split("\n"))
