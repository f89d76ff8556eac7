"""The JSON Schema of format 1 (draft 2020-12)."""

from __future__ import annotations

from importlib.resources import files


def schema_text() -> str:
    """The schema as it is printed by `crossclaim schema`; fields it does not name are allowed.

    >>> import json
    >>> json.loads(schema_text())["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    return files("crossclaim").joinpath("data", "contract.schema.json").read_text(encoding="utf-8")
