"""Every state with every move, through the buttons of the talk: offered, made or refused as the
table of moves says, by an admin, a department, a receiver and a reporter.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.app import App
from bot.dialogue.move_form import WHICH
from flows.issue_terms import STATES
from flows.rectification import MOVES, Actor, Case, Step, open_to, take
from tests.bot.dialogue.offices import CIVIL, MEDICAL, Person, enter, facts, place
from tests.bot.homes import START, app_on_copy

KNOWN = {
    "category": "服务态度", "department": MEDICAL, "receiver": CIVIL, "owner": "别人",
    "mode": "限期整改", "target": "窗口有人", "deadline": "2026-11-30",
    "asked_deadline": "2026-12-20", "cause": "没有排班", "measure": "排班", "result": "有人了",
    "evidence": "照片 1", "class": "C-1",
}  # fmt: skip
ANSWERS = {
    "reason": "缺配件，要等一周", "basis": "条例第三条", "supplement": "上午九点",
    "progress": "过半了",
    "asked_deadline": "12月31日", "receiver": "公安局", "result": "有人了", "class": "TL-1",
    "satisfaction": "4", "deadline": "12月18日", "mode": "限期整改",
}  # fmt: skip
WHO: tuple[tuple[str, str, str], ...] = (
    ("牵头甲", "admin", ""), ("经办乙", "staff", MEDICAL), ("经办丙", "staff", CIVIL),
    ("体验员甲", "volunteer", ""),
)  # fmt: skip
REPORTER = WHO[-1][0]
_reporters = count(1)


@pytest.fixture(scope="module")
def app(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with app_on_copy(template, tmp_path_factory.mktemp("moves") / "home") as app:
        Person(app, "牵头甲", "admin").say("建一类：中午没人")
        yield app


def made(person: Person, number: str, move: str) -> str:
    """Press the button, answer what is asked and confirm; the last reply."""
    short = number.removeprefix("WT-")
    person.hear(choose=f"move:{short}:{move}")
    for _ in range(9):
        moving = person.moving
        if moving is None:
            break
        if not moving.asked:
            person.hear(choose=f"moving:{short}:{move}:yes")
        else:
            assert moving.asked != WHICH
            person.say(ANSWERS[moving.asked])
    return "\n".join(reply.text for reply in person.outcomes[-1].replies)


@pytest.mark.parametrize("who", WHO, ids=lambda one: one[0])
@pytest.mark.parametrize("state", STATES)
def test_a_button_does_what_the_table_says(app: App, state: str, who: tuple[str, str, str]) -> None:
    name, role, department = who
    tried = 0
    for move in MOVES.values():
        if state not in move.sources and role != "admin":
            continue  # refused to all for the same reason
        reporter = f"{REPORTER}{next(_reporters)}"
        person = Person(app, reporter if name == REPORTER else name, role, department)  # type: ignore[arg-type]
        actor = Actor(1, person.name, role, department)
        known = KNOWN if state == "transferred" else {**KNOWN, "receiver": ""}
        known = {key: value for key, value in known.items() if value}
        number = enter(app, reporter, **known)
        place(app, number, state)
        case = Case(state, {**known, "problem": "三号窗口中午没人"}, 1 if name == REPORTER else 2)
        may = move in open_to(actor, case)
        told = made(person, number, move.name)
        given = {**dict.fromkeys(move.asks, "是"), "asked_deadline": "2026-12-31"}
        step = take(move, actor, case, {k: given[k] for k in move.asks}, START.date())
        if may and isinstance(step, Step):
            assert facts(app, number)["state"] == step.state, (move.name, told)
            assert [row.move for row in app.reader.moves([number])] == ["enter", move.name]
        else:
            assert facts(app, number)["state"] == state, (move.name, told)
            assert [row.move for row in app.reader.moves([number])] == ["enter"]
            seen = role == "admin" or name == REPORTER or department == MEDICAL or (
                state == "transferred" and department == CIVIL
            )  # fmt: skip
            assert ("您现在可以" in told or "目前没有您要办的" in told) == seen, (move.name, told)
        tried += 1
    of_state = sum(state in move.sources for move in MOVES.values())
    assert tried == (len(MOVES) if role == "admin" else of_state)


@pytest.mark.parametrize("state", STATES)
def test_a_card_offers_what_may_be_done_and_nothing_else(app: App, state: str) -> None:
    for name, role, department in WHO[:2]:
        number = enter(app, REPORTER, **{**KNOWN, "receiver": ""})
        place(app, number, state)
        person = Person(app, name, role, department)  # type: ignore[arg-type]
        card = person.hear(number)
        issue = app.reader.issue(number)
        assert issue is not None
        known = {key: one.value for key, one in issue.fields.items()}
        may = open_to(Actor(1, name, role, department), Case(state, known, 2))
        offered = {o.id.split(":")[2] for r in card.replies for o in r.options
                   if o.id.startswith("move:")}  # fmt: skip
        if "more" in offered:
            more = person.hear(choose=f"move:{number.removeprefix('WT-')}:more")
            offered = {o.id.split(":")[2] for r in more.replies for o in r.options}
        assert offered == {move.name for move in may}
