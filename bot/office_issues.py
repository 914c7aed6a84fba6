"""An issue of the ledger made by an office: of a gap of the guides, or of what a guide says.

What people asked is its evidence, each question as a message that leads to nobody; what a guide
says stands as the guide's, with its version. The office that the guide names is responsible.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.guide_gaps import Gap
from knowledge.library import Library
from knowledge.model import Guide, GuideFinding
from storage.office_issues import Copied, OfficeIssue, OfficeIssues
from storage.records import PART, FieldValue

UNCLEAR = "事前公开不清楚"
"""The category of a gap (`flows.issue_terms.CATEGORIES`)."""
STEP = "咨询"
GAP_SOURCE = "群众提问"
FINDING_SOURCE = "办事指南检查"
MAX_CITED = 20
"""Questions of a gap that an issue cites, the latest; it says how many there were."""


class AlreadyIssueError(Exception):
    """An issue was made of the same before; `number` is its."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


def enter_gap(office: OfficeIssues, gap: Gap, library: Library) -> str:
    """Enter a gap in the ledger; its number. It counts as found when it was first asked.

    Raises `AlreadyIssueError`, and LookupError where all its words were taken back.
    """
    key = f"gap:{gap.number}"
    if number := gap.issue or office.number_of(key):
        raise AlreadyIssueError(number)
    keys = [one.id for one in gap.questions]
    cited = office.copies(keys[-MAX_CITED:])
    if not cited:
        raise LookupError(gap.number)
    guide = library.guide(gap.item_id) if gap.item_id else None
    fields = {
        "problem": FieldValue(_problem(gap), how="rule"),
        **_parts(cited),
        "category": FieldValue(UNCLEAR, how="rule"),
        "step": FieldValue(STEP, how="rule"),
        **_of_guide(guide, gap.item_name),
        **({"element": FieldValue(gap.element, how="rule")} if gap.element else {}),
    }
    found_at = min(one.at for one in gap.questions)
    return office.enter(OfficeIssue(key, GAP_SOURCE, fields, found_at), keys)


def enter_finding(office: OfficeIssues, finding: GuideFinding, library: Library) -> str:
    """Enter what the linter found in a guide in the ledger; its number.

    The finding must be told in Chinese, as the ledger is. Raises `AlreadyIssueError`.
    """
    key = f"guide:{finding.guide}:{finding.id}"
    if number := office.number_of(key):
        raise AlreadyIssueError(number)
    says = _says(finding)
    fields = {
        "problem": FieldValue(finding.text, how="rule"),
        "category": FieldValue(finding.category, how="rule"),
        "step": FieldValue(STEP, how="rule"),
        "measure": FieldValue(finding.mend, how="rule"),
        **_of_guide(library.guide(finding.guide), finding.item),
        "element": FieldValue(finding.element, how="guide"),
        **({"guide_says": FieldValue(says, how="guide")} if says else {}),
    }
    return office.enter(OfficeIssue(key, FINDING_SOURCE, fields))


def _says(finding: GuideFinding) -> str:
    """The words of the guide; where they stand, too, where it says several things."""
    quotes = [(cited.anchor, cited.quote) for cited in finding.cited if cited.quote]
    if len(quotes) == 1:
        return quotes[0][1]
    return "\n".join(f"{anchor}：{quote}" for anchor, quote in quotes)


def _problem(gap: Gap) -> str:
    """The gap in a sentence."""
    asked = f"“{gap.wording}”（共问 {gap.count} 次，最近 {gap.last:%Y-%m-%d}）"
    of_item = f"“{gap.item_name}”" if gap.item_name else ""
    return {
        "no_guide": f"没有相应事项的办事指南，答不了群众提问：{asked}",
        "lacks": f"{of_item}办事指南没有写明群众问的：{asked}",
        "offered": f"{of_item}办事指南没有直接写群众问的，只能给出几处相近内容：{asked}",
        "unhelpful": f"按{of_item}办事指南作答，群众反映没帮上忙：{asked}",
        "unclear": f"群众提问分不清是哪个事项，指南名称或说明不好找：{asked}",
    }[gap.kind]


def _parts(cited: Sequence[Copied]) -> dict[str, FieldValue]:
    """Each question and each remark on what was missing, with the message that says it."""
    said = [(one.asked.text, one.message) for one in cited]
    said += [(one.asked.wanted, one.wanted) for one in cited if one.wanted is not None]
    return {
        f"{PART}{place}": FieldValue(text, message, 0, len(text), "rule")
        for place, (text, message) in enumerate(said, 1)
    }


def _of_guide(guide: Guide | None, item_name: str) -> dict[str, FieldValue]:
    """The service and who is responsible for it, as the guide has them."""
    if guide is None:
        return {"item": FieldValue(item_name, how="rule")} if item_name else {}
    told = {
        "item": guide.name,
        "item_code": guide.id,
        "department": guide.bureau,
        "guide": f"{guide.id} · {guide.version}",
    }
    return {name: FieldValue(value, how="guide") for name, value in told.items() if value}
