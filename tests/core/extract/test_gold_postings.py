"""Languages, tools and platforms in real adverts are found."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from metier.core.extract.mentions import Mention

Read = Callable[..., list[Mention]]
Span = tuple[int, int]
HARD = {"language", "tool", "platform"}


def overlap(one: Span, two: Span) -> float:
    """Return the spans' intersection over their union, in characters."""
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return shared / (max(one[1], two[1]) - min(one[0], two[0])) if shared > 0 else 0.0


def unmatched(found: list[Span], asked: list[Span]) -> set[int]:
    """Return which of `asked` match none of `found`, one to one, best overlap first."""
    pairs = sorted(
        ((overlap(f, a), m, n) for m, f in enumerate(found) for n, a in enumerate(asked)),
        reverse=True,
    )
    used: set[int] = set()
    left = set(range(len(asked)))
    for share, m, n in pairs:
        if share >= 0.5 and m not in used and n in left:
            used.add(m)
            left.discard(n)
    return left


@pytest.mark.shared_data
def test_recall_of_languages_tools_and_platforms(read: Read, gold: Path) -> None:
    total = 0
    missed: list[str] = []
    for line in (gold / "postings_dev.jsonl").read_text("utf-8").splitlines():
        advert: dict[str, Any] = json.loads(line)
        asked = [m for m in advert["mentions"] if m["polarity"] == "has"]
        found = [(m.start, m.end) for m in read(advert["text"]) if m.polarity == "has"]
        left = unmatched(found, [(m["start"], m["end"]) for m in asked])
        total += sum(m["type"] in HARD for m in asked)
        missed += [
            f"{advert['id']}: {asked[n]['surface']} ({asked[n]['type']})"
            for n in sorted(left)
            if asked[n]["type"] in HARD
        ]

    recall = 1 - len(missed) / total

    assert recall >= 0.90, f"recall {recall:.3f}; missed {missed}"
