"""The array type of the extractor's columns."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
"""Numbers by character, token or mention; docstrings say which, mypy cannot tell dtypes apart."""


def sort_unique(values: Array) -> Array:
    """Return the distinct values in order; by sorting, which large arrays need."""
    ordered = np.sort(values)
    return (
        ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered
    )


def is_member(values: Array, few: Array) -> Array:
    """Return where values are one of `few`; numpy's own way loads its masked arrays first."""
    found = np.zeros(len(values), dtype=bool)
    for value in few:
        found |= values == value
    return found


def is_any(codes: Array, chars: str) -> Array:
    """Return where code points are one of `chars`, a few characters."""
    found = np.zeros(len(codes), dtype=bool)
    for char in chars:
        found |= codes == ord(char)
    return found
