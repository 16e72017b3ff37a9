"""Skills in sentences of all jobs, beside the peers: `python evals/skillspan.py`.

SkillSpan (Zhang and others, NAACL 2022) labels knowledge and skill spans in adverts of every
trade. Metier knows AI and data work only, so its recall over all spans is low by design and so is
that of any peer with a list; precision says whether what it reads is what people marked. A skill
span is often a whole clause; "touching" counts a prediction that overlaps one at all.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from labelled import shared_folder
from metier.core.framework.load import load_framework
from scoring import Label, Score, show_errors
from systems import METIER, ask_all, score_all, show_systems

LAYERS = ("knowledge", "skill")
SOURCES = ("tech", "house")
GROUPS = [(f"{layer}, {source}", (f"{layer}, {source}",)) for layer in LAYERS for source in SOURCES]


def read_spans(tokens: list[str], tags: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of B, I and O tags over tokens that are joined by spaces."""
    begin = end = -1
    place = 0
    for token, tag in zip([*tokens, ""], [*tags, "O"], strict=True):
        if tag != "I" and begin >= 0:
            yield begin, end
            begin = -1
        if tag == "B":
            begin = place
        end = place + len(token)
        place = end + 1


def join_posting(sentences: list[dict[str, Any]]) -> tuple[str, list[Label]]:
    """Return a posting's sentences, one a line, with its labels."""
    text, labels = "", []
    for sentence in sentences:
        for layer in LAYERS:
            kind = f"{layer}, {sentence['source']}"
            spans = read_spans(sentence["tokens"], sentence[f"tags_{layer}"])
            labels += [Label(len(text) + low, len(text) + high, kind) for low, high in spans]
        text += " ".join(sentence["tokens"]) + "\n"
    return text, labels


def main() -> None:
    """Print the table, and the worst of Metier's errors."""
    path = shared_folder() / "data" / "skillspan" / "dev.json"
    if not path.is_file():
        print(f"skipped: {path} is not there")
        return
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    postings = [
        join_posting(list(group))
        for _, group in groupby(rows, key=lambda row: (row["source"], row["idx"]))
    ]
    texts, labels = [text for text, _ in postings], [wanted for _, wanted in postings]
    framework = load_framework()
    print(f"SkillSpan dev: {len(rows)} sentences, framework {framework.id.version}\n")
    scores = score_all(texts, labels, ask_all(framework, texts))
    show_systems(scores, GROUPS, touching=True)
    score = scores[METIER]
    if isinstance(score, Score):
        print("\nMetier's errors (a prediction that touches a longer label is among the false):")
        show_errors(score)


if __name__ == "__main__":
    main()
