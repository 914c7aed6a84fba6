"""The papers that everybody knows: a name out of this list tells nothing about a person."""

from __future__ import annotations

import re

from bot.reading.words import MAX_READ, fold

_COMMON = re.compile(
    r"(?:(?:居民)?身份证|户口[本簿]|结婚证|离婚证|出生(?:医学)?证(?:明)?|居住证|驾驶证|驾照|行驶证|营业执照|"
    r"社会?保障?卡|医保卡|银行卡|存折|护照|不动产权证书?|房产证|房本|(?:购房|租赁|租房|劳动|买卖)?合同|发票|收据|"
    r"(?:银行)?流水|照片|相片|(?:申请|登记|申报)[表书]|承诺书|委托书|"
    r"(?:收入|居住|在职|单身|死亡|亲属关系|无犯罪记录|婚姻状况|户籍|工作)?证明|毕业证书?|学历证书?|体检(?:报告|表)?|"
    r"章程|病历|回执|残疾人?证|老年证|申请材料|材料|"
    r"\b(?:id card|identity card|household register|passport|(?:birth|marriage) certificate|business licen[cs]e|"
    r"driving licen[cs]e|bank card|photo|invoice|contract|application form|lease)s?\b)(?:的?(?:原件|复印件))?"
)


def common_name(text: str) -> str:
    """The first of such papers that `text` names, with "原件" or "复印件"; empty for none."""
    found = _COMMON.search(fold(text[:MAX_READ]))
    return found[0] if found else ""
