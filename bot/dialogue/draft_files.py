"""Which files go with a draft: its own, those of its words, those of its stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.dialogue.house import Form
from bot.dialogue.prompts import question_at
from bot.dialogue.report_fields import files_with
from bot.dialogue.talk import Talk
from flows.events import Finding
from flows.model import MEDIA_TYPES
from storage.records import FindingRecord


def files_of(form: Form, finding: Finding) -> Iterator[str]:
    """Hashes of the files that answer the media questions among the finding's details."""
    for path in finding.details:
        answer = form.state.answers.get(path)
        if answer is not None and question_at(form, path).type in MEDIA_TYPES:
            yield from answer.value if isinstance(answer.value, tuple) else (str(answer.value),)


def add_files(talk: Talk, finding: FindingRecord, files: Iterable[str]) -> None:
    """Give the finding the files it does not have yet, as its evidence."""
    have = {media.sha256 for media in finding.media}
    names = {media.sha256: media.name for media in talk.plan.media}
    for sha in dict.fromkeys(files):
        if sha not in have:
            place = (finding.walk_id, finding.stage, None, finding.id)
            talk.turn.attach(sha, *place, name=names.get(sha))


def stage_files(talk: Talk, finding: FindingRecord) -> tuple[str, ...]:
    """Hashes of the files that may belong to the finding too: its stage's that no finding has
    yet, and those that came with its words and went to another problem of that message."""
    form = talk.form()
    if finding.walk_id is None or form is None:
        return ()
    mine = {media.sha256 for media in finding.media}
    others = of_others(talk, finding)
    kept = talk.turn.attachments(finding.walk_id)
    free = (m.sha256 for m in kept if m.stage == finding.stage and m.sha256 not in others)
    files = (*free, *claimed(talk, form, finding))
    return tuple(sha for sha in dict.fromkeys(files) if sha not in mine)


def of_others(talk: Talk, finding: FindingRecord) -> set[str]:
    """Hashes of the files that other findings of the walk have: a file goes with one problem."""
    found = talk.turn.findings(finding.walk_id)
    return {media.sha256 for one in found if one.id != finding.id for media in one.media}


def claimed(talk: Talk, form: Form, finding: FindingRecord) -> tuple[str, ...]:
    """Hashes of the files that came with what the finding rests on, or answer its questions."""
    rules = (f for f in talk.look(form).findings if f.key == finding.key)
    asked = (sha for rule in rules for sha in files_of(form, rule))
    return (*asked, *files_with(talk, finding.fields))


def is_shared(talk: Talk, finding: FindingRecord) -> bool:
    """Whether a file of it came with the words of another draft that waits, too."""
    form = talk.form()
    have = {media.sha256 for media in finding.media}
    others = (talk.turn.finding(id_) for id_ in talk.ctx.drafts if id_ != finding.id)
    return form is not None and any(
        sha in have for other in others for sha in claimed(talk, form, other)
    )
