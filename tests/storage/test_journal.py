"""What came, what was handled and what was sent is entered in one commit: all of it, or none."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from storage.deliveries import Deliveries, Step
from storage.journal import Handled, Journal
from storage.updates import NewUpdate, Updates
from tests.storage.support import NINE

BOT = "volunteer_bot"


def new(update_id: int) -> NewUpdate:
    return NewUpdate(BOT, update_id, "7", {"update_id": update_id}, NINE)


def test_entries_of_all_kinds_go_together(journal: Journal, engine: Engine) -> None:
    deliveries, updates = Deliveries(engine), Updates(engine)
    first, second = (deliveries.add(BOT, "7", {"replies": []}, NINE) or 0 for _ in range(2))
    assert journal.enter([new(1), new(2)]) == {(BOT, 1), (BOT, 2)}
    found = journal.enter(
        [
            Step(first, 1, "waiting", 0, NINE),
            new(4),
            Handled(BOT, 1),
            Step(second, 0, "dead", 5, NINE, "refused"),
            new(2),
            Step(first, 2, "sent", 0, NINE),
            new(3),
        ]
    )
    assert found == {(BOT, 3), (BOT, 4)}
    assert updates.waiting(BOT) == [new(2), new(3), new(4)]
    assert deliveries.waiting(BOT, "7") == []
    sent = deliveries.get(first)
    assert sent is not None and (sent.state, sent.part) == ("sent", 2)
    assert deliveries.counts() == {(BOT, "dead"): 1}


def test_with_one_that_cannot_be_kept_none_is(journal: Journal, engine: Engine) -> None:
    deliveries, updates = Deliveries(engine), Updates(engine)
    told = deliveries.add(BOT, "7", {"replies": []}, NINE) or 0
    journal.enter([new(1)])
    odd = NewUpdate(BOT, 3, "7", {"x": object()}, NINE)
    with pytest.raises(TypeError):
        journal.enter([Handled(BOT, 1), Step(told, 1, "sent", 1, NINE), new(2), odd])
    assert updates.waiting(BOT) == [new(1)]
    assert [one.id for one in deliveries.waiting(BOT, "7")] == [told]


def test_nothing_to_enter_is_no_error(journal: Journal) -> None:
    assert journal.enter([]) == set()
