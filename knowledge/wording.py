"""How an answer reads, in Chinese and English. Passages are copied, never rephrased."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.composing.composer import Worded
from knowledge.composing.passage_parts import Given
from knowledge.elements import FAQ_TERM, kind_of, shown_name
from knowledge.groups import groups
from knowledge.model import Candidate, Guide, Locale, Source
from knowledge.phones import to_call

SECTION_CHARS = 600
"""Longest piece of a guide in one answer; the citation says where the rest is."""
MAX_CANDIDATES = 8

_FAQ_MARK = re.compile(r"^(?:问|答)：", re.MULTILINE)
_OURS = re.compile(
    r"^(?=[^\S\n]*(?:——|【|⚠|□|您是想问|请拨打|还有疑问|Questions\? Call|Please call|Do you mean))",
    re.MULTILINE,
)
"""Where a line of a passage begins as one of an answer's own."""

_SAY: dict[str, dict[Locale, str]] = {
    "more": {"zh": "……（未完，全文见指南）", "en": "… (continues in the guide)"},
    "version": {"zh": "版本 {0}", "en": "version {0}"},
    "published": {"zh": "{0} 公布", "en": "published {0}"},
    "effective": {"zh": "{0} 起生效", "en": "in force from {0}"},
    "call": {"zh": "还有疑问可拨打：{0}", "en": "Questions? Call: {0}"},
    "not_written": {
        "zh": "《{0}》的指南没有写明{1}。",
        "en": "The guide of 《{0}》 does not state: {1}.",
    },
    "part_untold": {
        "zh": "“{1}”这一问，《{0}》的指南里没有找到。",
        "en": "“{1}”: the guide of 《{0}》 holds nothing that answers this part.",
    },
    "part_near": {
        "zh": "“{1}”这一问，《{0}》的指南里没有直接写。您是想问下面哪一个？",
        "en": "“{1}”: the guide of 《{0}》 does not say just this. Do you mean one of these?",
    },
    "parts_left": {
        "zh": "一次先答 {0} 问，还没答的请再问一遍：{1}",
        "en": "These are the first {0}; please ask again about the rest: {1}",
    },
    "no_basis": {
        "zh": "《{0}》的指南里没有找到这个问题的依据，我不猜。",
        "en": "The guide of 《{0}》 holds nothing that answers this, and I do not guess.",
    },
    "withdrawn": {
        "zh": "《{0}》的指南（版本 {1}）已经撤下，我不再按它回答。",
        "en": "The guide of 《{0}》 (version {1}) was taken down, so I do not answer from it.",
    },
    "which_piece": {
        "zh": "《{0}》的指南里没有直接写这一点。您是想问下面哪一个？",
        "en": "The guide of 《{0}》 does not say just this. Do you mean one of these?",
    },
    "which_across": {
        "zh": "我不能确定您问的是哪件事，不猜。您问的是不是下面哪一个？",
        "en": "I am not sure which of these you mean, and I do not guess. Is it one of them?",
    },
    "other_piece": {"zh": "{0} · 其他问题", "en": "{0} · something else"},
    "none_of_these": {
        "zh": "都不是的话，请拨打 {0} 咨询。",
        "en": "If it is none of these, please call {0}.",
    },
    "empty": {
        "zh": "指南库还是空的，答不了。请管理员导入办事指南（walkalong guides add）。",
        "en": "No guides are loaded yet. An administrator imports them: walkalong guides add.",
    },
    "no_item": {
        "zh": "指南库里没有找到您问的事项，我不猜。",
        "en": "I found no guide for what you ask about, and I do not guess.",
    },
    "near": {"zh": "相近但不同的事项有：{0}。", "en": "Similar, but different items: {0}."},
    "ask_phone": {"zh": "请拨打 {0} 咨询。", "en": "Please call {0}."},
    "which": {"zh": "您是想问哪一个事项？", "en": "Which of these do you mean?"},
    "is_it": {"zh": "您是想问《{0}》吗？", "en": "Do you mean 《{0}》?"},
    "greeting": {
        "zh": "您好！我按办事指南回答问题：要带什么、多久办好、收费多少、去哪里办、能不能代办……"
        "请带上事项名称来问，例如“居民身份证补领要带什么”。",
        "en": "Hello! I answer from the service guides: what to bring, how long it takes, what it"
        " costs, where to go, who may go instead … Please ask with the name of the service.",
    },
    "name_it": {
        "zh": "您问的是哪个事项？请带上事项名称再问一次，例如“居民身份证补领要带什么”。",
        "en": "Which service do you mean? Please ask again with its name.",
    },
    "rest": {
        "zh": "还有 {0} 个同类事项，可以加上部门或层级再问。",
        "en": "{0} more match; add the department or level.",
    },
    "expired": {
        "zh": "⚠ 注意：这份指南已于 {0} 失效，内容可能已变，请先电话核实。",
        "en": "⚠ This guide expired on {0}; please check by phone first.",
    },
    "composed": {
        "zh": "（以上由人工智能按指南整理措辞，以指南原文为准。）",
        "en": "(Worded by AI from the guide; the guide's own text counts.)",
    },
    "early": {
        "zh": "⚠ 注意：这份指南自 {0} 起才生效，现在可能不适用，请先电话核实。",
        "en": "⚠ This guide takes effect only on {0}; please check by phone first.",
    },
}


def say(key: str, locale: Locale, *values: object) -> str:
    """A fixed sentence in a locale."""
    return _SAY[key][locale].format(*values)


@dataclass(frozen=True, slots=True)
class Section:
    """One piece of a guide in an answer, with its citation."""

    element: str
    text: str
    source: Source


def phone_of(guide: Guide, help_phone: str) -> str:
    """Whom to call: the item's own enquiries, else, or if they cannot be dialled, `help_phone`."""
    return to_call(guide.elements.get("咨询方式", ""), help_phone)


def validity(guide: Guide, on: date, locale: Locale) -> str:
    """The warning of a guide that is no longer, or not yet, in force; else ""."""
    if guide.expires and guide.expires < on:
        return say("expired", locale, guide.expires.isoformat())
    if guide.effective and guide.effective > on:
        return say("early", locale, guide.effective.isoformat())
    return ""


def answer_text(
    guide: Guide,
    sections: Sequence[Section],
    notes: Sequence[str],
    phone: str,
    on: date,
    locale: Locale,
    told: Worded | None = None,
) -> str:
    """The answer: warning, passages, what is not written, citation, phone.

    Where `told` says the passages in a language model's words as a whole, lists alone are shown
    beside it; where it leaves something out, the passages, too.
    """
    comma = "、" if locale == "zh" else ", "
    cited = comma.join(dict.fromkeys(shown_name(s.element, locale) for s in sections))
    version = say("version", locale, guide.version)
    parts = filter(None, (f"《{guide.name}》", cited, version, _dated(guide, locale)))
    hidden = told is not None and told.text and told.whole
    lines = [
        validity(guide, on, locale),
        *([told.text, say("composed", locale)] if told and told.text else []),
        *(_shown(section, locale) for section in sections if not (hidden and is_prose(section))),
        *notes,
        f"—— {' · '.join(parts)}",
        say("call", locale, phone),
    ]
    return "\n".join(line for line in lines if line)


def is_prose(section: Section) -> bool:
    """Whether a section may be told in other words; lists and steps are shown as they are."""
    return section.element == FAQ_TERM or kind_of(section.element) not in ("list", "steps")


def given(section: Section) -> Given:
    """A section as a language model gets it; a FAQ's question is no more than its head."""
    question, mark, answer = section.text.partition("\n答：")
    if section.element == FAQ_TERM and mark:
        return Given(question.removeprefix("问："), answer)
    return Given(section.element, section.text)


def clarify_text(candidates: Sequence[Candidate], more: int, locale: Locale) -> str:
    """The question back; candidates are listed so that it also reads without buttons."""
    if not candidates:
        return say("name_it", locale)
    if len(candidates) == 1:
        return say("is_it", locale, candidates[0].label)
    lines = [f"{number}. {c.label}" for number, c in enumerate(candidates, start=1)]
    return "\n".join([say("which", locale), *lines, *([say("rest", locale, more)] if more else [])])


def _dated(guide: Guide, locale: Locale) -> str:
    """The day of publication; where that is not known, the day it takes effect, said as such."""
    if guide.published:
        return say("published", locale, guide.published.isoformat())
    return say("effective", locale, guide.effective.isoformat()) if guide.effective else ""


def _quoted(text: str) -> str:
    """A passage, its lines that begin as our own do marked: none may speak in our place."""
    return _OURS.sub("｜", text)


def _in_english(mark: re.Match[str]) -> str:
    return "Q: " if mark[0] == "问：" else "A: "


def _listed(text: str, mark: Callable[[int, str], str]) -> Iterator[str]:
    """The lines of a list with a mark each, counted anew below each heading, which has none."""
    for heading, lines in groups(text):
        if heading:
            yield heading
        yield from (mark(number, line) for number, line in enumerate(lines, start=1))


def _shown(section: Section, locale: Locale) -> str:
    text = _quoted(section.text)
    if len(text) > SECTION_CHARS:
        text = text[:SECTION_CHARS] + say("more", locale)
    if section.element == FAQ_TERM and locale == "en":
        return text.replace("问：", "Q: ", 1).replace("\n答：", "\nA: ", 1)
    if section.element == FAQ_TERM:
        return text if locale == "zh" else _FAQ_MARK.sub(_in_english, text)
    lines = text.split("\n")
    match kind_of(section.element):
        case "list":
            text = "\n".join(_listed(text, lambda _, line: f"□ {line}"))
        case "steps" if len(lines) > 1:
            text = "\n".join(_listed(text, lambda number, line: f"{number}. {line}"))
    head = f"【{shown_name(section.element, locale)}】"
    return f"{head}\n{text}" if "\n" in text else f"{head}{text}"
