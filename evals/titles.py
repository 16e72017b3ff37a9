"""How well job titles are told: `python evals/titles.py`.

Accuracy counts the roles that the labels call acceptable too; precision is over the titles that
were given a role. Wrong ones are listed to be read.
"""

import csv
import time

from labelled import shared_folder
from metier.core.extract.titles import read_title
from metier.core.framework.load import load_framework


def main() -> None:
    """Print the figures."""
    path = shared_folder() / "gold" / "titles_dev.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    framework = load_framework()
    wrong = []
    answered = right_answers = 0
    for row in rows:
        role = read_title(framework, row["title"]).role
        good = {row["role"], *filter(None, row["also_acceptable"].split(","))}
        is_right = (role or "none") in good
        answered += role is not None
        right_answers += role is not None and is_right
        if not is_right:
            wrong.append(f"{row['title']}: {row['role']}, told {role}")
    print(f"{len(rows)} titles, framework {framework.id.version}\n")
    print(f"accuracy: {1 - len(wrong) / len(rows):.3f}")
    print(f"precision when it answers: {right_answers / answered:.3f} of {answered}")
    began = time.perf_counter()
    for _ in range(20):
        for row in rows:
            read_title(framework, row["title"])
    print(f"titles a second: {20 * len(rows) / (time.perf_counter() - began):,.0f}\n")
    print("\n".join(wrong))


if __name__ == "__main__":
    main()
