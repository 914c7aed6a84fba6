"""Doing with the drafts what was said of them, whichever of them is on the screen.

A draft is called by the number of its card. One that was left out comes back when the
person wants it after all; one that is in the ledger is changed by the staff alone.
"""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import closing, correcting, drafts, editing, explaining
from bot.dialogue.earlier import earlier
from bot.dialogue.messages import Option
from bot.dialogue.prompts import label_of, question_prompt, short
from bot.dialogue.talk import Talk
from bot.dialogue.understand import CorrectionMeant
from bot.reading.answers import read_answer
from bot.reading.draft_words import CALLED, DECIDED_LAST, LAST, ON_SCREEN, Deed
from bot.reading.reading import Reading
from storage.records import FindingRecord


def carry_out(talk: Talk, deeds: tuple[Deed, ...]) -> None:
    """Do one after the other, until one has to ask back or no draft waits any more."""
    talk.turn.set_kind("issue")
    if not talk.ctx.drafts:
        _with_reported(talk, deeds[0])
        return
    for done, deed in enumerate(deeds, start=1):
        _carry_out(talk, deed)
        if not talk.ctx.drafts:
            return
        if talk.ctx.menu is not None and done < len(deeds):
            talk.say("deeds_left")
            return


def _with_reported(talk: Talk, deed: Deed) -> None:
    """ "类别改成服务态度", of the problem that was reported last and waits for the walk's end."""
    finding = talk.turn.finding(talk.ctx.reported)
    if deed.place == CALLED:
        _with_called(talk, deed)
        return
    if deed.act != "set":
        talk.ctx.photos_for = finding.id  # nothing new was said: photos may still come
        talk.say("entered_at_end" if deed.unnamed is None else "named_at_end")
        return
    editing.said(talk, finding, deed.field, talk.evidence(deed.start, deed.end))


def _carry_out(talk: Talk, deed: Deed) -> None:
    talk.unnamed = deed.unnamed
    on_screen = talk.turn.finding(talk.ctx.drafts[0])
    if deed.act in ("rest", "none"):
        if deed.count and deed.count not in (len(talk.ctx.drafts), len(talk.ctx.numbered)):
            talk.say("drafts_waiting", count=len(talk.ctx.drafts))
        elif deed.act == "rest":
            closing.keep_the_rest(talk, on_screen)
        else:
            closing.drop_the_rest(talk, on_screen)
        return
    if deed.act == "next":
        _turn_to_next(talk)
        return
    if deed.place == CALLED:
        _with_called(talk, deed)
        return
    finding = _finding_at(talk, deed.place)
    if finding is None and _is_of_question(talk, deed):
        return
    if finding is None:
        talk.say("no_such_draft", place=deed.place, total=len(talk.ctx.numbered))
    elif finding.id in talk.ctx.drafts:
        _with_waiting(talk, deed, finding)
    else:
        _with_decided(talk, deed, finding)


def _finding_at(talk: Talk, place: int) -> FindingRecord | None:
    """The draft of the card at `place`; None where there is no such card."""
    numbered = talk.ctx.numbered
    if place == ON_SCREEN:
        return talk.turn.finding(talk.ctx.drafts[0])
    if place == DECIDED_LAST:
        numbered, place = closing.decided(talk), LAST
    if place == LAST:
        place = len(numbered)
    return talk.turn.finding(numbered[place - 1]) if 1 <= place <= len(numbered) else None


def _with_called(talk: Talk, deed: Deed) -> None:
    """The draft that tells of the words: the one that does, or which of several?"""
    words, form = talk.plan.text[deed.start : deed.end], talk.form()
    at_cards = bool(talk.ctx.drafts)
    of_walk = drafts.waiting(talk, form) if form is not None and not at_cards else []
    among = talk.ctx.numbered or tuple(f.id for f in of_walk if f.origin == "reported")
    found = drafts.telling_of(talk, words, among)
    if not found:
        talk.say("no_draft_called", text=short(words))
    elif not at_cards and deed.act == "keep":
        talk.say("entered_at_end")
    elif len(found) > 1:
        options = tuple(_called(talk, one, deed.act) for one in found)
        talk.say("which_draft", talk.menu("which_draft", options), text=short(words))
    elif at_cards:
        waits = found[0].id in talk.ctx.drafts
        (_with_waiting if waits else _with_decided)(talk, deed, found[0])
    else:
        editing.mend(talk, f"{found[0].id}:drop")


def _called(talk: Talk, finding: FindingRecord, act: str) -> Option:
    """A button for one of several drafts that tell of the same."""
    kind = "draft" if talk.ctx.drafts else "mend"
    return Option(f"{kind}:{finding.id}:{act}", short(drafts.shown(talk, finding, "problem")))


def _turn_to_next(talk: Talk) -> None:
    first, *others = talk.ctx.drafts
    if others:
        talk.ctx.drafts = (*others, first)
    else:
        talk.say("drafts_waiting", count=1)


def _bring(talk: Talk, finding: FindingRecord) -> None:
    """Put the draft on the screen; the others wait in the order of their cards."""
    others = (d for d in talk.ctx.numbered if d in talk.ctx.drafts and d != finding.id)
    talk.ctx.drafts = (finding.id, *others)


def _with_waiting(talk: Talk, deed: Deed, finding: FindingRecord) -> None:
    if deed.act in ("keep", "drop"):
        place = closing.place_of(talk, finding) if deed.place else 0
        closing.decide(talk, finding, keep=deed.act == "keep", place=place)
        return
    _bring(talk, finding)
    if deed.act == "unsure":
        _ask_whether_left_out(talk, finding)
    elif deed.act in ("split", "photos"):
        editing.draft_button(talk, f"{finding.id}:{deed.act}")
    elif deed.act == "edit" and deed.field:
        editing.field_chosen(talk, f"{finding.id}:{deed.field}")
    elif deed.act == "edit":
        editing.draft_button(talk, f"{finding.id}:edit")
    elif deed.act == "set" and deed.field:
        editing.said(talk, finding, deed.field, talk.evidence(deed.start, deed.end))
    elif deed.act == "set":
        _set_unnamed(talk, deed, finding)


def _with_decided(talk: Talk, deed: Deed, finding: FindingRecord) -> None:
    """The draft was dealt with before: say so, or take up again what was left out."""
    place = closing.place_of(talk, finding)
    if finding.status == "confirmed":
        number = closing.enter(talk, finding)
        talk.say("draft_was_kept", place=place, number=number)
        if deed.act not in ("keep", "photos", "show"):
            explaining.entered(talk, number)
    elif deed.act in ("drop", "unsure"):
        talk.say("draft_was_dropped", place=place)
    else:
        talk.turn.set_finding(finding.id, "proposed")
        _bring(talk, finding)
        _with_waiting(talk, deed, finding)


def _ask_whether_left_out(talk: Talk, finding: FindingRecord) -> None:
    """ "跳过", "leave it": enter it or leave it out? Neither is guessed."""
    waiting = len(talk.ctx.drafts)
    options = [Option(f"draft:{finding.id}:drop", talk.word("leave_out_this"))]
    if waiting > 1:
        words = talk.word("leave_out_all", count=waiting)
        options.append(Option(f"draft:{finding.id}:none", words))
    options.append(Option(f"draft:{finding.id}:keep", talk.word("draft_keep")))
    menu = talk.menu("leave_out", tuple(options))
    talk.say("leave_out_sure", menu, text=short(talk.plan.text))


def _set_unnamed(talk: Talk, deed: Deed, finding: FindingRecord) -> None:
    """ "第三个改成5分钟": a term tells its field; else the question of that number may be meant."""
    words = talk.plan.text[deed.start : deed.end]
    if field := editing.field_with_term(talk, words):
        editing.said(talk, finding, field, talk.evidence(deed.start, deed.end))
        return
    found = _of_question(talk, deed)
    form = talk.form()
    if found is None or form is None:
        editing.ask_field(talk, finding, talk.evidence(deed.start, deed.end))
        return
    path, _ = found
    label = label_of(form, path, talk.locale, talk.now)
    options = (
        Option(f"draft:{finding.id}:set", talk.word("draft_placed", place=deed.place)),
        Option(f"fix:{path}", talk.word("question_placed", place=deed.place, label=label)),
    )
    data = {"text": words, "message": str(talk.turn.message_id)}
    data |= {"start": str(deed.start), "end": str(deed.end)}
    talk.say("which_placed", talk.menu("which", options, **data), place=deed.place)


def _is_of_question(talk: Talk, deed: Deed) -> bool:
    """Whether there is no such card, but a question of that number which takes the new value."""
    found = _of_question(talk, deed)
    if found is None:
        return False
    path, reading = found
    correcting.correction(talk, CorrectionMeant(path, reading, ""))
    return True


def _of_question(talk: Talk, deed: Deed) -> tuple[str, Reading] | None:
    """The question with the number of `deed`, and what the new value would be as its answer."""
    form = talk.form()
    if form is None or deed.act != "set" or deed.field:
        return None
    at = next((e for e in earlier(form, talk.now) if e.number == deed.place), None)
    if at is None or at.question.type == "text":
        return None
    words = talk.plan.text[deed.start : deed.end]
    prompt = replace(question_prompt(form, at.path), choices=at.choices)
    reading = read_answer(prompt, words, locale=talk.form_locale, now=talk.now)
    return (at.path, reading.shifted(deed.start)) if reading is not None else None
