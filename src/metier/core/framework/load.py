"""Load the framework: from a snapshot when there is one, else from the checked files."""

from pathlib import Path

from metier.core.errors import FrameworkError
from metier.core.framework.files import DataFile, content_key, data_root, read_files, read_version
from metier.core.framework.index import Framework
from metier.core.framework.snapshot import read_snapshot, write_snapshot
from metier.core.framework.types import FrameworkData


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
    if overlay is not None:
        return _load_overlay(folder, files, key, overlay, use_snapshot=use_snapshot)
    data = read_snapshot(folder, key) if use_snapshot else None
    if data is None:
        data = compile_folder(folder)
        if use_snapshot:
            write_snapshot(data, key)
    return Framework(data)


def _load_overlay(
    folder: Path, files: list[DataFile], key: str, overlay_folder: Path, *, use_snapshot: bool
) -> Framework:
    from metier.core.framework.overlay import apply_overlay, read_overlay  # noqa: PLC0415 seldom

    overlay = read_overlay(overlay_folder)
    key = f"{key}-{overlay.digest}"
    data = read_snapshot(folder, key) if use_snapshot else None
    if data is None:
        from metier.core.framework.compile import compile_framework  # noqa: PLC0415 as below

        findings, merged = apply_overlay(files, overlay)
        if findings:
            raise FrameworkError(findings)
        parsed = [(file.layout.schema, value) for file, value in merged]
        data = compile_framework(read_version(folder), parsed)
        if use_snapshot:
            write_snapshot(data, key)
    return Framework(data, overlay=overlay.digest)


def compile_folder(folder: Path) -> FrameworkData:
    """Check and compile the files of a data folder.

    Raises:
        FrameworkError: The files are not valid.
    """
    from metier.core.framework.check import check_files  # noqa: PLC0415 not needed with a snapshot
    from metier.core.framework.compile import compile_framework  # noqa: PLC0415

    findings, parsed = check_files(read_files(folder))
    if findings:
        raise FrameworkError(findings)
    return compile_framework(read_version(folder), parsed)
