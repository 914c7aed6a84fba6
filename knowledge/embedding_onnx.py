"""An embedder from a folder: `model.onnx` and `tokenizer.json`, as sentence-transformers has it.

No download, no network. What else such a folder says of its model is followed: pooling, prompts
for questions and passages, the longest input. `walkalong.json` in it stands above all of these.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.embedding import MAX_QUERY_CHARS, Embedder
from knowledge.endpoints import EmbedderError
from knowledge.remarks import remark

OWN = "walkalong.json"
_FILES = (
    OWN, "tokenizer.json", "model.onnx", "model.onnx_data", "onnx/model.onnx",
    "onnx/model.onnx_data", "1_Pooling/config.json", "config_sentence_transformers.json",
    "sentence_bert_config.json",
)  # fmt: skip
_BATCH = 16
"""Passages embedded at once."""


class Manner(BaseModel):
    """How the model is used; the keys of `walkalong.json`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pooling: Literal["mean", "cls", "last"] = "mean"
    query_prefix: str = Field(default="", max_length=500)
    passage_prefix: str = Field(default="", max_length=500)
    max_tokens: int = Field(default=512, ge=8, le=8192)


def identity(folder: Path) -> str:
    """The model's id: its folder's name, and a digest of all that its vectors depend on."""
    digest = hashlib.sha256()
    for name in _FILES:
        path = folder / name
        if path.is_file():
            with path.open("rb") as file:
                digest.update(name.encode() + hashlib.file_digest(file, "sha256").digest())
    return f"onnx-{folder.name[:30]}-{digest.hexdigest()[:12]}"


class OnnxFolder(Embedder):
    """The embedder of `onnx:FOLDER`."""

    def __init__(self, folder: Path) -> None:
        """Loads the model.

        Raises:
            EmbedderError: Something in the folder is missing or broken; it says what.
        """
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        self._folder = folder
        self._manner = self._read_manner()
        model = self._file("model.onnx", "onnx/model.onnx")
        tokens = self._file("tokenizer.json")
        options = SessionOptions()
        options.intra_op_num_threads = int(os.environ.get("OMP_NUM_THREADS") or 1)
        options.log_severity_level = 3
        try:
            self._tokenizer = Tokenizer.from_file(str(tokens))
        except Exception as error:  # noqa: BLE001  # (tokenizers raises bare exceptions)
            raise self._broken(tokens.name, error) from None
        try:
            self._session = InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # noqa: BLE001  # (onnxruntime raises of many kinds)
            raise self._broken(model.name, error) from None
        self._tokenizer.enable_truncation(self._manner.max_tokens)
        self._tokenizer.enable_padding()
        self._wanted = {each.name for each in self._session.get_inputs()}
        self._lock = threading.Lock()
        self.model_id = identity(folder)
        self.embed_documents(["试"])  # what cannot embed one word is told now

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages, unit length."""
        prefix = self._manner.passage_prefix
        return [
            vector
            for start in range(0, len(texts), _BATCH)
            for vector in self._embed([prefix + text for text in texts[start : start + _BATCH]])
        ]

    def embed_query(self, text: str) -> list[float]:
        """Vector of a question, unit length; only its first `MAX_QUERY_CHARS` characters count."""
        return self._embed([self._manner.query_prefix + text[:MAX_QUERY_CHARS]])[0]

    def _embed(self, texts: list[str]) -> list[list[float]]:
        with self._lock:  # else a question would share its core with a batch of passages
            read = self._tokenizer.encode_batch(texts)
            mask = np.asarray([each.attention_mask for each in read], dtype=np.int64)
            given = {
                "input_ids": np.asarray([each.ids for each in read], dtype=np.int64),
                "attention_mask": mask,
                "token_type_ids": np.zeros_like(mask),
            }
            try:
                told = self._session.run(
                    None, {name: value for name, value in given.items() if name in self._wanted}
                )
            except Exception as error:  # noqa: BLE001  # (onnxruntime raises of many kinds)
                raise self._broken("model.onnx", error) from None
        names = [each.name for each in self._session.get_outputs()]
        return self._pooled(dict(zip(names, told, strict=True)), mask)

    def _pooled(self, told: dict[str, Any], mask: np.ndarray[Any, Any]) -> list[list[float]]:
        """One vector a text; a model that pools by itself has the last word."""
        found = told.get("sentence_embedding")
        states = told.get("last_hidden_state", next(iter(told.values())))
        if found is None and states.ndim == 2:
            found = states
        if found is None and self._manner.pooling == "cls":
            found = states[:, 0]
        elif found is None and self._manner.pooling == "last":
            found = states[np.arange(len(mask)), mask.sum(axis=1) - 1]
        elif found is None:
            weights = mask[:, :, None].astype(states.dtype)
            found = (states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or not lengths.all():
            raise self._broken("model.onnx", ValueError("a vector without direction"))
        vectors: list[list[float]] = (found / lengths).astype(float).tolist()
        return vectors

    def _read_manner(self) -> Manner:
        pooling = self._json("1_Pooling/config.json")
        prompts = self._json("config_sentence_transformers.json").get("prompts") or {}
        longest = self._json("sentence_bert_config.json").get("max_seq_length")
        passage = next((prompts[key] for key in ("passage", "document") if key in prompts), "")
        found = {
            "pooling": "cls" if pooling.get("pooling_mode_cls_token") else "last"
            if pooling.get("pooling_mode_lasttoken") else "mean",
            "query_prefix": prompts.get("query", ""),
            "passage_prefix": passage,
            **({"max_tokens": longest} if longest else {}),
        }  # fmt: skip
        try:
            return Manner.model_validate({**found, **self._json(OWN)})
        except ValidationError as error:
            first = error.errors()[0]
            told = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
            raise self._broken(OWN, ValueError(told)) from None

    def _json(self, name: str) -> dict[str, Any]:
        path = self._folder / name
        if not path.is_file():
            return {}
        try:
            read = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise self._broken(name, error) from None
        if not isinstance(read, dict):
            raise self._broken(name, ValueError("no object {…}"))
        return read

    def _file(self, *names: str) -> Path:
        for name in names:
            if (self._folder / name).is_file():
                return self._folder / name
        raise EmbedderError(remark("embedder_lacks", self._folder, names[0]))

    def _broken(self, name: str, error: Exception) -> EmbedderError:
        told = " ".join(str(error).split())[:120]
        return EmbedderError(remark("embedder_broken", self._folder / name, told))
