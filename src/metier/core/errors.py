"""Every error that Metier raises on purpose, in one tree.

    MetierError
    ├── UsageError            a call or command that cannot mean anything
    ├── InputError            something handed in that cannot be read or used
    │   ├── DocumentError     a CV or another document
    │   └── ProfileError      a stored or imported profile
    ├── UnknownIdError        a role, skill or stage that the framework does not know
    ├── FrameworkError        the knowledge itself is wrong; holds every finding
    └── StoreError            something stored is missing, locked or not ours

`code` is stable and documented in docs/reference/errors.md; `message` says what is wrong;
`hint` says what to do. Interfaces translate these; nobody sees a traceback.
"""

from collections.abc import Sequence
from typing import NamedTuple


class MetierError(Exception):
    """The root of the tree.

    Args:
        message: What is wrong, one sentence.
        code: Stable identifier of the error.
        hint: What to do about it; may be empty.
    """

    exit_code = 1

    def __init__(self, message: str, *, code: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(MetierError):
    """A call or command that cannot mean anything, such as zero hours a week."""

    exit_code = 2


def unwritable(path: object, error: OSError) -> UsageError:
    """Return the error for an output that cannot be written."""
    return UsageError(f"{path} cannot be written: {error.strerror}.", code="output-unwritable")


class InputError(MetierError):
    """Something handed in that cannot be read or used."""

    exit_code = 3


class DocumentError(InputError):
    """A document that cannot be read within the bounds, or that holds no text."""


class ProfileError(InputError):
    """A stored or imported profile that is not valid."""


class UnknownIdError(MetierError):
    """An id or a name that the framework does not know; `candidates` are near ones."""

    exit_code = 4

    def __init__(
        self, message: str, *, code: str, hint: str = "", candidates: Sequence[str] = ()
    ) -> None:
        super().__init__(message, code=code, hint=hint)
        self.candidates = tuple(candidates)


class Finding(NamedTuple):
    """One error in a data file: where it is, which rule it breaks, and what to do."""

    file: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {self.message}"


class FrameworkError(MetierError):
    """The framework's data is not valid; `findings` lists every error of the run."""

    exit_code = 3

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        count = len(self.findings)
        first = f" First: {self.findings[0]}" if self.findings else ""
        super().__init__(
            f"The framework's data has {count} error{'s' if count != 1 else ''}.{first}",
            code="framework-invalid",
            hint="Run 'metier framework check' to see all of them.",
        )


class StoreError(MetierError):
    """Something stored is missing, locked, or belongs to somebody else."""

    exit_code = 3
