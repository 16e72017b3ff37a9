"""What a release of the framework promised: its ids and what it expected of each role.

A release is kept for good in `data/releases/<version>.json`, so that any later version can be
held against it.
"""

from pathlib import Path
from typing import NamedTuple

import msgspec

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.types import STAGES

Bump = str  # "none", "patch", "minor" or "major"
_ORDER = ("none", "patch", "minor", "major")


class Release(msgspec.Struct, frozen=True):
    """The ids and expectations of one version.

    Attributes:
        ids: Ids by kind, such as "skill", "role", "project".
        targets: Role id to skill id to the target levels at the four stages.
        redirects: Retired ids with a redirect, as "kind id".
        words: A fingerprint of every text, 16 hex digits.
    """

    version: str
    ids: dict[str, tuple[str, ...]]
    targets: dict[str, dict[str, tuple[int, int, int, int]]]
    redirects: tuple[str, ...]
    words: str


class Raised(NamedTuple):
    """A role that asks for more, or for less, of a skill; levels at the four stages."""

    role: str
    skill: str
    before: tuple[int, ...]
    after: tuple[int, ...]


class Difference(NamedTuple):
    """What is different between two versions, and the version step that it asks for.

    Attributes:
        unredirected: Removed skills and roles that no redirect covers.
        raised: Expectations that rose, new requirements of known roles included.
        lowered: Expectations that fell or went away.
        bump: The least step of the version: none, patch, minor or major.
    """

    old: str
    new: str
    added: dict[str, tuple[str, ...]]
    removed: dict[str, tuple[str, ...]]
    unredirected: tuple[str, ...]
    raised: tuple[Raised, ...]
    lowered: tuple[Raised, ...]
    bump: Bump


def make_release(framework: Framework) -> Release:
    """Return what the framework promises as it is now."""
    data = framework.data
    library = framework.library
    ids = {
        "skill": [skill.id for skill in data.skills],
        "role": [role.id for role in data.roles],
        "resource": [item.id for item in library.resources],
        "project": [item.id for file in library.projects for item in file.projects],
        "question": [item.id for file in library.interviews for item in file.questions],
        "community": [item.id for item in library.communities],
        "guide": [item.id for item in library.guides],
        "background": [item.id for item in library.backgrounds],
    }
    return Release(
        version=data.version,
        ids={kind: tuple(sorted(found)) for kind, found in ids.items() if found},
        targets={
            role.id: {
                item.skill: tuple(item.levels.at(stage) for stage in STAGES)  # type: ignore[misc]
                for item in sorted(role.requirements, key=lambda item: item.skill)
            }
            for role in sorted(data.roles, key=lambda role: role.id)
        },
        redirects=tuple(sorted(f"{item.kind} {item.old}" for item in data.redirects)),
        words=_fingerprint(framework),
    )


def read_releases(root: Path) -> list[Release]:
    """Return the kept releases of a data folder, oldest first."""
    found = [read_release(path) for path in (root / "releases").glob("*.json")]
    return sorted(found, key=lambda release: version_key(release.version))


def read_release(path: Path) -> Release:
    """Return the release in a file.

    Raises:
        UsageError: The file holds no release.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Release)
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(
            f"{path} holds no release of the framework: {error}.", code="version-unknown"
        ) from error


def compare_releases(old: Release, new: Release) -> Difference:
    """Return what changed from `old` to `new` and the version step that it asks for.

    Removing or renaming an id, or raising an expectation, is major; adding is minor; anything
    else is a patch.
    """
    kinds = sorted({*old.ids, *new.ids})
    added = {kind: _without(new.ids.get(kind, ()), old.ids.get(kind, ())) for kind in kinds}
    removed = {kind: _without(old.ids.get(kind, ()), new.ids.get(kind, ())) for kind in kinds}
    unredirected = tuple(
        f"{kind} {name}"
        for kind in ("skill", "role")
        for name in removed.get(kind, ())
        if f"{kind} {name}" not in new.redirects
    )
    raised, lowered = _moved(old, new)
    if any(removed.values()) or raised:
        bump = "major"
    elif any(added.values()):
        bump = "minor"
    else:
        bump = "patch" if old.words != new.words or lowered else "none"
    return Difference(
        old=old.version,
        new=new.version,
        added={kind: names for kind, names in added.items() if names},
        removed={kind: names for kind, names in removed.items() if names},
        unredirected=unredirected,
        raised=raised,
        lowered=lowered,
        bump=bump,
    )


def step_between(old: str, new: str) -> Bump:
    """Return which step leads from version `old` to `new`.

    Below 1.0.0 the second number counts as major and the third as minor, as SemVer allows.
    """
    before, after = version_key(old), version_key(new)
    place = next(
        (i for i, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]), 3
    )
    steps = (
        ("major", "minor", "patch", "none")
        if before[0] or after[0]
        else ("major", "major", "minor", "none")
    )
    return steps[place] if after >= before else "none"


def is_enough(step: Bump, needed: Bump) -> bool:
    """Whether a version step is at least the one that is needed.

    Below 1.0.0 a patch has no number of its own and goes with the minor step.
    """
    return _ORDER.index(step) >= _ORDER.index(needed)


def version_key(version: str) -> tuple[int, int, int]:
    """Return "1.2.3" as numbers that compare."""
    first, second, third = (int(part) for part in version.split("."))
    return first, second, third


def _moved(old: Release, new: Release) -> tuple[tuple[Raised, ...], tuple[Raised, ...]]:
    raised = []
    lowered = []
    nothing = (0, 0, 0, 0)
    for role in sorted(old.targets.keys() & new.targets.keys()):
        before, after = old.targets[role], new.targets[role]
        for skill in sorted(before.keys() | after.keys()):
            was, now = before.get(skill, nothing), after.get(skill, nothing)
            change = Raised(role, skill, was, now)
            if any(b > a for a, b in zip(was, now, strict=True)):
                raised.append(change)
            elif was != now:
                lowered.append(change)
    return tuple(raised), tuple(lowered)


def _without(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(names) - set(others)))


def _fingerprint(framework: Framework) -> str:
    import hashlib  # noqa: PLC0415 only for comparing

    data = msgspec.structs.replace(framework.data, version="")
    return hashlib.blake2b(msgspec.msgpack.encode(data), digest_size=8).hexdigest()
