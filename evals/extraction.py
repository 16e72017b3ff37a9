"""How well skills are read from real adverts: `python evals/extraction.py`.

A predicted and a labelled span match, one to one, when they share at least half of their
union in characters. Precision by kind counts predictions by the kind of their skill, recall
counts labels by the type of their label. A trap is a span labelled as negated or as no skill
of the worker; a prediction that touches one and matches no label is taken in by it.
"""

from collections import Counter
from typing import NamedTuple

from labelled import read_labelled, show_table
from metier.core.documents.build import build_document
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.lookup import look_up
from metier.core.workflow.assess import Reader

HARD = ("language", "tool", "platform")
KINDS = (*HARD, "method", "concept", "domain", "regulation", "soft")
Span = tuple[int, int]


class Counts(NamedTuple):
    """Predictions and labels by kind, and how many of each are matched."""

    predicted: Counter[str]
    right: Counter[str]
    labelled: Counter[str]
    found: Counter[str]


def overlap(one: Span, two: Span) -> float:
    """Return the intersection of two spans over their union."""
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return shared / (max(one[1], two[1]) - min(one[0], two[0])) if shared > 0 else 0.0


def pair_spans(predicted: list[Span], labelled: list[Span]) -> dict[int, int]:
    """Return predicted index → labelled index of matches, largest overlap first."""
    shares = sorted(
        ((overlap(p, q), m, n) for m, p in enumerate(predicted) for n, q in enumerate(labelled)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for share, m, n in shares:
        if share >= 0.5 and m not in pairs and n not in pairs.values():
            pairs[m] = n
    return pairs


def names_skill(framework: Framework, name: str, skill: str) -> bool | None:
    """Return whether a label's name means `skill`; None when the framework does not know it."""
    answer = look_up(framework, name)
    if answer.skill is None:
        return None
    return skill in {candidate.skill for candidate in answer.candidates}


def rates(right: int, predicted: int, found: int, labelled: int) -> tuple[str, str, str]:
    """Return precision, recall and F1 as text."""
    precision = right / predicted if predicted else 0.0
    recall = found / labelled if labelled else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}"


def show_counts(counts: Counts) -> None:
    """Print precision, recall and F1 by kind, for the hard kinds, and for all."""
    rows = []
    groups = [(kind, (kind,)) for kind in KINDS]
    groups += [("languages, tools, platforms", HARD), ("all", KINDS)]
    for name, kinds in groups:
        predicted, right, labelled, found = (sum(c[k] for k in kinds) for c in counts)
        row = (name, str(labelled), str(predicted))
        rows.append((*row, *rates(right, predicted, found, labelled)))
    show_table(("kind", "labels", "predicted", "precision", "recall", "F1"), rows)


def main() -> None:
    """Print the tables."""
    adverts = read_labelled("postings_dev.jsonl")
    framework = load_framework()
    reader = Reader(framework)
    counts = Counts(Counter(), Counter(), Counter(), Counter())
    skills: Counter[bool | None] = Counter()
    traps = taken = 0
    missed: Counter[str] = Counter()
    for advert in adverts:
        document = build_document("advert.txt", advert["text"].encode())
        mentions = [m for m in reader.mentions(document) if m.polarity == "has"]
        labels = [label for label in advert["mentions"] if label["polarity"] == "has"]
        pairs = pair_spans(
            [(m.start, m.end) for m in mentions], [(g["start"], g["end"]) for g in labels]
        )
        counts.predicted.update(m.kind for m in mentions)
        counts.right.update(mentions[m].kind for m in pairs)
        counts.labelled.update(label["type"] for label in labels)
        counts.found.update(labels[n]["type"] for n in pairs.values())
        skills.update(
            names_skill(framework, labels[n]["skill"], mentions[m].skill) for m, n in pairs.items()
        )
        hard = (n for n, label in enumerate(labels) if label["type"] in HARD)
        missed.update(labels[n]["surface"] for n in hard if n not in pairs.values())
        for trap in (label for label in advert["mentions"] if label["polarity"] != "has"):
            span = (trap["start"], trap["end"])
            traps += 1
            taken += any(
                overlap((m.start, m.end), span) > 0
                for index, m in enumerate(mentions)
                if index not in pairs
            )
    print(f"{len(adverts)} adverts, framework {framework.id.version}\n")
    show_counts(counts)
    known = skills[True] + skills[False]
    print(f"\nright skill where the label's name is known: {skills[True]} of {known}")
    print(f"traps taken: {taken} of {traps}")
    named = ", ".join(f"{name} ({n})" if n > 1 else name for name, n in missed.most_common())
    print(f"languages, tools and platforms missed: {named or 'none'}")


if __name__ == "__main__":
    main()
