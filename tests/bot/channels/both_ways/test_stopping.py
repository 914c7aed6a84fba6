"""`walkalong serve` itself: told to stop in the middle of a crowd, and begun again.

As by Ctrl-C and systemd the word comes to all its processes.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from bot.app import open_app
from storage.deliveries import Deliveries
from storage.updates import Updates
from tests.bot.channels.both_ways.town import UNPACED, set_up
from tests.bot.channels.telegram.serving import served
from tests.telegram_sim.people import eventually
from tests.telegram_sim.running import ROOT, STAFF, VOLUNTEER, in_process

SAID = ("走流程 陪同式帮办", "居民身份证补领", "同意", "窗口", "没有特别的")
CALL = "from bot.cli import main; main()"
SECONDS = 10
PEOPLE = 20


def busy() -> float:
    """How many times as long everything takes on this machine, about."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def test_a_word_to_stop_in_the_middle_of_a_crowd_loses_nothing(
    template: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(template, tmp_path / "home"))
    with in_process() as telegram:
        settings = set_up(home, telegram, "webhook")
        given = {
            "HOME": settings.home,
            "EMBEDDER": "none",
            "VOLUNTEER_TOKEN": VOLUNTEER[0],
            "STAFF_TOKEN": STAFF[0],
            "TELEGRAM_API": telegram.base,
            "LISTEN": settings.listen,
            "TELEGRAM_WEBHOOK": settings.telegram_webhook,
        }
        about = {f"WALKALONG_{name}": str(value) for name, value in given.items() if value}
        people = [telegram.person(500 + n, VOLUNTEER[1]) for n in range(PEOPLE)]
        with subprocess.Popen(
            [sys.executable, "-c", CALL, "serve"],
            cwd=ROOT,
            env={**os.environ, **about},
            start_new_session=True,
        ) as process:
            people[0].say(SAID[0])
            people[0].until("哪个事项", wait=120)
            crowd = [(person, SAID) for person in people[1:]] + [(people[0], SAID[1:])]
            telegram.at_once(
                person.planned("text", text=text) for person, said in crowd for text in said
            )
            people[1].calls()
            os.killpg(process.pid, signal.SIGTERM)
            assert process.wait(SECONDS * busy()) == 0
        with served(settings, UNPACED), open_app(settings) as app:
            for person in people:
                person.until("哪种情况", wait=60)
            eventually(lambda: Updates(app.engine).waiting(VOLUNTEER[1]) == [])
            eventually(lambda: Deliveries(app.engine).oldest_waiting(VOLUNTEER[1]) is None)
            for person in people:
                assert person.quiet(0.0)
                shown = [
                    call.text
                    for call in telegram.calls(chat=person.chat, method="sendMessage")
                    if call.executed
                ]
                assert len(shown) - len(set(shown)) <= 1
        assert telegram.violations() == []
