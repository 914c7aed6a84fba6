"""What the bot says of reports, to an office alone: Chinese first, English second."""

from __future__ import annotations

REPORTS: dict[str, tuple[str, str]] = {
    "report_made": ("走流程 {walk} 的报告。", "The report of walk {walk}."),
    "report_no_walk": ("没有编号为 {walk} 的走流程。", "There is no walk {walk}."),
    "report_none": ("还没有走完的走流程。", "No walk is finished yet."),
    "report_which": ("要哪一次走流程的报告？", "The report of which walk?"),
    "office_report_made": ("{name}。", "{name}."),
    "office_report_peer": ("{walk} 号互查的报告", "The report of peer check {walk}"),
    "office_report_inspection": ("督查问题清单{unit}", "The list for an inspection{unit}"),
    "office_report_unit": ("单位总结{unit}", "The summary of a unit{unit}"),
    "office_report_county": ("县级工作报告", "The county’s work report"),
    "office_report_admins": (
        "工作报告汇总各单位，由管理员出。本单位的可以说“出本单位的总结”。",
        "The work report is of all units, and an admin’s. For yours say “our summary”.",
    ),
    "office_report_which_unit": (
        "要哪个单位的总结？比如“出医保局的总结”。",
        "The summary of which unit? E.g. “summary of the medical insurance bureau”.",
    ),
    "office_report_fault": (
        "办公室的设置文件有错，改好再出报告：{fault}",
        "A file of the office has a fault; mend it first: {fault}",
    ),
    "report_no_check": (
        "没有编号为 {walk} 的互查。",
        "There is no peer check {walk}.",
    ),
    "report_no_checks": ("还没有走完的互查。", "No peer check is finished yet."),
    "report_which_check": ("要哪一次互查的报告？", "The report of which peer check?"),
}
