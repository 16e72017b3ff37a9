"""Write the map of moves anew where the framework's data has changed; with --check, fail.

Usage: python scripts/moves.py [--check]
"""

import sys

import msgspec

from metier.core.framework.load import load_framework
from metier.core.workflow.moves_map import map_key, shipped_path, write_map


def main() -> int:
    """Return 0 when the map fits the data, or was written."""
    framework = load_framework()
    path = shipped_path()
    key = msgspec.json.decode(path.read_bytes())["key"] if path.is_file() else ""
    if key == map_key(framework):
        print("The map of moves fits the data.")
        return 0
    if "--check" in sys.argv:
        print("The map of moves is not that of this data: run python scripts/moves.py.")
        return 1
    write_map(framework, path)
    print(f"Written: {path.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
