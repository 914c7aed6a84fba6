"""What the bot says of notes, files and personal numbers: Chinese first, English second."""

from __future__ import annotations

KEPT: dict[str, tuple[str, str]] = {
    "noted": ("记下了，归在「{stage}」。", "Noted under “{stage}”."),
    "noted_plain": ("记下了。", "Noted."),
    "and_noted": (
        "其余的话归在「{stage}」。",
        " Your other words are kept under “{stage}”.",
    ),
    "and_noted_plain": ("其余的话也记下了。", " Your other words are kept too."),
    "kept_unanswered": (
        "刚才那句“{text}”没说是回答还是提问，先记在「{stage}」里了。",
        "“{text}” was left open as answer or question; it is kept as a note on “{stage}”.",
    ),
    "kept_unanswered_plain": (
        "刚才那句“{text}”没说是回答还是提问，先记下了。",
        "“{text}” was left open as answer or question; it is kept as a note.",
    ),
    "kept_unmatched": (
        "刚才那句“{text}”没对上选项，先记在「{stage}」里了。",
        "“{text}” was none of the options; it is kept as a note on “{stage}”.",
    ),
    "kept_unmatched_plain": (
        "刚才那句“{text}”没对上选项，先记下了。",
        "“{text}” was none of the options; it is kept as a note.",
    ),
    "noted_outside": (
        "记下了。现在没有进行中的走流程，这一条单独存着。",
        "Noted. No walk is open; it is kept on its own.",
    ),
    "note_what": ("要记什么？直接说。", "What shall I note?"),
    "media_kept": (
        "收到 {what}，已附在「{stage}」。",
        "{what} received, attached to “{stage}”.",
    ),
    "media_kept_plain": ("收到 {what}，已附上。", "{what} received and attached."),
    "media_other": (
        "这里要的是{wanted}。收到的是 {what}，先附在「{stage}」了。",
        "{wanted} is wanted here. {what} received, attached to “{stage}”.",
    ),
    "media_other_plain": (
        "这里要的是{wanted}。收到的是 {what}，先附上了。",
        "{wanted} is wanted here. {what} received and attached.",
    ),
    "wanted_image": ("照片或截图", "A photo or screenshot"),
    "wanted_audio": ("语音", "A voice message"),
    "wanted_video": ("视频", "A video"),
    "caption_kept": ("照片的说明也记下了。", "The words with it are kept too."),
    "media_answer": ("收到 {what}。", "{what} received."),
    "media_draft": (
        "收到 {what}，附在眼前这个问题上了。",
        "{what} received, attached to the problem on the screen.",
    ),
    "media_report": (
        "收到 {what}，附在正在报的这个问题上了。",
        "{what} received, attached to the problem you are reporting.",
    ),
    "media_outside": (
        "收到 {what}，先存下了。要报问题就回复“报问题”。",
        "{what} received and stored. Say “issue” to report a problem.",
    ),
    "got_image": ("{count} 张照片", "{count} photo(s)"),
    "got_audio": ("{count} 条语音", "{count} voice message(s)"),
    "got_video": ("{count} 段视频", "{count} video(s)"),
    "got_file": ("{count} 个文件", "{count} file(s)"),
    "voice_unheard": (
        "语音存着当佐证，我听不了。要说的、要答的，请打字或点选项。",
        "Voice messages are kept as evidence, but I cannot listen. Please type, or tap an option.",
    ),
    "media_place": (
        "照片自带的时间和位置只作佐证，给别人看的那份会去掉。",
        "Time and place inside the photo serve as evidence only; copies that others see have none.",
    ),
    "media_bad": ("“{name}”没有存：{reason}", "“{name}” was not stored: {reason}"),
    "masked": (
        "为保护隐私，消息里的{kinds}已隐去后才保存。",
        "To protect privacy, {kinds} in your message was masked before it was stored.",
    ),
    "mask_id": ("身份证号", "an ID number"),
    "mask_phone": ("手机号", "a phone number"),
    "mask_card": ("银行卡号", "a bank card number"),
}
