"""The methods and types of the Bot API as data, and whether a value is what they say.

Everything the emulator emits must fit; what a bot sends and does not fit is written down.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.telegram_sim.errors import bad_request

Json = dict[str, Any]
Check = Callable[[object, str], None]

_SCHEMA: Json = json.loads(Path(__file__).with_name("schema.json").read_text("utf-8"))
VERSION: str = _SCHEMA["version"]
METHODS: dict[str, Json] = _SCHEMA["methods"]
TYPES: dict[str, Json] = _SCHEMA["types"]
UPDATE_KINDS = frozenset(TYPES["Update"]["f"]) - {"update_id"}
_BY_LOWER_CASE = {name.lower(): name for name in METHODS}

UNIONS: dict[str, tuple[str, ...]] = {
    "BotCommandScope": (
        "BotCommandScopeDefault",
        "BotCommandScopeAllPrivateChats",
        "BotCommandScopeAllGroupChats",
        "BotCommandScopeAllChatAdministrators",
        "BotCommandScopeChat",
        "BotCommandScopeChatAdministrators",
        "BotCommandScopeChatMember",
    ),
    "ChatMember": (
        "ChatMemberOwner",
        "ChatMemberAdministrator",
        "ChatMemberMember",
        "ChatMemberRestricted",
        "ChatMemberLeft",
        "ChatMemberBanned",
    ),
    "MaybeInaccessibleMessage": ("Message", "InaccessibleMessage"),
    "MenuButton": ("MenuButtonCommands", "MenuButtonWebApp", "MenuButtonDefault"),
    "MessageOrigin": (
        "MessageOriginUser",
        "MessageOriginHiddenUser",
        "MessageOriginChat",
        "MessageOriginChannel",
    ),
    "ReactionType": ("ReactionTypeEmoji", "ReactionTypeCustomEmoji", "ReactionTypePaid"),
}
"""Types that are one of several; of others nothing is known and anything is let through."""


class SchemaError(ValueError):
    """A value that is not of its type, with the place."""


def method_named(name: str) -> str | None:
    """A method's own name: the server does not mind upper and lower case."""
    return _BY_LOWER_CASE.get(name.lower())


def check(kind: str, value: object, path: str) -> None:
    """Fails unless the value is of that type, down to the last field."""
    _checker(kind)(value, path)


def _scalar(name: str, fits: Callable[[object], bool]) -> Check:
    def checked(value: object, path: str) -> None:
        if not fits(value):
            raise SchemaError(f"{path}: {name} expected")

    return checked


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


SCALARS: dict[str, Check] = {
    "Integer": _scalar("integer", _is_integer),
    "Float": _scalar("float", lambda value: _is_integer(value) or isinstance(value, float)),
    "Boolean": _scalar("boolean", lambda value: isinstance(value, bool)),
    "True": _scalar("true", lambda value: value is True),
    "String": _scalar("string", lambda value: isinstance(value, str)),
    "InputFile": _scalar("file", lambda value: isinstance(value, str)),
}


@cache
def _checker(kind: str) -> Check:
    if kind.startswith("Array of "):
        return _array(kind.removeprefix("Array of ").replace(", ", " or ").replace(" and ", " or "))
    if kind in UNIONS or " or " in kind:
        return _one_of(UNIONS.get(kind) or tuple(kind.split(" or ")))
    return SCALARS.get(kind) or _object(kind)


def _array(of: str) -> Check:
    def checked(value: object, path: str) -> None:
        if not isinstance(value, list):
            raise SchemaError(f"{path}: array expected")
        for number, part in enumerate(value):
            check(of, part, f"{path}[{number}]")

    return checked


def _one_of(kinds: tuple[str, ...]) -> Check:
    def checked(value: object, path: str) -> None:
        errors = []
        for kind in kinds:
            try:
                return check(kind, value, path)
            except SchemaError as error:
                errors.append(str(error))
        raise SchemaError(" / ".join(errors))

    return checked


def _object(kind: str) -> Check:
    fields: Mapping[str, Json] = TYPES[kind]["f"]
    required = [name for name, field in fields.items() if field["r"]]

    def checked(value: object, path: str) -> None:
        if not isinstance(value, dict):
            raise SchemaError(f"{path}: object {kind} expected")
        if not fields:
            return
        for name in required:
            if name not in value:
                raise SchemaError(f"{path}.{name}: required field of {kind} missing")
        for name, part in value.items():
            if name not in fields:
                raise SchemaError(f"{path}.{name}: not a field of {kind}")
            check(fields[name]["t"], part, f"{path}.{name}")

    return checked


def arguments(method: str, raw: Mapping[str, Any]) -> tuple[Json, list[str]]:
    """What a bot sent, with the types that the method has, and what does not fit the schema.

    A form holds strings alone; an unknown parameter is no error to the real server either.
    """
    parameters, typed, strange = METHODS[method]["p"], {}, []
    for name, value in raw.items():
        if name not in parameters:
            strange.append(f"{method}.{name}: no parameter of it")
            continue
        typed[name] = _typed(parameters[name]["t"], name, value)
        try:
            check(parameters[name]["t"], typed[name], f"{method}.{name}")
        except SchemaError as error:
            strange.append(str(error))
        if name not in AFTER_PARSING or "parse_mode" not in parameters:
            _short_enough(parameters[name], name, typed[name])
    return typed, strange


def _typed(kind: str, name: str, value: object) -> object:
    if not isinstance(value, str) or kind == "String" or kind.startswith("InputFile"):
        return value
    if kind.startswith("Integer"):
        if re.fullmatch(r"-?\d+", value):
            return int(value)
        if kind == "Integer":
            raise bad_request(f'invalid parameter "{name}"')
        return value
    if kind == "Boolean":
        return value.lower() in ("true", "1", "yes")
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


AFTER_PARSING = {"text", "caption"}
"""Where there may be marks of formatting, their length counts without: not known yet."""


def _short_enough(parameter: Json, name: str, value: object) -> None:
    most = parameter.get("max")
    if most is None or not isinstance(value, str):
        return
    if len(value.encode() if parameter.get("unit") == "bytes" else value) > most:
        raise bad_request(f"{name} is too long")


def missing(method: str, given: Mapping[str, Any]) -> list[str]:
    """Parameters that the method needs and did not get."""
    return [name for name, each in METHODS[method]["p"].items() if each["r"] and name not in given]
