"""Who wrote what, and when, from real commits; a repository's settings run nothing."""

from pathlib import Path

import pytest

from metier.core.repository import git as module
from metier.core.repository.git import GitRun, ask_git
from metier.core.repository.history import own_identity, read_log
from metier.core.repository.types import Touch
from repositories import ANN, BOB, Maker, lines_of


def test_lines_and_days_are_the_author_s(maker: Maker) -> None:
    maker.write({"a.py": lines_of("import os", 10)}).commit("2023-01-05")
    maker.write({"a.py": lines_of("import sys", 30), "b.py": "x\n"}).commit("2024-02-10", BOB)

    mine = read_log(maker.root, ["ANN@example.org"]).mine
    everyone = read_log(maker.root, ["nobody"]).everyone

    assert mine.touched == {"a.py": Touch(10, frozenset({"2023-01-05"}))}
    assert (mine.commits, mine.days) == (1, frozenset({"2023-01-05"}))
    assert everyone.touched["a.py"].days == {"2023-01-05", "2024-02-10"}
    assert len(everyone.people) == 2


@pytest.mark.parametrize("name", ["Ann Example", "ann example", "Ann Example <ann@example.org>"])
def test_author_is_found_by_name_or_address(maker: Maker, name: str) -> None:
    maker.write({"a.py": "x\n"}).commit("2023-01-05").commit("2023-01-06", BOB)

    assert read_log(maker.root, [name]).mine.commits == 1


def test_helper_named_in_the_message_counts(maker: Maker) -> None:
    message = f"Together\n\nCo-authored-by: {BOB[0]} <{BOB[1]}>"
    maker.write({"a.py": "x\ny\n"}).commit("2023-01-05", ANN, message)

    assert read_log(maker.root, [BOB[0]]).mine.touched["a.py"].lines == 2


def test_mailmap_joins_addresses(maker: Maker) -> None:
    maker.write({"a.py": "x\n"}).commit("2023-01-05", ("ann", "old@example.org"))
    maker.write({".mailmap": "Ann Example <ann@example.org> <old@example.org>\n"})
    maker.commit("2023-01-06")

    assert read_log(maker.root, ["ann@example.org"]).mine.commits == 2


def test_work_follows_a_file_that_another_person_renamed(maker: Maker) -> None:
    maker.write({"old/a.py": lines_of("import os", 40)}).commit("2023-01-05")
    (maker.root / "new").mkdir()
    (maker.root / "old/a.py").rename(maker.root / "new/b é\t.py")
    maker.commit("2024-01-05", BOB)

    log = read_log(maker.root, [ANN[0]])

    assert log.mine.touched["new/b é\t.py"].lines == 40
    assert read_log(maker.root, [BOB[0]]).mine.touched["new/b é\t.py"].lines == 0


def test_a_folder_below_the_root_has_its_own_paths(maker: Maker) -> None:
    maker.write({"part/a.py": "x\n", "b.py": "y\n"}).commit("2023-01-05")

    assert set(read_log(maker.root / "part", [ANN[0]]).mine.touched) == {"a.py"}


def test_reformatting_that_blame_ignores_counts_for_nobody(maker: Maker) -> None:
    maker.write({"a.py": "x\n"}).commit("2023-01-05", BOB)
    maker.write({"a.py": lines_of("import os", 90)}).commit("2023-02-05")
    done = maker.git("rev-parse", "HEAD").strip()
    maker.write({".git-blame-ignore-revs": f"# black\n{done}\n"}).commit("2023-03-05", BOB)

    assert read_log(maker.root, [ANN[0]]).mine.commits == 0


def test_oldest_commit_of_a_shallow_clone_counts_for_nobody(maker: Maker, tmp_path: Path) -> None:
    maker.write({"a.py": lines_of("import os", 90)}).commit("2023-01-05", BOB)
    maker.write({"b.py": "x\n"}).commit("2023-02-05")
    maker.write({"c.py": "x\n"}).commit("2023-03-05")
    maker.git("clone", "--quiet", "--depth=2", f"file://{maker.root}", str(tmp_path / "clone"))

    mine = read_log(tmp_path / "clone", [ANN[0]]).mine

    assert set(mine.touched) == {"c.py"}
    assert any("shallow" in warning for warning in mine.warnings)


def test_no_commit_yet(maker: Maker) -> None:
    log = read_log(maker.root, ["x"])

    assert (log.mine.commits, log.everyone.commits) == (0, 0)


def test_identity_is_the_one_that_git_has_here(maker: Maker) -> None:
    assert own_identity(maker.root) == ()
    assert own_identity(maker.user(ANN).root) == ANN


def test_settings_of_a_repository_run_nothing(maker: Maker, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    maker.write({"a.txt": "x\n", ".gitattributes": "* diff=evil filter=evil\n"})
    maker.commit("2023-01-05")
    for key in (
        *("core.pager", "core.fsmonitor", "core.sshCommand", "core.editor", "core.askPass"),
        *("diff.external", "diff.evil.command", "diff.evil.textconv", "gpg.program"),
        *("filter.evil.clean", "filter.evil.smudge", "pager.log", "core.alternateRefsCommand"),
    ):
        maker.git("config", key, str(trap))
    maker.git("config", "log.showSignature", "true")
    maker.git("config", "core.hooksPath", str(tmp_path))
    maker.git("config", "alias.log", f"!{trap}")

    assert read_log(maker.root, [ANN[0]]).mine.commits == 1
    assert own_identity(maker.root) == ()
    assert not (tmp_path / "sprung").exists()


def test_long_history_is_cut_and_said(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(1, 9):
        maker.write({f"{day}.py": "x\n"}).commit(f"2023-01-0{day}")
    monkeypatch.setattr(GitRun.chunks, "__kwdefaults__", {"limit": 10})

    mine = read_log(maker.root, [ANN[0]]).mine

    assert any("newest part" in warning for warning in mine.warnings)


def test_git_that_hangs_is_stopped(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = maker.root / "bin"
    maker.write({"bin/git": "#!/bin/sh\nexec sleep 60\n"})
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    run = GitRun(maker.root, "log", seconds=0.2)

    assert list(run.chunks()) == []
    assert run.code is None


def test_answer_and_complaint_are_read_apart(maker: Maker) -> None:
    answer = ask_git(maker.root, "rev-parse", "--verify", "no-such-thing")

    assert answer.code
    assert answer.out == b""
    assert "fatal" in answer.err
    assert module.ask_git(maker.root, "rev-parse", "--is-inside-work-tree").out == b"true\n"
