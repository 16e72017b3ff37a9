"""The report is one file that needs nothing else."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from metier.core.documents.reader import DocumentReader
from metier.core.errors import UnknownIdError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.records import Document
from metier.core.workflow.assess import Assessment, Reader
from metier.core.workflow.reporting import report_person

Assess = Callable[..., Assessment]


class Page(HTMLParser):
    """Collects tags, addresses and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in {"href", "src", "action", "data", "poster", "srcset", "formaction"}:
                self.addresses.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def report(framework: Framework, found: Assessment, **target: str | None) -> str:
    choice = {"role_id": None, "stage": None, **target}
    return report_person(
        framework, found, hours_per_week=4, weeks=6, reader=Reader(framework), **choice
    )


@pytest.mark.parametrize("job", ["analyst", "engineer", "graduate"])
def test_the_report_needs_no_network_and_runs_no_script(
    framework: Framework, samples: dict[str, Document], assess: Assess, job: str
) -> None:
    found = assess(samples[job])

    html = report(framework, found)

    page = Page(html)
    assert html.lstrip().lower().startswith("<!doctype html>")
    assert page.tags.isdisjoint({"script", "iframe", "object", "embed", "link", "base", "form"})
    assert page.handlers == []
    assert all(address.startswith(("#", "data:")) for address in page.addresses)
    assert not re.search(r"url\(\s*['\"]?(?!#|data:)|@import|javascript:", html)
    text = " ".join(page.words)
    assert framework.roles[found.fits[0].role].name in text


def test_addresses_in_the_text_stay_text(
    framework: Framework, documents: DocumentReader, assess: Assess
) -> None:
    text = "See https://example.org/me\n\nPython and SQL every day. <script>alert(1)</script>"

    html = report(framework, assess(documents.read_bytes(text.encode(), name="<b>cv</b>.txt")))

    page = Page(html)
    assert page.tags.isdisjoint({"script", "b"})
    assert page.addresses == [item for item in page.addresses if item.startswith("#")]
    assert "alert(1)" in " ".join(page.words)


def test_the_target_can_be_chosen(
    framework: Framework, samples: dict[str, Document], assess: Assess
) -> None:
    found = assess(samples["analyst"])

    html = report(framework, found, role_id="mlops-engineer", stage="senior")

    assert "MLOps Engineer" in " ".join(Page(html).words)
    with pytest.raises(UnknownIdError):
        report(framework, found, role_id="gardener")
    with pytest.raises(UnknownIdError):
        report(framework, found, stage="junior")
    with pytest.raises(UsageError):
        report_person(
            framework,
            found,
            role_id=None,
            stage=None,
            hours_per_week=0,
            weeks=26,
            reader=Reader(framework),
        )


def test_someone_without_evidence_gets_a_report_that_ranks_nothing(
    framework: Framework, assess: Assess
) -> None:
    words = " ".join(Page(report(framework, assess())).words).lower()

    assert "not enough evidence" in words
