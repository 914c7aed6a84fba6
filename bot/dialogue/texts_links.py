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
    "public_hold_what": (
        "为什么暂不公开？连理由一起说，如“{number} 暂不公开，涉及个人”。",
        "Why is it held back? Say it with the reason: “hold back {number}, because …”.",
    ),
    "public_hold_done": (
        "{number} 暂不公开：{text}。恢复说“恢复公开 {number}”。",
        "{number} is held back: {text}. Say “release {number}” to show it again.",
    ),
    "public_release_done": (
        "{number} 不再暂缓，下次公开整改进展时会列出。",
        "{number} is held back no more; it is shown with the next publication.",
    ),
    "public_reword_what": (
        "公开时怎么写？连文字一起说，如“{number} 对外写成：窗口午间无人”。",
        "What is the public told? Say it with the words: “tell the public {number}: …”.",
    ),
    "public_reword_done": (
        "{number} 公开时写成：{text}。台账里的原话不变。",
        "The public is told of {number}: {text}. The ledger keeps its words.",
    ),
    "link_button": ("我的进展链接", "My link"),
}
