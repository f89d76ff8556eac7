"""Inputs to reports: reading, cleaning, and finding out day, headline and language.

- `formats`: files and standard input to reports, one at a time; `text`: a text in hand to a report.
- `columns`: CSV and Parquet rows; `feeds`: RSS and Atom entries; `archives`: pages in WARC files.
- `reading`: bytes to text, the encoding found out.
- `drafts`: options, and what came in before it is cleaned; `finish` makes a report of it.
- `page`: the main text of HTML; `mend`: slips of escaping; `furniture`: what is no part of the article.
- `publication`, `title`, `language`: what the text says of itself.
- `tables`: the data files behind all of it.
"""

from crossclaim.clean.columns import Columns
from crossclaim.clean.drafts import InputOptions
from crossclaim.clean.finish import Cleaner
from crossclaim.clean.formats import open_reports
from crossclaim.clean.publication import parse_date
from crossclaim.clean.tables import CleaningTables, load_tables
from crossclaim.clean.text import report_of

__all__ = [
    "Cleaner",
    "CleaningTables",
    "Columns",
    "InputOptions",
    "load_tables",
    "open_reports",
    "parse_date",
    "report_of",
]
