"""Guides in our YAML form: one guide, or a list of them under `guides:`.

Scalars stay the text that was written: 12:30 is a time and no number of
minutes, 1.10 a version, "no" a word. Only the tree of nodes is read; nothing is
constructed, so no tag can make an object.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from knowledge.importers.rows import Row, RowError, Rows, keep_all
from knowledge.remarks import Remark, remark


class _PlainLoader(yaml.SafeLoader):
    """YAML without aliases: a few of them can stand for gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.get_mark()
            raise RowError("yaml_alias", line=mark.line + 1)
        return super().compose_node(parent, index)


def compose(text: str, above: int = 0) -> yaml.Node | None:
    """The tree of nodes of a YAML text, None for an empty one.

    Args:
        text: The text.
        above: How many lines of its file stand above it.

    Raises:
        RowError: It is no plain YAML; with the line in the file.
    """
    try:
        # A subclass of SafeLoader, and only nodes are made.
        found: yaml.Node | None = yaml.compose(text, Loader=_PlainLoader)
    except RowError as error:
        error.line += above
        raise
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 + above if error.problem_mark else 0
        question = "'?'" in (error.problem or "")
        raise RowError("yaml_question" if question else "yaml_wrong", line=line) from None
    except (yaml.YAMLError, ValueError) as error:
        raise RowError("no_yaml", str(error)[:60]) from None
    return found


def plain(node: yaml.Node | None, odd: list[Remark], above: int = 0) -> Any:
    """What a node says, in text, lists and mappings; a repeated key is told in `odd`."""
    if isinstance(node, yaml.SequenceNode):
        return [plain(entry, odd, above) for entry in node.value]
    if isinstance(node, yaml.MappingNode):
        line = node.start_mark.line + 1 + above
        pairs = ((_key(name), plain(value, odd, above)) for name, value in node.value)
        return keep_all(pairs, lambda key: odd.append(remark("repeated_from", line, key[:40])))
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _key(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else str(plain(node, []))


def read_yaml(path: Path, name: str) -> Rows:
    """Rows of a YAML file, none if it is empty.

    Raises:
        RowError: The file is no plain YAML.
    """
    root = compose(path.read_text(encoding="utf-8-sig"))
    if root is None:
        return
    beside: list[Remark] = []
    guides = root
    if isinstance(root, yaml.MappingNode):
        inner = [value for key, value in root.value if _key(key) == "guides"]
        guides = inner[0] if inner else root
        keys = (_key(key) for key, value in root.value if inner and value is not guides)
        beside = [remark("beside_guides", key[:40]) for key in keys]
    for node in guides.value if isinstance(guides, yaml.SequenceNode) else [guides]:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            odd = list(beside)
            record = plain(node, odd)
            yield Row(name, line, record, tuple(odd))
        else:
            yield RowError("no_guide").at(name, line)
