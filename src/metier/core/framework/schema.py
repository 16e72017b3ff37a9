"""JSON Schema of the data files, generated from the types."""

from functools import cache
from typing import Any

import msgspec

from metier.core.framework.files import OVERLAY_LAYOUT

_BY_LEVEL = ("levels", "effort", "prerequisites")


def build_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the data file kind `name`, such as "skills"."""
    layout = next(item for item in OVERLAY_LAYOUT if item.schema == name)
    schema = msgspec.json.schema(layout.type)
    for definition in schema["$defs"].values():
        definition["description"] = _first_sentence(definition.get("description", ""))
    skill = schema["$defs"].get("SkillSpec")
    if skill:
        for field in _BY_LEVEL:
            skill["properties"][field]["propertyNames"] = {"enum": ["1", "2", "3", "4", "5"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Metier {name} file",
        **schema,
    }


def schema_names() -> list[str]:
    """Return the names of all data file kinds."""
    return [layout.schema for layout in OVERLAY_LAYOUT]


@cache
def schema_validator(name: str) -> Any:
    """Return the compiled validator of the data file kind `name`."""
    import jsonschema_rs  # noqa: PLC0415 only checking needs it

    return jsonschema_rs.Draft202012Validator(build_schema(name))


def _first_sentence(text: str) -> str:
    return " ".join(text.split("\n\n", maxsplit=1)[0].split())
