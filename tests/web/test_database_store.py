"""The database as a store: what every store does, and what only a database gets wrong."""

import uuid

import pytest
from django.db import connection
from msgspec.structs import replace

from metier.core.errors import StoreError
from metier.core.framework.records import Profile
from metier.web.accounts.models import User, local_user
from metier.web.profiles.models import CorrectionRow, DocumentRow, EvidenceRow, ProfileRow
from metier.web.profiles.store import DatabaseStore
from store_conformance import StoreConformance, make_profile


@pytest.fixture
def store() -> DatabaseStore:
    return DatabaseStore()


@pytest.fixture
def owner() -> str:
    return str(local_user().id)


@pytest.fixture
def stranger() -> str:
    return str(User.objects.create(username="stranger").id)


class TestDatabaseStore(StoreConformance):
    pass


def counts() -> list[int]:
    return [rows.objects.count() for rows in (ProfileRow, DocumentRow, EvidenceRow, CorrectionRow)]


def test_the_local_user_is_one_and_cannot_sign_in() -> None:
    first = local_user()
    assert local_user() == first
    assert not first.has_usable_password()
    assert User.objects.count() == 1


def test_deleting_leaves_no_row(store: DatabaseStore, owner: str) -> None:
    profile = make_profile(owner)
    store.put_profile(profile)
    assert all(counts())
    store.delete_profile(owner, profile.id)
    assert counts() == [0, 0, 0, 0]


def test_deleting_a_user_leaves_no_row(store: DatabaseStore, stranger: str) -> None:
    store.put_profile(make_profile(stranger))
    User.objects.get(pk=stranger).delete()
    assert counts() == [0, 0, 0, 0]


def test_a_put_that_fails_changes_nothing(
    store: DatabaseStore, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = make_profile(owner)
    store.put_profile(profile)

    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(CorrectionRow.objects, "bulk_create", fail)
        with pytest.raises(RuntimeError):
            store.put_profile(replace(profile, name="half", evidence=()))
    assert store.get_profile(owner, profile.id) == profile


def test_a_large_profile(store: DatabaseStore, owner: str) -> None:
    profile = make_profile(owner)
    document = replace(profile.documents[0], text="Python 🙂 " * 150_000)
    large = replace(
        profile, documents=(document,) * 3, evidence=profile.evidence * 1500, name="n" * 200
    )
    store.put_profile(large)
    assert store.get_profile(owner, profile.id) == large


@pytest.mark.parametrize("profile_id", ["nobody", "", "x\0"])
def test_an_id_that_is_none_cannot_be_put(
    store: DatabaseStore, owner: str, profile_id: str
) -> None:
    with pytest.raises(StoreError):
        store.put_profile(replace(make_profile(owner), id=profile_id))
    assert counts() == [0, 0, 0, 0]


@pytest.mark.parametrize("who", ["local", str(uuid.UUID(int=0))])
def test_an_owner_who_is_none_has_nothing(store: DatabaseStore, owner: str, who: str) -> None:
    profile = make_profile(owner)
    store.put_profile(profile)
    assert store.list_profiles(who) == []
    for job in (store.get_profile, store.delete_profile):
        with pytest.raises(StoreError):
            job(who, profile.id)


def test_text_with_odd_characters(store: DatabaseStore, owner: str) -> None:
    """A NUL cannot stand in PostgreSQL's text; it must not break keeping."""
    profile: Profile = make_profile(owner, "a\x00b")
    document = replace(profile.documents[0], text="Python\x00 \u202e\x0b 🙂")
    store.put_profile(replace(profile, documents=(document,)))
    assert len(store.get_profile(owner, profile.id).documents) == 1


def test_models_and_migrations_agree() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_sqlite_keeps_foreign_keys_and_a_log() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("this database is not SQLite")
    with connection.cursor() as cursor:
        values = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("foreign_keys", "journal_mode", "busy_timeout")
        }
    assert values == {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 5000}
