"""Whether the Telegram bots that are set can be served, for `walkalong doctor`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.cli.finding import Finding, Say

if TYPE_CHECKING:
    from bot.settings import Settings

SUBJECT = "Telegram bots"
SECONDS = 10
PATH = "/telegram/"


def reachable(settings: Settings, say: Say) -> Iterator[Finding]:
    """Asks the server who each token is, and how it delivers."""
    given = {"VOLUNTEER": settings.volunteer_token, "STAFF": settings.staff_token}
    tokens = {name: token.get_secret_value() for name, token in given.items() if token}
    if not tokens:
        yield Finding("ok", SUBJECT, say("没有设，不用", "none set, none needed"))
    elif len(set(tokens.values())) < len(given) == len(tokens):
        told = say("两个机器人用了同一个令牌", "both bots have the same token")
        mend = say("向 @BotFather 要第二个机器人", "get a second bot from @BotFather")
        yield Finding("fail", SUBJECT, told, mend)
    else:
        for name, token in tokens.items():
            yield _looked_at(name, f"{settings.telegram_api}/bot{token}", settings, say)


def _looked_at(name: str, base: str, settings: Settings, say: Say) -> Finding:
    from urllib.error import HTTPError

    variable = f"WALKALONG_{name}_TOKEN"
    try:
        me = _asked(f"{base}/getMe")
        hook = _asked(f"{base}/getWebhookInfo")
    except HTTPError as error:
        if error.code in (401, 404):
            told = say(f"服务器不认 {variable}", f"the server knows no {variable}")
            mend = say("向 @BotFather 核对令牌", "compare the token with @BotFather's")
            return Finding("fail", SUBJECT, told, mend)
        told = say(f"服务器答 {error.code}", f"the server answers {error.code}")
        return Finding("warn", SUBJECT, told, say("过一会儿再看", "look again later"))
    except (OSError, ValueError):
        told = say("连不上 Telegram 服务器", "the Telegram server cannot be reached")
        mend = say("看网络和 WALKALONG_TELEGRAM_API", "see the network and WALKALONG_TELEGRAM_API")
        return Finding("fail", SUBJECT, told, mend)
    return _delivering(f"@{str(me.get('username', ''))[:40]}", hook, settings, say)


def _delivering(who: str, hook: dict[str, Any], settings: Settings, say: Say) -> Finding:
    """How updates come, against what is set; `serve` sets it right when it begins."""
    url, wanted = str(hook.get("url") or ""), settings.telegram_webhook
    pending = hook.get("pending_update_count", 0)
    waits = say(f"，{pending} 条待收", f", {pending} waiting") if pending else ""
    is_ours = url.startswith(f"{wanted}{PATH}") if wanted else not url
    if not is_ours:
        told = say(
            f"{who}：现在{'由别处的网络钩子收' if url else '还没设网络钩子'}{waits}",
            f"{who}: {'a webhook elsewhere' if url else 'no webhook yet'}{waits}",
        )
        return Finding("warn", SUBJECT, told, say.run("serve"))
    if hook.get("last_error_message"):
        told = say(f"{who}：服务器送不到我们这里{waits}", f"{who}: deliveries fail{waits}")
        mend = say(
            "看 WALKALONG_TELEGRAM_WEBHOOK 前面的代理和证书",
            "see the proxy and its certificate at WALKALONG_TELEGRAM_WEBHOOK",
        )
        return Finding("warn", SUBJECT, told, mend)
    way = say("网络钩子", "webhook") if url else say("轮询", "polling")
    return Finding("ok", SUBJECT, f"{who}{say('，', ', ')}{way}{waits}")


def _asked(url: str) -> dict[str, Any]:
    from urllib.request import urlopen

    with urlopen(url, timeout=SECONDS) as answer:  # noqa: S310  # http or https: settings saw to it
        found = json.loads(answer.read(1_000_000))["result"]
    if not isinstance(found, dict):
        raise ValueError("not the Bot API")
    return found
