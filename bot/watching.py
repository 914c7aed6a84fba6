"""Looking at walks that were handed in for signs of staging (R78), for inspectors alone.

It happens after the message that hands a walk in is stored and never within its
transaction: a walk that nobody came to look at, for a crash or an older version, is looked
at when an inspector asks. Nobody else learns of it, nothing depends on it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.house import FlowSource
from flows.own_words import told_by
from flows.signals import Limits, Picture, Walked, Words, core_of, signals_of, tells
from storage.media import MediaStore
from storage.records import MediaRecord
from storage.signals import HandedIn, SignalStore
from storage.sniff import IMAGES
from storage.twins import TwinFinder

_log = logging.getLogger(__name__)
AT_ONCE = 1_000
"""Walks, and photos, that are looked at for one who asks; the rest when they ask again."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """Computes and keeps the signals of walks. `signals` gives them out."""

    signals: SignalStore
    twins: TwinFinder
    media: MediaStore
    flows: FlowSource
    limits: Limits

    def handed_in(self, walk_id: int, now: datetime) -> None:
        """Look at a walk that was handed in; what goes wrong is left for `catch_up`."""
        try:
            self.look(walk_id, now)
        except Exception:  # noqa: BLE001 - the walk is stored; a person must not lose its reply
            _log.debug("signals of walk %s are left for later", walk_id, exc_info=True)

    def catch_up(self, now: datetime) -> None:
        """Look at what nobody has looked at yet."""
        for sha256 in self.twins.unseen_photos(AT_ONCE):
            self.twins.keep_likeness(sha256, self.media.likeness(sha256))
        for walk_id in self.signals.pending(AT_ONCE):
            self.handed_in(walk_id, now)

    def look(self, walk_id: int, now: datetime) -> None:
        """Look at a walk, unless somebody did; applications and practice are none."""
        handed_in = self.signals.handed_in(walk_id)
        if handed_in is None:
            return
        walked, words = self._walked(handed_in, now)
        self.signals.keep(
            walk_id, signals_of(walked, self.limits), words, all_top=walked.all_top, at=now
        )

    def _walked(self, one: HandedIn, now: datetime) -> tuple[Walked, list[tuple[Words, str]]]:
        walk, ended = one.walk, one.walk.ended or now
        flow = self.flows.pinned(walk.flow_id, walk.flow_version)
        told = told_by(flow, walk.state, ended)
        pictures = [_picture(file) for file in one.files if file.mime in IMAGES]
        words = [*told.words, *_further_words(one)]
        cores = {
            core: each for each in reversed(words) if (core := core_of(each.text, self.limits))
        }
        compared = [(each, core) for core, each in cores.items()]
        walked = Walked(
            started=walk.started,
            ended=ended,
            channel=one.channel,
            messages=one.messages,
            answered=told.answered,
            ratings=told.ratings,
            words=words,
            pictures=pictures,
            files=len(one.files),
            problems=sum(finding.status == "confirmed" for finding in one.findings),
            points=told.points,
            at_counter=told.at_counter,
            before=one.before,
            text_twins=self.twins.texts(walk.id, walk.person_id, compared),
            photo_twins=self.twins.photos(
                walk.id, walk.person_id, self.limits.photo_percent / 100, self.media.pieces
            )
            if pictures
            else (),
        )
        return walked, compared


def _further_words(one: HandedIn) -> list[Words]:
    """The words of the person's own that answer no question: notes, and problems that were told."""
    notes = (Words("note", note.message, note.text) for note in one.notes)
    problems = (
        Words("problem", field.message, field.value)
        for finding in one.findings
        if finding.origin == "reported"
        and (field := finding.fields.get("problem"))
        and field.message is not None
    )
    return [words for words in (*notes, *problems) if tells(words.text)]


def _picture(file: MediaRecord) -> Picture:
    """A photo with its place, where the camera told one."""
    position = None
    if file.latitude is not None and file.longitude is not None:
        position = (file.latitude, file.longitude)
    return Picture(file.sha256, file.message or 0, file.taken_at, position)
