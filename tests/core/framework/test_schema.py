"""The JSON Schemas are valid, and those in the package are the ones that the types generate."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from metier.core.framework.files import data_root, read_files
from metier.core.framework.overlay import read_overlay
from metier.core.framework.parse import parse_data
from metier.core.framework.schema import build_schema, schema_names, schema_validator

VALID = Path(__file__).parents[2] / "fixtures" / "framework" / "valid"


@pytest.mark.parametrize("name", schema_names())
def test_schema_is_valid(name: str) -> None:
    jsonschema_rs.meta.validate(build_schema(name))


@pytest.mark.parametrize("name", schema_names())
def test_schema_in_the_package_is_the_generated_one(name: str) -> None:
    path = data_root() / "schema" / f"{name}.schema.json"

    generated = json.loads(json.dumps(build_schema(name)))
    assert json.loads(path.read_text(encoding="utf-8")) == generated


def test_package_holds_no_schema_of_a_file_kind_that_is_gone() -> None:
    held = {path.name for path in (data_root() / "schema").glob("*.json")}

    assert held == {f"{name}.schema.json" for name in schema_names()}


def test_every_kind_of_file_has_a_valid_example() -> None:
    files = [*read_files(VALID), *read_overlay(VALID.parent / "overlay").files]

    assert {file.layout.schema for file in files} == set(schema_names())
    for file in files:
        value, problems = parse_data(file.path, file.content)
        assert problems == []
        plain = json.loads(json.dumps(value))
        assert schema_validator(file.layout.schema).is_valid(plain), file.path


def test_unknown_fields_are_refused() -> None:
    value = {"redirects": [], "comment": "no such field"}

    assert not schema_validator("redirects").is_valid(value)
    assert schema_validator("redirects").is_valid({"redirects": []})
