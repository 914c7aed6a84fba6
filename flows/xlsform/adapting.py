"""What a question of XLSForm is with us, where we have not the very same.

Each function takes one oddity out of a line: it is turned into what means the same, told
where something is lost that a walk does not need, or refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flows.columns import EXPRESSIONS, GROUP_COLUMNS, TEXTS, base
from flows.expressions import REFERENCE, is_dynamic
from flows.model import MEDIA_TYPES, SILENT_TYPES, Choice
from flows.xlsform.error_texts import Import, Sheets
from flows.xlsform.rewriting import is_last_saved, literal
from flows.xlsform.sheets import Line, SheetReader
from flows.xlsform.types import Type

ACKNOWLEDGE = (Choice("OK", {"zh": "知道了", "en": "OK"}),)
"""What ODK keeps of an `acknowledge` that was ticked."""
OTHER = Choice("other", {"zh": "其他", "en": "Other"})
SPECIFY: Mapping[str, str] = {"zh": "请具体说说。", "en": "Specify other."}
_YES = frozenset({"yes", "true", "true()", "1", "是", "必填", "必答"})
_NO = frozenset({"否", "不是", "选填", "可选", "非必填", "不必填"})
_EMPTY = "''"
"""Stands for an expression that was refused, so that nothing is told of what it leaves open."""
_CLOCK = re.compile(r"\b(?:now|today)\(\s*\)")
_PARAMETER = re.compile(r"([\w-]{1,40})\s*=\s*([^\s;,]{1,200})")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


@dataclass(slots=True)
class Adapting:
    """One row on its way into the flow; `type` is what its type cell will say."""

    reader: SheetReader
    line: Line
    type: str
    repeated: bool
    doubtful: bool = False
    """Whether the type was refused, so that nothing is to be told of what hangs on it."""


def adapt(reader: SheetReader, line: Line, type_: Type, repeated: bool) -> Adapting:
    """The line as a row of ours: its texts are changed in place."""
    word = f"{type_.word} {type_.list_name}".strip()
    row = Adapting(reader, line, word, repeated)
    if type_.kind in ("unknown", "refused"):
        row.doubtful = True
        if type_.fault:
            reader.complain(line, "type", type_.fault, name=type_.word)
            row.type = "text"
    elif type_.kind == "device":
        reader.tell(line, "type", Import.NO_DEVICE, name=type_.word)
        line.texts = {"name": line.get("name")}
        row.type = "hidden"
    for step in _STEPS:
        step(row)
    line.texts["type"] = row.type
    return row


def group_texts(line: Line, word: str) -> None:
    """Leaves of a begin row what a group has."""
    columns = GROUP_COLUMNS | {"repeat_count"} if word == "repeat" else GROUP_COLUMNS
    line.texts = {k: v for k, v in line.texts.items() if k.partition("::")[0] in columns}
    line.texts["type"] = word


def is_yes(cell: str) -> bool:
    return cell.strip().lower() in _YES


def _range(row: Adapting) -> None:
    """A slider as a number between its ends, which are 1 and 10 where nothing is said."""
    if row.type != "range":
        return
    given = dict(_PARAMETER.findall(row.line.take("parameters")))
    ends = {"start": given.get("start", "1"), "end": given.get("end", "10")}
    step = given.get("step", "1")
    for name, value in (*ends.items(), ("step", step)):
        if not _NUMBER.fullmatch(value):
            row.reader.complain(row.line, "parameters", Sheets.BAD_RANGE, name=f"{name}={value}")
            ends = {"start": "1", "end": "10"}
    whole = not any("." in value for value in (*ends.values(), step))
    row.type = "integer" if whole else "decimal"
    low, high = sorted(ends.values(), key=float)
    within = [f". >= {low} and . <= {high}"]
    if whole and step not in ("1", "0"):
        within.append(f"(. - {low}) mod {step} = 0")
    if own := row.line.get("constraint"):
        within.append(f"({own})")
    row.line.texts["constraint"] = " and ".join(within)


def _acknowledge(row: Adapting) -> None:
    if row.type == "acknowledge":
        row.type = "select_one acknowledge"


def _finish(row: Adapting) -> None:
    """The end of a form is the moment of looking at it: it stands when the walk has ended."""
    if row.type == "finish":
        row.type = "calculate"
        row.line.texts["calculation"] = "now()"


def _last_saved(row: Adapting) -> None:
    if is_last_saved(row.line.get("default")):
        row.reader.tell(row.line, "default", Import.LAST_SAVED)
        row.line.take("default")
    for column, text in list(row.line.texts.items()):
        if base(column) in (*EXPRESSIONS, *TEXTS) and is_last_saved(text):
            row.reader.complain(row.line, column, Sheets.NO_LAST_SAVED)
            row.line.texts[column] = _EMPTY
    if row.type in MEDIA_TYPES and row.line.get("default"):
        row.reader.tell(row.line, "default", Import.NO_FILE_DEFAULT)
        row.line.take("default")


def _calculated(row: Adapting) -> None:
    """A question that is computed, or only shown: `calculation` and `read_only` on one."""
    line, fixed = row.line, is_yes(row.line.take("read_only"))
    calculation = line.get("calculation")
    if row.type == "calculate" or row.doubtful:
        return
    if row.type in ("note", *SILENT_TYPES):
        if calculation and row.type == "hidden":
            row.type = "calculate"
        return
    default = line.get("default")
    if calculation and (fixed or not line.said("label")):
        _compute(row, calculation)
    elif calculation:
        row.reader.tell(line, "calculation", Import.PREFILLED)
        line.texts["default"] = line.take("calculation")
    elif fixed and default:
        _compute(row, default if is_dynamic(default) else literal(default))
    elif fixed:
        row.type = "note"


def _compute(row: Adapting, calculation: str) -> None:
    if row.line.said("label"):
        row.reader.tell(row.line, "type", Import.COMPUTED, name=row.line.get("name"))
    row.type = "calculate"
    kept = ("name", "relevant")
    row.line.texts = {key: row.line.get(key) for key in kept if row.line.get(key)}
    row.line.texts["calculation"] = calculation


def _hidden_in_a_repeat(row: Adapting) -> None:
    """What comes from outside comes once for a walk."""
    if row.type == "hidden" and row.repeated:
        row.type = "calculate"
        default = row.line.take("default")
        value = default if is_dynamic(default) else literal(default)
        row.line.texts["calculation"] = value


def _required(row: Adapting) -> None:
    """Yes and no as people write them in Chinese."""
    said = row.line.get("required")
    if is_yes(said):
        row.line.texts["required"] = "yes"
    elif said.strip() in _NO:
        row.line.take("required")


def _unasked(row: Adapting) -> None:
    if row.type in SILENT_TYPES and row.line.get("required"):
        required = row.line.take("required")
        if is_yes(required):
            row.reader.tell(row.line, "required", Import.NEVER_REQUIRED)


def _trigger(row: Adapting) -> None:
    """A calculation at another question's answer: values follow theirs anyway, times are kept."""
    line, trigger = row.line, row.line.take("trigger")
    if not trigger:
        return
    named = REFERENCE.findall(trigger)
    if not named:
        row.reader.complain(line, "trigger", Sheets.NO_TRIGGER, name=trigger)
        return
    row.reader.tell(line, "trigger", Import.TRIGGERED)
    calculation = line.get("calculation")
    if _CLOCK.search(calculation):
        given = " or ".join(f"${{{name}}} != ''" for name in named)
        line.texts["calculation"] = f"if({given}, once({calculation}), '')"


def _parameters(row: Adapting) -> None:
    said = row.line.take("parameters")
    if "randomize" in said.lower():
        row.reader.tell(row.line, "parameters", Import.UNORDERED)
    elif said:
        row.reader.tell(row.line, "parameters", Import.IDLE_PARAMETERS, name=said)


def _words(row: Adapting) -> None:
    """A question without a label is shown by its hint, else by its name, as ODK does."""
    line = row.line
    line.take("repeat_count")
    if row.type in SILENT_TYPES or row.doubtful or line.said("label"):
        return
    if line.said("hint"):
        hints = {k: v for k, v in line.texts.items() if k.partition("::")[0] == "hint"}
        for key, text in hints.items():
            line.texts[key.replace("hint", "label")] = text
            line.take(key)
            line.places.setdefault(key.replace("hint", "label"), line.place(key))
    elif name := line.get("name"):
        row.reader.tell(line, "", Import.NO_WORDS, name=name)
        line.texts["label"] = name


_STEPS: tuple[Callable[[Adapting], None], ...] = (
    _range,
    _acknowledge,
    _finish,
    _last_saved,
    _trigger,
    _calculated,
    _hidden_in_a_repeat,
    _required,
    _unasked,
    _parameters,
    _words,
)
