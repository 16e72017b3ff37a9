"""Finished work held against the lines of a project's checklist.

Files can show signs that bear on a line; they never show that it is met. So a line has signs
that were seen, or signs that were looked for and not seen, or none that files could show, and
then a person judges. What a sign looks for stands in `checks.yaml`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import translate
from typing import Literal, NamedTuple

from metier.core.framework.doing_types import CheckFile, CheckSign

MAX_SHOWN = 3
_SEVERAL_DAYS = 2

State = Literal["seen", "not-seen", "judge"]


class Work(NamedTuple):
    """What can be told of finished work without running it.

    Attributes:
        files: Paths below its folder, with slashes.
        texts: The README and other texts, by path.
        outputs: For each notebook, how many of its cells have outputs.
        days: Days ("YYYY-MM-DD") of the commits, in order; empty without a history.
    """

    files: tuple[str, ...]
    texts: Mapping[str, str]
    outputs: Mapping[str, int]
    days: tuple[str, ...]


class Seen(NamedTuple):
    """A sign that bears on a line, and where it was seen.

    Attributes:
        sign: Id of the sign; `label` says what was looked for.
        found: Up to three files, or days, where it was seen; empty when it was not.
        places: In how many it was seen.
        leaves: What it leaves open.
    """

    sign: str
    label: str
    found: tuple[str, ...]
    places: int
    leaves: str


class LineCheck(NamedTuple):
    """A line of the checklist with the signs that bear on it.

    Attributes:
        number: From 1.
        state: "seen" when a sign was seen, "not-seen" when signs bear on the line and none was,
            "judge" when files cannot tell.
    """

    number: int
    text: str
    state: State
    signs: tuple[Seen, ...]


def check_lines(rules: CheckFile, lines: Sequence[str], work: Work) -> tuple[LineCheck, ...]:
    """Return each line of a checklist with what the files show of it."""
    found = {sign.id: _look(sign, work) for sign in rules.signs}
    checks = []
    for number, line in enumerate(lines, start=1):
        bearing = [sign for sign in rules.signs if re.search(sign.line, line, re.IGNORECASE)]
        signs = tuple(
            Seen(
                sign.id,
                sign.label,
                tuple(found[sign.id][:MAX_SHOWN]),
                len(found[sign.id]),
                sign.leaves,
            )
            for sign in bearing
        )
        checks.append(LineCheck(number, line, _state(signs), signs))
    return tuple(checks)


def match_names(patterns: Iterable[str], paths: Iterable[str]) -> list[str]:
    """Return the paths that one of the patterns names, in their order.

    A pattern without a slash is held against the name of the file; one with a slash, against the
    end of the path, and * stands for any characters.
    """
    names: list[re.Pattern[str]] = []
    ends: list[re.Pattern[str]] = []
    for pattern in patterns:
        if "/" in pattern:
            ends += [re.compile(translate(pattern)), re.compile(translate(f"*/{pattern}"))]
        else:
            names.append(re.compile(translate(pattern)))
    return [
        path
        for path in paths
        if any(name.match(path.rpartition("/")[2]) for name in names)
        or any(end.match(path) for end in ends)
    ]


def _state(signs: Sequence[Seen]) -> State:
    if not signs:
        return "judge"
    return "seen" if any(sign.found for sign in signs) else "not-seen"


def _look(sign: CheckSign, work: Work) -> list[str]:
    """Return where a sign is seen: files, or days."""
    if sign.looks == "outputs":
        return [path for path, count in work.outputs.items() if count]
    if sign.looks == "several-days":
        if len(work.days) < _SEVERAL_DAYS:
            return []
        return [f"{work.days[0]} to {work.days[-1]}"]
    found = match_names(sign.files, work.files)
    if sign.looks in {"words", "one-command"}:
        words = [re.compile(word) for word in sign.words]
        found += [
            path
            for path, text in work.texts.items()
            if path not in found and any(word.search(text) for word in words)
        ]
    return found
