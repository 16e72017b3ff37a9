"""How well skills are read from real adverts, beside the peers: `python evals/extraction.py`.

A predicted and a labelled span match, one to one, when they share at least half of their
union in characters. Precision by kind counts predictions by the kind of their skill, recall
counts labels by the type of their label. A trap is a span labelled as negated or as no skill
of the worker; a prediction that touches one and matches no label is taken in by it.
"""

from collections import Counter

from labelled import read_labelled
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.lookup import look_up
from scoring import Found, Label, Score, pair_spans, show_errors, show_kinds
from systems import METIER, ask_all, score_all, show_systems

HARD = ("language", "tool", "platform")
KNOWLEDGE = ("method", "concept", "regulation")
KINDS = (*HARD, "method", "concept", "domain", "regulation", "soft")
GROUPS = (
    ("languages, tools, platforms", HARD),
    ("methods, concepts", KNOWLEDGE),
    ("domains", ("domain",)),
    ("soft", ("soft",)),
)


def names_skill(framework: Framework, name: str, skill: str) -> bool | None:
    """Return whether a label's name means `skill`; None when the framework does not know it."""
    answer = look_up(framework, name)
    if answer.skill is None:
        return None
    return skill in {candidate.skill for candidate in answer.candidates}


def right_skills(
    framework: Framework, labels: list[list[tuple[int, int, str]]], found: list[list[Found]]
) -> Counter[bool | None]:
    """Return how often a matched span means the labelled skill; None where its name is unknown."""
    return Counter(
        names_skill(framework, wanted[n][2], spans[m].name)
        for wanted, spans in zip(labels, found, strict=True)
        for m, n in pair_spans([s[:2] for s in spans], [g[:2] for g in wanted]).items()
    )


def main() -> None:
    """Print the tables."""
    adverts = read_labelled("postings_dev.jsonl")
    framework = load_framework()
    texts = [advert["text"] for advert in adverts]
    labels = [
        [Label(m["start"], m["end"], m["type"], m["polarity"] != "has") for m in advert["mentions"]]
        for advert in adverts
    ]
    answers = ask_all(framework, texts)
    scores = score_all(texts, labels, answers)
    print(f"{len(adverts)} adverts, framework {framework.id.version}\n")
    show_systems(scores, GROUPS)
    score, found = scores[METIER], answers[METIER]
    if not isinstance(score, Score) or isinstance(found, str):
        return
    print("\nMetier by kind:")
    groups = [(kind, (kind,)) for kind in KINDS]
    show_kinds(score, [*groups, ("languages, tools, platforms", HARD), ("all", KINDS)])
    names = [
        [(m["start"], m["end"], m["skill"]) for m in advert["mentions"] if m["polarity"] == "has"]
        for advert in adverts
    ]
    skills = right_skills(framework, names, found)
    known = skills[True] + skills[False]
    print(f"\nright skill where the label's name is known: {skills[True]} of {known}\n")
    show_errors(score)


if __name__ == "__main__":
    main()
