"""The three fictional CVs that come with Metier."""

from importlib.resources import files
from typing import NamedTuple

from metier.core.errors import UnknownIdError


class Sample(NamedTuple):
    """A fictional CV: its id, its file, and what it shows."""

    id: str
    file: str
    label: str


SAMPLES = (
    Sample("analyst", "noor-haddad.pdf", "A data analyst with four years of SQL (PDF)"),
    Sample("engineer", "tomas-lindqvist.docx", "A backend developer of eight years (DOCX)"),
    Sample("graduate", "ama-boateng.json", "A computer science graduate (JSON Resume)"),
)


def read_sample(sample_id: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a sample.

    Raises:
        UnknownIdError: There is no such sample.
    """
    for sample in SAMPLES:
        if sample.id == sample_id:
            path = files("metier") / "data" / "samples" / sample.file
            return sample.file, path.read_bytes()
    raise UnknownIdError(f"There is no sample {sample_id!r}.", code="sample-unknown")
