"""Match a table of people with all roles and stages: readiness, gaps, and who is nearest."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from metier.core.errors import InputError, UsageError, unwritable
from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Floats
from metier.core.framework.records import Evidence
from metier.core.framework.types import LEVELS
from metier.core.match.batch import BatchMatcher, Ints, Stated, largest, latest_of
from metier.core.profile.posterior import infer_levels
from metier.core.workflow.answers import Json, head
from metier.core.workflow.moves_map import ANY_DAY

_CHUNK = 131_072
_BEST = 3
_GAPS = 3
_COLUMNS = ("person", "skill", "level")


class People(NamedTuple):
    """People as they stand in a table.

    Attributes:
        names: What the table calls each, as an Arrow array.
        stated: Their levels.
        unknown: Skills of the table that the framework does not know, with their rows.
    """

    names: Any
    stated: Stated
    unknown: dict[str, int]


class TargetSummary(NamedTuple):
    """All people against one target.

    Attributes:
        mean: Mean readiness; `ready` is the number of people who are ready.
        people: (name, readiness) of those nearest to it.
        gaps: (skill, mean readiness that it lacks), largest first.
    """

    role: str
    stage: str
    mean: float
    ready: int
    people: tuple[tuple[str, float], ...]
    gaps: tuple[tuple[str, float], ...]


class Matched(NamedTuple):
    """What a table of people was matched with."""

    people: int
    rows: int
    unknown: dict[str, int]
    targets: tuple[TargetSummary, ...]


def make_matcher(framework: Framework) -> BatchMatcher:
    """Return a matcher that takes a stated level as a person's own rating."""
    skills = framework.data.skills
    prior = infer_levels(framework, [], as_of=ANY_DAY).levels
    given = [
        infer_levels(
            framework,
            [
                Evidence(skill.id, "rating", "self-rating", level=level, month="2000-01-01")
                for skill in skills
            ],
            as_of=ANY_DAY,
        ).levels
        for level in LEVELS
    ]
    return BatchMatcher(framework, prior, np.stack(given))


def read_people(framework: Framework, path: Path) -> People:
    """Return the people in a Parquet or CSV file with the columns person, skill and level.

    Raises:
        InputError: It cannot be read, a column is missing, or a level is none.
    """
    table = _read_table(path)
    missing = [name for name in _COLUMNS if name not in table.column_names]
    if missing:
        raise InputError(
            f"{path.name} has no column {' or '.join(missing)}.",
            code="people-column",
            hint="It needs person, skill and level, a row for each level that somebody states.",
        )
    import pyarrow.compute as pc  # noqa: PLC0415 only batches need it

    persons, skills = _encoded(table["person"]), _encoded(table["skill"])
    known = np.array(
        [framework.rows.get(name, -1) if name else -1 for name in skills.dictionary.to_pylist()],
        dtype=np.int64,
    )
    level = _levels(path, table["level"])
    person = np.asarray(pc.fill_null(persons.indices, -1), dtype=np.int64)
    index = np.asarray(pc.fill_null(skills.indices, -1), dtype=np.int64)
    row = np.where(index >= 0, known[index] if len(known) else -1, -1)
    kept = (row >= 0) & (person >= 0)
    counts = np.bincount(index[(row < 0) & (index >= 0)], minlength=len(known))
    names = skills.dictionary.to_pylist()
    unknown = {str(names[n]): int(counts[n]) for n in np.flatnonzero(counts)}
    person, row, level = person[kept], row[kept], level[kept]
    if len(person) and not bool(np.all(person[1:] >= person[:-1])):
        order = np.argsort(person, kind="stable")
        person, row, level = person[order], row[order], level[order]
    stated = latest_of(Stated(person, row, level, len(persons.dictionary)))
    return People(persons.dictionary, stated, unknown)


def _encoded(column: Any) -> Any:
    """Return a column as one dictionary array of texts."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if not pa.types.is_dictionary(column.type):
        column = pc.dictionary_encode(pc.cast(column, pa.string())).unify_dictionaries()
    found = column.combine_chunks()
    return found.chunk(0) if isinstance(found, pa.ChunkedArray) and found.num_chunks else found


def _read_table(path: Path) -> Any:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.csv as pcsv  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    if not path.is_file():
        raise InputError(f"There is no file {path}.", code="people-unreadable")
    try:
        if path.suffix == ".csv":
            return pcsv.read_csv(path)
        there = pq.read_schema(path).names
        names = [name for name in _COLUMNS if name in there]
        texts = [name for name in ("person", "skill") if name in there]
        return pq.read_table(path, columns=names, read_dictionary=texts).unify_dictionaries()
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        raise InputError(
            f"{path.name} cannot be read: {str(error).splitlines()[0]}.",
            code="people-unreadable",
            hint="Give a Parquet or CSV file with the columns person, skill and level.",
        ) from error


def _levels(path: Path, column: Any) -> Ints:
    """Return the levels.

    Raises:
        InputError: One is no whole number from 0 to 5.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    try:
        whole = pc.cast(column, pa.int64())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise InputError(
            f"{path.name} has levels that are no whole numbers.",
            code="people-level",
            hint="A level is 0 to 5.",
        ) from error
    levels = np.asarray(pc.fill_null(whole, -1), dtype=np.int64)
    wrong = np.flatnonzero((levels < 0) | (levels > 5))
    if len(wrong):
        raise InputError(
            f"Row {wrong[0] + 1:,} of {path.name} has no level from 0 to 5, and so have "
            f"{len(wrong) - 1:,} more.",
            code="people-level",
            hint="A level is 0 to 5.",
        )
    return levels


def match_people(
    framework: Framework,
    people: People,
    *,
    out: Path | None = None,
    top: int = 10,
    on_chunk: Callable[[int, int], None] | None = None,
) -> Matched:
    """Hold people against every role at every stage.

    Args:
        framework: The framework.
        people: The people.
        out: A Parquet file for each person's three best targets with their largest gaps; a
            readiness column for each target follows.
        top: How many people to name for each target, 1 to 1,000.
        on_chunk: Called with (people done, all) as it goes on.

    Raises:
        UsageError: `top` is out of range, or the file cannot be written.
    """
    if not 1 <= top <= 1000:
        raise UsageError(f"{top} people cannot be named.", code="usage", hint="1 to 1,000.")
    matcher = make_matcher(framework)
    rows = matcher.rows(people.stated)
    board = _Board(matcher, framework, top)
    total = people.stated.people
    with _Writer(out, matcher, framework) as writer:
        for begin in range(0, total, _CHUNK):
            part = rows[begin : begin + _CHUNK]
            values = matcher.readiness(part)
            board.add(begin, values)
            if out is not None:
                names = people.names.slice(begin, len(values))
                writer.write(names, values, _best_gaps(matcher, part, values))
            if on_chunk:
                on_chunk(min(total, begin + _CHUNK), total)
    mean = np.asarray(rows.mean(axis=0)).ravel() if total else np.zeros(rows.shape[1])
    return Matched(
        total,
        len(people.stated.person),
        people.unknown,
        board.summaries(people.names, mean),
    )


class _Board:
    """The people nearest to each target, and the counts, as chunks come in."""

    def __init__(self, matcher: BatchMatcher, framework: Framework, top: int) -> None:
        self._matcher = matcher
        self._ready = framework.data.planning.ready
        self._top = top
        count = len(matcher.targets)
        self._total = np.zeros(count)
        self._full = np.zeros(count, dtype=np.int64)
        self._people = 0
        self._best: Floats = np.full((count, 0), -1.0)
        self._who: Ints = np.zeros((count, 0), dtype=np.int64)

    def add(self, begin: int, values: Floats) -> None:
        """Take in a chunk of people that starts at number `begin`."""
        self._people += len(values)
        self._total += values.sum(axis=0)
        self._full += (values >= self._ready).sum(axis=0)
        near = largest(values.T, min(self._top, len(values)))
        best = np.hstack([self._best, np.take_along_axis(values.T, near, axis=1)])
        who = np.hstack([self._who, near + begin])
        order = np.argsort(-best, axis=1, kind="stable")[:, : self._top]
        self._best = np.take_along_axis(best, order, axis=1)
        self._who = np.take_along_axis(who, order, axis=1)

    def summaries(self, names: Any, mean: Floats) -> tuple[TargetSummary, ...]:
        """Return what there is to say of each target."""
        from scipy.sparse import csr_matrix  # noqa: PLC0415

        whole = csr_matrix(mean.reshape(1, -1))
        found = []
        for number, target in enumerate(self._matcher.targets):
            lacks = self._matcher.missing(whole, number)[0]
            order = np.argsort(-lacks, kind="stable")[:_BEST]
            found.append(
                TargetSummary(
                    role=target.role.id,
                    stage=target.stage,
                    mean=float(self._total[number] / max(1, self._people)),
                    ready=int(self._full[number]),
                    people=tuple(
                        (str(names[int(who)]), float(value))
                        for who, value in zip(self._who[number], self._best[number], strict=True)
                    ),
                    gaps=tuple(
                        (target.asks[int(n)].requirement.skill, float(lacks[n])) for n in order
                    ),
                )
            )
        return tuple(found)


def _best_gaps(matcher: BatchMatcher, rows: Any, values: Floats) -> tuple[Ints, Ints]:
    """Return each person's best targets, (people, 3), and the skills each lacks most, (…, 3, 3).

    Skills are rows of the framework; -1 where a target asks for fewer.
    """
    best = largest(values, _BEST)
    gaps: Ints = np.full((*best.shape, _GAPS), -1, dtype=np.int64)
    for place in range(best.shape[1]):
        order = np.argsort(best[:, place], kind="stable")
        numbers, starts = np.unique(best[order, place], return_index=True)
        for target, who in zip(numbers, np.split(order, starts[1:]), strict=True):
            lacks = matcher.missing(rows[who], int(target))
            most = largest(lacks, _GAPS)
            gaps[who, place, : most.shape[1]] = matcher.targets[int(target)].rows[most]
    return best, gaps


class _Writer:
    """Writes chunks of people to a Parquet file."""

    def __init__(self, out: Path | None, matcher: BatchMatcher, framework: Framework) -> None:
        self._out = out
        self._names = [f"{target.role.id}:{target.stage}" for target in matcher.targets]
        self._skills = [skill.id for skill in framework.data.skills]
        self._framework = framework
        self._file: Any = None

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, names: Any, values: Floats, found: tuple[Ints, Ints]) -> None:
        """Write a chunk.

        Raises:
            UsageError: The file cannot be written.
        """
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415

        best, gaps = found
        columns: dict[str, Any] = {"person": names}
        for place in range(best.shape[1]):
            columns[f"best_{place + 1}"] = _coded(best[:, place], self._names)
            for number in range(gaps.shape[2]):
                name = f"gap_{place + 1}_{number + 1}"
                columns[name] = _coded(gaps[:, place, number], self._skills)
        for number, name in enumerate(self._names):
            columns[name] = pa.array(np.ascontiguousarray(values[:, number]))
        table = pa.table(columns)
        try:
            if self._file is None:
                meta = {"framework_version": self._framework.id.version}
                schema = table.schema.with_metadata(meta)
                self._file = pq.ParquetWriter(
                    self._out,
                    schema,
                    compression="lz4",
                    use_dictionary=[name for name in columns if name not in self._names],
                    write_statistics=False,
                )
            self._file.write_table(table.replace_schema_metadata(self._file.schema.metadata))
        except OSError as error:
            raise unwritable(self._out, error) from error


def _coded(codes: Ints, labels: Sequence[str]) -> Any:
    """Return numbers as an Arrow array of what they stand for; -1 as null."""
    import pyarrow as pa  # noqa: PLC0415

    indices = pa.array(codes.astype(np.int32), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(labels))


def describe_matched(framework: Framework, found: Matched) -> Json:
    """Return what a table of people was matched with."""
    return {
        **head(framework),
        "people": found.people,
        "rows": found.rows,
        "unknown": [
            {"skill": skill, "rows": rows}
            for skill, rows in sorted(found.unknown.items(), key=lambda item: (-item[1], item[0]))
        ],
        "targets": [
            {
                "role": item.role,
                "stage": item.stage,
                "mean": item.mean,
                "ready": item.ready,
                "people": [{"person": name, "readiness": value} for name, value in item.people],
                "gaps": [
                    {"skill": skill, "name": framework.skills[skill].name, "missing": lacks}
                    for skill, lacks in item.gaps
                ],
            }
            for item in found.targets
        ],
    }


def pick_targets(framework: Framework, found: Matched, names: Sequence[str]) -> Matched:
    """Return the matches with only these targets, each ROLE or ROLE:STAGE; "all" keeps all.

    Raises:
        UnknownIdError: No such role or stage.
    """
    if "all" in names or not names:
        return found
    wanted = set(_pairs(framework, names))
    return found._replace(
        targets=tuple(item for item in found.targets if (item.role, item.stage) in wanted)
    )


def _pairs(framework: Framework, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        role, colon, stage = name.rpartition(":")
        if colon:
            yield framework.role(role).id, framework.stage(stage)
        else:
            for each in ("entry", "mid", "senior", "principal"):
                yield framework.role(name).id, each
