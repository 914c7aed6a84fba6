"""Issues of a fictional city (云溪市), with real messages behind them and real image files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.records import FieldValue, IssueRecord, MediaRecord, MessageRecord

NOW = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
STORIES = [
    (
        "身份证补领要交的户口簿复印件,前一天在派出所办户口迁移时已经交过一次,窗口说系统里查不到,只能再复印一份",
        "申请材料重复交",
        "提交材料",
        "要多跑一趟及以上",
        "户籍系统与居民身份证系统之间的电子材料没有共享,窗口人员无权限调取前一环节的材料",
        "由户政部门开放电子档案调取权限,窗口受理时先查后要,凡能查到的一律不再收取纸质复印件",
        "建议把“先查后要”写进办事指南的申请材料一栏",
        "云溪市公安局",
        "需限期整改",
    ),
    (
        "指南写承诺5个工作日办结,实际等了9个工作日,中间没有任何提醒",
        "超承诺时限",
        "审查",
        "多花时间",
        "节假日前后件量集中,审查环节只有一人",
        "增设一名审查人员,超过承诺时限前一个工作日自动提醒",
        "",
        "云溪市医疗保障局",
        "需系统性攻坚",
    ),
    (
        "取号机旁边没有人引导,问了三处才知道要先去二楼预审",
        "咨询引导无门路",
        "取号排队",
        "多花时间",
        "",
        "",
        "在取号机旁设一名引导员,或在屏幕上写清先后顺序",
        "云溪市行政审批服务局",
        "可立行立改",
    ),
    (
        "APP 上写可以全程网办,到最后一步提示“请到窗口核验原件”",
        "线上线下不一致",
        "填表",
        "要多跑一趟及以上",
        "事项网办深度标注为四级,实际只有二级",
        "核对全部事项的网办深度,不能全程网办的当天改正标注",
        "建议由体验员每月抽查20个事项",
        "云溪市数据局",
        "可立行立改",
    ),
    (
        "窗口没有一次说清要什么材料,来回跑了三趟:第一趟缺租赁合同,第二趟缺房东身份证复印件,"
        "第三趟说合同要盖章。每一趟都要请半天假,来回坐车两个小时,最后在“办不成事”窗口才有人把清单打印出来。",
        "一次性告知未落实",
        "受理",
        "办不成",
        "窗口新人没有用一次性告知单",
        "所有窗口启用一次性告知单,由受理人签名,少告知一项按差评处理",
        "告知单能在手机上看到",
        "云溪市市场监督管理局",
        "已当场解决",
    ),
    (
        "自助终端的字太小,老人看不清,也没有语音",
        "适老助残无障碍",
        "填表",
        "不方便",
        "终端是旧型号",
        "启用终端的大字版并配语音播报",
        "",
        "云溪市行政审批服务局",
        "需限期整改",
    ),
    (
        "上传照片时报错“E-5003”,换了两部手机都一样",
        "系统不通/报错",
        "提交材料",
        "办不成",
        "",
        "",
        "",
        "",
        "不清楚",
    ),
    (
        "大厅等候区只有12把椅子,排队的人站满了过道",
        "环境设施",
        "取号排队",
        "建议优化",
        "",
        "增设等候座椅",
        "按高峰时的人数配置",
        "",
        "可立行立改",
    ),
]
KEYS = (
    "problem",
    "category",
    "step",
    "severity",
    "cause",
    "measure",
    "suggestion",
    "department",
    "mode",
)


def _issue(index: int, story: tuple[str, ...]) -> IssueRecord:
    at = NOW - timedelta(hours=8) + timedelta(minutes=7 * index)
    fields: dict[str, FieldValue] = {}
    messages: dict[int, MessageRecord] = {}
    for offset, (key, value) in enumerate(zip(KEYS, story, strict=True)):
        if not value:
            continue
        number = 12 + index * 20 + offset
        text = f"嗯,{value}。" if key == "problem" else value
        start = text.index(value)
        messages[number] = MessageRecord(
            number, at + timedelta(seconds=40 * offset), text, "answer", key, ""
        )
        fields[key] = FieldValue(value, number, start, start + len(value))
    fields["item"] = FieldValue("居民身份证补领", 12 + index * 20, 0, 0, "guide")
    fields["channels"] = FieldValue("办事窗口、APP", 12 + index * 20, 0, 0, "default")
    fields["place"] = FieldValue("市政务服务中心二楼 18 号窗口", 12 + index * 20, 0, 0, "guide")
    if index == 1:
        fields["deadline"] = FieldValue("2026-12-15", 12 + index * 20 + 5, 0, 0)
    if index == 3:
        fields["cause"] = FieldValue("平台厂商升级所致", None, 0, 0, "model", "unverified")
    media = tuple(
        MediaRecord(
            sha256=f"{index}{n}" * 32,
            mime="image/jpeg",
            name="photo.jpg",
            size=1,
            taken_at=at + timedelta(seconds=15),
            latitude=34.26 if n == 0 else None,
            longitude=108.94 if n == 0 else None,
            message=12 + index * 20,
        )
        for n in range((3, 1, 0, 2, 1, 0, 1, 0)[index])
    )
    return IssueRecord(
        number=f"WT-2026-{index + 1:04d}",
        state="待核实",
        found_at=at,
        reporter="" if index == 2 else "体验员甲",
        reporter_role="volunteer",
        source="陪同式帮办",
        walk_id=12,
        fields=fields,
        media=media,
        messages=messages,
    )


@pytest.fixture
def issues() -> list[IssueRecord]:
    return [_issue(index, story) for index, story in enumerate(STORIES)]


@pytest.fixture
def shown(tmp_path: Path) -> Callable[[str], Path]:
    """A media store's `shown`: a JPEG for every SHA-256, made when it is first asked for."""
    folder = tmp_path / "media"
    folder.mkdir()
    return lambda sha256: make_photo(folder, sha256)


def make_photo(folder: Path, sha256: str) -> Path:
    from PIL import Image, ImageDraw

    path = folder / f"{sha256}.jpg"
    if not path.exists():
        tall = sha256.startswith("1")
        image = Image.new("RGB", (900, 1600) if tall else (1600, 1200), f"#{sha256[:2]}6f8a")
        ImageDraw.Draw(image).rectangle(
            (200, 300, 700, 800), fill="#f2c14e", outline="#222", width=9
        )
        image.save(path, quality=80)
    return path


@pytest.fixture
def now() -> datetime:
    return NOW
