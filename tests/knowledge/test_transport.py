"""An endpoint gets no memory, no time and nobody else's ear, whatever it sends."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from knowledge.composing.chat import MAX_BYTES, Chat, NoAnswerError
from knowledge.embedding_endpoint import EndpointEmbedder
from knowledge.endpoints import EmbedderError, Endpoint
from tests.knowledge.endpoint import Handler, Payload, Scripted, completion, endpoint, saying

MB = 1 << 20


@pytest.fixture
def server() -> Iterator[Scripted]:
    with endpoint() as scripted:
        yield scripted


@pytest.fixture
def elsewhere() -> Iterator[Scripted]:
    with endpoint() as scripted:
        scripted.act = saying("在")
        yield scripted


def begin(handler: Handler, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


def endless(sent: list[int]) -> Callable[[Handler, Payload], None]:
    def act(handler: Handler, _: Payload) -> None:
        begin(handler, Content_Type="application/json")
        while sum(sent) < 400 * MB:
            handler.wfile.write(b" " * MB)
            sent.append(MB)

    return act


def packed(handler: Handler, _: Payload) -> None:
    body = gzip.compress(json.dumps(completion("在")).encode() + b" " * 64 * MB)
    begin(handler, Content_Type="application/json", Content_Encoding="gzip")
    handler.wfile.write(body)


def test_an_endless_answer_is_given_up_at_a_bound(server: Scripted) -> None:
    sent: list[int] = []
    server.act = endless(sent)
    with pytest.raises(NoAnswerError):
        Chat(Endpoint("openai:x", server.url, seconds=20)).say("", "在吗")
    assert sum(sent) < MAX_BYTES + 20 * MB, "what the system buffers, no more"


def test_an_endless_answer_ends_an_embedder_too(server: Scripted) -> None:
    sent: list[int] = []
    server.act = endless(sent)
    with pytest.raises(EmbedderError):
        EndpointEmbedder(Endpoint("openai:x", server.url, seconds=20)).embed_query("在吗")
    assert sum(sent) < 100 * MB


def test_a_packed_answer_is_not_unpacked(server: Scripted) -> None:
    server.act = packed
    with pytest.raises(NoAnswerError):
        Chat(Endpoint("openai:x", server.url, seconds=20)).say("", "在吗")
    assert server.headers[-1]["accept-encoding"] == "identity"


def test_a_call_that_drips_ends_with_its_time(server: Scripted) -> None:
    ended = threading.Event()

    def drip(handler: Handler, _: Payload) -> None:
        begin(handler)
        try:
            while True:
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.1)
        except OSError:
            ended.set()

    server.act = drip
    with pytest.raises(NoAnswerError):
        Chat(Endpoint("openai:x", server.url, seconds=1)).say("", "在吗")
    assert ended.wait(30), "its connection is closed, and its place is free again"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_takes_a_question_to_another_host(
    server: Scripted, elsewhere: Scripted, status: int
) -> None:
    server.act = lambda handler, _: begin(handler, status, Location=f"{elsewhere.url}/x")
    with pytest.raises(NoAnswerError):
        Chat(Endpoint("openai:x", server.url)).say("", "在吗")
    with pytest.raises(EmbedderError):
        EndpointEmbedder(Endpoint("openai:x", server.url)).embed_query("在吗")
    assert elsewhere.asked == []


def test_the_environment_sends_nothing_to_others(
    server: Scripted, elsewhere: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither to a tracing service, nor of an account at another provider."""
    from langchain_core.tracers import langchain as tracer
    from langsmith import utils

    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", elsewhere.url)
    monkeypatch.setenv("LANGSMITH_API_KEY", "k")
    monkeypatch.setenv("OPENAI_ORG_ID", "our-account")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "our-project")
    utils.get_env_var.cache_clear()
    traced: list[object] = []
    monkeypatch.setattr(tracer.LangChainTracer, "_persist_run_single", traced.append)
    server.act = saying("在")
    assert Chat(Endpoint("openai:x", server.url, seconds=60)).say("", "在吗") == "在"
    assert traced == []
    assert elsewhere.asked == []
    assert "our-" not in str(server.headers)


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_PROXY"])
def test_an_address_of_ones_own_is_not_reached_through_a_proxy_of_the_environment(
    server: Scripted, elsewhere: Scripted, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, elsewhere.url.removesuffix("/v1"))
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    server.act = saying("在")
    assert Chat(Endpoint("openai:x", server.url, seconds=60)).say("", "在吗") == "在"
    assert len(server.asked) == 1
    assert elsewhere.asked == []


@pytest.mark.parametrize("status", [401, 500])
def test_a_key_that_an_endpoint_says_again_is_told_to_nobody(
    server: Scripted,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    status: int,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-the-environment")
    message = "Incorrect API key: key-of-ours, not key-of-the-environment"
    server.act = lambda handler, _: handler.send({"error": {"message": message}}, status)
    at = Endpoint("openai:x", server.url, "key-of-ours", seconds=20)
    with pytest.raises(NoAnswerError) as said:
        Chat(at).say("", "在吗")
    with pytest.raises(EmbedderError) as embedded:
        EndpointEmbedder(at).embed_query("在吗")
    assert "Incorrect API key" in str(embedded.value)
    told = f"{said.value} {embedded.value} {embedded.value.told} {caplog.text} {at!r}"
    assert "key-of" not in told


def test_what_other_providers_are_asked_is_traced_by_nobody_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Their clients are their own; that tracing is off is ours to see to."""
    from langchain_core.language_models import FakeListChatModel
    from langchain_core.tracers import langchain as tracer
    from langsmith import utils

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "k")
    utils.get_env_var.cache_clear()
    traced: list[object] = []
    monkeypatch.setattr(tracer.LangChainTracer, "_persist_run_single", traced.append)
    model = FakeListChatModel(responses=["在"])
    monkeypatch.setattr("langchain.chat_models.init_chat_model", lambda *_, **__: model)
    assert Chat(Endpoint("other:x", seconds=60)).say("", "在吗") == "在"
    assert traced == []
