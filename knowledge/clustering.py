"""Which short texts tell of the same: nearness by their letters, and groups of near ones.

Texts are compared by cosine, as weights of their characters and pairs of characters; what only
counts or names a place in a row ("三号窗口", "3天") is set aside. Weights do not depend on what
else there is: two problems are as alike on the day they come as a year later. Groups are stars:
all of a group are near its first, so that no chain of small steps leads from one problem to
another. The same texts always give the same groups. Memory grows with the different texts of one
block, not with their square.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

DIMENSIONS = 1_024
"""Of the vectors that find what may be near; what is near is decided by the weights themselves."""
SLACK = 0.12
"""How far below the cosine of the weights that of the vectors may lie."""
AT_A_TIME = 512
"""Texts that are compared with all firsts at a time."""
MAX_BLOCK = 10_000
"""Different texts of one block that are compared with one another: it bounds time and memory."""
MAX_SHARED = 3
MAX_LOOKED_AT = 60
"""Texts of a group in which its words are looked for."""
SHARED_BY = 0.6
"""The part of a group that has a word it is told by."""
ALONE = 0.7
"""What a character alone weighs beside a pair."""
COUNTED = "0"
"""What stands for every count."""
Weights = dict[str, float]
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_COUNTED = re.compile(
    r"[零一二两三四五六七八九十百几半多0]+(?=[号个次遍趟天小分周月年层楼岁元块名人位份张项])"
)
_LEFT = re.compile(r"[^\w]|_")
_FILLER = re.compile("[的了着过吧呢吗啊呀哦嘛]")


def folded(text: str) -> str:
    """What of a text is compared."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = _COUNTED.sub(COUNTED, _DIGITS.sub(COUNTED, plain))
    return _FILLER.sub("", _LEFT.sub("", plain))


def nearest(text: str, others: Sequence[str]) -> list[float]:
    """How near each of `others` is to `text`, 0 to 1."""
    own = _weights(folded(text))
    return [_cosine(own, _weights(folded(other))) for other in others]


def groups(texts: Sequence[str], blocks: Sequence[Hashable], near: float) -> list[list[int]]:
    """Places of texts that tell of the same, at least two each: of one block, and `near` its first.

    The largest first; within a group its first, then in the order of the texts.
    """
    keys = [folded(text) for text in texts]
    of_block: dict[Hashable, dict[str, list[int]]] = {}
    for at, (key, block) in enumerate(zip(keys, blocks, strict=True)):
        if key:
            of_block.setdefault(block, {}).setdefault(key, []).append(at)
    found = [
        group for told in of_block.values() for group in _of_block(told, near) if len(group) > 1
    ]
    return sorted(found, key=lambda group: (-len(group), group[0]))


def shared_words(texts: Sequence[str]) -> list[str]:
    """The words by which a group is told: parts of its first text that most of it has."""
    keys = [folded(text) for text in texts[:MAX_LOOKED_AT]]
    first = keys[0]
    least = max(2, math.ceil(len(keys) * SHARED_BY))
    parts = [
        (start, end)
        for start in range(len(first))
        for end in range(start + 2, min(len(first), start + 8) + 1)
        if COUNTED not in first[start:end] and sum(first[start:end] in key for key in keys) >= least
    ]
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(parts, key=lambda part: (part[0] - part[1], part[0])):
        if all(end <= a or b <= start for a, b in chosen) and len(chosen) < MAX_SHARED:
            chosen.append((start, end))
    return [first[start:end] for start, end in sorted(chosen)]


def _of_block(told: Mapping[str, list[int]], near: float) -> list[list[int]]:
    """The groups of one block, each different text looked at once: what is said most is first."""
    whole = sorted(told, key=lambda key: (-len(told[key]), told[key][0]))
    parts = [whole[start : start + MAX_BLOCK] for start in range(0, len(whole), MAX_BLOCK)]
    return [group for order in parts for group in _of_part(order, told, near)]


def _of_part(order: Sequence[str], told: Mapping[str, list[int]], near: float) -> list[list[int]]:
    weights = [_weights(key) for key in order]
    firsts = _firsts(weights, near)
    starts: dict[int, list[int]] = {first: list(told[order[first]]) for first in firsts}
    vectors = _vectors([weights[first] for first in firsts])
    is_first = set(firsts)
    for start in range(0, len(order), AT_A_TIME):
        some = range(start, min(start + AT_A_TIME, len(order)))
        scores = _vectors(weights[some.start : some.stop]) @ vectors.T
        for at, row in zip(some, scores, strict=True):
            if at in is_first:
                continue
            best = _best(weights[at], row, firsts, weights, near)
            if best is not None:
                starts[best] += told[order[at]]
    return [[group[0], *sorted(group[1:])] for group in starts.values()]


def _best(
    own: Weights, row: Any, firsts: Sequence[int], weights: Sequence[Weights], near: float
) -> int | None:
    """The nearest of the firsts that are near enough, the earliest of equal ones."""
    maybe = np.flatnonzero(row >= near - SLACK)
    near_ones = [firsts[int(at)] for at in maybe]
    scored = [(_cosine(own, weights[first]), -first) for first in near_ones]
    score, first = max(scored, default=(0.0, 0))
    return -first if score >= near else None


def _firsts(weights: Sequence[Weights], near: float) -> list[int]:
    """Texts no two of which are near, such that every text is near one of them."""
    firsts: list[int] = []
    held = np.zeros((0, DIMENSIONS), np.float32)
    for start in range(0, len(weights), AT_A_TIME):
        some = weights[start : start + AT_A_TIME]
        vectors = _vectors(some)
        before, among = vectors @ held.T, vectors @ vectors.T
        new: list[int] = []
        for at, own in enumerate(some):
            earlier = [firsts[int(i)] for i in np.flatnonzero(before[at] >= near - SLACK)]
            earlier += [start + i for i in new if among[at, i] >= near - SLACK]
            if not any(_cosine(own, weights[each]) >= near for each in earlier):
                new.append(at)
                firsts.append(start + at)
        if new:
            held = np.concatenate([held, vectors[new]])
    return firsts


def _weights(key: str) -> Weights:
    pieces = Counter([*key, *map("".join, pairwise(key))])
    raw = {
        piece: (1 + math.log(n)) * (1 if len(piece) > 1 else ALONE) for piece, n in pieces.items()
    }
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {gram: weight / length for gram, weight in raw.items()}


def _cosine(one: Weights, other: Weights) -> float:
    short, long = sorted((one, other), key=len)
    return sum(weight * long[gram] for gram, weight in short.items() if gram in long)


@lru_cache(maxsize=200_000)
def _place(gram: str) -> tuple[int, float]:
    """Where a piece stands in a vector, and with which sign: the same in every process."""
    hashed = zlib.crc32(gram.encode())
    return hashed % DIMENSIONS, 1.0 if hashed & 0x80000000 else -1.0


def _vectors(some: Sequence[Weights]) -> npt.NDArray[np.float32]:
    made = np.zeros((len(some), DIMENSIONS), np.float32)
    for row, weights in enumerate(some):
        for gram, weight in weights.items():
            at, sign = _place(gram)
            made[row, at] += sign * weight
    return made
