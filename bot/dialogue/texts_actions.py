"""What the bot says where an action is chosen: Chinese first, English second."""

from __future__ import annotations

ACTION_TEXTS: dict[str, tuple[str, str]] = {
    "choose_action": (
        "走哪一项？\n{purposes}\n直接办一件事，选第一项就行。",
        "Which one?\n{purposes}\nTo go through a service with somebody, take the first.",
    ),
    "other_actions": (
        "「{flow}」还没走完，选一项就放弃它，重新开始：\n{purposes}",
        "“{flow}” is not finished; choose one to give it up and begin anew:\n{purposes}",
    ),
    "btn_actions": ("换个行动", "Another action"),
    "instance_place": ("{name}（{place}）", "{name} ({place})"),
    "usual_walker": (
        "这一项通常由{who}来走，您走也可以。",
        "This one is usually walked by {who}; you may walk it all the same.",
    ),
}
