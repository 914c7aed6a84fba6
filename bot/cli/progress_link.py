"""`walkalong progress link`: somebody's link to their own issues, from the terminal."""

from __future__ import annotations

import click

from bot.cli.output import echo
from bot.cli.session import Session, pass_session


@click.command("link")
@click.option("--as", "name", required=True, metavar="NAME", help="Whose, by the name of the talk.")
@click.option("--renew", is_flag=True, help="A new one; the one before leads nowhere any more.")
@click.option("--revoke", is_flag=True, help="Take it back.")
@pass_session
def link(session: Session, name: str, renew: bool, revoke: bool) -> None:
    """私人链接 · The link by which one sees one's own issues.

    NAME is that of `walkalong chat --as NAME`. It is shown this once, and can be renewed.

    \b
    Example:
      walkalong progress link --as 小云
    """
    from bot.channels.terminal import CHANNEL
    from bot.dialogue.messages import Inbound

    words = "撤回我的进展链接" if revoke else "换一个我的进展链接" if renew else "我的进展链接"
    if session.settings.public_url is None:
        raise click.ClickException(
            session.say(
                "WALKALONG_PUBLIC_URL 未设置：不知道链接该指到哪里。"
                "设成 https://主机，并让 serve 监听。",
                "WALKALONG_PUBLIC_URL is not set, so nobody knows where links lead. Set it to "
                "https://host, and have serve listen.",
            )
        )
    with session.app() as app:
        seen = app.store.peek(CHANNEL, name, "")
        if seen.person is None:
            call = f"{session.call} chat --as {name}"
            raise click.ClickException(
                session.say(
                    f"没有和“{name}”的聊天；先用 {call}。", f"Nobody talks as {name}; {call}"
                )
            )
        message = Inbound(
            CHANNEL, name, f"link-{seen.version}", app.clock(), words, name=name,
            role=seen.person.role, department=seen.person.department,
        )  # fmt: skip
        outcome = app.dialogue.handle(message)
    echo("\n".join(reply["text"] for reply in outcome.shown_payload()["replies"]))
