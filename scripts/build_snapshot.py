"""Build hook: put the compiled framework into the wheel, so that an installation starts fast."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SnapshotHook(BuildHookInterface):
    """Compile the data files and add the snapshot to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the snapshot beside the data; an editable install keeps its own in the cache."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from metier.core.extract.lexicon import build_lexicon
        from metier.core.extract.lexicon_file import lexicon_name, pack_lexicon
        from metier.core.framework.files import content_key, data_root, read_files
        from metier.core.framework.kept import write_kept
        from metier.core.framework.load import compile_folder
        from metier.core.framework.snapshot import snapshot_name, write_snapshot

        root = data_root()
        key = content_key(root, read_files(root))
        folder = Path(tempfile.mkdtemp(prefix="metier-snapshot-"))
        data = compile_folder(root)
        write_snapshot(data, key, folder)
        lexicon = pack_lexicon(build_lexicon(data.skills, data.context))
        write_kept(lexicon_name(key), lexicon, pattern=lexicon_name(key), folder=folder)
        for name in (snapshot_name(key), lexicon_name(key)):
            build_data["force_include"][str(folder / name)] = f"metier/data/{name}"
