"""The framework and its reader, loaded once for the process of the web app."""

from functools import cache

from metier.core.framework.index import Framework
from metier.core.workflow.assess import Reader
from metier.core.workflow.opening import open_framework


@cache
def reader() -> Reader:
    """Return the reader of skills."""
    return Reader(open_framework())


def framework() -> Framework:
    """Return the framework."""
    return reader().framework
