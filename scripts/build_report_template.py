"""Build storage/exports/templates/experience_report.docx, the template of the 体验报告.

Not needed at run time: the docx is committed, and an office edits it (or its
own copy) in Word. Run: python -m scripts.build_report_template
"""

from __future__ import annotations

from typing import Any

from scripts.official_document import loop, merge, photos, save, table


def _body(document: Any) -> None:
    def add(text: str, style: str = "公文正文") -> None:
        document.add_paragraph(text, document.styles[style])

    def points(name: str) -> None:
        add("{%p for 条 in " + name + " %}")
        add("{{ 条.序 }}{{ 条.内容 }}")
        add("{%p endfor %}")

    add("{{ 标题 }}", "Title")
    add("（{{ 单位 }}{% if 单位 %}　{% endif %}{{ 报告日期 }}）", "公文副题")
    add("一、基本情况", "Heading 1")
    facts = table(
        document,
        (22, 56, 22, 56),
        (
            ("体验时间", "{{ 时间 }}", "体验地点", "{{ 地点 }}"),
            ("体验身份", "{{ 身份 }}", "所属行动", "{{ 行动 }}"),
            ("办理渠道", "{{ 渠道 }}", "经办件数", "{{ 件数 }}"),
            ("办理事项", "{{ 事项 }}"),
        ),
        head=False,
        styles=("公文表头", "公文表格", "公文表头", "公文表格"),
    )
    merge(facts, 3, 1, 3)
    add("二、过程", "Heading 1")
    add("合计用时：{{ 用时 }}；跑动次数：{{ 跑动 }}。")
    add("{%p if 指南材料 %}")
    add("指南列明的材料（版本 {{ 指南版本 }}）：{{ 指南材料 }}。")
    add("{%p endif %}")
    add("{%p for 环节 in 环节清单 %}")
    add("{%p if 环节.名称 %}")
    add("（{{ 环节.序 }}）{{ 环节.名称 }}", "Heading 2")
    add("{%p endif %}")
    add("{%p if 环节.记录 %}")
    loop(
        document,
        (52, 80, 24),
        ("项目", "内容", "时间"),
        "环节.记录",
        styles=("公文表格", "公文表格", "公文表格居中"),
    )
    add("{%p else %}")
    add("（无）")
    add("{%p endif %}")
    add("{%p else %}")
    add("（无）")
    add("{%p endfor %}")
    add("三、四维评价", "Heading 1")
    loop(document, (78, 78), ("维度", "评价"), "四维评价", styles=("公文表头", "公文表格居中"))
    add("四、发现的问题", "Heading 1")
    add("{%p for 问题 in 问题清单 %}")
    add("（{{ 问题.序 }}）{{ 问题.类别 }}（{{ 问题.编号 }}，{{ 问题.状态 }}）", "Heading 2")
    loop(
        document,
        (32, 94, 30),
        ("项目", "内容", "依据"),
        "问题.要素",
        styles=("公文表头", "公文表格", "公文表格居中"),
    )
    add("佐证：{% if not 问题.佐证 and not 问题.影像 %}（无）{% endif %}", "公文佐证题")
    add("{%p for 证 in 问题.佐证 %}")
    add("{% if 证.原话 %}“{{ 证.原话 }}”{% endif %}{{ 证.出处 }}", "公文佐证")
    add("{%p endfor %}")
    add("{%p if 问题.影像 %}")
    photos(document, "问题.影像", ("左", "右"))
    add("{%p endif %}")
    add("{%p else %}")
    add("（无）")
    add("{%p endfor %}")
    add("五、本单位整改建议", "Heading 1")
    points("本单位建议")
    add("{%p if 本单位建议要求 %}")
    add("{{ 本单位建议要求 }}")
    add("{%p endif %}")
    add("六、对大厅建议", "Heading 1")
    points("大厅建议")
    add("{%p if 大厅建议要求 %}")
    add("{{ 大厅建议要求 }}")
    add("{%p endif %}")
    add("七、整改优化措施与时限", "Heading 1")
    add("{%p if 整改措施 %}")
    titles = ("序", "措施", "时限", "部门", "来源")
    heads = ("序号", "整改优化措施", "时限", "责任部门", "来源")
    middle = "公文表格居中"
    loop(
        document,
        (14, 49, 32, 26, 35),
        titles,
        "整改措施",
        heads=heads,
        styles=(middle, "公文表格", middle, middle, middle),
    )
    add("{%p else %}")
    add("（无）")
    add("{%p endif %}")
    add("八、好做法", "Heading 1")
    points("好做法")
    add("")
    add("{%p if 单位 %}")
    add("{{ 单位 }}", "公文落款")
    add("{%p endif %}")
    add("{{ 报告日期 }}", "公文落款")
    document.paragraphs[-1].paragraph_format.keep_with_next = False  # what follows is an annex
    add("{%p if 影像 or 文件 %}")
    add("附：佐证影像和文件", "Heading 1")
    add("{%p endif %}")
    add("{%p if 影像 %}")
    photos(document, "影像", ("左", "中", "右"))
    add("{%p endif %}")
    add("{%p for 件 in 文件 %}")
    add("{{ 件 }}", "公文佐证")
    add("{%p endfor %}")
    add(
        "注：本报告根据走流程记录 #{{ 走流程编号 }}（{{ 行动 }}，流程版本 {{ 流程版本 }}）生成；"
        "“依据”所列消息编号可在系统中查证。",
        "公文附注",
    )


ALL = {"experience_report.docx": ("体验报告模板", _body)}

if __name__ == "__main__":
    save(ALL)
