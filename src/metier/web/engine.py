"""The framework and its reader, loaded once for the process of the web app."""

from functools import cache

from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.workflow.assess import Reader


@cache
def reader() -> Reader:
    """Return the reader of skills."""
    return Reader(load_framework())


def framework() -> Framework:
    """Return the framework."""
    return reader().framework
