"""Which data carries each line of the source document."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.library import PayRow, SourceCarrier, SourceFile, SourceLine
from metier.core.framework.types import RoleSpec, Rung

_GLUE = {"and", "of", "for", "in", "to", "the"}


class Trace(NamedTuple):
    """A line of the source, and what carries it.

    Attributes:
        places: Where its words stand in the data, as "file: field"; empty when nothing does.
        rest: Words of a line of skills that no term of the data covers.
    """

    line: SourceLine
    places: tuple[str, ...]
    rest: str
    carrier: SourceCarrier

    @property
    def carried(self) -> bool:
        """Whether the line is wholly carried."""
        return bool(self.places) and not self.rest


def trace_source(framework: Framework) -> list[Trace]:
    """Return every line of the source document with what carries it, in its order.

    Lines are held against the data of this framework: nothing about them is stored.
    """
    return list(_traces(framework))


@lru_cache(maxsize=4)
def _traces(framework: Framework) -> tuple[Trace, ...]:
    source = framework.library.source
    return tuple(_trace(framework, source, line) for line in source.lines) if source else ()


def _trace(framework: Framework, source: SourceFile, line: SourceLine) -> Trace:
    carrier = source.carriers[line.part]
    if line.part in ("heading", "remark"):
        places = (f"source.yaml: line {line.line}",) if line.note else ()
        return Trace(line, places, "", carrier)
    if line.part == "skills":
        found, rest = _find_terms(framework, line)
        return Trace(line, found, rest, carrier)
    return Trace(line, tuple(_FINDERS[line.part](framework, line)), "", carrier)


def _find_terms(framework: Framework, line: SourceLine) -> tuple[tuple[str, ...], str]:
    """Return the requirements and headings whose terms stand in the line, and what is left."""
    role = framework.roles.get(line.role or "")
    terms = [
        (term, f"roles/{line.role}.yaml: {requirement.skill}")
        for requirement in (role.requirements if role else ())
        for term in requirement.terms
    ]
    terms += [
        (heading.term, f"headings.yaml: {heading.term}") for heading in framework.data.headings
    ]
    words = _words(line.text)
    rest = dict.fromkeys(words)
    found = []
    for term, place in terms:
        wanted = _words(re.sub(r" \([^)]*\)$", "", term))
        if wanted and wanted.keys() <= words.keys():
            found.append(place)
            for word in wanted:
                rest.pop(word, None)
    return tuple(dict.fromkeys(found)), " ".join(rest)


def _words(text: str) -> dict[str, None]:
    """Return the words of a text that carry meaning, in order, each once."""
    words = (word.lower() for word in re.findall(r"[A-Za-z0-9]+", text))
    return dict.fromkeys(word for word in words if word not in _GLUE)


def _overview(framework: Framework, line: SourceLine) -> Iterator[str]:
    role = framework.roles.get(line.role or "")
    if role and line.text.endswith(f"**{role.name}** - {role.focus}"):
        yield f"roles/{role.id}.yaml: name, focus"


def _mission(framework: Framework, line: SourceLine) -> Iterator[str]:
    role = framework.roles.get(line.role or "")
    if role and line.text == f"Core Mission: {role.mission}":
        yield f"roles/{role.id}.yaml: mission"


def _group(framework: Framework, line: SourceLine) -> Iterator[str]:
    role = framework.roles.get(line.role or "")
    if role and line.text.rstrip(":") in {item.group for item in role.requirements}:
        yield f"roles/{role.id}.yaml: requirements[].group"


def _rung(framework: Framework, line: SourceLine) -> Iterator[str]:
    for i, rung in _ladder(framework, line):
        if line.text == f"{rung.rung} ({rung.years}):":
            yield f"roles/{line.role}.yaml: ladder[{i}]"


def _responsibility(framework: Framework, line: SourceLine) -> Iterator[str]:
    for i, rung in _ladder(framework, line):
        if _bare(line.text) in rung.responsibilities:
            yield f"roles/{line.role}.yaml: ladder[{i}].responsibilities"


def _ladder(framework: Framework, line: SourceLine) -> Iterator[tuple[int, Rung]]:
    role: RoleSpec | None = framework.roles.get(line.role or "")
    yield from enumerate(role.ladder if role else ())


def _universal(framework: Framework, line: SourceLine) -> Iterator[str]:
    for i, item in enumerate(framework.data.priorities.universal):
        if line.text.endswith(f"**{item.name}** - {item.text}"):
            yield f"priorities.yaml: universal[{i}]"


def _tier(framework: Framework, line: SourceLine) -> Iterator[str]:
    for name, tiers in framework.data.priorities.tiers.items():
        for tier in tiers:
            for item in tier.lines:
                if line.text == f"- **{item.name}:** {item.text}":
                    yield f"priorities.yaml: tiers.{name}.{tier.tier}"


def _track(framework: Framework, line: SourceLine) -> Iterator[str]:
    for track in framework.library.tracks:
        if track.heading == line.text:
            yield f"tracks.yaml: {track.id}"


def _demand(framework: Framework, line: SourceLine) -> Iterator[str]:
    demand = framework.library.demand
    for horizon in demand.horizons if demand else ():
        for item in horizon.roles:
            if item.label and line.text.endswith(f"**{item.label}** - {item.reason}"):
                yield f"market/demand.yaml: {horizon.id}.{item.role}"


def _salary(framework: Framework, line: SourceLine) -> Iterator[str]:
    salaries = framework.library.salaries
    for row in salaries.rows if salaries else ():
        if re.sub(r"\s+", " ", line.text) == _pay_line(row):
            yield f"market/salaries.yaml: {row.category}"


def _pay_line(row: PayRow) -> str:
    bands = (
        f"{band.low / 1000:.0f}K– {band.high / 1000:.0f}K{'+' if band.open else ''}"
        for band in row.bands.values()
    )
    return f"{row.label} {' '.join(bands)}"


def _path(framework: Framework, line: SourceLine) -> Iterator[str]:
    for path in framework.library.paths:
        if path.heading == line.text:
            yield f"paths/{path.id}.yaml: heading"


def _phase(framework: Framework, line: SourceLine) -> Iterator[str]:
    for path in framework.library.paths:
        for i, phase in enumerate(path.phases):
            if phase.phase == line.text:
                yield f"paths/{path.id}.yaml: phases[{i}]"


def _task(framework: Framework, line: SourceLine) -> Iterator[str]:
    for path in framework.library.paths:
        for i, phase in enumerate(path.phases):
            if _bare(line.text) in {task.task for task in phase.tasks}:
                yield f"paths/{path.id}.yaml: phases[{i}].tasks"


def _statement(framework: Framework, line: SourceLine) -> Iterator[str]:
    said = re.sub(r"^(\d+\.|-) ", "", line.text)
    for group in framework.library.statements:
        for item in group.statements:
            if said in (f"**{item.name}:** {item.text}", f"**{item.name}** - {item.text}"):
                yield f"market/statements.yaml: {group.id}"


def _bare(text: str) -> str:
    """Return a line of a drawn tree without its branches."""
    return re.sub(r"^- [|└├─—\s]+", "", text)


_FINDERS: dict[str, Callable[[Framework, SourceLine], Iterator[str]]] = {
    "overview": _overview,
    "mission": _mission,
    "group": _group,
    "rung": _rung,
    "responsibility": _responsibility,
    "universal": _universal,
    "tier": _tier,
    "track": _track,
    "demand": _demand,
    "salary": _salary,
    "path": _path,
    "phase": _phase,
    "task": _task,
    "statement": _statement,
}
