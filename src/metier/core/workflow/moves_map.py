"""The map of moves: hours from every role and stage to every other, as data.

It comes with the package, with a hash of what it was computed from. Where a framework differs,
as with an overlay, it is computed when first asked for and kept in the cache.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from metier.core.framework.files import data_root
from metier.core.framework.index import Framework
from metier.core.framework.kept import read_kept, write_kept
from metier.core.framework.proficiency import Floats
from metier.core.framework.way_records import Target
from metier.core.match.outlook import middle_pay
from metier.core.match.target import Target as Row
from metier.core.plan.reach import measure_reach
from metier.core.workflow.answers import Json, head
from metier.core.workflow.moves import ask, every_target, origin_of_role

ANY_DAY = dt.date(2000, 1, 1)
"""Any day: what people of a role have does not age."""
_FILE = "moves.json"


class MoveMap(NamedTuple):
    """Hours between roles at stages.

    Attributes:
        targets: The 84 roles at stages, rare ones included.
        hours: Least expected hours to being ready, shape (84, 84), from row to column.
        whole: Hours to all that is asked, likewise.
    """

    targets: tuple[Target, ...]
    hours: Floats
    whole: Floats

    def row(self, target: Target) -> int:
        """Return the row, and column, of a target."""
        return self.targets.index(target)


class _Stored(msgspec.Struct):
    """The map as it is kept: hours in tenths."""

    key: str
    targets: list[tuple[str, str]]
    hours: list[list[int]]
    whole: list[list[int]]


def load_map(framework: Framework, *, on_row: Callable[[int, int], None] | None = None) -> MoveMap:
    """Return the map of a framework.

    Args:
        framework: The framework.
        on_row: Called with (done, all) while it is computed, which takes a minute or two; not
            called when it need not be.
    """
    key = map_key(framework)
    name = f"moves-{key}.json"
    for content in (_shipped(), read_kept(name, data_root())):
        stored = msgspec.json.decode(content, type=_Stored) if content else None
        if stored and stored.key == key:
            return _map(stored)
    stored = compute_map(framework, on_row=on_row)
    write_kept(name, msgspec.json.encode(stored), pattern="moves-*.json")
    return _map(stored)


def map_key(framework: Framework) -> str:
    """Return a hash of all that the map depends on."""
    data = framework.data
    basis = (
        [(role.id, role.requirements, role.category, role.rare_stages) for role in data.roles],
        [(skill.id, skill.kind, skill.effort, skill.prerequisites) for skill in data.skills],
        data.evidence.priors,
        (data.evidence.held, data.evidence.blocker),
        (data.planning.ready, data.planning.first_counted),
        data.priorities,
    )
    return hashlib.blake2b(msgspec.json.encode(basis), digest_size=12).hexdigest()


def compute_map(
    framework: Framework, *, on_row: Callable[[int, int], None] | None = None
) -> _Stored:
    """Return the map, computed: one least way for each of the 7,056 pairs."""
    targets = every_target(framework, rare=True)
    asked = [ask(Row(framework, framework.roles[item.role], item.stage)) for item in targets]
    hours: list[list[int]] = []
    whole: list[list[int]] = []
    for number, target in enumerate(targets):
        origin = origin_of_role(framework, target.role, target.stage, as_of=ANY_DAY)
        ways = [measure_reach(framework, one, origin.proficiencies) for one in asked]
        hours.append([round(10 * way.hours) for way in ways])
        whole.append([round(10 * way.whole) for way in ways])
        if on_row:
            on_row(number + 1, len(targets))
    return _Stored(map_key(framework), [(item.role, item.stage) for item in targets], hours, whole)


def write_map(framework: Framework, path: Path) -> None:
    """Write the map that comes with the package."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.encode(compute_map(framework)) + b"\n")


def shipped_path() -> Path:
    """Return where the map of the package lies."""
    return data_root() / "derived" / _FILE


def _shipped() -> bytes | None:
    path = shipped_path()
    return path.read_bytes() if path.is_file() else None


def _map(stored: _Stored) -> MoveMap:
    return MoveMap(
        tuple(Target(role, stage) for role, stage in stored.targets),
        np.array(stored.hours, dtype=np.float64) / 10,
        np.array(stored.whole, dtype=np.float64) / 10,
    )


def describe_map(framework: Framework, found: MoveMap) -> Json:
    """Return the map as data: places with their pay, and hours from row to column."""
    salaries = framework.library.salaries
    return {
        **head(framework),
        "currency": salaries.currency if salaries else None,
        "caution": salaries.caution if salaries else None,
        "places": [
            {
                "role": item.role,
                "name": framework.roles[item.role].name,
                "category": framework.roles[item.role].category,
                "stage": item.stage,
                "rare": item.stage in framework.roles[item.role].rare_stages,
                "pay": middle_pay(framework, item.role, item.stage),
            }
            for item in found.targets
        ],
        "hours": found.hours.tolist(),
        "hours_whole": found.whole.tolist(),
    }


def reachable(
    months: Sequence[float], hours: Sequence[float], *, hours_per_week: float
) -> list[float | None]:
    """Return for each number of hours the first of the months within which they fit, or None."""
    weeks = 365.25 / 12 / 7
    return [
        next((m for m in sorted(months) if item <= m * weeks * hours_per_week), None)
        for item in hours
    ]
