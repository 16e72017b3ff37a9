"""Long tests: `make nightly` runs them, `make test` leaves them out."""

import os

collect_ignore_glob = [] if os.environ.get("METIER_NIGHTLY") else ["*.py"]
