"""Small real repositories for tests, made with git in a folder that no setting of ours reaches."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

ANN = ("Ann Example", "ann@example.org")
BOB = ("Bob Sample", "bob@example.org")


class Maker:
    """Makes commits of given people on given days."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, **env: str) -> str:
        """Run git in the repository, without the settings of this machine."""
        kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        fixed = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", "-C", self.root, *arguments],
            env={**kept, **fixed, **env},
            capture_output=True,
            check=True,
            timeout=30,
        )
        return done.stdout.decode("utf-8", "replace")

    def write(self, files: Mapping[str, str | bytes]) -> "Maker":
        """Write files below the root."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def commit(self, day: str, who: tuple[str, str] = ANN, message: str = "A change") -> "Maker":
        """Commit everything as somebody on a day."""
        self.git("add", "--all")
        self.git(
            *("commit", "--quiet", "--allow-empty", "--message", message),
            GIT_AUTHOR_NAME=who[0],
            GIT_AUTHOR_EMAIL=who[1],
            GIT_AUTHOR_DATE=f"{day}T12:00:00Z",
            GIT_COMMITTER_NAME=who[0],
            GIT_COMMITTER_EMAIL=who[1],
            GIT_COMMITTER_DATE=f"{day}T12:00:00Z",
        )
        return self

    def user(self, who: tuple[str, str]) -> "Maker":
        """Make somebody the user that git has in this repository."""
        self.git("config", "user.name", who[0])
        self.git("config", "user.email", who[1])
        return self


def lines_of(first: str, number: int = 20) -> str:
    """Return Python code that begins with a line and has a number of lines."""
    return "\n".join([first, *(f"x{row} = {row}" for row in range(number - 1))]) + "\n"
