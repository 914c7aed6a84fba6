"""What `once()` keeps: the value that a row has had since an event first gave it one.

ODK's `once(x)` is the row's present value, and `x` only while that is empty. Here a
row's value is derived anew at every look; what it was is therefore kept among the
state's `known` values, by path, at the events that move a walk (its beginning, an
answer, a correction, a skip). A row that is not relevant keeps what it had.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flows.state import Value

if TYPE_CHECKING:
    from flows.situation import Situation


def kept(situation: Situation, known: Mapping[str, Value]) -> Mapping[str, Value]:
    """`known` with the present values of all rows that use `once()`; itself if nothing changed."""
    present = dict(known)
    for node in situation.plan.keepers:
        found: Mapping[str, Value] = situation.defaults if node.asked else situation.values
        for prefix in situation.instances.get(node.chain[-1], ()) if node.chain else ("",):
            path = prefix + node.row.name
            if found.get(path, "") != "":
                present[path] = found[path]
            elif path in situation.relevant and path not in situation.accepted:
                present.pop(path, None)
    return present if present != known else known
