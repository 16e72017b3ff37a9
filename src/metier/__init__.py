"""Metier: an open, local-first career and skills system for AI and machine-learning work.

The library is `metier.core`; the names below are its stable entry points. They are loaded
when first used, so that `import metier` costs nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_EXPORTS = {
    "MetierError": "metier.core.errors",
    "assess_profile": "metier.core.workflow.assess",
    "build_profile": "metier.core.workflow.assess",
    "load_framework": "metier.core.framework.load",
    "plan_way": "metier.core.workflow.planning",
    "read_document": "metier.core.documents.reader",
}

__all__ = [
    "MetierError",
    "__version__",
    "assess_profile",
    "build_profile",
    "load_framework",
    "plan_way",
    "read_document",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name not in _EXPORTS:
        raise AttributeError(f"module 'metier' has no attribute {name!r}")
    return getattr(import_module(_EXPORTS[name]), name)
