"""What must hold for every page that the web app sends."""

from typing import Any
from urllib.parse import urlsplit

from lxml import html


def page_of(response: Any) -> Any:
    """Return the parsed page."""
    return html.fromstring(response.content.decode())


def check_headers(response: Any) -> None:
    """Nothing may be loaded from elsewhere, framed or kept."""
    policy = dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"


def check_page(response: Any) -> Any:
    """Return the parsed page after checking its headers, its markup and its addresses."""
    check_headers(response)
    page = page_of(response)
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            assert name != "style", value
            assert not name.startswith(("on", "hx-on")), name
            if name in {"href", "src", "action", "hx-get", "hx-post", "formaction"}:
                parts = urlsplit(value)
                assert not parts.scheme, value
                assert not parts.netloc, value
        assert element.tag != "style"
        assert element.tag != "script" or (element.get("src") and not element.text)
    return page


def check_error(response: Any, status: int, code: str) -> Any:
    """Return the parsed page after checking that it is a coded error page."""
    assert response.status_code == status
    page = check_page(response)
    assert page.xpath("//p[contains(@class, 'soft')]/text()").count(code) == 1
    assert "Traceback" not in response.content.decode()
    return page
