"""Guides in our YAML form: one guide, or a list of them under `guides:`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from knowledge.importers.rows import Row, RowError, Rows


class _PlainLoader(yaml.SafeLoader):
    """Safe YAML without aliases: a few of them can stand for gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise RowError("YAML 里不能用别名(*…)", "把内容写全")
        return super().compose_node(parent, index)


def parse_yaml(text: str) -> Any:
    """The data in a YAML text.

    Raises:
        RowError: It is no plain YAML.
    """
    try:
        # A subclass of SafeLoader: builds plain data only.
        return yaml.load(text, Loader=_PlainLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RowError(f"YAML 第 {line} 行：{error.problem}", "检查缩进、冒号和引号") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise RowError(f"不是 YAML:{str(error)[:80]}", "检查缩进、冒号和引号") from None


def read_yaml(path: Path) -> Rows:
    """Rows of a YAML file; the line of a guide is its place in the list.

    Raises:
        RowError: The file is no plain YAML.
    """
    data = parse_yaml(path.read_text(encoding="utf-8-sig"))
    guides = data.get("guides") if isinstance(data, dict) and "guides" in data else data
    for number, record in enumerate(guides if isinstance(guides, list) else [guides], start=1):
        if isinstance(record, dict):
            yield Row(path.name, number, record)
        else:
            yield RowError("不是一份指南", "写成 name: …、elements: …").at(path.name, number)
