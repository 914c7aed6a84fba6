"""People who walk while the service is killed under them: they wait for its answer, and go on.

Everything they do is in the emulator's log; what their answers have to be in the end is in
`Walker.walks`. They go on for as long as they are let, one walk after the other.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_sim.people import SPOKEN, File, Person, Telegram
from tests.telegram_sim.seen import Call

ITEM = "T-GA-001"
RETRIES = 2_000
"""How often, in all, somebody looks again for a box that is not there."""


@dataclass(frozen=True)
class Step:
    """Something that a person does, and a piece of what they are shown when it has come to them.

    `name` of a message is for a later edit; who is `hurried` does the next thing at once.
    """

    kind: str
    until: str
    about: dict[str, Any] = field(default_factory=dict)
    files: Sequence[File] = ()
    name: str = ""
    hurried: bool = False


class Walker:
    """One person. `shown` tells what the bot has shown; `due` is what is to be done then."""

    def __init__(self, person: Person, seed: str) -> None:
        self.person = person
        self.walks: list[dict[str, Any]] = []
        """The answers of each walk that was walked to its end."""
        self.is_going_home = False
        """No further walk is begun."""
        self._dice = random.Random(seed)
        self._steps = self._all_walks()
        self._step: Step | None = None
        self._retries = 0
        self._said: dict[str, int] = {}
        self._boxes: int | None = None
        """The message that was waited for, on which boxes are ticked; a prompt may come again."""
        self._due = self._next()

    @property
    def waits_for(self) -> str:
        """What has not been shown yet; empty when they are at home."""
        return self._step.until if self._step else ""

    def shown(self, call: Call) -> None:
        if self._step is None or self._due or not call.executed:
            return
        if self._step.until in call.text or self._step.until in call.buttons:
            self._boxes = call.message_id
            self._due = self._next()

    def due(self) -> list[Step]:
        steps, self._due = self._due, []
        return steps

    def did(self, step: Step, told: Sequence[dict[str, Any]]) -> None:
        """The server has taken the step."""
        if step.name:
            self._said[step.name] = int(told[-1]["message_id"])

    def retry(self, step: Step) -> bool:
        """Do it when the keyboard has it: ticks are shown again, one by one, after a kill."""
        self._retries += 1
        self._due.append(step)
        return self._retries < RETRIES

    def act(self, step: Step) -> dict[str, Any]:
        """The step as the emulator is asked for it."""
        about = dict(step.about)
        if "edits" in about:
            about["message_id"] = self._said[about.pop("edits")]
        if about.pop("in_place", False):
            about["message_id"] = self._boxes
        return self.person.planned(step.kind, **about)

    def _next(self) -> list[Step]:
        """What is done now, up to the first thing whose answer is waited for."""
        found = []
        for step in self._steps:
            found.append(step)
            self._step = step
            if not step.hurried:
                return found
        self._step = None
        return found

    # What people do

    def _all_walks(self) -> Iterator[Step]:
        while not self.is_going_home:
            answers: dict[str, Any] = {}
            yield from self._beginning(answers)
            yield from self._at_the_counter(answers)
            yield from self._end(answers)
            self.walks.append(answers)

    def _beginning(self, answers: dict[str, Any]) -> Iterator[Step]:
        yield Step("start", "同意我们记录", {"payload": f"walk_{ITEM}"})
        yield click("同意", "从哪儿办")
        wanted = ["小程序", self._dice.choice(("自助终端", "办事窗口"))]
        self._dice.shuffle(wanted)
        hesitates = self._dice.random() < 0.3
        for box in wanted:
            is_quick = not hesitates and self._dice.random() < 0.5
            yield tick(f"☐ {box}", f"☑ {box}", hurried=is_quick)
        if hesitates:
            yield tick(f"☑ {wanted[1]}", f"☐ {wanted[1]}")
            yield tick(f"☐ {wanted[1]}", f"☑ {wanted[1]}")
        answers["channels"] = {CHANNELS[each] for each in wanted}
        yield tick("完成", "最想弄清楚")
        yield click("没有特别的", "哪种情况")

    def _at_the_counter(self, answers: dict[str, Any]) -> Iterator[Step]:
        dice = self._dice
        yield say("要带什么材料", "哪种情况")
        yield click("普通群众", "查得到")
        yield click("清楚，一次就问到", "等了多久")
        first, then = dice.sample(range(3, 59), 2)
        yield Step("text", "在现场办的时候", {"text": f"{first}分钟"}, name="queue")
        answers["queue"] = first
        if dice.random() < 0.7:
            edited = {"edits": "queue", "text": f"{then}分钟"}
            yield Step("edit", f"改成“{then} 分钟”", edited)
            answers["queue"] = then
        yield from self._files()

    def _files(self) -> Iterator[Step]:
        dice = self._dice
        count = dice.choice((2, 3, 5, 10))
        hurried = dice.random() < 0.3
        # Not "10 个": of an album in the middle of which there was a kill, the rest may come late.
        yield Step("album", "张照片，已附", {}, self._album(count), hurried=hurried)
        if dice.random() < 0.5:
            yield Step("photo", "收到 1 ", {"caption": "取号机坏了"}, self._album(1))
        if dice.random() < 0.3:
            file = ("voice.oga", b"OggS" + dice.randbytes(64), "audio/ogg")
            yield Step("voice", "收到 1 ", {}, [file])

    def _album(self, count: int) -> list[File]:
        return [(f"{n}.png", picture(self._dice), "image/png") for n in range(count)]

    def _end(self, answers: dict[str, Any]) -> Iterator[Step]:
        dice = self._dice
        yield say("都顺利", "网上办的时候")
        yield say("没有，都顺利", "办成了吗")
        yield say("当场办好了", "用了多久")
        minutes = dice.randrange(60)
        yield say(f"{minutes}分钟", "满意吗")
        yield say("满意", "总体感觉")
        yield say("都满意", "确认")
        yield say("确认", "走完了")


CHANNELS = {"小程序": "mini_program", "自助终端": "kiosk", "办事窗口": "window"}


def say(text: str, until: str) -> Step:
    return Step("text", until, {"text": text})


def click(button: str, until: str) -> Step:
    return Step("click", until, {"button": button})


def tick(button: str, until: str, *, hurried: bool = False) -> Step:
    """On the keyboard on which the one before was pressed."""
    return Step("click", until, {"button": button, "in_place": True}, hurried=hurried)


def picture(dice: random.Random) -> bytes:
    """A small picture like no other."""
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.frombytes("RGB", (12, 12), dice.randbytes(432)).save(file, "PNG")
    return file.getvalue()


class Crowd:
    """All people at once, from one thread: who has been shown what they wait for goes on."""

    def __init__(self, telegram: Telegram, walkers: Iterable[Walker], bot: str) -> None:
        self._telegram, self._bot = telegram, bot
        self._walkers = {walker.person.chat: walker for walker in walkers}
        self._read = telegram.now()
        self.errors: list[str] = []

    def go_on(self, wait: float) -> None:
        """Does what is due, and looks for at most so long for what is shown."""
        for walker in self._walkers.values():
            for step in walker.due():
                self._do(walker, step)
        calls = self._telegram.calls(since=self._read, n=1, wait=wait, bot=self._bot, method=SPOKEN)
        for call in calls:
            self._read = call.number + 1
            walker = self._walkers.get(int(call.entry["chat"]))
            if walker:
                walker.shown(call)

    def now(self) -> int:
        return self._telegram.now()

    def is_served(self, since: int) -> bool:
        """Whether a bot that began to work since then takes updates."""
        methods = "deleteWebhook,setWebhook,sendMessage"
        return bool(self._telegram.calls(since=since, n=0, bot=self._bot, method=methods))

    def _do(self, walker: Walker, step: Step) -> None:
        act = walker.act(step)
        try:
            told = (
                self._telegram.post_files("/sim/act", act, step.files)
                if step.files
                else self._telegram.post("/sim/act", act)
            )
        except AssertionError as error:
            is_gone = "in_place" in step.about and "no button" in str(error)
            if not (is_gone and walker.retry(step)):
                self.errors.append(f"{walker.person.chat}: {step.kind} {step.about}: {error}")
            return
        walker.did(step, told)

    def waiting(self) -> list[str]:
        """Who waits, and for what."""
        return [
            f"{chat} waits for {walker.waits_for!r}"
            for chat, walker in self._walkers.items()
            if walker.waits_for
        ]

    def are_at_home(self) -> bool:
        return not any(walker.waits_for for walker in self._walkers.values())
