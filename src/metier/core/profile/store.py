"""Where profiles are kept: one protocol, and its store of JSON files.

The web app keeps them in its database through the same protocol, and the same tests run on
both.
"""

import os
import re
import tempfile
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from metier.core.errors import ProfileError, StoreError
from metier.core.framework.records import Profile

_SAFE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,80}$")


class Entry(NamedTuple):
    """A stored profile, short."""

    id: str
    name: str
    created: str


class ProfileStore(Protocol):
    """Keeps profiles of owners. What belongs to another owner is as if it did not exist."""

    def list_profiles(self, owner: str) -> list[Entry]:
        """Return the owner's profiles, oldest first."""

    def get_profile(self, owner: str, profile_id: str) -> Profile:
        """Return a profile.

        Raises:
            StoreError: The owner has no such profile.
        """

    def put_profile(self, profile: Profile) -> None:
        """Store a profile, in place of the one with its id if the owner has one.

        Raises:
            StoreError: The id belongs to another owner.
        """

    def delete_profile(self, owner: str, profile_id: str) -> None:
        """Erase a profile and everything kept with it.

        Raises:
            StoreError: The owner has no such profile.
        """


class FileStore:
    """A folder for each owner with a JSON file for each profile, readable by its owner only."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def list_profiles(self, owner: str) -> list[Entry]:
        """Return the owner's profiles, oldest first."""
        folder = self._folder(owner)
        found = [read_profile(path) for path in folder.glob("*.json")] if folder.is_dir() else []
        entries = [Entry(item.id, item.name, item.created) for item in found]
        return sorted(entries, key=lambda entry: (entry.created, entry.id))

    def get_profile(self, owner: str, profile_id: str) -> Profile:
        """Return a profile of the owner."""
        path = self._path(owner, profile_id)
        if not path.is_file():
            raise missing_profile(profile_id)
        return read_profile(path)

    def put_profile(self, profile: Profile) -> None:
        """Write a profile in one step; a crash leaves the old one whole."""
        path = self._path(profile.owner, profile.id)
        if any(
            other.parent != path.parent and other.name == path.name
            for other in self._root.glob("*/*.json")
        ):
            raise missing_profile(profile.id)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_profile(profile, path)

    def delete_profile(self, owner: str, profile_id: str) -> None:
        """Erase a profile of the owner."""
        path = self._path(owner, profile_id)
        if not path.is_file():
            raise missing_profile(profile_id)
        path.unlink()

    def _folder(self, owner: str) -> Path:
        return self._root / _safe(owner)

    def _path(self, owner: str, profile_id: str) -> Path:
        return self._folder(owner) / f"{_safe(profile_id)}.json"


def missing_profile(profile_id: str) -> StoreError:
    """Return the error for a profile that the owner does not have."""
    return StoreError(
        f"There is no profile {profile_id!r}.",
        code="profile-missing",
        hint="It may have been deleted.",
    )


def _safe(name: str) -> str:
    if not _SAFE.fullmatch(name) or ".." in name:
        raise StoreError(f"{name!r} is no valid id.", code="profile-missing")
    return name


def write_profile(profile: Profile, path: Path) -> None:
    """Write a profile in one step; a crash leaves the old file whole.

    Raises:
        OSError: It cannot be written.
    """
    content = msgspec.json.encode(profile)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        part = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def read_profile(path: Path) -> Profile:
    """Return the profile in a file.

    Raises:
        ProfileError: The file is missing or holds no valid profile.
    """
    if not path.is_file():
        raise ProfileError(f"There is no file {path}.", code="profile-damaged")
    try:
        return msgspec.json.decode(path.read_bytes(), type=Profile)
    except msgspec.DecodeError as error:
        raise ProfileError(
            f"{path.name} is not a valid profile: {error}.",
            code="profile-damaged",
            hint="The file was left as it is; restore it from a backup.",
        ) from error
