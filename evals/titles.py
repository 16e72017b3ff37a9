"""How well job titles are told, beside three baselines: `python evals/titles.py`.

Accuracy counts the roles that the labels call acceptable too; precision is over the titles that
were given a role, recall over those that have one. Wrong ones are listed to be read. The
baselines: the role's own name in the title; the likest role name by rapidfuzz; TF-IDF and logistic
regression, trained on these very titles and told by ten folds. Metier's rules were written with
these titles in sight, so its own figure is the best case.
"""

import csv
import time
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process, utils

from labelled import shared_folder, show_table
from metier.core.extract.titles import read_title
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from peers import PYTHON, PeerError, run_worker

LEAST_LIKENESS = 80


class Title(NamedTuple):
    """A labelled title: its role or "none", and all roles that are right."""

    text: str
    role: str
    good: frozenset[str]


def read_titles() -> list[Title]:
    """Return the labelled titles."""
    path = shared_folder() / "gold" / "titles_dev.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        Title(
            row["title"],
            row["role"],
            frozenset({row["role"], *filter(None, row["also_acceptable"].split(","))}),
        )
        for row in rows
    ]


def find_names(framework: Framework, titles: Sequence[str]) -> list[str]:
    """Return the role whose name stands in each title, the longest name first."""
    names = sorted(framework.data.roles, key=lambda role: -len(role.name))
    return [
        next((role.id for role in names if role.name.casefold() in title.casefold()), "none")
        for title in titles
    ]


def find_like(framework: Framework, titles: Sequence[str]) -> list[str]:
    """Return the role whose name is most like each title, or "none" below a likeness."""
    roles = framework.data.roles
    names = [role.name for role in roles]
    found = []
    for title in titles:
        best = process.extractOne(
            title, names, scorer=fuzz.token_set_ratio, processor=utils.default_process
        )
        found.append(roles[best[2]].id if best and best[1] >= LEAST_LIKENESS else "none")
    return found


def row_of(name: str, titles: Sequence[Title], told: Sequence[str]) -> tuple[str, ...]:
    """Return accuracy, and precision and recall over the roles, as text."""
    right = [role in title.good for title, role in zip(titles, told, strict=True)]
    answered = [role != "none" for role in told]
    both = sum(map(min, right, answered))
    wanted = [title.role != "none" for title in titles]
    found = sum(map(min, right, answered, wanted))
    precision = both / sum(answered) if any(answered) else 0.0
    cells = (sum(right) / len(titles), precision, found / sum(wanted))
    return (name, str(sum(answered)), *(f"{cell:.3f}" for cell in cells))


def main() -> None:
    """Print the table, the speed and the wrong ones."""
    titles = read_titles()
    texts = [title.text for title in titles]
    framework = load_framework()
    read = [read_title(framework, text).role or "none" for text in texts]
    rows = [
        row_of("Metier", titles, read),
        row_of("role names in the title", titles, find_names(framework, texts)),
        row_of("rapidfuzz, likest role name", titles, find_like(framework, texts)),
    ]
    try:
        told = run_worker("title_worker.py", [], [[title.text, title.role] for title in titles])
        rows.append(row_of("TF-IDF, logistic regression", titles, told))
        note = ""
    except PeerError as error:
        note = f"TF-IDF, logistic regression: not run ({error}; {PYTHON.parent.parent.name})"
    print(f"{len(titles)} titles, framework {framework.id.version}\n")
    show_table(("system", "answered", "accuracy", "precision", "recall"), rows)
    print(note)
    began = time.perf_counter()
    for _ in range(20):
        for text in texts:
            read_title(framework, text)
    print(f"titles a second: {20 * len(texts) / (time.perf_counter() - began):,.0f}\n")
    for title, role in zip(titles, read, strict=True):
        if role not in title.good:
            print(f"{title.text}: {title.role}, told {role}")


if __name__ == "__main__":
    main()
