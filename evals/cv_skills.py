"""Whether the skills that people see in real CVs are read: `python evals/cv_skills.py`.

Each CV has the best-evidenced skills by two readers. A skill that both name, in words that mean
the same skill here, should be among the mentions. A name that the framework does not know
counts as missed.
"""

from labelled import read_labelled
from metier.core.documents.build import build_document
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.lookup import look_up
from metier.core.workflow.assess import Reader


def resolve(framework: Framework, name: str) -> frozenset[str]:
    """Return the skills that a reader's name may mean."""
    return frozenset(candidate.skill for candidate in look_up(framework, name).candidates)


def agreed(
    framework: Framework, one: list[str], two: list[str]
) -> list[tuple[str, frozenset[str]]]:
    """Return the names that both readers gave, with the skills that they may mean."""
    meanings = {name: resolve(framework, name) for name in {*one, *two}}
    others = {name.casefold() for name in two}
    known = [skill for name in two for skill in meanings[name]]
    return [
        (name, meanings[name])
        for name in one
        if name.casefold() in others or not meanings[name].isdisjoint(known)
    ]


def main() -> None:
    """Print the share found, and the names that were missed."""
    framework = load_framework()
    reader = Reader(framework)
    found = total = 0
    missed = []
    for cv in read_labelled("cv_fit_dev.jsonl"):
        if not (cv.get("a") and cv.get("b")):
            continue
        document = build_document(f"{cv['id']}.txt", cv["text"].encode())
        named = {m.skill for m in reader.mentions(document) if m.polarity == "has"}
        for name, skills in agreed(framework, list(cv["a"]["skills"]), list(cv["b"]["skills"])):
            total += 1
            found += bool(skills & named)
            if not skills & named:
                missed.append(f"{cv['id']}: {name}" + ("" if skills else " (not known)"))
    print(f"skills that both readers name, found: {found} of {total} ({found / total:.1%})\n")
    print("\n".join(missed))


if __name__ == "__main__":
    main()
