"""Which walk is meant: an action has many names, and a service may be told with it."""

from __future__ import annotations

import pytest

from bot.dialogue.actions import ACTIONS, in_order, offered_button, split_argument
from bot.dialogue.context import Menu
from bot.dialogue.messages import Option
from flows.catalog import built_in
from flows.volunteer_terms import ASIDE

FLOWS = {id_: flow for id_, flow in built_in().items() if id_ not in {"issue", *ASIDE}}


@pytest.mark.parametrize(
    ("argument", "flow", "item"),
    [
        ("推磨式互查", "peer_check", ""),
        ("互查 补办身份证", "peer_check", "补办身份证"),
        ("补办身份证 推磨式互查", "peer_check", "补办身份证"),
        ("行动二", "peer_check", ""),
        ("第四项行动", "leader", ""),
        ("局长走流程", "leader", ""),
        ("一把手坐班", "leader", ""),
        ("我想走互查吧", "peer_check", ""),
        ("就来个坐班", "leader", ""),
        ("全链式追踪：新生儿出生", "tracking", "新生儿出生"),
        ("Peer check", "peer_check", ""),
        ("end-to-end tracking newborn", "tracking", "newborn"),
        ("action four please", "leader", ""),
        ("陪办", "accompanied", ""),
    ],
)
def test_an_action_is_called_by_any_of_its_names(argument: str, flow: str, item: str) -> None:
    found, rest = split_argument(FLOWS, argument)
    assert (found.id if found else "", rest) == (flow, item)


@pytest.mark.parametrize(
    "argument",
    [
        "补办身份证",
        "卫生监督查询",
        "trackings",
        "我的主张",
        "结婚登记",
        "cross checking",
        "领导干部体检预约",
        "机动车检查",
    ],
)
def test_a_service_is_no_action(argument: str) -> None:
    assert split_argument(FLOWS, argument) == (None, argument)


def test_what_suits_the_role_is_offered_first() -> None:
    for role in ("volunteer", "staff"):
        offered = [flow.id for flow in in_order(FLOWS, role)]  # type: ignore[arg-type]
        assert offered[0] == "accompanied"
        suits = [role in ACTIONS[id_].roles for id_ in offered]
        assert suits == sorted(suits, reverse=True)


def test_the_menu_knows_the_names_of_what_it_offers_alone() -> None:
    menu = Menu("start", (Option("start:leader=身份证", "主官式体验"),), {"item": "身份证"})
    assert offered_button("局长走流程", FLOWS, menu) == "start:leader=身份证"
    assert offered_button("坐班 结婚登记", FLOWS, menu) == "start:leader=结婚登记"
    assert offered_button("互查", FLOWS, menu) is None
    assert offered_button("局长走流程" * 50, FLOWS, menu) is None
