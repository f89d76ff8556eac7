"""Readings out: format 1 JSON, a table, CSV, a standalone page."""

from crossclaim.export.contract import FORMAT, dumps, from_json, to_json
from crossclaim.export.exporter import FORMATS, Exporter, Look, export, exporter
from crossclaim.export.notebook import notebook_table
from crossclaim.export.schema import schema_text

__all__ = [
    "FORMAT",
    "FORMATS",
    "Exporter",
    "Look",
    "dumps",
    "export",
    "exporter",
    "from_json",
    "notebook_table",
    "schema_text",
    "to_json",
]
