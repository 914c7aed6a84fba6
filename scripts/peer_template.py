"""The template of the 互查报告, which `build_office_templates` builds with the others."""

from __future__ import annotations

from typing import Any

from scripts.office_sheet import HEAD, LEFT, MIDDLE, SMALL, SMALL_HEAD, SMALL_MIDDLE, Sheet
from scripts.official_document import loop, merge, photos, table


def peer_check(document: Any) -> None:
    sheet = Sheet(document)
    sheet.head("（被查单位：{{ 被查单位 }}　{{ 报告日期 }}）")
    sheet.part("一、基本情况")
    facts = table(
        document,
        (22, 56, 22, 56),
        (
            ("被查单位", "{{ 被查单位 }}", "检查单位", "{{ 检查单位 }}"),
            ("检查人", "{{ 检查人 }}", "扮演身份", "{{ 身份 }}"),
            ("检查时间", "{{ 时间 }}", "用时跑动", "{{ 用时 }}；跑动 {{ 跑动 }}"),
            ("检查端口", "{{ 端口 }}"),
            ("办理事项", "{{ 事项 }}"),
        ),
        head=False,
        styles=(HEAD, LEFT, HEAD, LEFT),
    )
    merge(facts, 3, 1, 3)
    merge(facts, 4, 1, 3)
    sheet.basis()
    sheet.part("二、各端口对照")
    sheet.when("对照", lambda: _ports(document), "（没有走任何端口）")
    sheet.add(
        "各端口说法是否一致：{{ 各端口说法 }}。"
        "{% if 不一致说明 %}不一致之处：{{ 不一致说明 }}。{% endif %}"
        "对照表中 {{ 不一致数 }} 个环节各端口情况不一致（表中加“▲”）。"
    )
    sheet.part("三、发现的问题（{{ 问题数 }} 个）")
    sheet.each("问题", "问题清单", lambda: _problem(sheet), "（无）")
    sheet.when(
        "匿名问题数",
        lambda: sheet.add("另有匿名登记的问题 {{ 匿名问题数 }} 个，不在本报告中列出，也不扣分。"),
    )
    sheet.when("疑难诉求", lambda: _hard_case(sheet))
    sheet.part("四、评分")
    loop(
        document,
        (66, 30, 30, 30),
        ("指标", "满分", "扣分", "得分"),
        "评分",
        styles=(LEFT, MIDDLE, MIDDLE, MIDDLE),
    )
    sheet.add(
        "按指标得分：{{ 得分 }}（满分 {{ 满分 }}）；检查人打分：{{ 互查评分 }}。{{ 计入考评 }}。"
    )
    sheet.chart("评分图")
    sheet.add("扣分依据：")
    off = {
        "序": (10, "序号"), "指标": (26, "指标"), "扣分": (14, "扣分"), "编号": (31, "问题编号"),
        "依据": (33, "依据"), "证据": (42, "证据"),
    }  # fmt: skip
    sheet.issues("扣分", off, "（没有扣分）")
    sheet.part("五、亮点")
    sheet.points("亮点")
    sheet.part("六、双方确认")
    signing = table(
        document,
        (78, 78),
        (
            ("检查方：{{ 检查单位 }}", "被查方：{{ 被查单位 }}"),
            ("签字：", "签字："),
            ("　　年　　月　　日", "　　年　　月　　日"),
            ("意见：", "意见："),
        ),
        head=False,
        styles=(LEFT, LEFT),
    )
    for row in signing.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    sheet.note(
        "注：本报告根据走流程记录 #{{ 走流程编号 }}（流程版本 {{ 流程版本 }}）生成；"
        "指标和扣分按本地"
        "设定的考评办法计算，只供评审参考，不自动奖惩。"
    )


def _ports(document: Any) -> None:
    """A column for each port: those without a width share the room that the others leave."""
    rows = (
        ("环节", "{%tc for 端 in 端口清单 %}", "{{ 端.名称 }}", "{%tc endfor %}", "对比"),
        ("{%tr for 行 in 对照 %}",),
        (
            "{{ 行.环节 }}", "{%tc for 格 in 行.值 %}", "{{ 格.内容 }}", "{%tc endfor %}",
            "{% if 行.差异 %}▲{% endif %}{{ 行.对比 }}",
        ),
        ("{%tr endfor %}",),
    )  # fmt: skip
    table(
        document,
        (26, 0, 0, 0, 22),
        rows,
        head_style=SMALL_HEAD,
        styles=(SMALL_HEAD, SMALL, SMALL, SMALL, SMALL_MIDDLE),
    )


def _problem(sheet: Sheet) -> None:
    sheet.add("（{{ 问题.序 }}）{{ 问题.类别 }}（{{ 问题.编号 }}，{{ 问题.状态 }}）", "Heading 2")
    loop(
        sheet.document,
        (32, 94, 30),
        ("项目", "内容", "依据"),
        "问题.要素",
        styles=(HEAD, LEFT, MIDDLE),
    )
    sheet.add("佐证：{% if not 问题.佐证 and not 问题.影像 %}（无）{% endif %}", "公文佐证题")
    sheet.each(
        "证",
        "问题.佐证",
        lambda: sheet.add("{% if 证.原话 %}“{{ 证.原话 }}”{% endif %}{{ 证.出处 }}", "公文佐证"),
    )
    sheet.when("问题.影像", lambda: photos(sheet.document, "问题.影像", ("左", "右")))


def _hard_case(sheet: Sheet) -> None:
    sheet.add("疑难诉求督办：")
    loop(sheet.document, (52, 104), ("项目", "内容"), "疑难诉求", styles=(HEAD, LEFT))
