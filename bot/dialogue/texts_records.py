"""What the bot says of one's own records: Chinese first, English second."""

from __future__ import annotations

RECORDS: dict[str, tuple[str, str]] = {
    "records": (
        "您的记录：\n{lines}",
        "Your records:\n{lines}",
    ),
    "records_counts": (
        "走完 {walks} 次，登记问题 {issues} 个，最近一次说话 {last}",
        "{walks} walk(s) finished, {issues} issue(s) entered, last here {last}",
    ),
    "records_term": (
        "本任期（{term}）：走完 {walks} 次，登记问题 {issues} 个",
        "This term ({term}): {walks} walk(s), {issues} issue(s)",
    ),
    "records_walk": (
        "走流程 {number}：{at} {flow}{item}，{status}",
        "Walk {number}: {at} {flow}{item}, {status}",
    ),
    "records_how": (
        "要带走说“导出我的记录”，撤回一次说“撤回 编号”，全删说“删除我的记录”。",
        "Say “export my records” to take them along, “withdraw NUMBER” for one, “delete my records” "
        "for all.",
    ),
    "records_none": ("还没有您的记录。", "There are no records of yours yet."),
    "status_open": ("进行中", "open"),
    "status_paused": ("暂停", "paused"),
    "status_finished": ("走完", "finished"),
    "status_cancelled": ("已结束", "ended"),
    "anonymous_on": (
        "好，以后登记的问题都写“匿名”。以前登记的不变；要恢复说“取消匿名”。",
        "All right: issues you enter from now on are anonymous. Earlier ones stay as they are; say "
        "“use my name” to change back.",
    ),
    "anonymous_off": (
        "好，以后登记的问题写您的称呼。",
        "All right, your name is given from now on.",
    ),
    "names_shown": (
        "不对外公开。您登记的问题，台账“发现人”一栏写您聊天用的名字，组织活动和负责整改的工作人员看得到；"
        "报告、公示里没有名字。不想写名字，就说“以后都匿名”。",
        "It is not made public. For a problem you enter the ledger has the name you chat by, which the "
        "staff who run this and who mend it can see; reports and notices carry none. Say “always "
        "anonymous” to leave it out.",
    ),
    "names_left_out": (
        "不会。您选了匿名：以后登记的问题，台账里写“匿名”；报告、公示里也没有名字。",
        "No. You chose to be anonymous: for problems you enter from now on the ledger says “anonymous”, "
        "and reports and notices carry no names.",
    ),
    "draft_anonymous": ("匿名登记", "Enter anonymously"),
    "draft_named": ("署名登记", "Enter with my name"),
    "kept_anonymously": ("台账里写“匿名”。", "The ledger says “anonymous”."),
    "exported": (
        "这是您的全部记录：records.xlsx 用 Excel 打开看，records.json 给程序用，files 里是您发过的文件。里面有您说过的话，请收好。",
        "Here is all that is kept about you: records.xlsx for Excel, records.json for programs, and in "
        "“files” what you sent. Keep it safe.",
    ),
    "withdraw_what": (
        "没有您的“{what}”。说“我的记录”看编号。",
        "There is no “{what}” of yours. Say “my records” for the numbers.",
    ),
    "withdraw_walk_sure": (
        "撤回走流程 {number}：回答、备注、照片都删掉。由它登记的问题留在台账，但不再跟您有关，您也查不到。确定吗？",
        "Withdraw walk {number}? Its answers, notes and photos are deleted. Issues from it stay in the "
        "ledger with no link to you; you cannot look them up any more.",
    ),
    "withdraw_issue_sure": (
        "{number} 会留在台账，但写成匿名，不再跟您有关，您也查不到了。确定吗？",
        "{number} stays in the ledger, anonymous and with no link to you; you cannot look it up any "
        "more. Are you sure?",
    ),
    "own_yes": ("确定撤回", "Yes, withdraw"),
    "own_no": ("不撤了", "No, keep it"),
    "withdrawn": ("撤回了。", "It is withdrawn."),
    "delete_sure": (
        "要删除您的全部记录吗？走流程、备注、照片、报名、聊天内容都会删，找不回来。登记过的问题留在台账，但不再跟您有关。",
        "Delete all your records? Walks, notes, photos, your application and what you wrote are "
        "deleted for good. Issues stay in the ledger with no link to you.",
    ),
    "delete_sure_again": (
        "再确认一次：删除以后找不回来。想先留一份，说“导出我的记录”。",
        "Once more: this cannot be undone. Say “export my records” first if you want a copy.",
    ),
    "delete_yes": ("删除全部", "Delete all"),
    "delete_no": ("不删了", "No, keep them"),
    "delete_finally": ("全部删除，我想好了", "Delete all of it, I am sure"),
    "deleted": (
        "您的记录都删除了。保重；想再来随时可以。",
        "Your records are deleted. All the best; you are welcome back at any time.",
    ),
    "leave_sure": (
        "要退出体验员吗？您的记录会留着，想删另说“删除我的记录”。",
        "Stop being a volunteer? Your records stay; say “delete my records” to have them gone.",
    ),
    "unapply_sure": ("要撤回报名吗？", "Withdraw your application?"),
    "leave_yes": ("退出", "Stop"),
    "unapply_yes": ("撤回报名", "Withdraw it"),
    "left": (
        "已经办了。谢谢您；想再来说“我要报名”。",
        "Done. Thank you; say “I want to apply” to return.",
    ),
    "no_volunteer": (
        "您现在没有报名，也不是在任体验员。",
        "You have no application and do not serve.",
    ),
    "nothing_changed": ("好，不变。", "All right, nothing is changed."),
}
