"""A browser without a browser, and an answer that it holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import pytest

if TYPE_CHECKING:
    from django.test import Client

    from metier.core.framework.records import Profile
    from metier.web.start.memory import Work

django.setup()  # the models cannot be imported before
BROWSER = "browser-of-the-tests"


@pytest.fixture(autouse=True)
def _clean(django_ready: None) -> Iterator[None]:
    """Forget what a test held or kept."""
    yield
    from metier.web.accounts.models import User
    from metier.web.profiles.models import ProfileRow
    from metier.web.start.memory import MEMORY

    MEMORY._items.clear()
    ProfileRow.objects.all().delete()
    User.objects.all().delete()


def new_client(**options: Any) -> "Client":
    from django.test import Client

    return Client(SERVER_NAME="127.0.0.1", SERVER_PORT="8000", **options)


@pytest.fixture
def client() -> "Client":
    """A browser that has not been here before."""
    return new_client()


@pytest.fixture
def trusted(token: str) -> "Client":
    """A browser that opened the link with the token."""
    browser = new_client()
    browser.cookies["metier_token"] = token
    return browser


@pytest.fixture(scope="session")
def profile(django_ready: None, samples: Path) -> "Profile":
    """The profile read from the PDF sample."""
    from metier.web.start.services import profile_create

    content = (samples / "noor-haddad.pdf").read_bytes()
    return profile_create(name="noor-haddad.pdf", content=content)


def hold(browser: "Client", profile: "Profile") -> "Work":
    """Let a browser work on a profile."""
    from django.core.signing import get_cookie_signer

    from metier.web.start.browser import COOKIE
    from metier.web.start.memory import MEMORY

    browser.cookies[COOKIE] = get_cookie_signer(salt=COOKIE).sign(BROWSER)
    return MEMORY.add(BROWSER, profile)


@pytest.fixture
def work(client: "Client", profile: "Profile") -> "Work":
    """What `client` works on."""
    return hold(client, profile)


@pytest.fixture
def me(trusted: "Client", profile: "Profile") -> "Client":
    """A browser whose person keeps the profile of the PDF sample."""
    work = hold(trusted, profile)
    response = trusted.post(f"/answer/{work.id}/keep/")
    assert response["Location"] == "/me/review/"
    return trusted


def stored(browser: "Client") -> "Profile":
    """Return the profile of a browser as it is kept."""
    from metier.web.me.mine import owner_id
    from metier.web.profiles.store import DatabaseStore

    return DatabaseStore().get_profile(owner_id(), browser.cookies["metier_profile"].value)


@pytest.fixture
def kept(trusted: "Client", profile: "Profile") -> "Work":
    """What `trusted` works on."""
    return hold(trusted, profile)
