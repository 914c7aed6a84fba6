"""Expressions and labels of other people's forms in the words of ours, where that is the same.

Only what means exactly the same is rewritten; all else is left for `flows.check` to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.expressions import REFERENCE

Path = tuple[str, ...]
"""Names from the outermost group to a row."""

_QUOTES = str.maketrans("‘’“”", "''\"\"")
_SIGNS = str.maketrans("＝＜＞（），＄｛｝＋", "=<>(),${}+")
"""Signs of a Chinese keyboard that can mean nothing else."""
_BLANKS = str.maketrans("\u00a0\n\t", "   ")
_NAME = r"[^\W\d][\w.-]*"
_RELATIVE = re.compile(
    rf"'[^']*'|\"[^\"]*\"|(?:current\(\)/)?(?P<up>(?:\.\./)+)(?P<down>{_NAME}(?:/{_NAME})*)"
)
_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"|[^'\"]+")
_WHOLE = re.compile(r"'[^']*'|\"[^\"]*\"")
_TRUTHS = {"true": "true()", "yes": "true()", "false": "false()", "no": "false()"}
_QUOTED = re.compile(r"(['\"])(.*?)\1")
_LABEL_OF = re.compile(
    r"""jr:choice-name\(\s*\$\{\s*(?P<name>[\w.-]+)\s*\}\s*,\s*(['"])\s*"""
    r"""\$\{\s*(?P=name)\s*\}\s*\2\s*\)"""
)
_LAST_SAVED = re.compile(r"\$\{\s*last-saved#")


def tidy(source: str) -> str:
    """Without what a word processor made of quotes, signs and blanks; a text in quotes stays."""
    rest = _WHOLE.sub("", source)
    if rest == source or "'" in rest or '"' in rest:  # ’food' is a text, too
        source = source.translate(_QUOTES)
    source = _TEXT.sub(lambda m: m[0] if m[0][0] in "'\"" else m[0].translate(_SIGNS), source)
    return source.translate(_BLANKS).strip()


def resolved(source: str, at: Path, rows: Mapping[Path, str]) -> str:
    """`../name` as `${name}`, for the row `at`; a way that leads to no row of `rows` stays."""

    def reference(match: re.Match[str]) -> str:
        if match["up"] is None:
            return match[0]
        up = match["up"].count("../")
        to = at[: len(at) - up] + tuple(match["down"].split("/"))
        return f"${{{rows[to]}}}" if up <= len(at) and to in rows else match[0]

    return _RELATIVE.sub(reference, source) if "../" in source else source


def requoted(source: str, names: Mapping[str, str]) -> str:
    """An expression with other words for whole texts in it."""
    if not names:
        return source
    return _QUOTED.sub(lambda m: f"{m[1]}{names.get(m[2], m[2])}{m[1]}", source)


def truth(source: str) -> str:
    """A cell that is only TRUE or FALSE, as Excel has them, or yes or no, as an expression."""
    return _TRUTHS.get(source.strip().lower(), source)


def label_of(source: str) -> str:
    """The question whose answer's label this expression is, and nothing else; '' otherwise."""
    found = _LABEL_OF.fullmatch(source)
    return found["name"] if found else ""


def renamed(label: str, names: Mapping[str, str]) -> str:
    """A label with other names in its references."""
    return REFERENCE.sub(lambda m: f"${{{names.get(m[1], m[1])}}}", label)


def is_last_saved(source: str) -> bool:
    """Whether it looks at the form that was filled in before."""
    return _LAST_SAVED.search(source) is not None


def literal(value: str) -> str:
    """A text as an expression; one with both kinds of quotes is joined of its parts."""
    if "'" not in value:
        return f"'{value}'"
    if '"' not in value:
        return f'"{value}"'
    return "concat({})".format(', "\'", '.join(f"'{part}'" for part in value.split("'")))
