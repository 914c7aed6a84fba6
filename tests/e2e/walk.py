"""The walk that is disturbed: answers, taps, questions, a correction, photos, a report, a pause."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

_STEPS: tuple[dict[str, Any], ...] = (
    {"text": "你好"},
    {"text": "走流程 陪同式帮办 补办身份证"},
    {"choose": "w:consent=yes"},
    {"text": "窗口和小程序"},
    {"text": "到底要带几样材料"},
    {"text": "老年人"},
    {"text": "跳过"},
    {"text": "不清楚"},
    {"text": "没写要不要带户口本？"},
    {"choose": "both:answer"},
    {"text": "等了大概40多分"},
    {"text": "多少钱？"},
    {"photos": 3, "text": "门口的排队情况"},
    {"text": "材料被退回，态度差"},
    {"text": "两次"},
    {"text": "暂停"},
    {"text": "继续"},
    {"text": "照片不合格"},
    {"text": "报问题：3号窗口的叫号屏坏了"},
    {"text": "不方便"},
    {"photos": 2},
    {"text": "问了两遍没人理"},
    {"text": "排队时间改成30分钟"},
    {"text": "没卡住"},
    {"text": "都对得上"},
    {"text": "收了，等结果"},
    {"text": "一刻钟"},
    {"text": "记一条：大厅里有志愿者引导"},
    {"text": "不满意"},
    {"text": "没人理"},
    {"text": "都一般"},
    {"text": "没弄清"},
    {"text": "确认提交"},
    {"text": "登记"},
    {"text": "修改"},
    {"text": "问题"},
    {"text": "指南没写要不要户口本原件"},
    {"text": "登记"},
    {"text": "不登记"},
    {"text": "登记"},
    {"text": "登记"},
    {"text": "登记"},
    {"text": "我的问题"},
)


def lines(folder: Path) -> list[dict[str, Any]]:
    """The lines of the walk; their photos are made in `folder`."""
    folder.mkdir()
    made: list[dict[str, Any]] = []
    for number, step in enumerate(_STEPS):
        line: dict[str, Any] = {"id": f"m{number}", **step}
        if count := line.pop("photos", 0):
            line["files"] = [str(_photo(folder, number, i)) for i in range(count)]
        made.append(line)
    return made


def _photo(folder: Path, number: int, i: int) -> Path:
    path = folder / f"photo-{number}-{i}.png"
    Image.new("RGB", (64, 48), (number * 5, i * 40, 90)).save(path)
    return path
