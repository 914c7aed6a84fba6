"""What stored replies have in common: the preset dictionary of `storage.packing`.

Never change a dictionary that a release has written with: replies that are
stored could not be read again. Add `PRESET_2` and a first byte of 2 instead.
What is most common stands last, where deflate reaches it cheapest.
"""

from __future__ import annotations

PRESET_1: bytes = (
    "请问有没有问题？您的情况，可以不可以；没有，都顺利。不清楚、需要多选，例如“1 3”"
    "办事指南: 申请材料 办理流程 承诺办结时限 法定办结时限 收费标准 办理地点 咨询方式 常见问题 "
    "云溪市公安局 工作日 窗口 现场 材料 系统 身份证 户口簿 原件 复印件 当场 网上办理 自助终端 "
    "How long was the wait? Did any of these happen? What was wrong, and how is it really? "
    'Choose any; "none" if nothing is needed. Please give the number of minutes. '
    "Your progress is kept; say “resume” to go on. Guide: Skip Resume Go on yes no "
    "All right, Noted: (more than one is fine, e.g. “1 3”; may be skipped) (1/13) "
    "回到刚才那一步：好，记下了:已把「」从“”改成“”。随时可以提问、说“暂停”或“报问题”。"
    "（比如“20分钟”“半小时”，可以跳过；可以多选，例如“1 3”）"
    '"},{"id":"cmd:resume","label":"继续"},{"id":"done:yes","label":"确认"},'
    '{"id":"draft:1:keep","label":"对，记入"},{"id":"draft:1:edit","label":"修改"},'
    '"files":["'
    '"sources":[{"item":"","element":"","guide":"","version":"2026-1"}],"files":[]}],'
    '"options":[{"id":"w:counter_trouble=none","label":"没有，都顺利"},'
    '{"id":"w:skip","label":"跳过"}],"sources":[],"files":[]}],'
    '"walk":{"id":"","flow":"","version":"","question":"","status":"none"}}'
    '{"text":"","options":[],"sources":[],"files":[]},'
    '"walk":{"id":"1","flow":"accompanied","version":"1","question":"","status":"finished"}}'
    '{"replies":[{"text":"(2/13) ","options":[],"sources":[],"files":[]}],'
    '"walk":{"id":"","flow":"accompanied","version":"","question":"","status":"open"}}'
).encode()
