"""What the bot says of signals, to inspectors alone: Chinese first, English second."""

from __future__ import annotations

SIGNALS: dict[str, tuple[str, str]] = {
    "signals": ("{head}\n{kinds}\n\n最近的：\n{lines}", "{head}\n{kinds}\n\nThe latest:\n{lines}"),
    "signals_none": ("没有信号。", "There are no signals."),
    "signal": (
        "· 走流程 {walk}（{item}，{person}）{kind}：",
        "· walk {walk} ({item}, {person}), {kind}: ",
    ),
}
