"""The same words and photos in different walks: what signals of re-use rest on.

Words are compared by digest, photos by their bytes and by what they look like.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

from sqlalchemy import Engine, bindparam, or_, select, update

from flows.signals import Twin, Words
from flows.volunteer_terms import ASIDE
from storage import signal_tables
from storage.cropping import Pieces
from storage.database import reading
from storage.findings import attachment, media
from storage.likeness import difference, middle_of
from storage.ready import Ready
from storage.sniff import IMAGES
from storage.statements import chat, message, walk
from storage.tables import table

said = table(signal_tables.SignalText)

RECENT_PHOTOS = 5_000
"""Photos that one is compared with by its looks, the latest: it bounds what a hand-in costs."""
RECENT_CROPPED = 1_000
"""Those of them in which it is looked for as a piece that was cut out: a tenth of a second."""
CROPPED = 0.8
"""Of what two photos may differ, what a piece may: one of many places always fits somewhat."""
AT_A_TIME = 16
"""Words that one statement looks for."""
_SOUGHT = [f"digest_{number}" for number in range(AT_A_TIME)]
_SAME_WORDS = Ready(
    select(
        said.c.id, said.c.walk_id, chat.c.person_id, said.c.message_id, said.c.place, said.c.digest
    )
    .join_from(said, walk, walk.c.id == said.c.walk_id)
    .join(chat, chat.c.id == walk.c.chat_id)
    .where(
        said.c.digest.in_([bindparam(name) for name in _SOUGHT]),
        said.c.walk_id != bindparam("walk_id_"),
    )
)


class TwinFinder:
    """Looks for twins in the database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def texts(self, walk_id: int, person_id: int, cores: Sequence[tuple[Words, str]]) -> list[Twin]:
        """The same words in walks that were looked at before."""
        digests = {digest(core): words for words, core in reversed(cores)}
        sought = list(digests)
        rows: list[Any] = []
        with self._reading.connect() as connection:
            for start in range(0, len(sought), AT_A_TIME):
                some = zip_longest(_SOUGHT, sought[start : start + AT_A_TIME], fillvalue="")
                rows += _SAME_WORDS(connection, {"walk_id_": walk_id, **dict(some)})
        return [
            Twin(
                other,
                other_person == person_id,
                {"place": digests[digest].place, "message": digests[digest].message},
                {"place": place, "message": message_id},
            )
            for _, other, other_person, message_id, place, digest in sorted(rows)
        ]

    def photos(
        self, walk_id: int, person_id: int, most: float, pieces: Callable[[str], Pieces | None]
    ) -> list[Twin]:
        """The walk's photos that were sent earlier, in another walk or by somebody else.

        `most` is how much two may differ to count as one, and `pieces` what a picture is when it
        may have been cropped.
        """
        with self._reading.connect() as connection:
            ours = connection.execute(_photos().where(attachment.c.walk_id == walk_id)).all()
            if not ours:
                return []
            aside = select(walk.c.id).where(walk.c.flow_id.in_(ASIDE))
            in_another = (attachment.c.walk_id != walk_id) & attachment.c.walk_id.not_in(aside)
            elsewhere = or_(in_another, chat.c.person_id != person_id)
            last = max(row.message_id for row in ours)
            query = _photos().where(elsewhere, attachment.c.message_id < last)
            hashes = {row.media_sha256 for row in ours}
            others = [
                *connection.execute(query.where(attachment.c.media_sha256.in_(hashes))),
                *connection.execute(
                    query.where(attachment.c.media_sha256.not_in(hashes), media.c.likeness != b"")
                    .order_by(attachment.c.id.desc())
                    .limit(RECENT_PHOTOS)
                ),
            ]
        cut = {sha256: pieces(sha256) for sha256 in sorted(hashes)} if others else {}
        return [
            Twin(
                other.walk_id,
                other.person_id == person_id,
                {"sha256": one.media_sha256, "message": one.message_id},
                {"sha256": other.media_sha256, "message": other.message_id},
                round(away, 3),
            )
            for one in ours
            for place, other in enumerate(others)
            if other.message_id < one.message_id
            and (away := _apart(one, other, cut[one.media_sha256], place, most)) <= most
        ]

    def unseen_photos(self, limit: int) -> list[str]:
        """Hashes of pictures whose looks are not kept yet."""
        query = select(media.c.sha256).where(media.c.likeness.is_(None), media.c.mime.in_(IMAGES))
        with self._reading.connect() as connection:
            return list(connection.execute(query.limit(limit)).scalars())

    def keep_likeness(self, sha256: str, likeness: bytes) -> None:
        """Keep what a picture looks like."""
        with self._engine.begin() as connection:
            query = update(media).where(media.c.sha256 == sha256).values(likeness=likeness)
            connection.execute(query)


def _photos() -> Any:
    return (
        select(
            attachment.c.media_sha256,
            attachment.c.message_id,
            attachment.c.walk_id,
            chat.c.person_id,
            media.c.likeness,
        )
        .join_from(attachment, media)
        .join(message, message.c.id == attachment.c.message_id)
        .join(chat, chat.c.id == message.c.chat_id)
        .where(media.c.mime.in_(IMAGES))
    )


def _apart(one: Any, other: Any, cut: Pieces | None, place: int, most: float) -> float:
    """How much two photos differ, the one as it is or as a piece of the `other`."""
    if one.media_sha256 == other.media_sha256:
        return 0.0
    away = difference(one.likeness or b"", other.likeness or b"")
    if away <= most or cut is None or place >= RECENT_CROPPED:
        return away
    cropped = cut.difference(middle_of(other.likeness or b""))
    return cropped if cropped <= most * CROPPED else away


def digest(core: str) -> str:
    """What is kept of words (`flows.signals.core_of`) to find them again."""
    return hashlib.sha256(core.encode()).hexdigest()[:32]
