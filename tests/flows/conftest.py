"""Flows from a few lines of YAML, through the real loader."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.engine import begin
from flows.model import Flow
from flows.state import Value
from flows.yaml_form import load_flow
from tests.flows.walks import NOW, Load, Walk


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def make(survey: str, choices: str = "", more: str = "") -> Flow:
        path = tmp_path / "flow.yaml"
        sheets = f"choices:\n{choices}\n" if choices else ""
        path.write_text(
            f"flow: test\ntitle: 测试\nsurvey:\n{survey}\n{sheets}{more}", encoding="utf-8"
        )
        return load_flow(path)

    return make


@pytest.fixture
def walk(load: Load):
    """A walk that has just begun; keyword arguments beyond the sheets are `known` values."""

    def start(survey: str, choices: str = "", more: str = "", **known: Value) -> Walk:
        flow = load(survey, choices, more)
        return Walk(flow, begin(flow, NOW, known))

    return start
