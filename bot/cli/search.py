"""Whether search by meaning works, for `walkalong doctor`: its embedder, its index, thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.finding import Finding, Say

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge.model import LibraryStatus


def works(settings: Settings, status: LibraryStatus, indexed: bool, say: Say) -> Finding:
    """Search by meaning; until it is mended answers still come, by words alone."""
    subject, index = "Search by meaning", settings.home / "index"
    if not indexed:
        mend = say(
            f"把文件 {index} 移走，再运行 {say.run('init')}",
            f"move the file {index} away, then {say.run('init')}",
        )
        mend = mend if index.exists() else say.run("init")
        return Finding("warn", subject, say("还没有建索引", "nothing is indexed yet"), mend)
    if not status.embedder:
        return Finding("warn", subject, status.notice, _mend_search(settings, status, say))
    told = " ".join(filter(None, (status.notice, status.waits))) if status.waits else ""
    if missing := status.missing_vectors:
        told = say(f"{missing} 段还没有建索引", f"{missing} passages are not indexed")
    if told:
        mend = "" if _is_embedders(status) else say.run("init")
        return Finding("warn", subject, told, mend)
    if not status.calibrated:
        return Finding("warn", subject, status.notice, say.run("guides calibrate FILE"))
    if status.notice:
        return Finding("warn", subject, status.notice, _mend_search(settings, status, say))
    told = f"{status.embedder}{say('，', ', ')}{status.vectors} {say('个向量', 'vectors')}"
    return Finding("ok", subject, told)


def _is_embedders(status: LibraryStatus) -> bool:
    """Whether the embedder itself is wrong: the notice names its mend, and no new index is one."""
    return "WALKALONG_EMBEDDER" in status.notice


def _mend_search(settings: Settings, status: LibraryStatus, say: Say) -> str:
    if _is_embedders(status):
        return ""
    if settings.embedder == "none":
        return say(
            f"取消 WALKALONG_EMBEDDER，再运行 {say.run('init')}",
            f"unset WALKALONG_EMBEDDER, then {say.run('init')}",
        )
    if settings.chroma_url is not None:
        return say(
            "启动 Chroma 服务，或改正 WALKALONG_CHROMA_URL",
            "start the Chroma server, or correct WALKALONG_CHROMA_URL",
        )
    return say(f"运行 {say.run('init')} 重建索引", f"{say.run('init')} makes the index again")
