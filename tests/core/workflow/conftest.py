"""The framework and samples that come with Metier, read once."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from metier.core.documents.reader import DocumentReader
from metier.core.framework.files import data_root
from metier.core.framework.index import Framework
from metier.core.framework.records import Document
from metier.core.workflow.assess import Assessment, Reader, assess_profile, build_profile

AS_OF = dt.date(2026, 11, 23)
Assess = Callable[..., Assessment]


@pytest.fixture(scope="session")
def reader(framework: Framework) -> Reader:
    return Reader(framework)


@pytest.fixture(scope="session")
def documents() -> Iterator[DocumentReader]:
    with DocumentReader() as shared:
        yield shared


@pytest.fixture(scope="session")
def samples(documents: DocumentReader) -> dict[str, Document]:
    """The samples by the job of the person: analyst, engineer, graduate."""
    names = {
        "analyst": "noor-haddad.pdf",
        "engineer": "tomas-lindqvist.docx",
        "graduate": "ama-boateng.json",
    }
    folder: Path = data_root() / "samples"
    return {job: documents.read_path(folder / name) for job, name in names.items()}


@pytest.fixture(scope="session")
def assess(framework: Framework, reader: Reader) -> Assess:
    """Assess documents, with corrections as `build_profile` takes them."""

    def assess_documents(*papers: Document, **corrections: object) -> Assessment:
        profile = build_profile(reader, papers, **corrections)  # type: ignore[arg-type]
        return assess_profile(framework, profile, as_of=AS_OF)

    return assess_documents
