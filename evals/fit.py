"""How well role and stage are told from real CVs: `python evals/fit.py`.

Each CV has the judgment of two readers. Counted are the CVs for which the readers' best role
is one of the framework's; an answer is right when either reader gave it. nDCG@3 is by the mean of
the readers' grades, 3 to 1 and 0 for a role not named, against the best order by that mean.
"""

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

from labelled import read_labelled, show_table
from metier.core.documents.build import build_document
from metier.core.framework.load import load_framework
from metier.core.workflow.assess import Reader, assess_profile, build_profile

AS_OF = dt.date(2026, 11, 23)


def judgments(cv: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the readers' judgments."""
    return [cv[name] for name in ("a", "b") if cv.get(name)]


def mean_grades(cv: dict[str, Any]) -> dict[str, float]:
    """Return the mean grade of each role that a reader graded."""
    found: dict[str, float] = {}
    readers = judgments(cv)
    for judgment in readers:
        for role, grade in judgment["roles"].items():
            found[role] = found.get(role, 0.0) + grade / len(readers)
    return found


def ndcg(ranked: Sequence[str], grades: dict[str, float], *, depth: int = 3) -> float:
    """Return the discounted gain of the first roles as a share of the best possible."""

    def gain(values: Sequence[float]) -> float:
        return math.fsum(value / math.log2(n + 2) for n, value in enumerate(values[:depth]))

    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(role, 0.0) for role in ranked[:depth]]) / best if best else 0.0


def share(right: int, total: int) -> str:
    """Return "n of m (p%)"."""
    return f"{right} of {total} ({right / total:.0%})" if total else "0 of 0"


def main() -> None:
    """Print a line for each CV, and the accuracies."""
    cvs = read_labelled("cv_fit_dev.jsonl")
    framework = load_framework()
    reader = Reader(framework)
    rows = []
    role_first = role_third = role_total = stage_right = stage_near = 0
    gains = []
    order = {"entry": 0, "mid": 1, "senior": 2, "principal": 3}
    for cv in cvs:
        document = build_document(f"{cv['id']}.txt", cv["text"].encode())
        found = assess_profile(framework, build_profile(reader, [document]), as_of=AS_OF)
        best = {judgment["best"] for judgment in judgments(cv)}
        stages = {judgment["stage"] for judgment in judgments(cv)}
        ranked = [fit.role for fit in found.fits]
        counted = best <= set(framework.roles)
        role_total += counted
        if counted:
            gains.append(ndcg(ranked, mean_grades(cv)))
        role_first += counted and ranked[0] in best
        role_third += counted and bool(best & set(ranked[:3]))
        stage = found.stage.stage
        stage_right += stage in stages
        stage_near += any(abs(order[stage] - order[one]) <= 1 for one in stages if one in order)
        verdict = ("right" if ranked[0] in best else "wrong") if counted else "not counted"
        rows.append(
            (cv["id"], "/".join(sorted(best)), ranked[0], verdict, "/".join(sorted(stages)), stage)
        )
    show_table(("cv", "best role", "told", "role", "stage", "told"), rows)
    print(f"\n{len(cvs)} CVs, framework {framework.id.version}")
    print(f"best role first: {share(role_first, role_total)}")
    print(f"best role among the first three: {share(role_third, role_total)}")
    print(f"nDCG@3: {math.fsum(gains) / len(gains):.2f}" if gains else "nDCG@3: none counted")
    print(f"stage: {share(stage_right, len(cvs))}; at most one off: {share(stage_near, len(cvs))}")


if __name__ == "__main__":
    main()
