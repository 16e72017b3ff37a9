"""The array type of the extractor's columns."""

from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]
"""Numbers by character, token or mention; docstrings say which, mypy cannot tell dtypes apart."""
