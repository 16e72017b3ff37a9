"""Time one pass over texts: `.venv-peers/bin/python benchmarks/peer_speed.py PEER INPUT OUTPUT`.

It runs in the peers' own environment, on one core. INPUT is JSON: `texts`, and Metier's
`patterns` for those that bring none; OUTPUT becomes [processor seconds, wall seconds, number
found]. Loading is not timed.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any


def gazetteer(_patterns: list[str]) -> Callable[[str], list[Any]]:
    """Return skill-extractor's word list, ready to read."""
    from skill_extractor import KeywordMatcher  # noqa: PLC0415 of the peers

    names = files("skill_extractor").joinpath("data", "skills.json").read_text("utf-8")
    return KeywordMatcher(json.loads(names)).extract


def flashtext(patterns: list[str]) -> Callable[[str], list[Any]]:
    """Return flashtext with Metier's patterns, ready to read."""
    from flashtext import KeywordProcessor  # noqa: PLC0415 of the peers

    processor = KeywordProcessor()
    processor.add_keywords_from_list(patterns)
    return lambda text: processor.extract_keywords(text, span_info=True)


def automaton(patterns: list[str]) -> Callable[[str], list[Any]]:
    """Return ahocorasick-rs with Metier's patterns and a check of what stands beside a find."""
    from ahocorasick_rs import AhoCorasick, MatchKind  # noqa: PLC0415 of the peers

    machine = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)

    def read(text: str) -> list[Any]:
        small = f" {text.lower()} "
        return [
            (pattern, start - 1, end - 1)
            for pattern, start, end in machine.find_matches_as_indexes(small)
            if not small[start - 1].isalnum() and not small[end].isalnum()
        ]

    return read


PEERS = {"automaton": automaton, "gazetteer": gazetteer, "flashtext": flashtext}


def main() -> None:
    """Time the peer."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    peer, given, answer = sys.argv[1:]
    asked = json.loads(Path(given).read_text("utf-8"))
    read = PEERS[peer](asked["patterns"])
    wall, spent = time.perf_counter(), time.process_time()
    found = sum(len(read(text)) for text in asked["texts"])
    times = [time.process_time() - spent, time.perf_counter() - wall, found]
    Path(answer).write_text(json.dumps(times), "utf-8")


if __name__ == "__main__":
    main()
