"""Load the framework: from a snapshot when there is one, else from the checked files."""

from pathlib import Path
from typing import TYPE_CHECKING

from metier.core.errors import FrameworkError
from metier.core.framework.data import FrameworkData
from metier.core.framework.files import DataFile, content_key, data_root, read_files, read_version
from metier.core.framework.index import Framework, Place
from metier.core.framework.snapshot import read_snapshot, write_snapshot

if TYPE_CHECKING:
    from metier.core.framework.overlay import Overlay


def load_framework(
    root: Path | None = None, *, overlay: Path | None = None, use_snapshot: bool = True
) -> Framework:
    """Return the framework in folder `root` (the one that comes with Metier by default).

    Args:
        root: A data folder laid out like `metier/data`.
        overlay: A folder with a company's own roles and skills, merged on top.
        use_snapshot: Read and write the compiled snapshot.

    Raises:
        FrameworkError: The files are not valid; it lists every finding.
    """
    folder = root or data_root()
    files = read_files(folder)
    key = content_key(folder, files)
    top = None
    if overlay is not None:
        from metier.core.framework.overlay import read_overlay  # noqa: PLC0415 seldom

        top = read_overlay(overlay)
        key = f"{key}-{top.digest}"
    data = read_snapshot(folder, key) if use_snapshot else None
    if data is None:
        data = _compile(folder, files, top)
        if use_snapshot:
            write_snapshot(data, key)
    place = Place(folder, key) if use_snapshot else None
    return Framework(data, overlay=top.digest if top else None, place=place)


def compile_folder(folder: Path) -> FrameworkData:
    """Check and compile the files of a data folder.

    Raises:
        FrameworkError: The files are not valid.
    """
    return _compile(folder, read_files(folder), None)


def _compile(folder: Path, files: list[DataFile], top: "Overlay | None") -> FrameworkData:
    from metier.core.framework.check import check_files  # noqa: PLC0415 not needed with a snapshot
    from metier.core.framework.compile import compile_framework  # noqa: PLC0415
    from metier.core.framework.overlay import apply_overlay  # noqa: PLC0415

    findings, parsed = check_files(files) if top is None else apply_overlay(files, top)
    if findings:
        raise FrameworkError(findings)
    return compile_framework(read_version(folder), parsed)
