"""What the bot says of the link to one's own issues, and of what the public sees of issues."""

from __future__ import annotations

LINKS: dict[str, tuple[str, str]] = {
    "link_made": (
        "您的进展链接：\n{link}\n到 {until} 为止有效。谁拿到它都能看您的问题，请不要转发。"
        "换一个说“换一个我的进展链接”，不要了说“撤回我的进展链接”。",
        "Your link:\n{link}\nIt is good until {until}. Whoever has it can see your issues, so do "
        "not pass it on. Say “renew my link” for another one, “revoke my link” to be rid of it.",
    ),
    "link_once": (
        "（链接只显示一次；没看到就说“换一个我的进展链接”）",
        "(a link is shown once; say “renew my link” if you missed it)",
    ),
    "link_there": (
        "您已经有进展链接，到 {until} 为止有效；为了安全，机器人不再存着它。"
        "找不到了就换一个，旧的随即失效。",
        "You have a link, good until {until}; to be safe the bot does not keep it. If you lost it, "
        "renew it, and the old one leads nowhere any more.",
    ),
    "link_renew": ("换一个链接", "Renew my link"),
    "link_none": (
        "这里还没有开通进展链接（要请管理员设置 WALKALONG_PUBLIC_URL）。"
        "现在可以说“我的问题”看进展。",
        "Links are not set up here yet (the administrators have to set WALKALONG_PUBLIC_URL). Say "
        "“mine” to see what became of your issues.",
    ),
    "link_dropped": ("撤回了，旧链接打不开了。", "Revoked: the link leads nowhere any more."),
    "link_no_link": ("您没有进展链接。", "You have no link."),
    "link_offer": (
        "想在网页上随时看问题办到哪一步，可以要一个您自己的进展链接。",
        "To see on a page at any time what becomes of it, ask for a link of your own.",
    ),
    "link_mine": ("我的问题", "My issues"),
    "link_button": ("我的进展链接", "My link"),
}
