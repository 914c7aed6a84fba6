"""What is measured, for Prometheus. Nothing in it tells who wrote, or what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST

KIND = CONTENT_TYPE_LATEST
disable_created_metrics()  # type: ignore[no-untyped-call]
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10, 30, 60)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is counted in the database when it is asked for."""

    waiting: dict[str, int]
    dead: dict[str, int]
    oldest_seconds: dict[str, float]
    """Since when the oldest delivery of a bot waits."""
    walks_open: int


@dataclass
class Metrics:
    """Of one process. Safe to share between threads."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def __post_init__(self) -> None:
        def counter(name: str, told: str, *labels: str) -> Counter:
            return Counter(f"walkalong_{name}", told, labels, registry=self.registry)

        def gauge(name: str, told: str, *labels: str) -> Gauge:
            return Gauge(f"walkalong_{name}", told, labels, registry=self.registry)

        self._updates = counter("updates", "Updates that are on disk.", "bot", "kind")
        self._again = counter("updates_again", "Updates that came before, and are dropped.", "bot")
        self._failures = counter("failures", "Attempts to handle an update that failed.", "bot")
        self._given_up = counter("given_up", "Updates that could not be handled.", "bot")
        self._latency = Histogram(
            "walkalong_handling_seconds",
            "From an update's being on disk to its being handled.",
            ("bot",),
            registry=self.registry,
            buckets=_SECONDS,
        )
        self._sent = counter("sent", "Messages sent.", "bot")
        self._unsent = counter("not_sent", "Calls that sent nothing.", "bot", "why")
        self._waiting = gauge("outbox_waiting", "Deliveries that wait.", "bot")
        self._dead = gauge("outbox_dead", "Deliveries that cannot be sent.", "bot")
        self._oldest = gauge("outbox_oldest_seconds", "Age of the oldest that waits.", "bot")
        self._walks = gauge("walks_open", "Walks that are under way.")
        self._restarts = counter("dialogue_restarts", "Times that the dialogue's process ended.")

    def begin(self, bot: str) -> None:
        """From now on a bot is counted: what did not happen yet is 0, so that rates can be told."""
        for each in (self._again, self._failures, self._given_up, self._sent, self._latency):
            each.labels(bot)
        for why in ("later", "blocked", "refused"):
            self._unsent.labels(bot, why)

    def received(self, bot: str, kind: str, *, is_new: bool) -> None:
        """An update came; `kind` is one of few words."""
        if is_new:
            self._updates.labels(bot, kind).inc()
        else:
            self._again.labels(bot).inc()

    def handled(self, bot: str, seconds: float) -> None:
        self._latency.labels(bot).observe(seconds)

    def failed(self, bot: str) -> None:
        self._failures.labels(bot).inc()

    def gave_up(self, bot: str) -> None:
        self._given_up.labels(bot).inc()

    def sent(self, bot: str) -> None:
        self._sent.labels(bot).inc()

    def not_sent(self, bot: str, why: str) -> None:
        """`why` is one of: later, blocked, refused."""
        self._unsent.labels(bot, why).inc()

    def restarted(self) -> None:
        """The dialogue is started again."""
        self._restarts.inc()

    def page(self, look: Callable[[], Standing]) -> bytes:
        """All of it as text; `look` reads the database."""
        standing = look()
        for gauge, values in (
            (self._waiting, standing.waiting),
            (self._dead, standing.dead),
            (self._oldest, standing.oldest_seconds),
        ):
            for bot, value in values.items():
                gauge.labels(bot).set(value)
        self._walks.set(standing.walks_open)
        return bytes(generate_latest(self.registry))
