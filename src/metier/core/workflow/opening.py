"""Open the framework as this machine uses it."""

from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.paths import overlay_dir


def open_framework() -> Framework:
    """Return the framework with the overlay that `METIER_OVERLAY` names, if any.

    Raises:
        FrameworkError: The framework or the overlay is not valid; it lists every finding.
    """
    return load_framework(overlay=overlay_dir())
