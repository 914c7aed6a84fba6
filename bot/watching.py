"""Looking at walks that were handed in for signs of staging (R78), for inspectors alone.

It happens after the message that hands a walk in is stored and never within its
transaction: a walk that nobody came to look at, for a crash or an older version, is looked
at when an inspector asks. Nobody else learns of it, nothing depends on it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.house import FlowSource
from flows.own_words import Told, told_by
from flows.signals import Limits, Picture, Walked, Words, core_of, signals_of, tells
from flows.volunteer_terms import ASIDE
from storage.media import MediaStore
from storage.reading import Reader
from storage.records import FindingRecord, MediaRecord, WalkRecord
from storage.signals import SignalStore
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
    reader: Reader
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
        walk = self.reader.walk(walk_id)
        if walk is None or walk.state.status != "finished" or walk.flow_id in ASIDE:
            return
        if self.signals.is_looked_at(walk_id):
            return
        walked, words = self._walked(walk, now)
        self.signals.keep(
            walk_id, signals_of(walked, self.limits), words, all_top=walked.all_top, at=now
        )

    def _walked(self, walk: WalkRecord, now: datetime) -> tuple[Walked, list[tuple[Words, str]]]:
        flow = self.flows.pinned(walk.flow_id, walk.flow_version)
        told = told_by(flow, walk.state, walk.ended or now)
        files = self.reader.attachments(walk.id)
        pictures = [_picture(one) for one in files if one.mime in IMAGES]
        found = self.reader.findings(walk.id)
        words = self._words(walk, told, found)
        cores = {core: one for one in reversed(words) if (core := core_of(one.text, self.limits))}
        compared = [(one, core) for core, one in cores.items()]
        person = walk.person_id
        walked = Walked(
            started=walk.started,
            ended=walk.ended or now,
            channel=self.signals.channel(walk.id),
            messages=[(one.id, one.at) for one in self.reader.messages(walk.id)],
            answered=told.answered,
            ratings=told.ratings,
            words=words,
            pictures=pictures,
            files=len(files),
            problems=sum(one.status == "confirmed" for one in found),
            points=told.points,
            at_counter=told.at_counter,
            before=self.signals.before(walk.id, person),
            text_twins=self.twins.texts(walk.id, person, compared),
            photo_twins=self.twins.photos(
                walk.id, person, self.limits.photo_percent / 100, self.media.pieces
            )
            if pictures
            else (),
        )
        return walked, compared

    def _words(self, walk: WalkRecord, told: Told, found: Iterable[FindingRecord]) -> list[Words]:
        """All words of the person's own: answers, notes, and problems that were told."""
        notes = (Words("note", n.message, n.text) for n in self.reader.notes(walk.id))
        problems = (
            Words("problem", field.message, field.value)
            for finding in found
            if finding.origin == "reported"
            and (field := finding.fields.get("problem"))
            and field.message is not None
        )
        return [one for one in (*told.words, *notes, *problems) if tells(one.text)]


def _picture(file: MediaRecord) -> Picture:
    """A photo with its place, where the camera told one."""
    position = None
    if file.latitude is not None and file.longitude is not None:
        position = (file.latitude, file.longitude)
    return Picture(file.sha256, file.message or 0, file.taken_at, position)
