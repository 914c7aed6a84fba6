"""Words that say that something was well: "挺好的", "没问题"."""

from __future__ import annotations

import re

PRAISED = re.compile(
    r"(?:都|也|还|倒|是|真|方面|上)*(?:挺|很|蛮|非常|特别|比较|还|超级?|可|老|贼|真|特|忒|相当|倍儿|怪)?(?:好(?!不)|不错|可以|"
    r"热情|耐心|满意|顺(?![序便路])|还行(?![李程走])|(?<!不)(?<!不太)(?<!不大)正常|一[次下]就[成过好进]|没问题)|"
    r"(?:也|都|倒|上|方面)*(?:没(?:有)?(?:什么|啥)?(?:不好|不妥|问题|毛病)|不差|不坏)"
)


def is_praise(folded: str) -> bool:
    """Whether the words say, somewhere in them, that something was well."""
    return PRAISED.search(folded) is not None
