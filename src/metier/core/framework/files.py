"""Which data file holds which type, and the bytes of all of them."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

_DATA = Path(__file__).resolve().parents[2] / "data"


class Layout(NamedTuple):
    """A glob of data files, the type each holds, and the name of its schema.

    The type is named "module.Type": most starts read the snapshot and need none of them.
    """

    pattern: str
    type_name: str
    schema: str

    @property
    def type(self) -> Any:
        """The type that a file of this kind holds."""
        module, _, name = self.type_name.partition(".")
        return getattr(import_module(f"metier.core.framework.{module}"), name)


LAYOUT = (
    Layout("skills/*.yaml", "types.SkillFile", "skills"),
    Layout("roles/*.yaml", "types.RoleSpec", "role"),
    Layout("levels.yaml", "types.LevelFile", "levels"),
    Layout("stages.yaml", "types.StageFile", "stages"),
    Layout("evidence.yaml", "types.EvidenceFile", "evidence"),
    Layout("priorities.yaml", "types.PriorityFile", "priorities"),
    Layout("fit.yaml", "types.FitFile", "fit"),
    Layout("planning.yaml", "planning_types.PlanningFile", "planning"),
    Layout("titles.yaml", "types.TitleFile", "titles"),
    Layout("context.yaml", "context_types.ContextFile", "context"),
    Layout("headings.yaml", "types.HeadingFile", "headings"),
    Layout("adverts.yaml", "advert_types.AdvertFile", "adverts"),
    Layout("redirects.yaml", "types.RedirectFile", "redirects"),
    Layout("tracks.yaml", "library.TrackFile", "tracks"),
    Layout("learning/*.yaml", "library.LearningFile", "learning"),
    Layout("paths/*.yaml", "library.LearningPath", "path"),
    Layout("projects/*.yaml", "library.ProjectFile", "projects"),
    Layout("interviews/*.yaml", "library.InterviewFile", "interviews"),
    Layout("network/*.yaml", "library.NetworkFile", "network"),
    Layout("backgrounds/*.yaml", "library.BackgroundFile", "backgrounds"),
    Layout("market/salaries.yaml", "library.SalaryFile", "salaries"),
    Layout("market/demand.yaml", "library.DemandFile", "demand"),
    Layout("market/reference.yaml", "reference_types.ReferenceFile", "reference"),
    Layout("market/statements.yaml", "library.StatementFile", "statements"),
    Layout("crosswalks/*.csv", "library.CrosswalkFile", "crosswalk"),
    Layout("source.yaml", "library.SourceFile", "source"),
    Layout("repositories.yaml", "repository_types.RepositoryFile", "repositories"),
    Layout("checks.yaml", "doing_types.CheckFile", "checks"),
    Layout("practice.yaml", "doing_types.PracticeFile", "practice"),
    Layout("applications.yaml", "doing_types.ApplicationFile", "applications"),
    Layout("team.yaml", "team_types.TeamFile", "team"),
    Layout("lint.yaml", "library.LintFile", "lint"),
)

OVERLAY_FILE = "overlay.yaml"
OVERLAY_LAYOUT = (Layout(OVERLAY_FILE, "overlay_file.OverlayFile", "overlay"), *LAYOUT)


class DataFile(NamedTuple):
    """One data file: its path below the data folder, its bytes, and what it should hold."""

    path: str
    content: bytes
    layout: Layout


def data_root() -> Path:
    """Return the folder of the framework that comes with Metier."""
    return _DATA


def read_files(root: Path) -> list[DataFile]:
    """Return every data file below `root`, in a fixed order."""
    return list(walk_files(root, LAYOUT))


def walk_files(root: Path, layouts: Iterable[Layout]) -> Iterator[DataFile]:
    """Yield the files below `root` that match the layouts, in a fixed order."""
    for layout in layouts:
        for path in sorted(root.glob(layout.pattern)):
            yield DataFile(path.relative_to(root).as_posix(), path.read_bytes(), layout)


def content_key(root: Path, data: list[DataFile]) -> str:
    """Return a hash of the version and of all files' names and bytes, 32 hex digits."""
    return hash_files(data, size=16, start=read_version(root).encode())


def hash_files(data: Iterable[DataFile], *, size: int, start: bytes = b"") -> str:
    """Return a hash of `start` and of all files' names and bytes, `size` bytes as hex digits."""
    digest = hashlib.blake2b(start, digest_size=size)
    for file in data:
        digest.update(f"\0{file.path}\0{len(file.content)}\0".encode())
        digest.update(file.content)
    return digest.hexdigest()


def read_version(root: Path) -> str:
    """Return the version of the framework's data, from its VERSION file."""
    path = root / "VERSION"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else "0"
