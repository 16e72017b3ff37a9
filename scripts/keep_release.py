"""Keep the framework's ids and expectations as a release: `data/releases/<version>.json`.

Usage: python scripts/keep_release.py. A release that is kept already is never written over.
"""

import sys

import msgspec

from metier.core.framework.files import data_root
from metier.core.framework.load import load_framework
from metier.core.framework.release import make_release


def main() -> int:
    """Write the file, or say why not."""
    release = make_release(load_framework())
    path = data_root() / "releases" / f"{release.version}.json"
    if path.exists():
        print(f"{path.name} is kept already; raise data/VERSION first.")
        return 1
    path.write_bytes(msgspec.json.format(msgspec.json.encode(release), indent=1) + b"\n")
    print(f"Wrote {path}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
