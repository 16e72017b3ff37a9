"""The reference names everything there is: commands, errors, settings, addresses, fields."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "metier"
REFERENCE = ROOT / "docs" / "reference"
GOLDEN = ROOT / "tests" / "cli" / "golden"


@cache
def reference(name: str) -> str:
    return (REFERENCE / name).read_text("utf-8")


@cache
def trees() -> list[ast.Module]:
    return [ast.parse(path.read_text("utf-8")) for path in sorted(SOURCES.rglob("*.py"))]


def calls() -> Iterator[ast.Call]:
    for tree in trees():
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def error_codes() -> set[str]:
    """Every code="…" and every code that a page of errors is called with."""
    found: set[str] = set()
    for call in calls():
        for keyword in call.keywords:
            if keyword.arg == "code":
                found |= strings(keyword.value)
        if isinstance(call.func, ast.Name) and call.func.id == "error_page":
            found |= strings(call.args[2])
    return found


def rule_codes() -> set[str]:
    """Every code that a finding about the framework's data can have."""
    found: set[str] = set()
    for call in calls():
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        place = {"Finding": 3, "Problem": 2}.get(name, len(call.args))
        if place < len(call.args):
            found |= strings(call.args[place])
    return found


def strings(node: ast.expr) -> set[str]:
    constants = (item for item in ast.walk(node) if isinstance(item, ast.Constant))
    return {item.value for item in constants if isinstance(item.value, str)}


def commands() -> list[str]:
    import click

    from metier.cli.app import cli

    context = click.Context(cli)
    found = []
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if isinstance(command, click.Group):
            person = " ".join(
                piece
                for parameter in command.get_params(click.Context(command))
                for piece in parameter.get_usage_pieces(context)
            )
            start = f"{name} {person}".strip()
            found += [f"{start} {sub}" for sub in command.list_commands(context)]
        else:
            found.append(name)
    return found


def options() -> set[str]:
    import click

    from metier.cli.app import cli

    found: set[str] = set()
    waiting: list[click.Command] = [cli]
    while waiting:
        command = waiting.pop()
        context = click.Context(command)
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                sub = command.get_command(context, name)
                assert sub is not None
                waiting.append(sub)
        for parameter in command.params:
            found |= {name for name in (*parameter.opts, *parameter.secondary_opts) if "--" in name}
    return found


def settings() -> set[str]:
    texts = (path.read_text("utf-8") for path in SOURCES.rglob("*.py"))
    return {name for text in texts for name in re.findall(r"METIER_[A-Z_]*[A-Z]", text)}


def route_names() -> list[str]:
    trees = [ast.parse(path.read_text("utf-8")) for path in (SOURCES / "web").rglob("urls.py")]
    return sorted(
        keyword.value.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "name" and isinstance(keyword.value, ast.Constant)
    )


def fields() -> set[str]:
    """Every field name of every JSON answer."""
    paths = (path for file in GOLDEN.glob("*.json") for path in json.loads(file.read_text("utf-8")))
    found = {path.rsplit(".", 1)[-1].replace("[]", "") for path in paths}
    return found - {"", "*"}


def test_the_scans_find_something() -> None:
    assert len(error_codes()) > 25
    assert {"form-expired", "token-missing", "document-empty", "usage"} <= error_codes()
    assert "prerequisite-cycle" in rule_codes()
    assert "yaml-syntax" in rule_codes()
    assert {"framework check", "gap", "serve"} <= set(commands())
    assert "METIER_DATA_DIR" in settings()
    assert {"home", "keep"} <= set(route_names())
    assert "readiness" in fields()


@pytest.mark.parametrize("command", commands())
def test_every_command_is_described(command: str) -> None:
    assert f"metier {command}" in reference("cli.md")


def test_every_option_is_described() -> None:
    text = reference("cli.md")
    missing = [name for name in options() if not re.search(rf"{name}(?![\w-])", text)]
    assert sorted(missing) == []


def test_every_error_is_described() -> None:
    text = reference("errors.md")
    assert sorted(code for code in error_codes() if f"`{code}`" not in text) == []


def test_every_rule_of_the_data_is_described() -> None:
    text = "".join(path.read_text("utf-8") for path in sorted(REFERENCE.glob("*.md")))
    assert sorted(code for code in rule_codes() if f"`{code}`" not in text) == []


def test_no_error_is_described_that_does_not_exist() -> None:
    described = set(re.findall(r"^\|\s*`([a-z]+(?:-[a-z]+)*)`", reference("errors.md"), re.M))
    assert sorted(described - error_codes() - rule_codes()) == []


def test_every_setting_is_described() -> None:
    text = reference("settings.md")
    assert sorted(name for name in settings() if f"`{name}`" not in text) == []


def test_every_address_is_described() -> None:
    text = reference("routes.md")
    assert [name for name in route_names() if not re.search(rf"\| `?{name}`? \|", text)] == []


def test_every_field_is_described() -> None:
    text = reference("json.md")
    assert sorted(name for name in fields() if not re.search(rf"\b{name}\b", text)) == []
