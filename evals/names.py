"""How many of the names that real adverts use the framework knows: `python evals/names.py`.

Counted by mentions: the job boards' own skill tags, and the languages, tools and platforms of the
labeled adverts. What is missing is listed with its count, the commonest first.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from labelled import shared_folder
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.lookup import look_up

_SHOWN = 40


def board_tags(data: Path) -> Counter[str]:
    """Return the tags of both boards with how often each stands on an advert."""
    found: Counter[str] = Counter()
    for row in _rows(data / "postings" / "ai_engineer_2026.jsonl.gz"):
        found.update(row["skills"] or ())
    for row in _rows(data / "postings" / "analytics_engineer_2026.jsonl.gz"):
        found.update(name for name, asked in row["tools"].items() if asked)
    return found


def labeled_names(gold: Path) -> Counter[str]:
    """Return the languages, tools and platforms of the labeled adverts with their counts."""
    found: Counter[str] = Counter()
    for line in (gold / "postings_dev.jsonl").read_text("utf-8").splitlines():
        for mention in json.loads(line)["mentions"]:
            if mention["type"] in {"language", "tool", "platform"}:
                found[mention["skill"]] += 1
    return found


def unknown_names(framework: Framework, names: Counter[str]) -> Counter[str]:
    """Return the names that lead to no skill and no heading."""
    return Counter({name: count for name, count in names.items() if not _is_known(framework, name)})


def known_share(names: Counter[str], unknown: Counter[str]) -> float:
    """Return the share of mentions that is known."""
    return 1 - unknown.total() / names.total()


def _is_known(framework: Framework, name: str) -> bool:
    answer = look_up(framework, name)
    return answer.skill is not None or answer.heading is not None


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def main() -> int:
    """Print both shares and what is missing."""
    shared = shared_folder()
    framework = load_framework()
    print(f"names that the framework {framework.id.version} knows, by mentions\n")
    for title, names in (
        ("board tags", board_tags(shared / "data")),
        ("languages, tools and platforms of labeled adverts", labeled_names(shared / "gold")),
    ):
        unknown = unknown_names(framework, names)
        share = known_share(names, unknown)
        print(f"{title}: {share:.1%} of {names.total()} ({len(unknown)} of {len(names)} unknown)")
        shown = ", ".join(f"{name} ({count})" for name, count in unknown.most_common(_SHOWN))
        print(f"  missing: {shown}\n")
    print(
        "What stays unknown is a company's own product, a spelling that stands once or twice,\n"
        "or a word that names no skill."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
