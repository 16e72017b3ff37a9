"""Every string of the interface goes through gettext, and every page speaks one language."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.test import Client, override_settings
from lxml import html

from web.checks import check_page
from web.conftest import new_client

ROOT = Path(__file__).parents[2]
PAGES = [
    "/",
    "/roles/",
    "/roles/?q=zzzz",
    "/roles/?sort=pay&stage=principal",
    "/roles/data-scientist/",
    "/roles/chief-technology-officer-ai/",
    "/skills/",
    "/skills/?q=deep+learning",
    "/skills/?q=zzzz",
    "/skills/python/",
    "/skills/deep-learning/",
    "/compare/",
    "/compare/?role=data-scientist:mid",
    "/compare/?role=data-scientist:mid&role=data-engineer:senior",
    "/map/",
    "/map/?reach=all&hours=0.5",
    "/pay/",
    "/demand/",
    "/paths/",
    "/network/",
    "/network/?role=data-scientist",
    "/source/",
    "/privacy/",
    "/search/",
    "/search/?q=python",
    "/search/?q=zzzzqqq",
    "/glossary/",
    "/docs/",
    "/docs/tutorial/first-steps/",
    "/no-such-page/",
    "/profiles/",
]
PERSONAL = [
    "/me/",
    "/me/review/",
    "/me/targets/",
    "/me/gap/",
    "/me/what-if/",
    "/me/plan/",
    "/me/plan/?view=board",
    "/me/plan/?view=calendar",
    "/me/rate/",
    "/me/portfolio/",
    "/me/practice/",
    "/me/applications/",
    "/me/network/",
    "/me/report/",
    "/me/profiles/",
    "/me/jobs/",
    "/start/",
    "/start/new/",
    "/start/questions/",
    "/team/",
]
OPEN, SHUT = "⟦", "⟧"
# Names, units and keys that are the same in every language.
SAME = re.compile(
    r"Metier|ESCO|O\*NET|US\$|\bUS\b|\bEsc\b|JSON|PDF|DOCX|ODT|RTF|HTML|Markdown|GitHub|LinkedIn"
    r"|\b[A-Z][a-z]{2} (\d+, )?\d{4}"  # a day: Babel does not know the pseudo-language
)
SPOKEN = ("aria-label", "placeholder", "title", "alt")
SILENT = {"script", "style", "kbd", "code", "noscript"}


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    """The script that collects the strings."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalog(messages: ModuleType) -> Any:
    """All strings there are."""
    return messages.extract()


@pytest.fixture
def in_brackets(
    messages: ModuleType, catalog: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """A language, zz, in which every string stands in brackets."""
    made = messages.new_catalog("en")
    for message in catalog:
        if message.id:
            plural = isinstance(message.id, tuple)
            words = tuple(map(bracketed, message.id)) if plural else bracketed(message.id)
            made.add(message.id, words, context=message.context)
    folder = tmp_path_factory.mktemp("locale")
    (folder / "zz" / "LC_MESSAGES").mkdir(parents=True)
    (folder / "zz" / "LC_MESSAGES" / "django.mo").write_bytes(messages.rendered(made)[1])
    languages = [("en", "English"), ("zz", "Pseudo")]
    with override_settings(LANGUAGES=languages, LOCALE_PATHS=[folder]):
        yield


@pytest.fixture
def pseudo(in_brackets: None) -> Client:
    """A browser whose pages are in the language of brackets."""
    client = new_client()
    client.cookies["metier_language"] = "zz"
    return client


def bracketed(text: str) -> str:
    return f"{OPEN}{text}{SHUT}"


def outside(page: Any) -> list[str]:
    """Return the words of a page that no string of the interface holds, content left out."""
    pieces: list[str] = []

    def walk(element: Any, language: str) -> None:
        if not isinstance(element.tag, str) or element.tag in SILENT:
            return
        if element.get("translate") == "no":  # a person's own words, and examples of input
            return
        language = element.get("lang", language)
        if language == "zz":
            pieces.extend(element.get(name, "") + "\n" for name in SPOKEN)
            pieces.append(f"{element.text or ''}\n")
        for child in element:
            walk(child, language)
            if language == "zz":
                pieces.append(f"{child.tail or ''}\n")

    walk(page.xpath("//body")[0], page.get("lang"))
    depth, left = 0, []
    for sign in "".join(pieces):
        depth += (sign == OPEN) - (sign == SHUT)
        left.append(sign if depth == 0 else " ")
    words = SAME.sub(" ", "".join(left))
    return re.findall(r"[^\W\d_]{2,}", words)


@pytest.mark.parametrize("path", PAGES)
def test_no_string_escapes_gettext(pseudo: Client, path: str) -> None:
    response = pseudo.get(path)
    page = html.fromstring(response.content.decode())
    assert page.get("lang") == "zz"
    assert outside(page) == []


@pytest.mark.parametrize("path", PERSONAL)
def test_no_string_of_a_personal_page_escapes_gettext(
    me: Client, in_brackets: None, path: str
) -> None:
    me.cookies["metier_language"] = "zz"
    response = me.get(path)
    assert response.status_code == 200
    assert " ".join(outside(html.fromstring(response.content.decode()))) == ""


def test_the_walk_finds_what_escapes() -> None:
    """A string without brackets, and an attribute; not what is marked as English."""
    page = html.fromstring(
        f'<html lang="zz"><body><p>{OPEN}held{SHUT} loose <b lang="en">content</b></p>'
        '<input aria-label="spoken"></body></html>'
    )
    assert sorted(outside(page)) == ["loose", "spoken"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_in_german_are_whole(client: Client, path: str) -> None:
    client.cookies["metier_language"] = "de"
    page = check_page(client.get(path))
    assert page.get("lang") == "de"


def test_language_of_the_browser_counts_until_one_is_chosen(client: Client) -> None:
    assert 'lang="de"' in client.get("/pay/", headers={"accept-language": "de-AT"}).content.decode()
    client.post("/language/", {"language": "en", "next": "/pay/"})
    page = client.get("/pay/", headers={"accept-language": "de-AT"}).content.decode()
    assert '<html lang="en">' in page


def test_unknown_language_changes_nothing(client: Client) -> None:
    response = client.post("/language/", {"language": "xx", "next": "/pay/"})
    assert response.status_code == 302
    assert "metier_language" not in response.cookies


@pytest.mark.parametrize(
    "address", ["https://example.org/", "//example.org", "javascript:alert(1)", "\\\\example.org"]
)
def test_switch_leads_nowhere_else(client: Client, address: str) -> None:
    response = client.post("/language/", {"language": "de", "next": address})
    assert response["Location"].startswith("/")
    assert "example.org" not in response["Location"]


def test_switch_asks_for_a_form_of_ours() -> None:
    strict = new_client(enforce_csrf_checks=True)
    assert strict.post("/language/", {"language": "de", "next": "/"}).status_code == 403


def test_numbers_and_days_follow_the_language(client: Client) -> None:
    english = client.get("/pay/").content.decode()
    client.cookies["metier_language"] = "de"
    german = client.get("/pay/").content.decode()
    assert "95,000–140,000" in english
    assert "95.000–140.000" in german
    assert "16.11.2025" in client.get("/demand/").content.decode()


def test_framework_words_are_marked_as_english(client: Client) -> None:
    client.cookies["metier_language"] = "de"
    page = check_page(client.get("/roles/data-scientist/"))
    assert page.xpath("//h1/@lang") == ["en"]
    assert page.xpath("//p[@class='lead']/@lang") == ["en"]


def test_catalogs_hold_every_string(messages: ModuleType, catalog: Any) -> None:
    for language in messages.LANGUAGES:
        folder = messages.LOCALES / language / "LC_MESSAGES"
        text, compiled = messages.rendered(messages.update(language, catalog))
        assert (folder / "django.po").read_bytes() == text, "run python scripts/messages.py"
        assert (folder / "django.mo").read_bytes() == compiled


def test_translations_hold_the_same_places(messages: ModuleType, catalog: Any) -> None:
    """A translation that loses %(name)s, or a tag, would break its page or say less."""
    for language in messages.LANGUAGES:
        for message in messages.update(language, catalog):
            parts = message.string if isinstance(message.string, tuple | list) else [message.string]
            source = message.id if isinstance(message.id, tuple | list) else [message.id]
            for text in filter(None, parts if message.id else []):
                found = set(re.findall(r"%\(\w+\)[sd]|</?\w+>", text))
                known = {
                    place for one in source for place in re.findall(r"%\(\w+\)[sd]|</?\w+>", one)
                }
                assert found <= known, text
                assert known - found <= {"%(num)s"}, text
