"""The protocol's schema, by definition."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parent.parent / "protocol.schema.json").read_text("utf-8")
)


@cache
def _validator(definition: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": SCHEMA["$defs"]})


def validate(message: object, definition: str) -> None:
    """Raise if a message is not what the definition says."""
    _validator(definition).validate(message)


def is_valid(message: object, definition: str) -> bool:
    """Tell whether a message is what the definition says."""
    return bool(_validator(definition).is_valid(message))
