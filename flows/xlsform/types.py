"""What a cell of the column `type` says, in all the words that XLSForm has had for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from flows.wording import Fault
from flows.xlsform.error_texts import Sheets

Kind = Literal["ask", "begin", "end", "device", "unknown", "refused"]

_PLAIN = {
    "text": "text", "string": "text", "barcode": "text", "integer": "integer", "int": "integer",
    "decimal": "decimal", "date": "date", "time": "time", "datetime": "dateTime",
    "date time": "dateTime", "image": "image", "photo": "image", "picture": "image",
    "audio": "audio", "video": "video", "file": "file", "geopoint": "geopoint",
    "location": "geopoint", "gps": "geopoint", "note": "note", "calculate": "calculate",
    "hidden": "hidden", "start": "start", "start time": "start", "get start time": "start",
    "today": "today", "get today": "today", "range": "range", "acknowledge": "acknowledge",
    "文本": "text", "填空": "text", "填空题": "text", "整数": "integer", "小数": "decimal",
    "日期": "date", "时间": "time", "日期时间": "dateTime", "照片": "image", "图片": "image",
    "拍照": "image", "录音": "audio", "视频": "video", "文件": "file", "位置": "geopoint",
    "定位": "geopoint", "说明": "note", "计算": "calculate",
    "trigger": "acknowledge", "end": "finish", "end time": "finish", "get end time": "finish",
}  # fmt: skip
"""Types that are ours, and those that are made of ours (`flows.xlsform.adapting`)."""
_DEVICE = frozenset({
    "audit", "background-audio", "background-geopoint", "csv-external", "device id", "deviceid",
    "email", "get device id", "get phone number", "get sim id", "get subscriber id", "imei",
    "phone number", "phonenumber", "sim id", "simserial", "start-geopoint", "subscriber id",
    "subscriberid", "uri:deviceid", "uri:email", "uri:phonenumber", "uri:simserial",
    "uri:subscriberid", "uri:username", "username", "xml-external",
})  # fmt: skip
"""What a phone or a server puts in by itself."""
_REFUSED: Mapping[str, Fault] = {
    "geotrace": Sheets.NO_SHAPE, "geoshape": Sheets.NO_SHAPE, "osm": Sheets.NO_SHAPE,
    "include": Sheets.NO_LOOP, "begin loop": Sheets.NO_LOOP, "end loop": Sheets.NO_LOOP,
    "cascading select": Sheets.OLD_CASCADE,
    **{
        f"{word} {table}": Sheets.NO_TABLE
        for word in ("begin", "end")
        for table in ("kobomatrix", "score", "rank")
    },
    "score  row": Sheets.NO_TABLE,
}  # fmt: skip
_SELECTS = {
    "add select multiple prompt using": "select_multiple",
    "select all that apply from": "select_multiple", "add select one prompt using": "select_one",
    "select multiple from file": "select_multiple", "select one from file": "select_one",
    "select all that apply": "select_multiple", "select one external": "external",
    "select multiple using": "select_multiple", "select multiple from": "select_multiple",
    "select one using": "select_one", "select one from": "select_one",
    "select multiple": "select_multiple", "select one": "select_one", "select1 from": "select_one",
    "select1": "select_one",
    "rank": "rank", "单选": "select_one", "单选题": "select_one", "多选": "select_multiple",
    "多选题": "select_multiple",
}  # fmt: skip
"""Longer words first: a list may be called `from`."""
_GROUPS = {"group": "group", "repeat": "repeat", "lgroup": "repeat", "looped group": "repeat"}
_OTHER = re.compile(r"\s+(?:or[_ ]other|or[_ ]specify[_ ]other)$", re.IGNORECASE)
_PROMPT = re.compile(r"^(?:add|q) (?P<type>.{1,40}?)(?: prompt)?$")


@dataclass(frozen=True, slots=True)
class Type:
    """`word` is our type, or group or repeat; of what is refused, the fault's detail."""

    kind: Kind
    word: str
    list_name: str = ""
    or_other: bool = False
    fault: Fault | None = None
    external: bool = False
    """Whether its list is one of the sheet external_choices."""

    file: bool = False
    """Whether its list is a file beside the form."""

    @property
    def is_several(self) -> bool:
        """Whether it stands for rows that are not known."""
        return self.fault in (Sheets.NO_LOOP, Sheets.NO_TABLE, Sheets.OLD_CASCADE)


def type_of(cell: str) -> Type:
    """What the cell says."""
    said = " ".join(cell.split())
    word = said.lower().replace("_", " ")
    for lead in ("begin", "end"):
        inside = word.removeprefix(lead).strip()
        if word.startswith(lead) and inside in _GROUPS:
            return Type(lead, _GROUPS[inside])
    if found := _select(said, word):
        return found
    if prompt := _PROMPT.match(word):
        word = prompt["type"]
    if word in _PLAIN:
        return Type("ask", _PLAIN[word])
    if word in _DEVICE:
        return Type("device", said)
    for refused, fault in _REFUSED.items():
        if word == refused or word.startswith(f"{refused} "):
            return Type("refused", said, fault=fault)
    return Type("unknown", said)


def _select(said: str, word: str) -> Type | None:
    for lead, ours in _SELECTS.items():
        if word != lead and not (word.startswith(lead) and said[len(lead)] == " "):
            continue  # a list may be called `external_town`
        rest = said[len(lead) :].strip()
        or_other = _OTHER.search(rest) is not None
        list_name = _OTHER.sub("", rest)
        if ours == "rank":
            return Type("refused", said, fault=Sheets.NO_ORDER)
        if list_name.lower().endswith(".csv"):
            return Type("ask", ours, list_name, or_other, file=True)
        if lead.endswith("file") or list_name.lower().endswith((".xml", ".geojson")):
            return Type("refused", list_name, fault=Sheets.OTHER_FILE)
        if list_name.startswith("${"):
            return Type("refused", list_name, fault=Sheets.FROM_REPEAT)
        if ours == "external":
            return Type("ask", "select_one", list_name, or_other, external=True)
        return Type("ask", ours, list_name, or_other)
    return None
