"""Build the templates of the office's reports in storage/exports/templates/.

Not needed at run time: the docx files are committed, and an office edits its own copies in Word.
Run: python -m scripts.build_office_templates
"""

from __future__ import annotations

from typing import Any

from scripts.office_sheet import LEFT, MIDDLE, Sheet
from scripts.official_document import landscape, loop, save
from scripts.peer_template import peer_check

KINDS = {
    "名称": (40, "问题类别"), "发现": (16, "发现"), "已销号": (18, "已销号"),
    "未整改": (18, "未整改"), "事项": (64, "主要事项"),
}  # fmt: skip


def inspection(document: Any) -> None:
    landscape(document)
    sheet = Sheet(document)
    sheet.head("（{% if 单位 %}{{ 单位 }}　{% endif %}{{ 统计时间 }}）")
    sheet.part("一、总体情况")
    sheet.add(
        "列入督查的问题共 {{ 合计 }} 个：未整改 {{ 未整改 }} 个，其中超期 {{ 其中超期 }} 个、"
        "尚未明确完成时限 {{ 未明确 }} 个；被退回整改过 {{ 退回过 }} 个，"
        "重新打开过 {{ 重新打开过 }} 个；"
        "沉浸式督查发现 {{ 督查发现 }} 个（含已办结的）。"
    )
    sheet.basis()
    names = ("未整改", "其中超期", "退回过", "重新打开过", "督查发现", "未明确", "合计")
    loop(
        document,
        (75, 24, 24, 24, 24, 24, 24, 24),
        ("单位", *names),
        "各单位",
        styles=(LEFT, *[MIDDLE] * 7),
    )
    sheet.chart("图")
    sheet.part("二、问题清单")
    columns = {
        "序": (10, "序号"), "编号": (31, "问题编号"),
        "问题": (57, "问题"), "情形": (32, "督查情形"),
        "状态": (20, "状态"), "部门": (30, "责任主体"), "责任人": (16, "责任人"),
        "时限": (24, "完成时限"), "目标": (23, "整改目标"),
    }  # fmt: skip

    def of_unit() -> None:
        sheet.add("（{{ 单.序 }}）{{ 单.名称 }}", "Heading 2")
        sheet.issues("单.问题", columns, "（无）")
        sheet.when("单.余", lambda: sheet.add("{{ 单.余 }}"))

    sheet.each("单", "单位清单", of_unit, "（没有应列入督查的问题）")
    sheet.note(
        "注：本清单列出全部未办结的问题，以及沉浸式督查发现的问题；“情形”依台账记录和整改时限计算，"
        "统计到{{ 报告日期 }}。责任主体、完成时限、整改目标未明确的，应在督查中逐一明确。"
    )


def unit_summary(document: Any) -> None:
    sheet = Sheet(document)
    sheet.head("（{{ 单位 }}　{{ 报告日期 }}）")
    sheet.part("一、采取的措施")
    sheet.add(
        "{{ 统计时间 }}，{{ 单位 }}走流程 {{ 走流程次数 }} 次"
        "{% if 走流程 %}（{{ 走流程 }}）{% endif %}，"
        "针对发现的问题制定整改优化措施 {{ 措施总数 }} 条"
        "{% if 整改方式 %}，其中{{ 整改方式 }}{% endif %}。政策依据：{{ 政策依据 }}。"
    )
    measures = {
        "序": (10, "序号"), "编号": (31, "问题编号"),
        "问题": (41, "问题"), "措施": (46, "整改优化措施"),
        "状态": (28, "目前状态"),
    }  # fmt: skip
    sheet.issues("措施", measures, "（台账中还没有填写整改优化措施）")
    sheet.when("措施余", lambda: sheet.add("{{ 措施余 }}"))
    sheet.part("二、取得的效果")
    sheet.add(
        "发现问题 {{ 发现 }} 个，已销号 {{ 已销号 }} 个，整改率 {{ 整改率 }}；"
        "不采纳 {{ 不采纳 }} 个，"
        "未整改 {{ 未整改 }} 个，其中超期 {{ 超期 }} 个。"
        "按期销号率 {{ 按期率 }}（{{ 按期依据 }}），"
        "反映人满意率 {{ 满意率 }}（{{ 满意依据 }}），从发现到销号平均 {{ 平均天数 }} 天。"
    )
    sheet.issues("类别", KINDS, "（这段时间没有登记问题）")
    sheet.chart("类别图")
    changes = {
        "事项": (52, "事项"), "指标": (32, "指标"), "前": (26, "此前"),
        "后": (26, "此后"), "变化": (20, "变化"),
    }  # fmt: skip

    def before_and_after() -> None:
        sheet.add("办事前后对比（中位数，括号内为走流程次数）：")
        sheet.issues("前后", changes, "")

    sheet.when("前后", before_and_after)
    sheet.part("三、建立的机制")
    mechanisms = {
        "序": (10, "序号"), "种类": (24, "种类"),
        "内容": (82, "机制、制度、标准"), "问题": (40, "来自问题"),
    }  # fmt: skip
    sheet.issues("机制", mechanisms, "（尚未登记建立的制度和机制，请补充）")
    sheet.part("四、存在的问题和建议")
    sheet.add("尚未整改的问题 {{ 问题总数 }} 个。")
    open_ = {
        "序": (10, "序号"), "编号": (31, "问题编号"), "问题": (57, "问题"), "状态": (22, "状态"),
        "时限": (24, "整改时限"), "超期": (12, "超期"),
    }  # fmt: skip
    sheet.issues("问题", open_, "（没有未整改的问题）")
    sheet.when("问题余", lambda: sheet.add("{{ 问题余 }}"))
    sheet.add("建议：")
    sheet.points("建议")
    sheet.signed()


def county(document: Any) -> None:
    sheet = Sheet(document)
    sheet.head("（{{ 统计时间 }}）")
    sheet.part("一、总体情况")
    sheet.add(
        "{{ 统计时间 }}，全县 {{ 单位数 }} 个单位参加，政务服务体验员 {{ 体验员 }} 人，走流程"
        " {{ 走流程次数 }} 次，发现问题 {{ 发现 }} 个，收集需求（工作建议）{{ 需求数 }} 条，"
        "制定整改优化"
        "措施 {{ 措施数 }} 条，建立制度{{ 制度数 }}。已销号 {{ 已销号 }} 个，整改率 {{ 整改率 }}；"
        "不采纳 {{ 不采纳 }} 个，未整改 {{ 未整改 }} 个，其中超期 {{ 超期 }} 个。"
        "按期销号率 {{ 按期率 }}"
        "（{{ 按期依据 }}），反映人满意率 {{ 满意率 }}（{{ 满意依据 }}），"
        "平均 {{ 平均天数 }} 天销号。"
    )
    sheet.basis()
    sheet.part("二、各单位排行")
    ranking = {
        "名次": (12, "名次"), "单位": (32, "单位"),
        "走流程": (16, "走流程"), "一把手": (16, "一把手"),
        "发现": (12, "发现"), "需求数": (12, "需求"),
        "措施数": (12, "措施"), "已销号": (16, "已销号"),
        "整改率": (16, "整改率"), "超期": (12, "超期"),
    }  # fmt: skip
    sheet.issues("排行", ranking, "（台账中还没有单位）")
    sheet.add(
        "按整改率排名，整改率相同的超期少的在前，名次可并列；没有应整改问题的不排名。"
        "整改率＝已销号÷"
        "（发现－不采纳－已并入同类）。“一把手”为主要负责人已走周数/应走周数。",
        "公文附注",
    )
    sheet.chart("排行图")
    sheet.part("三、典型问题类")
    sheet.issues("类别", KINDS, "（这段时间没有登记问题）")
    sheet.chart("类别图")
    sheet.part("四、典型案例")
    sheet.each("案", "案例", lambda: _case(sheet), "（还没有已销号、写明措施和成效的问题）")
    sheet.part("五、下一步")
    sheet.points("下一步")
    sheet.signed()

    def annex() -> None:
        title = sheet.add("附：各单位总结汇编（{{ 已报单位数 }} 个单位）", "Heading 1")
        title.paragraph_format.page_break_before = True
        sheet.when("未报单位", lambda: sheet.add("还没有报送总结的单位：{{ 未报单位 }}。"))
        sheet.each("份", "汇编", one)

    def one() -> None:
        sheet.add("（{{ 份.序 }}）{{ 份.单位 }}", "Heading 2")
        sheet.each("部", "份.部分", parts)

    def parts() -> None:
        sheet.add("{{ 部.名称 }}：", "公文佐证题")
        sheet.each("段", "部.段落", lambda: sheet.add("{{ 段 }}", "公文佐证"))

    sheet.when("汇编", annex)


def _case(sheet: Sheet) -> None:
    sheet.add("（{{ 案.题号 }}）{{ 案.类别 }}：{{ 案.事项 }}（{{ 案.编号 }}）", "Heading 2")
    sheet.add("问题：{{ 案.问题 }}。")
    sheet.when("案.原话", lambda: sheet.add("群众原话：“{{ 案.原话 }}”", "公文佐证"))
    sheet.add("责任单位：{{ 案.部门 }}。措施：{{ 案.措施 }}。")
    sheet.add("成效：{{ 案.结果 }}（{{ 案.销号日期 }}销号）。")


ALL = {
    "peer_check_report.docx": ("互查报告模板", peer_check),
    "inspection_list.docx": ("督查问题清单模板", inspection),
    "unit_summary.docx": ("单位总结模板", unit_summary),
    "county_report.docx": ("县级工作报告模板", county),
}

if __name__ == "__main__":
    save(ALL)
