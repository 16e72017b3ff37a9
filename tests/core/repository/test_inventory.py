"""What lies beside the code: names, texts, notebooks; nothing outside, nothing large, no link."""

import json
from pathlib import Path

import pytest

from metier.core.repository import inventory
from metier.core.repository.inventory import read_words, take_inventory

BOOK = {
    "cells": [
        {"cell_type": "markdown", "source": ["# Why\n", "It fell."]},
        {"cell_type": "code", "source": "1/0", "outputs": [{"output_type": "error"}]},
        {"cell_type": "code", "source": "2", "outputs": []},
    ]
}


def take(root: Path) -> inventory.Inventory:
    return take_inventory(
        root, skipped=("node_modules",), is_text=lambda path: path.endswith(".md")
    )


def test_names_texts_and_notebooks(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Hello", "utf-8")
    (tmp_path / "a.py").write_text("x = 1", "utf-8")
    (tmp_path / "nb").mkdir()
    (tmp_path / "nb" / "fall.ipynb").write_text(json.dumps(BOOK), "utf-8")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "README.md").write_text("Not mine", "utf-8")

    found = take(tmp_path)

    assert found.files == ("README.md", "a.py", "nb/fall.ipynb")
    assert found.texts == {"README.md": "Hello", "nb/fall.ipynb": "# Why\nIt fell."}
    assert found.outputs == {"nb/fall.ipynb": 1}


def test_links_binaries_and_large_files_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inventory, "MAX_TEXT_BYTES", 100)
    root = tmp_path / "work"
    root.mkdir()
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    (root / "link.md").symlink_to(tmp_path / "secret.md")
    (root / "up").symlink_to(tmp_path)
    (root / "binary.md").write_bytes(b"a\x00b")
    (root / "large.md").write_text("a" * 101, "utf-8")

    found = take(root)

    assert found.files == ("binary.md", "large.md")
    assert found.texts == {}


def test_the_number_of_texts_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inventory, "MAX_TEXTS", 2)
    for number in range(5):
        (tmp_path / f"{number}.md").write_text("text", "utf-8")
    found = take(tmp_path)
    assert (len(found.files), len(found.texts)) == (5, 2)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"cells": 3}', b"\xff\xfe", b'{"cells": [' + b"[" * 5000]
)
def test_what_is_no_notebook_is_none(content: bytes) -> None:
    assert read_words(content) is None


def test_a_notebook_of_format_3_is_read() -> None:
    old = {"worksheets": [{"cells": [{"cell_type": "heading", "source": "Old"}]}]}
    assert read_words(json.dumps(old).encode()) == ("Old", 0)


def test_the_words_of_a_notebook_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inventory, "MAX_TEXT_BYTES", 10)
    found = read_words(
        json.dumps({"cells": [{"cell_type": "markdown", "source": "a" * 99}]}).encode()
    )
    assert found == ("a" * 10, 0)
