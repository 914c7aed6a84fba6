"""What the bot says of weekly packs: Chinese first, English second."""

from __future__ import annotations

WEEKLY: dict[str, tuple[str, str]] = {
    "weekly_pack": (
        "{unit}周报（{week}，第 {version} 版）：整改台账共 {total} 个问题，本期新增 {new} 个、"
        "销号 {closed} 个，超期 {overdue} 个；影像 {photos} 份。{zero}{moved}",
        "The weekly pack of {unit} ({week}, version {version}): {total} issues in the ledger, "
        "{new} new and {closed} closed since the last one, {overdue} overdue; {photos} photos."
        "{zero}{moved}",
    ),
    "weekly_zero": ("本期没有新情况，是零报告。", " Nothing is new: a zero report."),
    "weekly_moved": (
        "{day} 放假，这次改在 {due}。",
        " {day} is a holiday, so it is on {due} this time.",
    ),
    "weekly_masking": (
        "发送前请查看影像：人脸、证件、车牌、手机号要打码遮住。",
        "Before you pass it on look at the photos: cover faces, ID cards, number plates and phone "
        "numbers.",
    ),
    "weekly_correction": ("更正：{reason}", "Corrected: {reason}"),
    "weekly_do_send_late": (
        "{due} 就该报送，已经过了。看过没问题，请尽快确认报送。",
        "It was due on {due}. When all is right, please confirm soon that it is handed in.",
    ),
    "weekly_do_send": (
        "看过没问题，请在 {due} 当天确认报送。",
        "When all is right, please confirm by {due} that it is handed in.",
    ),
    "weekly_sent_by": (
        "第 {version} 版 {at} 已由{by}报送。",
        "Version {version} was handed in at {at} by {by}.",
    ),
    "weekly_resend_due": (
        "现在是第 {version} 版，还没有重新报送。",
        "Version {version} is not handed in yet.",
    ),
    "weekly_unnamed": ("（未具名）", "(no name)"),
    "weekly_btn_send": ("确认报送", "Handed in"),
    "weekly_btn_note": ("改简讯", "Change the note"),
    "weekly_btn_later": ("稍后", "Later"),
    "weekly_btn_pack": ("看周报", "Show the pack"),
    "weekly_btn_status": ("谁没交周报", "Who has not sent it"),
    "weekly_later": (
        "好，想报送时说“周报”。{due} 当天要报。",
        "All right; say “weekly pack” when you want it. It is due by {due}.",
    ),
    "weekly_note_ask": (
        "现在的简讯：\n\n{text}\n\n请把新的简讯全文发过来，一行一段，“一、……”开头的行是标题。",
        "The note reads:\n\n{text}\n\nPlease send all of the new note, a paragraph a line; one "
        "that begins with a Chinese number and “、” is a heading.",
    ),
    "weekly_note_kept": (
        "简讯记下了，{due} 生成周报时用。",
        "Kept: the pack that is made at {due} will have it.",
    ),
    "weekly_note_done": (
        "简讯改好了，现在是第 {version} 版，请确认报送。",
        "The note is changed: version {version}. Please confirm that it is handed in.",
    ),
    "weekly_note_same": ("简讯没有变化。", "The note is the same."),
    "weekly_note_long": (
        "简讯最多 {most} 个字，这份有 {count} 个字，请删短再发。",
        "A note has {most} characters at most, this one has {count}. Please shorten it.",
    ),
    "weekly_to_come": (
        "{week} 的周报 {due} 生成。{moved}",
        "The packs of {week} are made at {due}.{moved}",
    ),
    "weekly_none": ("{week} 没有做过周报。", "No packs were made in {week}."),
    "weekly_no_unit": (
        "{week} 没有“{unit}”的周报。",
        "There is no pack of “{unit}” in {week}.",
    ),
    "weekly_free": (
        "{unit}在 {week} 没有新情况，免报。",
        "{unit} had nothing new in {week} and hands nothing in.",
    ),
    "weekly_old": (
        "这是第 {version} 版的按钮，现在已经是第 {newest} 版，请看新的再报送。",
        "This button is of version {version}; there is version {newest} now. Please look at that "
        "first.",
    ),
    "weekly_status": (
        "{week} 周报（{due} 报送）：{count} 个单位，已报 {sent} 个。{moved}\n{lines}",
        "Packs of {week} (due {due}): {count} units, {sent} handed in.{moved}\n{lines}",
    ),
    "weekly_line": ("{unit}：{standing}{by}", "{unit}: {standing}{by}"),
    "weekly_line_by": ("（{by}，{at}）", " ({by}, {at})"),
    "weekly_all_sent": ("都报了。", "All are handed in."),
    "weekly_resent": (
        "{unit} {week} 的周报更正好了，第 {version} 版；前面的版本都留着。要重新报送。",
        "The pack of {unit} ({week}) is corrected: version {version}; those before are kept. It is "
        "to be handed in again.",
    ),
    "weekly_resend_what": (
        "请说哪个单位、什么原因，例如“重发医保局周报 原因：漏了两个问题”。",
        "Please say whose and why, e.g. “resend the pack of THE OFFICE: two issues were missing”.",
    ),
    "weekly_failed": ("周报没做成：{why}", "The pack could not be made: {why}"),
    "weekly_overdue_head": (
        "{unit} {week} 的周报（{due} 到期）还没有报送，请督促。",
        "The pack of {unit} for {week} (due {due}) is not handed in; please see to it.",
    ),
    "weekly_overdue_admin": (
        "{week} 周报（{due} 到期）逾期未报 {count} 个：{units}",
        "Packs of {week} (due {due}) that are overdue, {count}: {units}",
    ),
}
