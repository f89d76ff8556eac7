"""Claims, incidents, accounts and reports of a ledger in formats that other projects read.

One module a format: `claims`, `incidents`, `accounts` and `reports` for tables and JSON Lines, `ucdp`, `acled`,
`plover`, `polecat`, `geojson`, `evidence`. A converter is a pure function from one item to its rows and to what
they cannot hold; a sink turns rows to bytes.
"""

from crossclaim.interchange.exporter import FORMATS, KINDS, Account, Form, export, form
from crossclaim.interchange.gather import cases, told

__all__ = ["FORMATS", "KINDS", "Account", "Form", "cases", "export", "form", "told"]
