"""Which columns of a form speak which of our languages.

XLSForm names languages freely (`label::中文 (zh)`, `label::English (en)`, `label::english`);
a column without one speaks the form's default language. A form that has neither Chinese
nor English is shown in the language it has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from flows.model import Locale

NAMES: Mapping[str, str] = {"zh": "中文 (zh)", "en": "English (en)"}
"""What our languages are called in a form."""
_CODE = re.compile(r"\(\s*([A-Za-z]{2,3})(?:[-_][A-Za-z-]{1,20})?\s*\)\s*$")
_KNOWN: Mapping[str, Locale] = {
    "zh": "zh", "cn": "zh", "chi": "zh", "zho": "zh", "zh-cn": "zh", "zh-hans": "zh",
    "chinese": "zh", "中文": "zh", "汉语": "zh", "简体中文": "zh", "mandarin": "zh",
    "en": "en", "eng": "en", "en-us": "en", "en-gb": "en", "english": "en", "英文": "en",
    "英语": "en",
}  # fmt: skip
_HAN = re.compile("[\u3400-\u9fff]")
_DEFAULT = "default"
"""pyxform's own word for no language."""


def locale_of(language: str) -> Locale | None:
    """The one of our languages that a language of a form is."""
    code = _CODE.search(language)
    word = code[1] if code else language
    return _KNOWN.get(word.strip().lower().replace("_", "-"))


@dataclass(frozen=True, slots=True)
class Languages:
    """`default` is whose texts have no language; `shown` the language that stands for it, if any.

    `unused` are languages whose texts nobody sees.
    """

    default: Locale
    shown: str
    unused: tuple[str, ...]

    def place(self, language: str) -> Locale | None:
        """The locale that a text in this language is kept under; None for one that is not."""
        if not language or language == self.shown:
            return self.default
        return locale_of(language)


def languages(given: Iterable[str], default: str, plain: Collection[str]) -> Languages:
    """From the languages of the columns, the setting `default_language`, and labels without one."""
    named = [name for name in dict.fromkeys(given) if name and name.lower() != _DEFAULT]
    ours = {name: locale_of(name) for name in named}
    others = tuple(name for name in named if ours[name] is None)
    locale = locale_of(default) if default else None
    if plain and locale is None:
        locale = "zh" if any(map(_HAN.search, plain)) else "en"
    known = [each for each in ours.values() if each]
    if known or plain or not others:
        return Languages(locale or (known[0] if known else "zh"), "", others)
    shown = default if default in others else others[0]
    return Languages("en", shown, tuple(name for name in others if name != shown))
